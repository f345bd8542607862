"""One place at a time: a member's visits leave time to travel."""

from __future__ import annotations

import pytest

from constraints.one_place_at_a_time import OnePlaceAtATime
from rota.rules import Apart
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, sentences, span

RULE = OnePlaceAtATime()
TEAMS = (a_team("mash"), a_team("north"))


# The first visit ends at 11:00; with 30 minutes of travel the next starts at 11:30.
@pytest.mark.parametrize(
    ("second", "broken"), [("10:00", True), ("11:29", True), ("11:30", False), ("08:31", True), ("08:30", False)]
)
def test_travel_time_between_two_visits(second: str, broken: bool) -> None:
    """Exactly the travel time is enough, before and after."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann"), "north-1": (f"2026-06-03 {second}", "ann")})
    assert breaks(RULE, a_problem(teams=TEAMS), rota) == broken


def test_different_members_may_visit_at_once() -> None:
    """Two visits at one time break nothing when nobody is on both."""
    problem = a_problem([a_member("ann"), a_member("bob")], TEAMS)
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann"), "north-1": ("2026-06-03 10:00", "bob")})
    assert not breaks(RULE, problem, rota)


def test_sentence_says_by_how_much() -> None:
    """From 11:00 to 11:15 is 15 minutes, 15 short of 30."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann"), "north-1": ("2026-06-03 11:15", "ann")})
    assert sentences(RULE, a_problem(teams=TEAMS), rota) == [
        "Ann is on Mash on 3 June 2026 at 10:00 and North on 3 June 2026 at 11:15, "
        "with 15 minutes between them; the least is 30, so 15 too few."
    ]


def test_visits_that_overlap_have_no_minutes_between_them() -> None:
    """The second begins 30 minutes before the first has ended: that is 0 minutes, 30 short of 30."""
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "ann"), "north-1": ("2026-06-03 10:30", "ann")})
    assert sentences(RULE, a_problem(teams=TEAMS), rota) == [
        "Ann is on Mash on 3 June 2026 at 10:00 and North on 3 June 2026 at 10:30, "
        "with 0 minutes between them; the least is 30, so 30 too few."
    ]


def test_statement_binds_all_visits_that_share_a_member() -> None:
    """One statement says it all; a single visit asks nothing."""
    (statement,) = RULE.statements(a_problem(teams=TEAMS))
    assert isinstance(statement, Apart)
    assert (statement.visits, statement.days, statement.shared, statement.members) == (None, 0, True, None)
    assert list(RULE.statements(a_problem())) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    """Over every rota of two members, two visits and four times, near and far, the two readings are one."""
    problem = a_problem(
        [a_member("ann"), a_member("bob")],
        TEAMS,
        year=span("2026-06-01", "2026-06-02"),
        sessions=["10:00", "11:15", "11:30"],
    )
    assert outcomes(problem, RULE) == {(False, 0), (True, 0)}
