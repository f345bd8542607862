"""A county of 84 members and 60 visits: what differs after a change is what must, and the best value stays.

The tables are invented. The numbers of people are by hand where a comment says how, and otherwise proven.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rota.domain import Pin, Placement, Problem, Rota
from rota.domain.edits import Edit, Fix, Leave, SetRule, SetTeam, Shut
from rota.reading import read
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.scenarios.scenario import Comparison, Scenario, as_it_is, compared, imagined
from rota.solving.engine import Solved, solve

pytestmark = pytest.mark.full

COUNTY = Path(__file__).parents[1] / "data" / "county"


@cache
def county() -> tuple[Problem, tuple[Rule, ...]]:
    reading = read(COUNTY)
    assert reading.problem is not None
    return reading.problem, tuple(load(reading.settings))


@cache
def as_drawn() -> Scenario:
    """The county's rota of the year as the engine drew it once, in half a minute: the best there is."""
    problem, rules = county()
    slots = {f"{slot.start:%Y-%m-%d %H:%M}": slot for slot in problem.slots}
    with COUNTY.with_name("county_rota.csv").open(encoding="utf-8", newline="") as file:
        placed = {
            row["visit"]: Placement(
                row["visit"], slots[row["start"]], tuple(row["members"].split("; ")), (row["receivers"],)
            )
            for row in csv.DictReader(file)
        }
    return as_it_is(problem, rules, Rota(tuple(placed[visit.id] for visit in problem.visits)))


@pytest.mark.slow
def test_no_rota_of_the_county_costs_less() -> None:
    drawn = solve(*county())
    assert isinstance(drawn, Solved)
    assert drawn.certificate.proven_best
    assert drawn.certificate.value == 22_080


def test_the_rota_that_is_kept_is_one_of_the_best() -> None:
    assert (as_drawn().report.kept, as_drawn().report.points) == (True, 22_080)


def in_order() -> list[Placement]:
    return sorted(as_drawn().rota.placements, key=lambda place: (place.slot, place.visit))


def busiest(number: int) -> str:
    """One of those who go twice, in order of id."""
    rota = as_drawn().rota
    return [member.id for member in as_drawn().problem.members if len(rota.of_member(member.id)) == 2][number]


def tried(*edits: Edit) -> tuple[Scenario, Comparison]:
    found = imagined(as_drawn(), edits)
    assert isinstance(found, Scenario)
    assert found.report.kept
    assert found.certificate is not None
    assert found.certificate.proven_best
    assert found.nearness is not None
    comparison = compared(as_drawn(), found)
    assert len(comparison.people) == found.nearness.disturbance.people
    return found, comparison


@pytest.mark.slow
@pytest.mark.parametrize("number", [17, 0, 33])
def test_a_date_that_is_lost_moves_what_was_on_it_and_nothing_else(number: int) -> None:
    """Nobody else need change: those affected are who went that day, and who received them."""
    day = in_order()[number].slot.day
    lost = [place for place in in_order() if place.slot.day == day]
    found, comparison = tried(Shut(day, "lost"))
    assert found.report.points == 22_080
    assert {pair.visit for pair in comparison.visits} == {place.visit for place in lost}
    hosts = {as_drawn().problem.team_of(place.visit).host for place in lost}
    assert len(comparison.people) == len(hosts) + len({member for place in lost for member in place.members})
    assert found.nearness is not None
    assert found.nearness.proven


@pytest.mark.slow
def test_a_member_who_leaves_is_replaced_by_two() -> None:
    """Of two visits one each, for nobody may go three times, and the shares say 2, 2 and no more: three people."""
    gone = busiest(0)
    found, comparison = tried(Leave(gone, date(2025, 5, 31)))
    assert {pair.visit for pair in comparison.visits} >= {place.visit for place in as_drawn().rota.of_member(gone)}
    assert len(comparison.people) == 3
    assert found.nearness is not None
    assert found.nearness.proven


EDITS: dict[str, tuple[Callable[[], tuple[Edit, ...]], int, int]] = {
    # A date that is free for the visit's members, but not for its host: the deputy receives it, at 10 points.
    "a pinned date": (lambda: (Fix(Pin("area-3-1", day=date(2025, 6, 17))),), 22_090, 7),
    # One leaves the visit, for another that the new one gives up. The new one cannot go that day: the visit moves, as
    # its other member and host feel, to a day for which another visit makes room, with two members and a host. The
    # proof ends at the first four of the seven.
    "a pinned member": (lambda: (Fix(Pin("area-3-1", member=busiest(5))),), 22_080, 7),
    "a member who never goes": (
        lambda: (Fix(Pin(in_order()[20].visit, member=in_order()[20].members[0], never=True)),),
        22_080,
        4,
    ),
    # Nothing is dearer than it was: nothing differs.
    "a higher limit": (lambda: (SetRule("yearly_limit", "visits_a_year", 3),), 22_080, 0),
    "half the price": (lambda: (SetRule("fair_share", "points_per_squared_load", 50),), 11_180, 0),
    # Three places more of one party and three fewer of another save 60 points, and so do no fewer than six people.
    "a dearer share": (lambda: (SetRule("party_share", "points_per_place", 60),), 22_080, 6),
    "no price for mixed groups": (lambda: (SetRule("cross_party", "points_per_visit", 0),), 21_800, 6),
    # Two members and their host lose a visit; the three that are left have other parts of the year, and two must move.
    "a visit fewer": (lambda: (SetTeam("area-10", "visits_a_year", 3),), 21_480, 7),
    "several at once": (
        lambda: (
            Shut(in_order()[5].slot.day, "lost"),
            Leave(busiest(2), date(2025, 11, 1)),
            Fix(Pin("area-3-1", day=date(2025, 6, 17))),
            SetTeam("home-1", "visits_a_year", 1),
        ),
        0,
        20,
    ),
}


QUICK = ("several at once",)


@pytest.mark.parametrize("what", [pytest.param(one, marks=[pytest.mark.slow] * (one not in QUICK)) for one in EDITS])
def test_a_change_disturbs_few_and_costs_what_it_must(what: str) -> None:
    """Drawn afresh, 86 people would be affected each time. The value is the one that a draw from nothing proves."""
    edits, points, most = EDITS[what]
    found, comparison = tried(*edits())
    afresh = solve(found.problem, found.rules)
    assert isinstance(afresh, Solved)
    assert found.certificate == afresh.certificate
    assert points in (0, found.report.points)
    assert len(comparison.people) <= most


@pytest.mark.slow
def test_five_who_leave_at_once_disturb_few() -> None:
    """Each gives up their visits from October on, and about one more person changes for each place."""
    gone, day = [member.id for member in as_drawn().problem.members][10:60:10], date(2025, 10, 1)
    _, comparison = tried(*(Leave(member, day) for member in gone))
    to_fill = sum(place.slot.day > day for member in gone for place in as_drawn().rota.of_member(member))
    assert len(comparison.people) <= len(gone) + 2 * to_fill
    assert len(comparison.visits) <= 3 * to_fill
