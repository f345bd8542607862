"""The rule "keep published"."""

from __future__ import annotations

from constraints.keep_published import KeepPublished
from rota.domain import Problem
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, points, sentences

MEMBERS = a_member("ann"), a_member("bob"), a_member("cat")


def a_world(published: dict[str, tuple[str, ...]], **fields: object) -> Problem:
    placements = a_rota(published).placements
    return a_problem(MEMBERS, [a_team(), a_team("north")], published=placements, **fields)  # type: ignore[arg-type]


PUBLISHED = a_world({"mash-1": ("2026-06-03 10:00", "ann", "bob")})


def test_a_rota_that_is_as_published_costs_nothing() -> None:
    assert sentences(KeepPublished(), PUBLISHED, a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob")})) == []


def test_somebody_more_costs_nothing() -> None:
    assert points(KeepPublished(), PUBLISHED, a_rota({"mash-1": ("2026-06-03 10:00", "ann", "bob", "cat")})) == 0


def test_each_member_who_no_longer_goes_costs_points() -> None:
    rota = a_rota({"mash-1": ("2026-06-03 10:00", "cat")})
    assert points(KeepPublished(), PUBLISHED, rota) == 100
    assert sentences(KeepPublished(), PUBLISHED, rota) == [
        "Ann no longer goes on Mash, as was published.",
        "Bob no longer goes on Mash, as was published.",
    ]


def test_another_date_or_time_costs_points_once() -> None:
    rota = a_rota({"mash-1": ("2026-06-04 10:00", "ann", "bob")})
    assert points(KeepPublished(), PUBLISHED, rota) == 30
    assert sentences(KeepPublished(), PUBLISHED, rota) == [
        "Mash moves from 3 June 2026 at 10:00, as was published, to 4 June 2026 at 10:00."
    ]
    assert points(KeepPublished(), PUBLISHED, a_rota({"mash-1": ("2026-06-03 14:00", "ann", "bob")})) == 30


def test_published_visits_and_members_that_are_no_more_are_passed_over() -> None:
    problem = a_world({"gone-1": ("2026-06-03 10:00", "ann"), "mash-1": ("2026-06-03 10:00", "zed")})
    assert sentences(KeepPublished(), problem, a_rota({"mash-1": ("2026-06-03 10:00", "ann")})) == []
    assert len(list(KeepPublished().statements(problem))) == 1  # the date of MASH


def test_a_published_time_that_the_year_no_longer_has_costs_points_wherever_the_visit_goes() -> None:
    problem = a_world({"mash-1": ("2026-06-06 10:00", "ann")}, weekdays=(0, 1))  # a Saturday
    # 30 for the date always, and 50 without Ann
    assert outcomes(problem, KeepPublished()) == {(False, 30), (False, 80)}


def test_the_only_slot_of_the_year_cannot_be_moved_from() -> None:
    problem = a_world({"mash-1": ("2026-06-01 10:00", "ann")}, weekdays=(0,))
    assert list(KeepPublished(points_per_place=0).statements(problem)) == []


def test_no_points_or_nothing_published_ask_for_nothing() -> None:
    nothing = KeepPublished(points_per_place=0, points_per_date=0)
    for rule, problem in ((nothing, PUBLISHED), (KeepPublished(), a_world({}))):
        assert list(rule.statements(problem)) == []
        assert sentences(rule, problem, a_rota({"mash-1": ("2026-06-04 10:00", "cat")})) == []


def test_statements_and_check_agree_on_every_rota() -> None:
    published = {"mash-1": ("2026-06-01 10:00", "ann", "bob"), "north-1": ("2026-06-02 10:00", "cat", "zed")}
    problem = a_world(published, weekdays=(0, 1))
    # none to three of the three known members gone, and none to two visits moved
    expected = {(False, 50 * gone + 30 * moved) for gone in range(4) for moved in range(3)}
    assert outcomes(problem, KeepPublished()) == expected
