"""The rule "new partners"."""

from __future__ import annotations

import pytest

from constraints.new_partners import NewPartners
from rota.domain import Problem
from rota.rules import Distinct
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences

MEMBERS = a_member("ann"), a_member("bob"), a_member("cat")
TEAMS = a_team(), a_team("north"), a_team("south")
AT = "2026-06-01 10:00"


def a_world() -> Problem:
    return a_problem(MEMBERS, TEAMS)


def test_three_who_take_turns_cost_nothing() -> None:
    rota = a_rota({"mash-1": (AT, "ann", "bob"), "north-1": (AT, "ann", "cat"), "south-1": (AT, "bob", "cat")})
    assert sentences(NewPartners(), a_world(), rota) == []


def test_a_pair_that_goes_again_costs_points_to_each_of_the_two() -> None:
    """Ann and Bob go three times, two too many, at 10 points to each of them: 40."""
    rota = a_rota(dict.fromkeys(("mash-1", "north-1", "south-1"), (AT, "ann", "bob")))
    assert points(NewPartners(), a_world(), rota) == 40
    assert sentences(NewPartners(), a_world(), rota) == [
        "Ann and Bob go on 3 visits together; one is enough, so 2 too many."
    ]


def test_each_pair_of_a_group_counts() -> None:
    """Three pairs go twice: 3 × 2 × 10."""
    rota = a_rota(dict.fromkeys(("mash-1", "north-1"), (AT, "ann", "bob", "cat")))
    assert points(NewPartners(), a_world(), rota) == 60


def test_who_receives_is_no_partner() -> None:
    placed = dict.fromkeys(("mash-1", "north-1", "south-1"), (AT, "ann"))
    assert sentences(NewPartners(), a_world(), a_rota(placed)) == []


def test_it_is_a_must_when_the_council_says_so() -> None:
    rota = a_rota({"mash-1": (AT, "ann", "bob"), "north-1": (AT, "ann", "bob")})
    assert breaks(NewPartners(points_per_repeat=0, must=True), a_world(), rota)


def test_it_is_one_statement() -> None:
    expected = Distinct(None, None, "partner", "new partners each time", "again", cost=(0, 10))
    assert list(NewPartners().statements(a_world())) == [expected]


def test_no_points_a_lone_visit_and_a_lone_member_ask_for_nothing() -> None:
    rota = a_rota({"mash-1": (AT, "ann", "bob"), "north-1": (AT, "ann", "bob")})
    assert list(NewPartners(points_per_repeat=0).statements(a_world())) == []
    assert sentences(NewPartners(points_per_repeat=0), a_world(), rota) == []
    assert list(NewPartners().statements(a_problem(MEMBERS, [a_team()]))) == []
    assert list(NewPartners().statements(a_problem(MEMBERS[:1], TEAMS))) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # each of three pairs goes again 0, 1 or 2 times, at 20 each; all that sums to 0 to 6 but not every sum can be:
        # with three on all three visits 6; where one pair goes thrice and the third but once, the others once: 2 + 0.
        (NewPartners(), {(False, 20 * times) for times in (0, 1, 2, 3, 4, 6)}),
        (NewPartners(must=True), {(False, 0), (True, 0)}),
    ],
)
def test_statements_and_check_agree_on_every_rota(rule: NewPartners, expected: set[tuple[bool, int]]) -> None:
    assert outcomes(a_problem(MEMBERS, TEAMS, weekdays=(0,)), rule) == expected
