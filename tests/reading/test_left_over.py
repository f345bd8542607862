"""What is no row of a council: the rows of the example, notes for people, words below a table, an empty table."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from rota.reading import read, write_starter
from rota.reading.starter_content import EMPTY_TOML
from tests.cli.worlds import change, run
from tests.importing.worlds import a_councillor, councillors, imported
from tests.reading.folders import NO_POLL, a_folder, a_workbook, faults_of, problem_of, told_of

ROWS = "name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\n"


def own_members(book: Path) -> Path:
    """The starter with members of the council's own in the rows of the invented ones."""
    held = load_workbook(book)
    for number in range(2, 8):
        held["members"].cell(number, 2).value = f"Own Member {number}"
    held.save(book)
    return book


def test_rows_of_the_example_beside_members_of_ones_own_are_one_sentence_and_not_read(tmp_path: Path) -> None:
    (book,) = write_starter(tmp_path / "visits.xlsx")
    assert [team.name for team in problem_of(book).teams] == ["Corporate parenting", "MASH"]
    own_members(book)
    told = [one for one in told_of(book) if "example" in one]
    assert len(told) == 1
    assert told[0].startswith("visits.xlsx: rows of the example are still there and are not read: closures, row 2; ")
    assert "attendance, rows 2 and 3" in told[0]
    assert told[0].endswith("Take them out. The council is still called 'Example Council'.")
    problem = problem_of(book)
    assert (len(problem.members), problem.teams, problem.pins, problem.school_holidays) == (6, (), (), ())


def test_a_row_of_the_example_that_says_something_else_now_is_the_councils(tmp_path: Path) -> None:
    folder = tmp_path / "visits"
    write_starter(folder)
    members = (folder / "members.csv").read_text(encoding="utf-8-sig")
    (folder / "members.csv").write_text(members.replace("Example Member", "Own Member"))
    change(folder / "teams.csv", "Sample Hall", "Civic Centre")
    assert [team.site for team in problem_of(folder).teams] == ["Civic Centre"]


def test_dates_saved_another_way_are_still_the_examples(tmp_path: Path) -> None:
    folder = tmp_path / "visits"
    write_starter(folder)
    members = (folder / "members.csv").read_text(encoding="utf-8-sig")
    (folder / "members.csv").write_text(members.replace("Example Member", "Own Member"))
    change(folder / "absences.csv", "2027-07-05,2027-07-16", "05/07/2027,16 July 2027")
    assert problem_of(folder).absences == ()


def test_an_import_takes_the_invented_members_out(tmp_path: Path) -> None:
    (book,) = write_starter(tmp_path / "visits.xlsx")
    said = imported(book, councillors(North=[a_councillor("Ann Apple"), a_councillor("Bob Brown", "Blue")]))
    assert said[:2] == [
        "Took out 6 members of the example that 'rota new' wrote.",
        "Added 2 members: Ann Apple and Bob Brown.",
    ]
    assert [member.name for member in problem_of(book).members] == ["Ann Apple", "Bob Brown"]


@pytest.mark.parametrize("name", ["visits.xlsx", "visits"])
def test_an_empty_start_has_headings_and_what_is_usual_and_says_what_is_to_be_filled_in(
    tmp_path: Path, name: str
) -> None:
    result = run("new", tmp_path / name, "--empty")
    assert "with headings and usual settings alone." in result.stdout
    faults = faults_of(tmp_path / name)
    assert [one.partition("setting ")[2].partition(":")[0] for one in faults] == [
        "'council.name'",
        "'year.start'",
        "'year.end'",
    ]
    assert not [line for line in EMPTY_TOML.splitlines() if "Example" in line and not line.startswith("#")]


def test_an_empty_start_that_is_filled_in_is_read(tmp_path: Path) -> None:
    write_starter(tmp_path / "visits", empty=True)
    change(tmp_path / "visits" / "rota.toml", '# name = "The council\'s name"', 'name = "Testshire"')
    change(
        tmp_path / "visits" / "rota.toml",
        "# start = 2027-06-01\n# end = 2028-05-31",
        "start = 2027-06-01\nend=2028-05-31",
    )
    assert problem_of(tmp_path / "visits").council == "Testshire"


@pytest.mark.parametrize("heading", ["Notes", "comments", "Remarks"])
def test_a_column_of_notes_is_passed_over_with_a_word(tmp_path: Path, heading: str) -> None:
    members = f"name,group,ward,{heading}\nAnn Apple,Red,North,rings on Mondays\nBob Brown,Blue,South,\n"
    folder = a_folder(tmp_path, members=members, toml=NO_POLL)
    assert told_of(folder) == [f"members.csv, row 1, column '{heading}': this column is for people and is not read."]


def test_a_column_of_notes_beside_absences_is_refused_as_ever(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, absences="person,start,notes\nAnn Apple,2026-07-01,ill\n")
    (fault,) = faults_of(folder)
    assert "reasons are never kept" in fault


def test_a_table_with_nothing_in_it_is_nothing_and_so_is_a_sheet_of_any_name(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", absences="\n", history=",,,\n", toml=NO_POLL)
    assert told_of(folder) == []
    book = a_workbook(tmp_path / "b.xlsx", absences=[], Sheet1=[], Plan=[[None, " "]])
    assert faults_of(book) == []
    assert "is no table of the rota" in told_of(a_workbook(tmp_path / "c.xlsx", Plan=[["x"]]))[0]


@pytest.mark.parametrize(
    "below",
    [
        "\nLast updated by the clerk on 3 May\n",
        "* co-opted\n",
        "\nSource: Democratic Services\n",
        "\n\nThese are the members after the election of May\n",
        "\nCorrect as at 1 June\n\nPlease send changes to the clerk\n",
    ],
)
def test_words_below_a_table_are_words_outside_it(tmp_path: Path, below: str) -> None:
    folder = a_folder(tmp_path, members=ROWS + below, toml=NO_POLL)
    told = told_of(folder)
    assert [member.name for member in problem_of(folder).members] == ["Ann Apple", "Bob Brown"]
    assert len(told) == 1 + ("Please" in below)
    assert all(one.endswith("are words outside the table and are not read.") for one in told)
    assert told[0].startswith("members.csv, row ")


def test_a_member_below_a_blank_row_is_a_member_and_a_lone_date_is_words(tmp_path: Path) -> None:
    """A name alone is a whole row of members; of absences, which need a person and a day, it is none."""
    folder = a_folder(
        tmp_path,
        members=ROWS + "\nCat Cole\n",
        absences="person,start\nAnn Apple,2026-07-01\n\nBob Brown\n",
        toml=NO_POLL,
    )
    assert [member.name for member in problem_of(folder).members] == ["Ann Apple", "Bob Brown", "Cat Cole"]
    assert [one for one in told_of(folder) if "absences" in one] == [
        "absences.csv, row 4: 'Bob Brown' are words outside the table and are not read."
    ]


def test_all_shows_every_fault(tmp_path: Path) -> None:
    rows = "".join(f"Ann Apple,2026-99-{day:02}\n" for day in range(1, 26))
    folder = a_folder(tmp_path, absences="person,start\n" + rows)
    first = run("check", folder).stdout.splitlines()
    assert (len(first), first[-1]) == (21, "These are the first 20 of 25 faults. 'rota check --all' shows every one.")
    every = run("check", folder, "--all").stdout.splitlines()
    assert (len(every), every[-1]) == (26, "25 faults.")
    assert len(read(folder).faults) == 25
