"""Every fault at once, each with its place and its remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rota.reading import Fault, read, summary
from tests.reading.folders import MEMBERS, TEAMS, TOML, a_folder, a_workbook, faults_of

MESSY = Path(__file__).parents[2] / "examples" / "messy"

TOML_OF_2028 = (
    TOML.replace("2027-05", "2029-05").replace("2026-06", "2028-06").replace("holidays = false", "holidays = true")
)


@pytest.mark.parametrize(("number", "path"), [(0, MESSY), (1, MESSY / "workbook" / "messy.xlsx")])
def test_the_messy_example_has_exactly_the_faults_of_its_readme(number: int, path: Path) -> None:
    listed = re.findall(r"```faults\n(.*?)\n```", (MESSY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert faults_of(path) == listed[number].splitlines()


def test_a_fault_is_one_sentence_with_its_place_and_remedy() -> None:
    fault = Fault("members.csv", 14, "joined", "31/06/2026", "is not a date. Write it like 2026-06-30.")
    assert (
        fault.sentence == "members.csv, row 14, column 'joined': '31/06/2026' is not a date. Write it like 2026-06-30."
    )
    assert (
        Fault("rota.toml", None, "year.end", None, "this is blank.").sentence
        == "rota.toml, setting 'year.end': this is blank."
    )


def test_the_summary_shows_the_first_and_counts_the_rest() -> None:
    faults = [Fault("members.csv", row, None, None, "wrong.") for row in range(2, 25)]
    lines = summary(faults).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "These are the first 20 of 23 faults. 'rota check --all' shows every one."
    assert summary(faults[:1]).splitlines()[-1] == "1 fault."
    assert summary([]) == ""


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    assert [sentence.partition(":")[0] for sentence in faults_of(tmp_path)] == ["members.csv", "teams.csv", "rota.toml"]
    assert faults_of(tmp_path / "nowhere")[0].startswith("nowhere: there is no such folder")
    (tmp_path / "notes.docx").write_text("x")
    assert "neither a folder" in faults_of(tmp_path / "notes.docx")[0]


def test_a_missing_sheet_and_a_misspelt_one_are_named(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "rota.xlsx", Absense=[["person"]])
    assert faults_of(path) == ["rota.xlsx: the sheet 'Absense' is not a table of the rota. Did you mean 'absences'?"]


def test_a_sheet_or_a_file_of_the_offices_own_is_passed_over_with_a_word(tmp_path: Path) -> None:
    """Whatever it holds: a formula, merged cells, and a name that a table has too."""
    own: dict[str, list[list[object]]] = {
        "Notes": [["Rang the town hall"], ["=COUNTA(members!A:A)"]],
        "Budget": [["what", "£"], ["tea", "=SUM(B3:B9)"]],
        "Members 2025": [["name", "group"], ["Old Oak", "Red"]],
    }
    book = a_workbook(tmp_path / "rota.xlsx", **own)
    edited = load_workbook(book)
    edited["Budget"].merge_cells("A1:B1")
    edited.save(book)
    reading = read(book)
    assert reading.faults == ()
    said = "the sheets 'Notes', 'Budget' and 'Members 2025' are no tables of the rota and are not read."
    assert f"rota.xlsx: {said}" in reading.warnings
    folder = a_folder(tmp_path / "council", notes="x\n1\n", budget="what,pounds\ntea,3\n")
    assert read(folder).faults == ()
    assert "budget.csv and notes.csv: this is no table of the rota and is not read." in read(folder).warnings


@pytest.mark.parametrize(
    ("title", "headings", "hint"),
    [
        ("Absences 2027", ["person", "start", "end"], "is not a table of the rota. Did you mean 'absences'?"),
        ("Leave", ["Person", "Start", "End"], "has the headings of the table 'absences', which is empty. Call it"),
        ("Declared", ["member", "team"], "has the headings of the table 'interests', which is empty. Call it"),
        ("Travle", ["anything"], "is not a table of the rota. Did you mean 'travel'?"),
    ],
)
def test_a_sheet_that_is_meant_for_an_empty_table_is_a_fault(
    tmp_path: Path, title: str, headings: list[object], hint: str
) -> None:
    (fault,) = faults_of(a_workbook(tmp_path / "rota.xlsx", **{title: [headings, ["x", "y", "z"]]}))
    assert f"the sheet '{title}' {hint}" in fault


def test_a_cell_of_spaces_is_blank_and_not_quoted(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "rota.xlsx", members=[["name", "group"], [" ", "Red"], ["Ann", "Red"]])
    assert faults_of(path) == [
        "rota.xlsx, sheet 'members', row 2, column 'name': this is blank. Write the member's name."
    ]


def test_a_year_that_is_wrong_hides_no_fault_of_the_closures(tmp_path: Path) -> None:
    toml = TOML.replace("2027-05-31", "2026-05-31").replace("august = false", 'august = "maybe"')
    assert faults_of(a_folder(tmp_path, toml=toml)) == [
        "rota.toml, setting 'year.end': '2026-05-31' comes before 'year.start', 2026-06-01. Change one of the two.",
        "rota.toml, setting 'closures.august': 'maybe' is neither yes nor no. Write yes or no.",
    ]


def test_a_misspelt_column_names_the_nearest_and_the_one_that_is_missing(tmp_path: Path) -> None:
    assert faults_of(a_folder(tmp_path, members="nmae\nAnn\n")) == [
        "members.csv, row 1, column 'nmae': this is not a column of 'members'. Did you mean 'name'?",
        "members.csv, row 1, column 'name': this column is missing. Add it, with this heading.",
    ]


def test_a_reason_is_refused_and_never_repeated(tmp_path: Path) -> None:
    sentences = faults_of(a_folder(tmp_path, absences="person,start,Reason\nAnn Apple,2026-06-03,hospital\n"))
    assert sentences == [
        "absences.csv, row 1, column 'Reason': this column may not be here. Take it out: reasons are never kept."
    ]


def test_a_reference_names_the_nearest(tmp_path: Path) -> None:
    assert faults_of(a_folder(tmp_path, absences="person,start\nAnn Appel,2026-06-03\n")) == [
        "absences.csv, row 2, column 'person': 'Ann Appel' is not a member or a host in members or teams. "
        "Did you mean 'Ann Apple'?"
    ]


def test_without_the_members_no_reference_to_them_is_a_fault(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, members="", absences="person,start\nAnn,2026-06-03\n")
    assert faults_of(folder) == ["members.csv: this file is missing. 'rota new' writes one to start from."]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (TOML.replace("name", "nane"), "setting 'council.nane': this is not a setting. Did you mean 'council.name'?"),
        (TOML + "[rulez.x]\n", "rota.toml, setting 'rulez': this is not a table of settings. Did you mean 'rules'?"),
        (TOML + "[rules]\npackages = 3\n", "'3' is not the name of a rule book"),
        (TOML + "[rules.fair_share.deep]\nx = 1\n", "rules.fair_share.deep': this is a table where one value belongs"),
        (TOML.replace("2027-05-31", "2026-05-31"), "comes before 'year.start'"),
        (TOML.replace("2027-05-31", "2126-05-31"), "outside the years"),
        (TOML.replace("2027-05-31", "2036-05-31"), "A rota is for one year"),
        (TOML_OF_2028, "bank holidays are known, 2012 to 2028"),
        (TOML + "[council]\n", "cannot be read as TOML"),
        ("a = " + "[" * 5000, "cannot be read as TOML"),
        (
            "sessions = 3\nschool_holidays = 4\nclosures = 5\nyear = []\n",
            "'closures': this is one value where a table belongs",
        ),
        (TOML + "[visits]\nminutes = {a = 1}\n", "this is a table where one value belongs"),
    ],
)
def test_settings_that_are_wrong_are_faults(tmp_path: Path, toml: str, expected: str) -> None:
    assert expected in "\n".join(faults_of(a_folder(tmp_path, toml=toml)))


@pytest.mark.parametrize(
    ("name", "table", "expected"),
    [
        ("travel", "ward,site,minutes\nNroth,Front House,10\n", "'Nroth' is not a ward in members. Did you"),
        ("travel", "ward,site,minutes\nNorth,Front House,10\nnorth,front house,12\n", "a second journey"),
        ("fixed", "team,member,never\nMASH,,yes\n", "goes with a member alone"),
        ("fixed", "team,visit\nMASH,3\n", "'3' is not a visit of the year: it owes 1 visit to 'MASH'"),
        ("fixed", "team,time\nMASH,11:00\n", "The sessions start at 10:00"),
        ("fixed", "team,date\nMASH,2026-06-06\n", "is a Saturday"),
        ("published", "visit,date,start,member\nmash-1,2026-06-09,10:00,Ann Appel\n", "Did you mean 'Ann Apple'?"),
        ("meetings", "committee,start\nPanel,2026-06-09\n", "has no time"),
        ("meetings", "committee,date,start,end\nPanel,2026-06-09,10:00,09:00\n", "is not after the start, 10:00"),
        ("members", "name,joined,left\nAnn,2026-05-07,2026-05-06\n", "'2026-05-06' comes before 'joined', 2026-05-07"),
        ("members", 'name,group\nAnn,"Red\n', "not closed"),
        ("members", "name,name\nAnn,Bob\n", "this heading is there twice"),
        ("members", "\n\n", "there is nothing in it"),
        ("teams", "name,host\nMASH,ann apple\n", "is a member too"),
        ("teams", "name,visits a year\n" + "".join(f"T{n},366\n" for n in range(40)), "more than 10,000 visits"),
        ("members", ",".join(f"c{n}" for n in range(70)) + "\n", "more than 64 columns"),
        ("members", "name\n" + "".join(f"M{n}\n" for n in range(10_001)), "row 10002: there are more than 10,000 rows"),
    ],
)
def test_tables_that_are_wrong_are_faults(tmp_path: Path, name: str, table: str, expected: str) -> None:
    assert expected in "\n".join(faults_of(a_folder(tmp_path, **{name: table})))


@pytest.mark.full
def test_ten_thousand_faults_are_all_found_and_the_search_for_the_nearest_ends(tmp_path: Path) -> None:
    names = "".join(f"Member Number {n}\n" for n in range(3_000))
    absences = "person,start\n" + "".join(f"Membre Nubmer {n},2026-06-03\n" for n in range(10_000))
    faults = faults_of(a_folder(tmp_path, members="name\n" + names, absences=absences))
    assert len(faults) == 10_000
    # 100,000 comparisons with 3,001 names each (the members and one host) are 33 searches
    assert ["Did you mean" in sentence for sentence in faults[:40]] == [True] * 33 + [False] * 7


def test_everything_twice_is_reported_once_for_each_row(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, members=MEMBERS + MEMBERS.partition("\n")[2], teams=TEAMS + TEAMS.partition("\n")[2])
    assert [sentence.partition(":")[0] for sentence in faults_of(folder)] == [
        *(f"members.csv, row {row}, column 'name'" for row in (5, 6, 7)),
        "teams.csv, row 3, column 'name'",
    ]


def test_a_faulty_reading_still_has_the_settings(tmp_path: Path) -> None:
    reading = read(a_folder(tmp_path, members="", toml=TOML + "[rules.week_limit]\nvisits_a_week = 1\n"))
    assert reading.settings.rules == {"week_limit": {"visits_a_week": 1}}
    assert reading.warnings == ()
