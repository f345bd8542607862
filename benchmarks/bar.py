"""The public bar: a synthetic rota, drawn from fixed seeds, that other solvers have been measured on.

Two members go on each visit, at one of twelve dates offered. Its score: ten times the square of each member's
past and new visits, 20 for two of one party on a visit, 15 for two visits to one team within 60 days, 3 for a
visit that a member dislikes. Musts: free on the date, one visit a day, a yearly limit.

Said in Rota's nouns: each visit is a team of its own whose host can be there on the dates offered; visits to
one team lie in one locality; a visit that a member dislikes is a quarter of an hour too far from the member's ward.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from rota.domain import (
    ALWAYS,
    LONDON,
    Absence,
    Dated,
    Host,
    Member,
    PastVisit,
    Placement,
    Problem,
    Rota,
    Session,
    Span,
    Team,
    TravelTime,
)
from rota.rules.settings import Settings

DAYS = 240
FIRST = date(2026, 6, 1)
DATES_OFFERED = 12
FREE = 0.6
PARTIES = {"L": 45, "C": 30, "D": 12, "G": 8, "I": 5}
"""Weights of the parties, in the order they are drawn in."""
PACKAGE = "benchmarks.bar_rules"
IN_A_FOLDER = "bar_rules"


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the bar's instances, and the least score that is known."""

    members: int
    visits: int
    seed: int
    best: int

    @property
    def limit(self) -> int:
        """The most visits of one member: twice an equal share of the places."""
        return max(2, -(-self.visits * 4 // self.members))


BARS = {
    "bar-66x30": Bar(66, 30, 1, 1890),
    "bar-100x80": Bar(100, 80, 2, 5150),
    "bar-100x300": Bar(100, 300, 3, 44580),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bar's numbers: by member the party, past visits, busy days and disliked visits; by visit its dates."""

    party: list[str]
    past: list[int]
    busy: list[list[int]]
    dislikes: list[list[int]]
    dates: list[list[int]]

    def team_of(self, visit: int) -> int:
        """The bar's team of a visit: each has two, or one more where the visits do not divide."""
        return visit % max(1, len(self.dates) // 2)


def drawn(bar: Bar) -> Drawn:
    """The numbers, drawn in the order that the bar lays down."""
    draw = random.Random(bar.seed)
    members, visits = range(bar.members), range(bar.visits)
    return Drawn(
        party=[draw.choices(list(PARTIES), list(PARTIES.values()))[0] for _ in members],
        past=[draw.choices([0, 1, 2], [4, 5, 1])[0] for _ in members],
        busy=[sorted(day for day in range(DAYS) if draw.random() > FREE) for _ in members],
        dislikes=[sorted(draw.sample(visits, max(1, bar.visits // 12))) for _ in members],
        dates=[sorted(draw.sample(range(DAYS), DATES_OFFERED)) for _ in visits],
    )


def problem(bar: Bar) -> Problem:
    """The instance as a council's year of 240 days, one session a day."""
    numbers = drawn(bar)
    return Problem(
        council=f"Bar {bar.members} x {bar.visits}",
        year=Span(FIRST, FIRST + timedelta(DAYS - 1)),
        weekdays=tuple(range(7)),
        sessions=(Session(time(10), "morning"),),
        members=tuple(_member(number, party) for number, party in enumerate(numbers.party)),
        teams=tuple(_team(number, numbers.team_of(number)) for number in range(bar.visits)),
        hosts=tuple(Host(f"host-of-v{number:03}", f"Host of V{number:03}") for number in range(bar.visits)),
        absences=tuple(_absences(numbers)),
        history=tuple(
            PastVisit(f"m{member:03}", "v000", FIRST - timedelta(30 + past))
            for member, count in enumerate(numbers.past)
            for past in range(count)
        ),
        travel=tuple(
            TravelTime(f"Ward {member:03}", f"Site {visit:03}", 45)
            for member, visits in enumerate(numbers.dislikes)
            for visit in visits
        ),
    )


def _member(number: int, party: str) -> Member:
    name = f"M{number:03}"
    wards = (Dated(f"Ward {number:03}"),)
    return Member(name.lower(), name, groups=(Dated(party),), wards=wards, trained=ALWAYS, checked=ALWAYS)


def _team(number: int, locality: int) -> Team:
    return Team(
        f"v{number:03}",
        f"V{number:03}",
        site=f"Site {number:03}",
        locality=f"Team {locality:03}",
        host=f"host-of-v{number:03}",
        group_least=2,
        group_most=2,
    )


def _absences(numbers: Drawn) -> Iterator[Absence]:
    for member, busy in enumerate(numbers.busy):
        yield from _stretches(f"m{member:03}", busy)
    for visit, dates in enumerate(numbers.dates):
        yield from _stretches(f"host-of-v{visit:03}", set(range(DAYS)).difference(dates))


def _stretches(person: str, days: Collection[int]) -> Iterator[Absence]:
    """One absence for each run of days."""
    for day in sorted(set(days)):
        if day - 1 not in days:
            last = day
            while last + 1 in days:
                last += 1
            midnights = (datetime.combine(FIRST + timedelta(one), time(), LONDON) for one in (day, last + 1))
            yield Absence(person, *midnights)


def settings(bar: Bar) -> Settings:
    """The bar's rules and their numbers."""
    travel = {"free_minutes": 30, "points_per_quarter_hour": 3}
    return Settings((PACKAGE,), {"yearly_limit": {"visits_a_year": bar.limit}, "travel": travel})


def write_rules(folder: Path) -> None:
    """Puts the bar's own rules into a folder, as a council would its own."""
    for path in sorted((Path(__file__).parent / IN_A_FOLDER).glob("*.py")):
        (folder / IN_A_FOLDER).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / IN_A_FOLDER / path.name)


def score(bar: Bar, rota: Rota) -> int:
    """The bar's own score of a rota, from its numbers alone; ValueError when one of its musts is broken."""
    numbers = drawn(bar)
    at = {int(place.visit[1:4]): _read(place) for place in rota.placements}
    loads = list(numbers.past)
    points = 0
    seen: set[tuple[int, int]] = set()
    for visit, (day, members) in at.items():
        one, other = members
        if day not in numbers.dates[visit] or any(day in numbers.busy[member] for member in members):
            raise ValueError(f"visit {visit} is on a day that was not offered, or when somebody is busy")
        seen |= {(member, day) for member in members}
        points += 20 * (numbers.party[one] == numbers.party[other])
        for member in members:
            loads[member] += 1
            points += 3 * (visit in numbers.dislikes[member])
    if len(seen) != 2 * bar.visits or any(
        now - past > bar.limit for now, past in zip(loads, numbers.past, strict=True)
    ):
        raise ValueError("somebody has two visits on one day, or too many, or a visit is missing")
    for visit, (day, _) in at.items():
        others = [at[other][0] for other in at if other > visit and numbers.team_of(other) == numbers.team_of(visit)]
        points += sum(15 for other in others if abs(other - day) < 60)
    return points + sum(10 * load * load for load in loads)


def _read(place: Placement) -> tuple[int, tuple[int, ...]]:
    return (place.slot.day - FIRST).days, tuple(int(member[1:]) for member in place.members)
