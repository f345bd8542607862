"""Of weeks that are too full each smallest set is named: beside brute force over visits and weeks."""

from __future__ import annotations

import random
from itertools import combinations, compress

import pytest

from constraints.pinned import Pinned
from constraints.week_limit import WeekLimit
from rota.domain import Cancellation, Pin, Problem
from rota.domain.edits import SetRule
from rota.solving.diagnosis.crowd_limits import too_full
from rota.solving.diagnosis.diagnose import diagnose
from tests.solving.diagnosis.troubles import a_rule_book
from tests.support.builders import a_member, a_problem, a_team, day, span
from tests.support.verdicts import compiled

MONDAYS = ("2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22")
FOUR_WEEKS = span("2026-06-01", "2026-06-28")


def drawn(draw: random.Random) -> tuple[Problem, WeekLimit, list[frozenset[int]]]:
    """Visits that were each called off on some of four Mondays, and the weeks in which each can be."""
    visits = draw.randint(2, 6)
    weeks = [frozenset(draw.sample(range(4), draw.randint(1, 3))) for _ in range(visits)]
    gone = [(n, monday) for n, own in enumerate(weeks) for week, monday in enumerate(MONDAYS) if week not in own]
    cancelled = tuple(Cancellation(f"t{n}-1", day(monday), "service") for n, monday in gone)
    teams = [a_team(f"t{n}") for n in range(visits)]
    problem = a_problem([a_member()], teams, year=FOUR_WEEKS, weekdays=(0,), cancelled=cancelled)
    return problem, WeekLimit(visits_a_week=draw.randint(1, 2)), weeks


def smallest(weeks: list[frozenset[int]], most: int) -> set[frozenset[int]]:
    """Every set of weeks with room for fewer visits than can be nowhere else, of which no smaller part is."""
    found: list[frozenset[int]] = []
    for size in range(1, 5):
        for chosen in map(frozenset, combinations(range(4), size)):
            few = sum(own <= chosen for own in weeks) > most * size
            if few and not any(smaller < chosen for smaller in found):
                found.append(chosen)
    return set(found)


@pytest.mark.parametrize("seed", range(80))
def test_each_smallest_set_of_weeks_is_named_and_none_invented(seed: int) -> None:
    from constraints.cancelled import Cancelled

    problem, limit, weeks = drawn(random.Random(seed))
    found = too_full(compiled(problem, Cancelled(), limit))
    mondays = [slot.day for slot in problem.slots]
    named = [
        frozenset(
            n
            for n, monday in enumerate(MONDAYS)
            for one in full.stretches
            if day(monday) in compress(mondays, one.slots)
        )
        for full in found
    ]
    assert set(named) == smallest(weeks, limit.visits_a_week)
    for full, chosen in zip(found, named, strict=True):
        assert set(full.visits) == {n for n, own in enumerate(weeks) if own <= chosen}
        assert full.most == limit.visits_a_week * len(chosen)


def test_a_full_week_is_named_though_the_month_is_fuller() -> None:
    """3 visits are fixed to one week of 2, 1 too many; in all there are 11 for four weeks of 2, 3 too many."""
    teams = [*(a_team(f"t{n}") for n in range(3)), a_team("mash", visits_a_year=8)]
    pins = tuple(Pin(f"t{n}-1", day=day("2026-06-10")) for n in range(3))
    people = [a_member(f"m{n}") for n in range(9)]
    problem = a_problem(people, teams, year=span("2026-06-01", "2026-06-26"), pins=pins)
    first, *_ = too_full(compiled(problem, Pinned(), WeekLimit(visits_a_week=2)))
    assert (len(first.visits), first.most, first.short) == (3, 2, 1)
    found = diagnose(problem, a_rule_book(week_limit={"visits_a_week": 2}, part_of_year={"on": False}))
    assert [obstacle.kind for obstacle in found.obstacles] == ["no room", "no room"]
    assert len(found.obstacles[0].visits) == 3
    # 11 visits in four weeks: two hold 8, three hold 12.
    assert found.obstacles[1].ways_out[0].edits == (SetRule("week_limit", "visits_a_week", 3),)
