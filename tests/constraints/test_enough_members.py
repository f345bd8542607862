"""The rule "enough members"."""

from __future__ import annotations

import pytest

from constraints.enough_members import EnoughMembers
from rota.domain import Problem, Rota
from rota.rules import Miss, Trouble
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, breaks, points, sentences

MEMBERS = [a_member(name) for name in ("ann", "bob", "cat", "dee")]


def _world(least: int, most: int) -> Problem:
    return a_problem(MEMBERS, [a_team(group_least=least, group_most=most)])


def _visited_by(count: int) -> Rota:
    return a_rota({"mash-1": ("2026-06-01 10:00", *("ann", "bob", "cat", "dee")[:count])})


@pytest.mark.parametrize(("count", "broken"), [(0, True), (1, True), (2, False), (3, False), (4, True)])
def test_a_group_is_within_its_teams_least_and_most(count: int, broken: bool) -> None:
    assert broken == breaks(EnoughMembers(), _world(2, 3), _visited_by(count))


@pytest.mark.parametrize(("count", "expected"), [(1, 0), (2, 0), (3, 10), (4, 20)])
def test_each_place_above_the_least_costs_points(count: int, expected: int) -> None:
    assert expected == points(EnoughMembers(), _world(2, 4), _visited_by(count))


def test_a_group_of_one_size_has_no_places_to_spare_and_costs_nothing() -> None:
    assert points(EnoughMembers(), _world(2, 2), _visited_by(3)) == 0
    assert breaks(EnoughMembers(), _world(2, 2), _visited_by(3))


def test_a_team_may_ask_for_one_member() -> None:
    assert not breaks(EnoughMembers(), _world(1, 1), _visited_by(1))
    assert breaks(EnoughMembers(), _world(1, 1), _visited_by(0))


def test_findings_say_how_many_went_and_how_many_are_wanted() -> None:
    assert sentences(EnoughMembers(), _world(2, 2), _visited_by(3)) == ["Mash has 3 members; it needs 2."]
    assert sentences(EnoughMembers(), _world(2, 3), _visited_by(3)) == [
        "Mash has 3 members, 1 more than the least it needs."
    ]
    assert sentences(EnoughMembers(), _world(2, 3), _visited_by(2)) == []
    assert sentences(EnoughMembers(), _world(2, 3), _visited_by(4)) == [
        "Mash has 4 members; it needs 2 to 3.",
        "Mash has 4 members, 2 more than the least it needs.",
    ]


def test_free_places_cost_nothing_when_their_price_is_nothing() -> None:
    assert sentences(EnoughMembers(points_per_extra_place=0), _world(2, 3), _visited_by(3)) == []


@pytest.mark.parametrize("price", [0, 10])
def test_statements_and_check_agree_on_every_rota(price: int) -> None:
    """Two teams that ask for groups of different sizes, three members, two slots."""
    teams = [a_team("mash", group_least=1, group_most=2), a_team("north", group_least=2, group_most=2)]
    problem = a_problem(MEMBERS[:3], teams, sessions=("10:00", "14:00"), weekdays=(0,))
    found = outcomes(problem, EnoughMembers(points_per_extra_place=price))
    # Mash with 1, 2 or 3 members costs 0, 1 or 2 extra places; North is right with 2.
    assert {(False, 0), (False, price), (True, 0), (True, 2 * price)} <= found


@pytest.mark.parametrize(
    ("miss", "way"),
    [
        (Miss(("mash-1",), (), (), missing=1), ["Let Mash be visited by 1."]),
        (Miss(("mash-1",), (), (), missing=2), []),  # by nobody
        (Miss(("mash-1",), (), (), over=17), ["Let Mash be visited by 20."]),
        (Miss(("mash-1",), (), (), over=18), []),  # by more than any table may ask for
    ],
)
def test_a_way_out_is_a_size_that_the_tables_may_have(miss: Miss, way: list[str]) -> None:
    """Of a group of 2 or 3 members."""
    offered = EnoughMembers().ways_out(_world(2, 3), Trouble(("mash-1",), misses=(miss,)))
    assert [one.sentence for one in offered] == way


def test_that_all_visits_of_a_size_stay_at_the_least_is_remarked() -> None:
    (sentence,) = EnoughMembers().remarks(_world(2, 3), _visited_by(2))
    assert (
        sentence
        == "1 visit that may have 2 to 3 members has 2: each place above 2 costs 10 points and somebody a visit more."
    )
    assert list(EnoughMembers().remarks(_world(2, 3), _visited_by(3))) == []
    assert list(EnoughMembers().remarks(_world(2, 2), _visited_by(2))) == []
