"""The table 'cancelled': visits that were planned and not made, read from CSV and workbook, with every fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from benchmarks.folders import write_folder
from rota.domain import Cancellation, Problem
from rota.reading import write_starter
from rota.tables.schema import TABLES
from tests.reading.folders import MEMBERS, TOML, a_folder, a_workbook, faults_of, problem_of
from tests.support.builders import a_member, a_problem, a_team, day, span

TEAMS = "name,kind,visits a year\nMASH,mash,2\nNorth team,locality,1\n"


def council(at: Path, cancelled: str, **tables: str) -> Path:
    """The MASH is visited twice in the year from June 2026, the north team once."""
    return a_folder(at, teams=TEAMS, cancelled=cancelled, **tables)


def read_from(at: Path, cancelled: str) -> tuple[Cancellation, ...]:
    return problem_of(council(at, cancelled)).cancelled


def test_a_row_is_a_cancellation(tmp_path: Path) -> None:
    rows = "team,visit,date,by\nMASH,2,2027-01-12,service\nmash,1,3 June 2026,\nNorth Team,,04/06/2026,Members\n"
    assert read_from(tmp_path, rows) == (
        Cancellation("mash-1", day("2026-06-03")),
        Cancellation("mash-2", day("2027-01-12"), "service"),
        Cancellation("north-team-1", day("2026-06-04"), "members"),
    )


def test_headings_columns_left_out_and_blank_rows_are_borne_with(tmp_path: Path) -> None:
    assert read_from(tmp_path, "DATE, Team \n2026-06-03,north-team\n,\n") == (
        Cancellation("north-team-1", day("2026-06-03")),
    )


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "rota.xlsx",
        cancelled=[
            ["team", "visit", "date", "by"],
            ["MASH", 1, date(2026, 6, 3), "council"],
            ["mash", None, "4/6/2026"],
        ],
    )
    assert problem_of(path).cancelled == (
        Cancellation("mash-1", day("2026-06-03"), "council"),
        Cancellation("mash-1", day("2026-06-04")),
    )


def test_a_visit_that_was_cancelled_is_owed_to_the_end_of_the_year(tmp_path: Path) -> None:
    """MASH's first part is June to November; the second visit's, and north's, are as they were."""
    problem = problem_of(council(tmp_path, "team,visit,date\nMASH,1,2026-06-03\n"))
    assert {visit.id: visit.part for visit in problem.visits} == {
        "mash-1": span("2026-06-01", "2027-05-31"),
        "mash-2": span("2026-12-01", "2027-05-31"),
        "north-team-1": span("2026-06-01", "2027-05-31"),
    }


@pytest.mark.parametrize("edge", ["2026-06-01", "2027-05-31"])
def test_the_first_and_the_last_day_of_the_year_are_in_it(tmp_path: Path, edge: str) -> None:
    assert read_from(tmp_path, f"team,date\nMASH,{edge}\n") == (Cancellation("mash-1", day(edge)),)


def test_the_same_row_twice_is_one_cancellation(tmp_path: Path) -> None:
    assert len(read_from(tmp_path, "team,date\nMASH,2026-06-03\nMASH,2026-06-03\n")) == 1


FAULTS = {
    "an unknown team": (
        "Mahs,1,2026-06-03,",
        "column 'team': 'Mahs' is not a team in teams. Did you mean 'MASH'?",
    ),
    "no team": (",1,2026-06-03,", "column 'team': this is blank. Write the name or id of a team."),
    "a visit not owed": (
        "MASH,3,2026-06-03,",
        "column 'visit': '3' is not a visit of the year: it owes 2 visits to 'MASH'.",
    ),
    "a visit that is no number": (
        "MASH,first,2026-06-03,",
        "column 'visit': 'first' is not a whole number. Write a number from 1 to 366.",
    ),
    "a visit numbered 0": (
        "MASH,0,2026-06-03,",
        "column 'visit': '0' is out of range. Write a number from 1 to 366.",
    ),
    "no date": ("MASH,1,,service", "column 'date': this is blank. Write a date like 2026-06-30."),
    "a date that is none": (
        "MASH,1,31/06/2026,",
        "column 'date': '31/06/2026' is not a date. Write it like 2026-06-30.",
    ),
    "a date before the year": (
        "MASH,1,2026-05-31,",
        "column 'date': '2026-05-31' is not in the year, 2026-06-01 to 2027-05-31.",
    ),
    "a date after the year": (
        "MASH,1,2027-06-01,",
        "column 'date': '2027-06-01' is not in the year, 2026-06-01 to 2027-05-31.",
    ),
    "by whom nobody is": (
        "MASH,1,2026-06-03,servise",
        "column 'by': 'servise' is not one of 'council', 'service', 'members'. Did you mean 'service'?",
    ),
}


