"""Who sits on which committee comes in whatever shape a council keeps it, and changes are dated."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.worlds import run
from tests.importing.worlds import moderngov, take, text
from tests.reading.folders import a_folder, problem_of
from tests.reading.officers_workbook import an_officers_workbook

MEMBERS = "name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\nCat Cole,Red,North\nDee Dean,Blue,South\n"
MEETINGS = "committee,date,start\nPlanning Committee,2026-09-14,18:00\n"

LIST = 'Committee,Councillor,Role\nPlanning,Cllr Ann Apple,Chair\nPlanning,"Brown, Bob",\nAudit,Cat Cole,\n'
FILLED_DOWN = "Body,First name,Surname\nPlanning,Ann,Apple\n,Bob,Brown\nAudit,Cat,Cole\n"
GRID = "Member,Party,Planning,Audit\nAnn Apple,Red,Chair,\nBob Brown,Blue,x,no\nCat Cole,Red,-,Yes\nDee Dean,Blue,,\n"
COLUMNS = "Planning,Audit\nAnn Apple,Cat Cole\nBob Brown,Vacancy\n"
XML = """<?xml version="1.0"?>
<committees>
  <committee><committeeid>140</committeeid><committeetitle>Planning</committeetitle><members>
    <member><fullusername>Councillor Ann Apple</fullusername><role>Chair</role></member>
    <member><fullusername>Councillor Bob Brown</fullusername></member></members></committee>
  <committee><committeetitle>Audit</committeetitle><members>
    <member><fullusername>Cllr Cat Cole</fullusername></member></members></committee>
</committees>"""


def seats(folder: Path) -> set[tuple[str, str]]:
    return {(place.member, place.committee) for place in problem_of(folder).committees}


@pytest.mark.parametrize(
    "content", [LIST, FILLED_DOWN, GRID, COLUMNS, XML], ids=["list", "down", "grid", "columns", "xml"]
)
def test_seats_come_in_from_any_shape_under_the_name_that_the_tables_have(tmp_path: Path, content: str) -> None:
    """Planning meets in the tables as "Planning Committee", and goes by that name."""
    folder = a_folder(tmp_path / "council", members=MEMBERS, meetings=MEETINGS)
    said = take(folder, content)
    assert said[:2] == ["Planning Committee: added Ann Apple and Bob Brown.", "Audit: added Cat Cole."]
    assert seats(folder) == {
        ("ann-apple", "Planning Committee"),
        ("bob-brown", "Planning Committee"),
        ("cat-cole", "Audit"),
    }
    assert take(folder, content)[0] == "Nothing to change: the table has the file's 3 seats already."


def test_changes_are_dated_and_committees_that_the_file_does_not_have_stay(tmp_path: Path) -> None:
    """Bob leaves Planning for Dee: his last day is the day before the file's. Audit is not in the second file."""
    folder = a_folder(tmp_path / "council", members=MEMBERS)
    take(folder, LIST)
    said = take(folder, "member,committee\nAnn Apple,Planning\nDee Dean,Planning\n", dated="2026-11-02")
    assert said == ["Planning: Bob Brown until 1 November 2026.", "Planning: added Dee Dean."]
    assert text(folder, "committees").splitlines()[1:] == [
        "Ann Apple,Planning,,",
        "Bob Brown,Planning,,2026-11-01",
        "Cat Cole,Audit,,",
        "Dee Dean,Planning,2026-11-02,",
    ]


def test_who_is_no_member_is_named_with_the_nearest_and_left_out(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", members=MEMBERS)
    said = take(folder, LIST + "Audit,Dee Deen,\nAudit,The Dean of Northtown,\n")
    warnings = [one for one in said if one.startswith("Warning: ") and "no member" in one]
    assert warnings[0].startswith(
        "Warning: seats.csv, row 5: 'Dee Deen' is no member, and the seat is left out. Did you"
    )
    assert len(warnings) == 2
    assert "Role is a column that is not read." in "\n".join(said)


def test_days_of_the_file_are_the_seats_days_and_the_full_council_needs_none(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", members=MEMBERS)
    take(folder, "Name,Panel,Appointed,Expires\nAnn Apple,Audit,21/05/2026,20 May 2027\nBob Brown,Full Council,,\n")
    assert text(folder, "committees").splitlines()[1:] == ["Ann Apple,Audit,2026-05-21,2027-05-20"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "most people in this file are no members: 1 and 2."),
        ("Councillor,Email\nAnn Apple,x\n", "these headings say neither who sits nor on what."),
        (
            "member,committee\nZed,Audit\nYan,Audit\nAnn Apple,Audit\n",
            "most people in this file are no members: Zed and Yan.",
        ),
        ("member,committee,from\nAnn Apple,Audit,31/31/2026\n", "row 2, column 'from': '31/31/2026' is not a date."),
        ("", "there is nothing in it"),
        ("<html><body>no</body></html>", "seats.csv: "),
    ],
)
def test_what_is_no_list_of_seats_is_refused(tmp_path: Path, content: str, said: str) -> None:
    folder = a_folder(tmp_path / "council", members=MEMBERS)
    (tmp_path / "seats.csv").write_text(content)
    result = run("import", "committees", tmp_path / "seats.csv", "--into", folder)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (folder / "committees.csv").exists()


def test_seats_go_from_a_workbook_into_a_workbook_and_from_moderngovs_xml(tmp_path: Path) -> None:
    book = an_officers_workbook(tmp_path / "visits.xlsx")
    listed = Workbook()
    for row in [("Councillor", "Committee"), ("Ann Apple", "Planning"), ("Bob Brown", "Planning")]:
        listed.active.append(row)
    listed.save(tmp_path / "seats.xlsx")
    assert run("import", "committees", tmp_path / "seats.xlsx", "--into", book).exit_code == 0
    assert seats(book) == {("ann-apple", "Planning"), ("bob-brown", "Planning")}
    said = moderngov(book, XML).stdout.splitlines()
    assert said[0] == "Audit: added Cat Cole."
