"""A published rota under names that have changed: merged teams keep the dates of those they replace."""

from __future__ import annotations

from typing import Any

from rota.domain import Placement, Problem, Rota
from rota.replanning.inheritance import Inherited, inherited
from tests.support.builders import a_problem, a_rota, a_slot, a_team, span

FIRST, SECOND, THIRD = "2026-06-03 10:00", "2026-09-02 10:00", "2027-01-06 10:00"


def year(*teams: Any) -> Problem:
    return a_problem(teams=teams, year=span("2026-06-01", "2027-05-31"))


def placing(**visits: str) -> Rota:
    """Ann goes on each of these visits: "mash_1" is the visit mash-1."""
    return a_rota({visit.replace("_", "-"): (slot, "ann") for visit, slot in visits.items()})


def found(problem: Problem, published: Rota) -> tuple[dict[str, str], list[str]]:
    """The slot of each visit that is still known, and the visits that nothing has taken the place of."""
    result = inherited(problem, published)
    return {one.visit: one.slot.id for one in result.placements}, [one.visit for one in result.dropped]


def test_what_is_still_owed_stays_as_it_is() -> None:
    published = placing(mash_1=FIRST, north_1=SECOND)
    assert inherited(year(a_team("mash"), a_team("north")), published) == Inherited(published.placements, ())


def test_what_is_owed_no_longer_and_has_no_heir_is_dropped() -> None:
    assert found(year(a_team("mash")), placing(mash_1=FIRST, north_1=SECOND)) == ({"mash-1": FIRST}, ["north-1"])


def test_a_team_that_was_renamed_keeps_its_date_its_time_and_its_members() -> None:
    result = inherited(year(a_team("east", succeeds=("north",))), placing(north_1=SECOND))
    assert result == Inherited((Placement("east-1", a_slot(SECOND), ("ann",)),), ())


def test_the_visits_of_two_teams_become_those_of_the_one_that_replaces_them_in_order_of_time() -> None:
    """East is visited twice, once in each half of the year: 2 September is in the first, 6 January in the second."""
    east = a_team("east", visits_a_year=2, succeeds=("north", "south"))
    assert found(year(east), placing(south_1=SECOND, north_1=THIRD)) == ({"east-1": SECOND, "east-2": THIRD}, [])


def test_a_visit_takes_the_place_only_of_one_in_its_own_part_of_the_year() -> None:
    """Both were in the first half: the earlier is kept, and the later has no heir."""
    east = a_team("east", visits_a_year=2, succeeds=("north", "south"))
    assert found(year(east), placing(south_1=FIRST, north_1=SECOND)) == ({"east-1": FIRST}, ["north-1"])


def test_what_has_been_published_under_the_new_name_is_not_taken_over() -> None:
    east = a_team("east", succeeds=("north",))
    assert found(year(east), placing(east_1=FIRST, north_1=SECOND)) == ({"east-1": FIRST}, ["north-1"])


def test_a_visit_still_owed_to_the_old_team_is_its_own() -> None:
    """The north is visited until it closes: its one visit is owed, and the new team's is another."""
    north = a_team("north", open=span(None, "2026-12-31"))
    east = a_team("east", succeeds=("north",), open=span("2027-01-01"))
    assert found(year(north, east), placing(north_1=SECOND)) == ({"north-1": SECOND}, [])


def test_only_teams_of_that_very_name_are_succeeded() -> None:
    """The visit north-west-1 is the north-west's, not the north's."""
    problem = year(a_team("east", succeeds=("north",)))
    assert found(problem, placing(north_west_1=SECOND)) == ({}, ["north-west-1"])


def test_one_visit_has_one_heir() -> None:
    teams = [a_team(name, succeeds=("north",)) for name in ("east", "west")]
    assert found(year(*teams), placing(north_1=SECOND)) == ({"east-1": SECOND}, [])
