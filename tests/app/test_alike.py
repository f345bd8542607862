"""A team, a visit and people whose ids look alike are told apart wherever a name is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from rota.app.edit_syntax import lost, set_to
from rota.app.lookup import Meant
from rota.domain import LONDON, Cancellation, Placement, Problem, Rota, Slot
from rota.domain.edits import Cancel, Close, Leave, SetMember, SetTeam
from rota.errors import CouldNotRunError
from rota.reading import read
from rota.tables.faults import Fault
from tests.reading.folders import a_folder, problem_of

MEMBERS = "id,name\nmash-1,Ann Apple\nben,Ben Birch\n"
TEAMS = """id,name,kind,site,host,visits_a_year
mash,MASH,mash,Ash House,Meg Manager,2
mash-1,MASH 1,mash,Beech House,Meg Manager,1
,mash-1-1,locality,Civic Centre,Ned Nunn,1
"""
"""Visits: mash-1 and mash-2 of MASH, mash-1-1 of MASH 1, mash-1-1-1 of mash-1-1."""


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    return problem_of(a_folder(tmp_path_factory.mktemp("alike"), members=MEMBERS, teams=TEAMS))


def at(day: str) -> Slot:
    start = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=LONDON)
    return Slot(start, start.replace(hour=11))


DAYS = {"mash-1": "2026-06-10", "mash-2": "2027-02-03", "mash-1-1": "2026-09-09", "mash-1-1-1": "2026-10-07"}
ROTA = Rota(tuple(Placement(visit, at(day), ("ben", "mash-1")) for visit, day in DAYS.items()))


@pytest.mark.parametrize(
    ("word", "visit"),
    [
        ("mash-1", "mash-1"),
        ("MASH 1", "mash-1-1"),
        ("visit mash-1", "mash-1"),
        ("the visit mash-1-1", "mash-1-1"),
        ("team mash-1", "mash-1-1"),
        ("team mash-1-1", "mash-1-1-1"),
        ("MASH, visit 1 of 2", "mash-1"),
        ("mash-1-1-1", "mash-1-1-1"),
    ],
)
def test_a_visit_is_its_id_letter_by_letter_before_it_is_a_teams_one_visit(
    problem: Problem, word: str, visit: str
) -> None:
    assert Meant(problem).visit(word) == Meant(problem).placed(word, ROTA) == visit


def test_what_is_spelt_as_neither_is_not_guessed_and_what_is_chosen_is_told(problem: Problem) -> None:
    told: list[str] = []
    with pytest.raises(CouldNotRunError) as error:
        Meant(problem).visit("Mash 1")
    assert str(error.value) == "'Mash 1' may be MASH, visit 1 of 2 (mash-1) and MASH 1 (mash-1-1). Say which."
    Meant(problem, told.append).visit("mash-1")
    assert told == ["'mash-1' is read as MASH, visit 1 of 2 (mash-1)."]


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(CouldNotRunError) as error:
        work()
    return str(error.value)


def test_of_a_team_a_visit_and_a_member_none_is_taken_for_another(problem: Problem) -> None:
    day = date(2026, 6, 1)
    assert refusal(lambda: list(lost(problem, ["mash-1"], day, ROTA))) == (
        "'mash-1' may be the member Ann Apple, the team MASH 1 and MASH, visit 1 of 2 (mash-1). "
        "Write 'member mash-1', 'team mash-1' or 'visit mash-1'."
    )
    (left,) = lost(problem, ["member mash-1"], day, ROTA)
    assert left == Leave("mash-1", date(2026, 5, 31))
    assert next(iter(lost(problem, ["team mash-1"], day, ROTA))) == Close("mash-1", date(2026, 5, 31))
    (cancelled,) = lost(problem, ["visit mash-1"], day, ROTA)
    assert cancelled == Cancel(Cancellation("mash-1", date(2026, 6, 10)))


def test_a_name_spelt_as_it_is_means_the_team_and_its_one_visit_alike(problem: Problem) -> None:
    """What closes is the team, as ever: MASH 1 is neither Ann, whose id is mash-1, nor MASH's first visit."""
    assert Meant(problem).any_of("MASH 1", ("member", "team", "visit")) == ("team", "mash-1")
    assert Meant(problem).any_of("Ann Apple", ("visit", "member"), ROTA) == ("member", "mash-1")
    assert "'member mash-1'" in refusal(lambda: Meant(problem).any_of("mash-1", ("visit", "member"), ROTA))


