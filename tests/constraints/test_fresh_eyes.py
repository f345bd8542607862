"""The rule "fresh eyes"."""

from __future__ import annotations

import pytest

from constraints.fresh_eyes import FreshEyes
from rota.domain import PastVisit, Problem
from rota.rules import Price
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, past, points, sentences, span

MEMBERS = a_member("ann"), a_member("bob")
ROTA = a_rota({"mash-1": ("2026-06-01 10:00", "ann", "bob")})


def a_world(*history: PastVisit) -> Problem:
    return a_problem(MEMBERS, [a_team()], history=history)


def test_a_newcomer_to_the_team_costs_nothing() -> None:
    assert sentences(FreshEyes(), a_world(past("ann", "north", "2026-03-03")), ROTA) == []


def test_somebody_who_knows_the_team_costs_points_and_the_sentence_says_since_when() -> None:
    problem = a_world(past("ann", "mash", "2025-09-01"), past("ann", "mash", "2026-03-03"))
    assert points(FreshEyes(), problem, ROTA) == 10  # once, however often she went
    assert sentences(FreshEyes(), problem, ROTA) == [
        "Ann goes on Mash, having visited the team on 3 March 2026; it should be over 1 year before the year begins."
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-05-31", 0), ("2025-06-01", 10), ("2026-06-05", 10), ("2026-06-06", 0)],
)
def test_it_counts_from_a_year_before_the_years_first_day_to_its_last(on: str, expected: int) -> None:
    """The year runs from 1 to 5 June 2026."""
    problem = a_world(past("ann", "mash", on))
    assert points(FreshEyes(), problem, ROTA) == expected
    assert outcomes(problem, FreshEyes()) == {(False, 0), (False, expected)}


def test_a_team_inherits_the_visits_of_those_it_succeeds_however_far_back() -> None:
    teams = [a_team(succeeds=("intake",)), a_team("intake", visits_a_year=0, succeeds=("duty",))]
    problem = a_problem(MEMBERS, teams, history=(past("bob", "duty", "2026-01-05"),))
    assert points(FreshEyes(), problem, ROTA) == 10


def test_teams_that_succeed_each_other_do_no_harm() -> None:
    teams = [a_team(succeeds=("north",)), a_team("north", succeeds=("mash",))]
    problem = a_problem(MEMBERS, teams, weekdays=(0,), history=(past("bob", "north", "2026-01-05"),))
    assert outcomes(problem, FreshEyes()) == {(False, 0), (False, 10), (False, 20)}


def test_a_year_that_begins_on_29_february_looks_back_to_1_march() -> None:
    for on, expected in (("2027-02-28", 0), ("2027-03-01", 10)):
        year = span("2028-02-29", "2028-03-01")
        problem = a_problem(MEMBERS[:1], [a_team()], year=year, history=(past("ann", "mash", on),))
        assert outcomes(problem, FreshEyes()) == {(False, 0), (False, expected)}


def test_more_years_than_the_calendar_has_reach_back_to_its_beginning() -> None:
    """2025 years before June 2026 is June of the year 1; 2026 years before it there is no calendar."""
    problem = a_world(past("ann", "mash", "0001-01-01"))
    assert outcomes(problem, FreshEyes(years=2025)) == {(False, 0)}
    for years in (2026, 5000):
        assert outcomes(problem, FreshEyes(years=years)) == {(False, 0), (False, 10)}


def test_teams_known_to_the_same_members_share_a_statement() -> None:
    teams = [a_team(), a_team("north"), a_team("south")]
    history = [
        past("ann", "mash", "2026-01-05"),
        past("ann", "north", "2026-01-05"),
        past("bob", "south", "2026-01-05"),
    ]
    boxes = [
        (price.members, price.visits)
        for price in FreshEyes().statements(a_problem(MEMBERS, teams, history=tuple(history)))
        if isinstance(price, Price)
    ]
    assert boxes == [(("ann",), ("mash-1", "north-1")), (("bob",), ("south-1",))]


def test_no_points_and_no_history_ask_for_nothing() -> None:
    known = a_world(past("ann", "mash", "2026-03-03"))
    assert list(FreshEyes(points_per_place=0).statements(known)) == []
    assert sentences(FreshEyes(points_per_place=0), known, ROTA) == []
    assert list(FreshEyes().statements(a_world())) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    history = (past("ann", "mash", "2026-03-03"), past("bob", "north", "2025-06-01"), past("zed", "mash", "2026-03-03"))
    problem = a_problem(MEMBERS, [a_team(), a_team("north"), a_team("south")], weekdays=(0, 1), history=history)
    # Ann knows MASH and Bob the north: none, one or both
    assert outcomes(problem, FreshEyes()) == {(False, 0), (False, 10), (False, 20)}