@pytest.mark.parametrize(("row", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_its_place_and_the_way_out(tmp_path: Path, row: str, expected: str) -> None:
    (fault,) = faults_of(council(tmp_path, f"team,visit,date,by\nMASH,2,2027-01-12,\n{row}\n"))
    assert fault == f"cancelled.csv, row 3, {expected}"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    rows = "\n".join(row for row, _ in FAULTS.values())
    faults = faults_of(council(tmp_path, f"team,visit,date,by\n{rows}\nNo,9,yesterday,me\n"))
    assert [fault.partition(":")[0] for fault in faults][:10] == [
        f"cancelled.csv, row {number}, {expected.partition(':')[0]}"
        for number, (_, expected) in enumerate(FAULTS.values(), start=2)
    ]
    assert len(faults) == 10 + 3  # the last row's team, date and by; of whose visits 9 is one cannot be said


@pytest.mark.parametrize("heading", ["reason", "Reasons", "WHY", "note", "Notes", "comment", "comments"])
def test_a_reason_is_refused_and_never_repeated(tmp_path: Path, heading: str) -> None:
    assert faults_of(council(tmp_path, f"team,date,{heading}\nMASH,2026-06-03,a child was ill\n")) == [
        f"cancelled.csv, row 1, column '{heading}': this column may not be here. Take it out: reasons are never kept."
    ]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    assert faults_of(council(tmp_path, "visit,by\n1,service\n")) == [
        "cancelled.csv, row 1, column 'team': this column is missing. Add it, with this heading.",
        "cancelled.csv, row 1, column 'date': this column is missing. Add it, with this heading.",
    ]


def test_faults_of_a_workbook_name_the_sheet(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "rota.xlsx", cancelled=[["team", "date"], ["MASH", datetime(2028, 1, 1)], ["Mush", "2026-06-03"]]
    )
    assert faults_of(path) == [
        "rota.xlsx, sheet 'cancelled', row 2, column 'date': "
        "'2028-01-01' is not in the year, 2026-06-01 to 2027-05-31.",
        "rota.xlsx, sheet 'cancelled', row 3, column 'team': 'Mush' is not a team in teams. Did you mean 'MASH'?",
    ]


def test_without_the_teams_no_reference_to_them_is_a_fault(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, teams="", cancelled="team,date\nMASH,2026-06-03\n")
    assert faults_of(folder) == ["teams.csv: this file is missing. 'rota new' writes one to start from."]


def written(at: Path, problem: Problem) -> Problem:
    write_folder(problem, TOML, at)
    return problem_of(at)


def test_what_is_written_out_reads_back_the_same(tmp_path: Path) -> None:
    cancelled = (
        Cancellation("mash-1", day("2026-06-03")),
        Cancellation("mash-1", day("2026-06-10"), "council"),
        Cancellation("mash-2", day("2027-02-03"), "members"),
        Cancellation("north-1", day("2026-09-02"), "service"),
    )
    teams = [a_team("mash", visits_a_year=2), a_team("north")]
    problem = a_problem(
        [a_member("ann"), a_member("bob")], teams, year=span("2026-06-01", "2027-05-31"), cancelled=cancelled
    )
    assert written(tmp_path / "all", problem).cancelled == cancelled
    assert written(tmp_path / "none", replace(problem, cancelled=())).cancelled == ()
    assert not (tmp_path / "none" / "cancelled.csv").exists()


def test_the_starter_holds_an_example_in_both_forms(tmp_path: Path) -> None:
    """MASH was to be on 21 September 2027; its one visit is fixed for October, and its part is the year as before."""
    write_starter(tmp_path / "folder")
    write_starter(tmp_path / "rota.xlsx")
    for path in (tmp_path / "folder", tmp_path / "rota.xlsx"):
        problem = problem_of(path)
        assert problem.cancelled == (Cancellation("mash-1", day("2027-09-21"), "service"),)
        assert problem.visit("mash-1").part == span("2027-06-01", "2028-05-31")


def test_the_table_is_one_that_no_council_needs(tmp_path: Path) -> None:
    (sheet,) = [table for table in TABLES if table.name == "cancelled"]
    assert not sheet.required
    assert [column.name for column in sheet.columns if column.required] == ["team", "date"]
    assert problem_of(a_folder(tmp_path, members=MEMBERS)).cancelled == ()
