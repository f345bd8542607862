"""A visit that was cancelled is held on another day, at any time left in the year."""

from __future__ import annotations

import pytest

from constraints.cancelled import Cancelled
from constraints.part_of_year import PartOfYear
from rota.domain import Cancellation, Problem
from tests.support import reference
from tests.support.builders import a_problem, a_rota, a_team, breaks, day, sentences, span

RULE = Cancelled()


def council(*cancelled: Cancellation) -> Problem:
    """MASH is visited twice in the year from June 2026; its first part is June to November."""
    return a_problem(
        teams=[a_team("mash", visits_a_year=2), a_team("north")],
        year=span("2026-06-01", "2027-05-31"),
        sessions=("10:00", "14:00"),
        cancelled=cancelled,
    )


def test_a_visit_on_another_day_keeps_the_rule() -> None:
    problem = council(Cancellation("mash-1", day("2026-06-03")))
    assert not breaks(RULE, problem, a_rota({"mash-1": ("2026-06-04 10:00", "ann")}))


@pytest.mark.parametrize("time", ["10:00", "14:00"])
def test_a_visit_on_the_day_for_which_it_was_cancelled_breaks_it_at_any_time(time: str) -> None:
    problem = council(Cancellation("mash-1", day("2026-06-03")))
    assert sentences(RULE, problem, a_rota({"mash-1": (f"2026-06-03 {time}", "ann")})) == [
        "Mash, visit 1 of 2 is on 3 June 2026, for which it was cancelled."
    ]


def test_who_cancelled_it_is_said() -> None:
    problem = council(Cancellation("mash-1", day("2026-06-03"), "service"))
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann")})
    assert sentences(RULE, problem, rota) == [
        "Mash, visit 1 of 2 is on 3 June 2026, for which it was cancelled by the service."
    ]


def test_other_visits_may_be_on_that_day() -> None:
    problem = council(Cancellation("mash-1", day("2026-06-03")))
    assert not breaks(RULE, problem, a_rota({"north-1": ("2026-06-03 10:00", "ann")}))


def test_a_visit_cancelled_twice_is_on_neither_day() -> None:
    problem = council(Cancellation("mash-1", day("2026-06-03")), Cancellation("mash-1", day("2026-06-04")))
    for date in ("2026-06-03", "2026-06-04"):
        assert breaks(RULE, problem, a_rota({"mash-1": (f"{date} 10:00", "ann")}))


def test_a_cancelled_visit_is_owed_until_the_year_ends() -> None:
    """Its part goes on to the end of May; that of the second visit, and of other teams, stays as it was."""
    problem = council(Cancellation("mash-1", day("2026-11-30")))
    assert problem.visit("mash-1").part == span("2026-06-01", "2027-05-31")
    assert problem.visit("mash-2").part == span("2026-12-01", "2027-05-31")
    late = a_rota({"mash-1": ("2027-05-27 10:00", "ann")})
    assert not breaks(PartOfYear(), problem, late)
    assert breaks(PartOfYear(), council(), late)


def test_a_cancelled_visit_is_owed_no_longer_than_its_team_is_open() -> None:
    team = a_team("mash", visits_a_year=2, open=span(None, "2027-02-28"))
    problem = a_problem(
        teams=[team], year=span("2026-06-01", "2027-05-31"), cancelled=(Cancellation("mash-1", day("2026-06-03")),)
    )
    assert problem.visit("mash-1").part.end == day("2027-02-28")


def test_a_cancellation_of_a_visit_that_is_not_owed_asks_for_nothing() -> None:
    problem = council(Cancellation("gone-1", day("2026-06-03")))
    assert list(RULE.statements(problem)) == []


def test_statements_say_what_the_check_finds() -> None:
    problem = council(Cancellation("mash-1", day("2026-06-03")))
    for slot in ("2026-06-02 14:00", "2026-06-03 10:00", "2026-06-03 14:00", "2026-06-04 10:00"):
        rota = a_rota({"mash-1": (slot, "ann")})
        broken, _ = reference.measure(problem, list(RULE.statements(problem)), rota)
        assert (broken > 0) == breaks(RULE, problem, rota)
