"""Small worlds in which it is a choice who receives a visit, every rota of them, and a checker of its own.

The checker reads who may receive what and when straight off the tables: it shares nothing with the rules.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache
from itertools import chain, combinations, product

from rota.domain import Absence, Host, Pin, Placement, Problem, Rota, Slot, Span, Team, Weekly
from tests.support.builders import a_member, a_problem, a_slot, a_team, away, day, moment, span, weekly


@cache
def two_for_one_team() -> Problem:
    """Three members; Hal and Ivy; MASH has both, North only Ivy, South only Hal. Monday and Tuesday at 10:00 and 11:00.

    On Monday Hal leaves at 11:00, and Ivy is away on Tuesday until 11:00. Two times of one day clash, for the travel
    between them takes 30 minutes.
    """
    return a_problem(
        [a_member("ann"), a_member("bob"), a_member("cat")],
        [
            a_team("mash", host="hal", deputies=("ivy",)),
            a_team("north", host="ivy"),
            a_team("south", host="hal"),
        ],
        year=span("2026-06-01", "2026-06-02"),
        sessions=("10:00", "11:00"),
        hosts=(Host("hal", "Hal"), Host("ivy", "Ivy")),
        absences=(
            away("hal", "2026-06-01 11:00", "2026-06-01 18:00"),
            away("ivy", "2026-06-02 09:00", "2026-06-02 11:00"),
        ),
        published=(Placement("mash-1", a_slot("2026-06-02 11:00"), ("ann",), ("ivy",)),),
        pins=(Pin("south-1", start=time(10)), Pin("mash-1", member="hal", never=True)),
    )


@cache
def one_is_settled() -> Problem:
    """MASH has Hal, Ivy and Jo in this order, North Kim alone: three between whom there is a choice, one settled."""
    return a_problem(
        [a_member("ann"), a_member("bob")],
        [a_team("mash", host="hal", deputies=("ivy", "jo")), a_team("north", host="kim")],
        year=span("2026-06-01", "2026-06-02"),
        sessions=("10:00", "11:00"),
        hosts=tuple(Host(name, name.capitalize()) for name in ("hal", "ivy", "jo", "kim")),
        absences=(away("hal", "2026-06-01"), away("kim", "2026-06-02 10:00", "2026-06-02 10:30")),
        weekly=(weekly("ivy", 0, "10:00", "11:00"),),
        pins=(Pin("mash-1", member="jo", never=True), Pin("north-1", member="jo")),
    )


def every_rota(problem: Problem) -> Iterator[Rota]:
    """Every rota in which each member goes on one visit, received by nobody, by any of the hosts or by several."""
    hosts = _subsets([host.id for host in problem.hosts])
    for chosen in product(product(problem.slots, hosts), repeat=len(problem.visits)):
        placed = zip(problem.visits, problem.members, chosen, strict=True)
        yield Rota(tuple(Placement(visit.id, slot, (member.id,), who) for visit, member, (slot, who) in placed))


def _subsets(people: list[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(people, size) for size in range(len(people) + 1)))


# Worlds with few hosts who are often away.


def busy_hosts(seed: int) -> Problem:
    """Five to twelve visits in six weeks, on Tuesdays, received by three to five who are often away."""
    draw = random.Random(seed)
    hosts = [f"host-{number}" for number in range(draw.randint(3, 5))]
    teams = [_team(f"team-{number}", hosts, draw) for number in range(draw.randint(5, 6))]
    members = [a_member(f"member-{number}", group="ABC"[number % 3]) for number in range(12)]
    first = day("2026-06-01")
    weeks = [
        Absence(person, _midnight(monday), _midnight(monday + timedelta(draw.randint(2, 7))))
        for person in hosts
        for monday in (first + timedelta(7 * week) for week in range(6))
        if draw.random() < 0.45
    ]
    hours = [
        Weekly(person, weekday, *draw.choice(((time(9), time(11)), (time(13, 30), time(16)))), "unavailable")
        for person in hosts
        for weekday in range(5)
        if draw.random() < 0.4
    ]
    return a_problem(
        members,
        teams,
        year=Span(first, first + timedelta(41)),
        sessions=("10:00", "10:45", "14:00"),
        weekdays=(1,),
        hosts=tuple(Host(person, person.capitalize()) for person in hosts),
        absences=tuple(weeks),
        weekly=tuple(hours),
    )


def _team(name: str, hosts: list[str], draw: random.Random) -> Team:
    named = draw.sample(hosts, draw.randint(1, 3))
    return a_team(
        name,
        host=named[0],
        deputies=tuple(named[1:]),
        visits_a_year=draw.choice((1, 2, 2)),
        group_least=2,
        group_most=2,
    )


def _midnight(at: object) -> datetime:
    return moment(str(at))


# The checker.


def wrong(problem: Problem, rota: Rota, days_between: int = 1) -> set[tuple[str, str]]:
    """Everything that is wrong with who receives: (what, the visit), and for two that one receives the later visit."""
    found: set[tuple[str, str]] = set()
    teams = {f"{team.id}-{number}": team for team in problem.teams for number in range(1, 400)}
    for place in rota.placements:
        team = teams[place.visit]
        named = {team.host, *team.deputies} - {""}
        if named and len(place.receivers) != 1:
            found.add(("not exactly one", place.visit))
        for person in place.receivers:
            if person not in named:
                found.add(("not named", place.visit))
            if _busy(problem, person, place.slot):
                found.add(("busy", place.visit))
    for one, other in product(rota.placements, repeat=2):
        later = (one.slot.start, one.visit) < (other.slot.start, other.visit)
        if later and set(one.receivers) & set(other.receivers):
            if (other.slot.start.date() - one.slot.start.date()).days < days_between:
                found.add(("too soon", other.visit))
            if other.slot.start - one.slot.end < timedelta(minutes=problem.travel_minutes):
                found.add(("two places", other.visit))
    return found


def _busy(problem: Problem, person: str, slot: Slot) -> bool:
    away_then = any(row.person == person and row.start < slot.end and slot.start < row.end for row in problem.absences)
    start, end = slot.start.time(), slot.end.time()
    rows = [row for row in problem.weekly if row.person == person and row.weekday == slot.start.weekday()]
    never = any(row.pattern == "unavailable" and row.start < end and start < row.end for row in rows)
    has_hours = any(row.person == person and row.pattern == "available" for row in problem.weekly)
    offered = any(row.pattern == "available" and row.start <= start and end <= row.end for row in rows)
    return away_then or never or (has_hours and not offered)
