"""A poll in one ward keeps that ward's members, or who is named, from visits before it; everybody else goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rota.reading import read
from tests.reading.folders import TOML, a_folder, a_workbook, faults_of, problem_of

# 25 working days before Thursday 19 November 2026 is Thursday 15 October: five weeks, without a bank holiday.
NOTICE, POLL = date(2026, 10, 15), date(2026, 11, 19)


def council(at: Path, polls: str) -> Path:
    return a_folder(at, toml=f"{TOML}[election]\npolls = {polls}\n")


@pytest.mark.parametrize(
    ("polls", "who"),
    [
        ('["North 2026-11-19"]', {"ann-apple", "cat-cole"}),
        ('["2026-11-19 North Ward"]', {"ann-apple", "cat-cole"}),
        ('["19 November 2026 (South)"]', {"bob-brown"}),
        ('["2027-05-06", "South: 19/11/2026"]', {"bob-brown"}),
        ('["Bob Brown 2026-11-19"]', {"bob-brown"}),
        ('["2027-05-06"]', set()),
    ],
)
def test_whose_poll_it_is_cannot_visit_from_the_notice_to_the_poll(tmp_path: Path, polls: str, who: set[str]) -> None:
    problem = problem_of(council(tmp_path, polls))
    assert {one.person for one in problem.weekly} == who
    assert {one.span.ends() for one in problem.weekly} == ({(NOTICE, POLL)} if who else set())
    assert {one.pattern for one in problem.weekly} <= {"unavailable"}


def test_the_days_stay_open_for_everybody_else(tmp_path: Path) -> None:
    before = problem_of(council(tmp_path / "a", '["2027-05-06"]'))
    after = problem_of(council(tmp_path / "b", '["2027-05-06", "North 2026-11-19"]'))
    assert after.closures == before.closures
    assert len(after.slots) == len(before.slots)
    assert after.absences == ()  # it is no leave: nobody's fair share is another


@pytest.mark.parametrize(
    ("polls", "said"),
    [
        ('["Nroth 2026-11-19"]', "names 'Nroth', which is no ward or member in members. Did you mean 'North'?"),
        ('["North soon"]', "is not a date"),
        ('["North 2026-11-31"]', "is not a date"),
    ],
)
def test_a_ward_that_there_is_not_and_a_date_that_is_none_are_faults(tmp_path: Path, polls: str, said: str) -> None:
    (fault,) = faults_of(council(tmp_path, polls))
    assert said in fault


def test_a_workbook_says_it_in_one_cell(tmp_path: Path) -> None:
    settings = [["key", "value"], ["council.name", "T"], ["year.start", "2026-06-01"], ["year.end", "2027-05-31"]]
    book = a_workbook(
        tmp_path / "b.xlsx",
        members=[["name", "ward"], ["Ann Apple", "North"]],
        settings=[*settings, ["election.polls", "2027-05-06; North 2026-11-19"]],
    )
    reading = read(book)
    assert reading.problem is not None
    assert {one.person for one in reading.problem.weekly} == {"ann-apple"}