def test_a_fact_is_set_of_the_one_that_is_said(problem: Problem) -> None:
    assert "'team mash-1' or 'member mash-1'" in refusal(lambda: list(set_to(problem, (), ["mash-1.step_free=no"])))
    assert list(set_to(problem, (), ["team mash-1.visits_a_year=2"])) == [SetTeam("mash-1", "visits_a_year", 2)]
    assert list(set_to(problem, (), ["member mash-1.yearly_limit=2"])) == [SetMember("mash-1", "yearly_limit", 2)]


def test_who_goes_is_found_beside_a_visit_of_the_same_id(problem: Problem) -> None:
    assert Meant(problem).member_on("mash-1", "mash-1", ROTA) == ("mash-1", "mash-1")
    assert Meant(problem).member_on("team mash-1", "Ben", ROTA) == ("mash-1-1", "ben")


def in_tables(folder: Path, **tables: str) -> tuple[Problem | None, tuple[Fault, ...], tuple[str, ...]]:
    found = read(a_folder(folder, members=MEMBERS, teams=TEAMS, **tables))
    return found.problem, found.faults, found.doubts


@pytest.mark.parametrize(("visit", "id"), [("mash-1", "mash-1"), ("MASH 1", "mash-1-1"), ("mash-1-1", "mash-1-1")])
def test_a_published_row_is_of_the_visit_whose_id_or_title_it_has(tmp_path: Path, visit: str, id: str) -> None:
    problem, faults, _ = in_tables(tmp_path, published=f"visit,date,start,member\n{visit},2026-06-10,10:00,ben\n")
    assert faults == ()
    assert problem is not None
    assert [place.visit for place in problem.published] == [id]


def test_a_row_that_may_be_of_either_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    _, faults, _ = in_tables(tmp_path, published="visit,date,start,member\nMash 1,2026-06-10,10:00,ben\n")
    assert [one.sentence for one in faults] == [
        "published.csv, row 2, column 'visit': 'Mash 1' may be 'mash-1' and 'mash-1-1', which are 2 visits. "
        "Write the id."
    ]


def test_such_a_team_gets_a_word_before_anything_is_drawn(tmp_path: Path) -> None:
    doubts = in_tables(tmp_path)[2]
    assert [one for one in doubts if "is called like" in one] == [
        "teams.csv, row 3, column 'name': the team 'MASH 1' is called like the visit mash-1, MASH, visit 1 of 2. Where "
        "a visit is asked for, mash-1 is that one. In a command write 'visit mash-1' or 'team mash-1'; better, give "
        "the team another name and id.",
        "teams.csv, row 4, column 'name': the team 'mash-1-1' is called like the visit mash-1-1, MASH 1. Where a visit "
        "is asked for, mash-1-1 is that one. In a command write 'visit mash-1-1' or 'team mash-1-1'; better, give the "
        "team another name and id.",
    ]


def test_a_report_is_of_the_visit_whose_id_or_title_it_has(tmp_path: Path) -> None:
    """References are given in order of the visits' ids: mash-1 has 001, mash-1-1 has 002, mash-1-1-1 has 003."""
    agreed = ("mash-1,2026-06-12", "MASH 1,2026-09-11", "Mash 1,2026-09-11")
    reports = "\n".join(("visit,date,what,who", *(f"{one},agreed,ben" for one in agreed), ""))
    outcomes = "team,visit,date,result\nMASH,1,2026-06-10,held\nMASH 1,,2026-09-09,held\n"
    _, faults, _ = in_tables(tmp_path, outcomes=outcomes, reports=reports)
    assert [one.sentence for one in faults] == [
        "reports.csv, row 4, column 'visit': 'Mash 1' may be of the visits 26/27-001 and 26/27-002. "
        "Write the reference."
    ]
