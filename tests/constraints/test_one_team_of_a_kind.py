"""The rule "one team of a kind"."""

from __future__ import annotations

import pytest

from constraints.one_team_of_a_kind import OneTeamOfAKind
from rota.domain import Problem
from rota.rules import Distinct
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences

MEMBERS = a_member("ann"), a_member("bob")
HILL, MILL, PARK = (a_team(name, kind="home") for name in ("hill", "mill", "park"))
AT = "2026-06-01 10:00"


def a_world() -> Problem:
    return a_problem(MEMBERS, [HILL, MILL, PARK, a_team()])


def test_teams_of_other_kinds_and_one_team_again_cost_nothing() -> None:
    problem = a_problem(MEMBERS, [a_team("hill", kind="home", visits_a_year=2), a_team(kind="mash")])
    rota = a_rota({"hill-1": (AT, "ann"), "hill-2": (AT, "ann"), "mash-1": (AT, "ann")})
    assert sentences(OneTeamOfAKind(), problem, rota) == []


def test_each_further_team_costs_points_for_each_member_and_the_sentence_names_them() -> None:
    """Ann visits three homes, two too many: 2 × 20. Bob visits two, one too many: 20."""
    rota = a_rota({"hill-1": (AT, "ann", "bob"), "mill-1": (AT, "ann", "bob"), "park-1": (AT, "ann")})
    assert points(OneTeamOfAKind(), a_world(), rota) == 60
    assert sentences(OneTeamOfAKind(), a_world(), rota) == [
        "Ann visits 3 teams of the kind 'home' (Hill, Mill and Park); one would do, so 2 too many.",
        "Bob visits 2 teams of the kind 'home' (Hill and Mill); one would do, so 1 too many.",
    ]


def test_two_teams_of_one_name_are_two_teams() -> None:
    twins = [a_team("east", name="Home", kind="home"), a_team("west", name="Home", kind="home")]
    rota = a_rota({"east-1": (AT, "ann"), "west-1": (AT, "ann")})
    assert points(OneTeamOfAKind(), a_problem(MEMBERS, twins), rota) == 20


def test_it_is_a_must_when_the_council_says_so() -> None:
    rota = a_rota({"hill-1": (AT, "ann"), "mill-1": (AT, "ann"), "park-1": (AT, "bob")})
    assert breaks(OneTeamOfAKind(points_per_extra_team=0, must=True), a_world(), rota)


def test_it_is_one_statement_for_each_kind_that_has_two_teams() -> None:
    statements = list(OneTeamOfAKind().statements(a_world()))
    why = "one team of the kind 'home'"
    assert statements == [Distinct(None, ("hill-1", "mill-1", "park-1"), "team", why, cost=(0, 0, 20))]


def test_no_points_and_kinds_of_one_team_ask_for_nothing() -> None:
    rota = a_rota({"hill-1": (AT, "ann"), "mill-1": (AT, "ann")})
    assert list(OneTeamOfAKind(points_per_extra_team=0).statements(a_world())) == []
    assert sentences(OneTeamOfAKind(points_per_extra_team=0), a_world(), rota) == []
    assert list(OneTeamOfAKind().statements(a_problem(MEMBERS, [HILL, a_team(kind="mash")]))) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # two members, each with two homes too many at most: 0 to 4 times 20
        (OneTeamOfAKind(), {(False, 20 * extra) for extra in range(5)}),
        (OneTeamOfAKind(must=True), {(False, 0), (True, 0)}),
    ],
)
def test_statements_and_check_agree_on_every_rota(rule: OneTeamOfAKind, expected: set[tuple[bool, int]]) -> None:
    assert outcomes(a_problem(MEMBERS, [HILL, MILL, PARK], weekdays=(0,)), rule) == expected
