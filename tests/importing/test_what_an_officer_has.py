"""What stands in an officer's own tables does no harm to an import: words below, accents, a part of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from rota.reading import read
from tests.cli.worlds import run
from tests.importing.worlds import ON, a_councillor, councillors, imported, take
from tests.reading.folders import a_folder, problem_of
from tests.reading.officers_workbook import an_officers_workbook, cells

BELOW = "Kept by Democratic Services, last looked at in May"


def names(path: Path) -> set[str]:
    return {member.name for member in problem_of(path).members}


@pytest.mark.parametrize("gap", [1, 2, 5])
def test_new_rows_go_above_words_below_the_table_which_stay_words(tmp_path: Path, gap: int) -> None:
    """Rows below them would make the words a member, who is then told to have left."""
    book = an_officers_workbook(tmp_path / "visits.xlsx")
    edited = load_workbook(book)
    edited["members"].cell(4 + gap + 1, 1).value = BELOW
    edited.save(book)
    known = [a_councillor("Ann Apple"), a_councillor("Bob Brown", "Blue"), a_councillor("Cat Cole")]
    new = [a_councillor("Dee Dean", "Green"), a_councillor("Eve Elm", "Green")]
    listed = councillors(North=[*known, *new])
    assert imported(book, listed)[0] == "Added 2 members: Dee Dean and Eve Elm."
    assert names(book) == {"Ann Apple", "Bob Brown", "Cat Cole", "Dee Dean", "Eve Elm"}
    column = [row[0] for row in cells(book, "members")]
    assert [one for one in column if one] == [
        "name", "Ann Apple", "Bob Brown", "Cat Cole", "Dee Dean", "Eve Elm", BELOW,
    ]  # fmt: skip
    assert column[column.index(BELOW) - 1] is None
    assert imported(book, listed)[0].startswith("Nothing to change")


def test_the_same_of_a_csv_file(tmp_path: Path) -> None:
    members = f'name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\n,,\n"{BELOW}",,\n'
    folder = a_folder(tmp_path / "council", members=members)
    imported(
        folder, councillors(North=[a_councillor("Ann Apple"), a_councillor("Bob Brown"), a_councillor("Dee Dean")])
    )
    assert names(folder) == {"Ann Apple", "Bob Brown", "Dee Dean"}
    assert (folder / "members.csv").read_text(encoding="utf-8-sig").splitlines()[-1] == f'"{BELOW}",,'


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Siân Ŵyn", "Sian Wyn"), ("Bríd O'Shea", "Brid O’Shea"), ("Zoë Łaski", "Zoe Łaski"), ("Sean O'Dea", "Sean ODea")],
)
def test_a_name_that_lost_its_accents_is_the_same_member(tmp_path: Path, ours: str, theirs: str) -> None:
    folder = a_folder(tmp_path / "council", members=f"name,group,ward\nAnn Apple,Red,North\n{ours},Red,North\n")
    said = imported(folder, councillors(North=[a_councillor("Ann Apple"), a_councillor(theirs)]))
    assert said[0].startswith("Nothing to change")
    assert names(folder) == {"Ann Apple", ours}


def test_two_members_whom_an_accent_tells_apart_are_two(tmp_path: Path) -> None:
    members = "id,name,group,ward\ns1,Siân Wyn,Red,North\ns2,Sian Wyn,Blue,South\n"
    folder = a_folder(tmp_path / "council", members=members, absences="person,start,end\nSian Wyn,2026-07-01,\n")
    (away,) = problem_of(folder).absences
    assert away.person == "s2"


def test_a_file_of_one_ward_does_not_end_everybody_elses_membership(tmp_path: Path) -> None:
    """Three of four would have left: the file has one councillor, fewer than half of four."""
    members = "name,group,ward\n" + "".join(
        f"{name},Red,North\n" for name in ("Ann Apple", "Bob Ash", "Cy Elm", "Di Fir")
    )
    folder = a_folder(tmp_path / "council", members=members)
    before = (folder / "members.csv").read_bytes()
    (tmp_path / "part.xml").write_text(councillors(North=[a_councillor("Ann Apple")]))
    result = run("import", "moderngov", tmp_path / "part.xml", "--into", folder, "--dated", ON)
    assert result.exit_code == 2
    assert "part.xml: this file lists 1 councillor, and 3 of the 4 members in the tables are not among" in result.stderr
    assert (folder / "members.csv").read_bytes() == before


def test_who_leaves_while_somebody_of_the_ward_with_a_name_in_common_comes_is_asked_about(tmp_path: Path) -> None:
    members = "name,group,ward\nAnn Apple,Red,North\nBob Ash,Red,North\nCy Elm,Red,South\n"
    folder = a_folder(tmp_path / "council", members=members)
    listed = councillors(
        North=[a_councillor("Ann Apple-Oak"), a_councillor("Bob Ash")], South=[a_councillor("Flo Fir")]
    )
    warnings = [one for one in imported(folder, listed) if "under a new name" in one]
    assert len(warnings) == 1  # Cy Elm and Flo Fir have no name in common
    assert "row 2, column 'name': 'Ann Apple' leaves and Ann Apple-Oak, of the same ward, is new." in warnings[0]


def test_a_seat_under_an_initial_is_the_members_and_an_ambiguous_one_ends_nobodys(tmp_path: Path) -> None:
    members = "name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\nBea Brown,Blue,South\nCat Cole,Red,North\n"
    committees = "member,committee\nAnn Apple,Planning\nBob Brown,Planning\n"
    folder = a_folder(tmp_path / "council", members=members, committees=committees)
    said = take(folder, "Committee,Councillor\nPlanning,Cllr A Apple\nPlanning,B Brown\nPlanning,Cat Cole\n")
    assert said[0] == "Planning: added Cat Cole."
    assert any("'Cllr A Apple' is read as Ann Apple." in one for one in said)
    assert any(
        "may be Bob Brown (bob-brown) or Bea Brown (bea-brown), and the seat is left out." in one for one in said
    )
    assert all(place.span.end is None for place in problem_of(folder).committees)


def test_namesakes_with_ids_of_their_own_in_two_wards_are_not_doubted(tmp_path: Path) -> None:
    rows = "id,name,group,ward\n{}John Jones,Red,North\n{}Cllr John Jones,Blue,South\n"
    told = [
        [one for one in read(a_folder(tmp_path / str(number), members=rows.format(*ids))).doubts if "one person" in one]
        for number, ids in enumerate([("j1,", "j2,"), (",", ",")])
    ]
    assert [len(found) for found in told] == [0, 1]
