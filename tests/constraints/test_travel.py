"""The rule "travel"."""

from __future__ import annotations

import pytest

from constraints.travel import Travel
from rota.domain import Dated, Problem
from rota.domain import TravelTime as Journey
from rota.rules import Price
from tests.constraints.every_rota import outcomes
from tests.support.builders import a_member, a_problem, a_rota, a_team, points, sentences, span

ANN = a_member("ann", ward="Ainsdale")
ROTA = a_rota({"mash-1": ("2026-06-01 10:00", "ann")})


def a_world(*journeys: Journey, site: str = "Town Hall") -> Problem:
    return a_problem([ANN], [a_team(site=site)], travel=journeys)


@pytest.mark.parametrize(("minutes", "expected"), [(0, 0), (30, 0), (31, 2), (45, 2), (46, 4), (60, 4), (61, 6)])
def test_each_quarter_of_an_hour_begun_beyond_the_free_minutes_costs_points(minutes: int, expected: int) -> None:
    assert points(Travel(), a_world(Journey("Ainsdale", "Town Hall", minutes)), ROTA) == expected


def test_the_sentence_says_from_where_and_how_long() -> None:
    assert sentences(Travel(), a_world(Journey("Ainsdale", "Town Hall", 50)), ROTA) == [
        "Ann travels 50 minutes from Ainsdale to Mash, 20 more than 30."
    ]


def test_letters_case_does_not_matter() -> None:
    assert points(Travel(), a_world(Journey("AINSDALE", "town hall", 50)), ROTA) == 4


def test_a_journey_recorded_twice_takes_the_least() -> None:
    problem = a_world(Journey("ainsdale", "Town Hall", 90), Journey("Ainsdale", "Town Hall", 40))
    assert points(Travel(), problem, ROTA) == 2


def test_a_journey_that_is_not_recorded_costs_nothing() -> None:
    for problem in (a_world(Journey("Birkdale", "Town Hall", 90)), a_world(Journey("Ainsdale", "", 90), site="")):
        assert list(Travel(free_minutes=0).statements(problem)) == []
        assert sentences(Travel(free_minutes=0), problem, ROTA) == []


def test_no_points_ask_for_nothing() -> None:
    problem = a_world(Journey("Ainsdale", "Town Hall", 90))
    assert list(Travel(points_per_quarter_hour=0).statements(problem)) == []
    assert sentences(Travel(points_per_quarter_hour=0), problem, ROTA) == []


def test_a_journey_that_everybody_has_is_paid_for_each_place() -> None:
    members = ANN, a_member("bob", ward="Ainsdale")
    problem = a_problem(members, [a_team(site="D")], weekdays=(0,), travel=(Journey("Ainsdale", "D", 50),))
    assert outcomes(problem, Travel()) == {(False, 0), (False, 4), (False, 8)}


def test_members_equally_far_from_the_same_visits_share_a_statement() -> None:
    members = ANN, a_member("bob", ward="Ainsdale"), a_member("cat", ward="Birkdale")
    teams = a_team(site="Town Hall"), a_team("north", site="Town Hall"), a_team("south", site="Depot")
    problem = a_problem(members, teams, travel=(Journey("Ainsdale", "Town Hall", 50),))
    boxes = [(price.points, price.members, price.visits) for price in Travel().statements(problem)]  # type: ignore[union-attr]
    assert boxes == [(4, ("ann", "bob"), ("mash-1", "north-1"))]


def test_wards_are_read_on_the_first_day_of_the_visits_part_of_the_year() -> None:
    moved = a_member("ann", wards=(Dated("Birkdale", span(None, "2026-06-02")), Dated("Ainsdale", span("2026-06-03"))))
    teams = [a_team(site="Town Hall", visits_a_year=2)]
    problem = a_problem([moved], teams, travel=(Journey("Ainsdale", "Town Hall", 50),))
    second = a_rota({"mash-2": ("2026-06-04 10:00", "ann")})
    assert (points(Travel(), problem, ROTA), points(Travel(), problem, second)) == (0, 4)


def test_statements_and_check_agree_on_every_rota() -> None:
    members = ANN, a_member("bob", ward="Birkdale"), a_member("cat")
    journeys = (
        Journey("Ainsdale", "Town Hall", 31),
        Journey("birkdale", "TOWN HALL", 46),
        Journey("Birkdale", "D", 30),
    )
    problem = a_problem(
        members, [a_team(site="Town Hall"), a_team("north", site="D")], weekdays=(0, 1), travel=journeys
    )
    # only to the Town Hall: Ann 1 minute beyond (2 points), Bob 16 beyond (4), both or neither
    assert outcomes(problem, Travel()) == {(False, 0), (False, 2), (False, 4), (False, 6)}
    assert all(isinstance(statement, Price) for statement in Travel().statements(problem))
