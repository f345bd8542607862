"""The rule "breathing space"."""

from __future__ import annotations

from constraints.breathing_space import BreathingSpace
from rota.domain import Problem
from rota.rules import Degrees, Trouble, WayOut
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences, span

MEMBERS = a_member("ann"), a_member("bob")


def a_world() -> Problem:
    return a_problem(MEMBERS, [a_team(), a_team("north")], year=span("2026-06-01", "2026-07-31"))


def test_56_days_between_two_visits_are_enough() -> None:
    # from 1 June, 29 days to the end of June and 27 in July are 56
    rota = a_rota({"mash-1": ("2026-06-01 10:00", "ann"), "north-1": ("2026-07-27 10:00", "ann")})
    assert sentences(BreathingSpace(), a_world(), rota) == []


def test_a_day_fewer_costs_points_and_the_sentence_says_so() -> None:
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-07-27 10:00", "ann")})
    assert points(BreathingSpace(), a_world(), rota) == 15
    assert sentences(BreathingSpace(), a_world(), rota) == [
        "Ann goes on Mash on 2 June 2026 and on North on 27 July 2026: "
        "55 days apart, 1 fewer than the 56 there should be."
    ]


def test_each_member_who_goes_on_both_costs_points() -> None:
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann", "bob"), "north-1": ("2026-06-02 10:00", "ann", "bob")})
    assert points(BreathingSpace(), a_world(), rota) == 30


def test_different_members_may_visit_on_one_day() -> None:
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-02 10:00", "bob")})
    assert points(BreathingSpace(), a_world(), rota) == 0


def test_it_is_a_must_when_the_council_says_so() -> None:
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-07-27 10:00", "ann")})
    assert breaks(BreathingSpace(points_per_pair=0, must=True), a_world(), rota)


def test_no_points_no_days_or_a_lone_visit_ask_for_nothing() -> None:
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-02 10:00", "ann")})
    for rule in (BreathingSpace(points_per_pair=0), BreathingSpace(days_between=0), BreathingSpace(0, must=True)):
        assert list(rule.statements(a_world())) == []
        assert sentences(rule, a_world(), rota) == []
    assert list(BreathingSpace().statements(a_problem(MEMBERS))) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    teams = [a_team(), a_team("north"), a_team("south")]
    problem = a_problem(MEMBERS, teams, weekdays=(0, 1, 2))
    # Two members' pairs on one day or the next. All three pairs of visits close: each member has 0, 1 or 3 of them.
    # Only two pairs close (Monday, Tuesday, Wednesday): each has 0, 1 or 2. So 5 never occurs.
    assert outcomes(problem, BreathingSpace(days_between=2)) == {(False, 15 * n) for n in (0, 1, 2, 3, 4, 6)}
    two = a_problem(MEMBERS, teams[:2], weekdays=(0, 1, 2))
    assert outcomes(two, BreathingSpace(days_between=2, must=True)) == {(False, 0), (True, 0)}


def test_as_a_must_fewer_days_are_offered_before_it_is_given_up() -> None:
    closer, given_up = BreathingSpace(days_between=2, must=True).ways_out(a_world(), Trouble(("mash-1",)))
    assert isinstance(closer, Degrees)
    assert [way.sentence for way in closer.ways] == [
        "Let two visits of one member be 1 day apart instead of 2.",
        "Let two visits of one member be on one day instead of 2.",
    ]
    assert isinstance(given_up, WayOut)
    assert given_up.sentence == "Make the rule 'breathing space' a preference."
    assert {way.effort for way in closer.ways} == {4}
    assert given_up.effort == 8
