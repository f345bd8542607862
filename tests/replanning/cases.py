"""Councils that must plan anew, drawn by number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from rota.domain import Cancellation, Host, Interest, Pin, Problem, Rota
from rota.domain import edits as e
from rota.domain.edits import edited
from tests.replanning.worlds import (
    Task,
    candidates,
    council,
    kept,
)
from tests.support.builders import a_member, a_team, away, day

SEEDS = range(130)


WEDNESDAYS = ("2026-06-03", "2026-06-10", "2026-06-17", "2026-06-24")


FROM_DAYS = ("2026-05-30", "2026-06-04", "2026-06-10", "2026-06-11")


@dataclass(frozen=True)
class Case:
    """What was published, what has changed since, from which day on and with how much notice."""

    published: Rota
    problem: Problem
    from_day: str
    notice: int


def a_world(draw: random.Random) -> Problem:
    """A council with hosts who share teams or do not, and members who are not always there."""
    groups = [draw.choice(("Labour", "Conservative")) for _ in "abc"]
    hosts = draw.choice((("hal", "ivy", "hal"), ("hal", "hal", "hal"), ("hal", "ivy", "")))
    sizes = [draw.choice(((1, 1), (1, 2), (2, 2), (1, 3))) for _ in hosts]
    choice = draw.randrange(3)
    deputies = [draw.choice(((), ("ivy",), ("jo",))) if team == choice else () for team in range(3)]
    teams = [
        a_team(name, host=host, deputies=standing_in, group_least=least, group_most=most)
        for name, host, standing_in, (least, most) in zip(
            ("mash", "north", "south"), hosts, deputies, sizes, strict=True
        )
    ]
    names = ("ann", "bob", "cat")
    return council(
        members=[a_member(name, group) for name, group in zip(names, groups, strict=True)],
        teams=teams,
        hosts=[Host(name, name.capitalize()) for name in ("hal", "ivy", "jo")],
        absences=[away(draw.choice((*names, "hal", "ivy")), draw.choice(WEDNESDAYS)) for _ in range(draw.randrange(4))],
        interests=[Interest(draw.choice(names), "south")] if draw.random() < 0.3 else [],
    )


def a_change(draw: random.Random, published: Rota, from_day: str) -> e.Edit:
    """Something that happens to a council in the year."""
    name, wednesday = draw.choice(("ann", "bob", "cat")), day(draw.choice(WEDNESDAYS))
    start = draw.choice(list(published.placements)).slot.start.replace(hour=0)
    changes: tuple[e.Edit, ...] = (
        e.Leave(name, max(day(from_day), wednesday) - timedelta(1)),
        e.Away(name, start, start + timedelta(days=draw.choice((1, 8)))),
        e.Away(draw.choice(("hal", "ivy")), start, start + timedelta(1)),
        e.Shut(max(wednesday, day(from_day)), "snow"),
        e.Cancel(Cancellation((place := draw.choice(list(published.placements))).visit, place.slot.day)),
        e.SetMember(name, "yearly_limit", 1),
        e.SetTeam(draw.choice(("mash", "north", "south")), "group_least", 2),
        e.SetTeam(draw.choice(("mash", "north", "south")), "host", draw.choice(("hal", "ivy", "jo"))),
        e.SetTeam(draw.choice(("mash", "north", "south")), "deputies", draw.choice(((), ("jo",)))),
        e.Fix(Pin(draw.choice(("mash-1", "north-1", "south-1")), member=name, never=draw.random() < 0.5)),
        e.Reopen(wednesday),
    )
    return draw.choice(changes)


@cache
def a_case(seed: int) -> Case | None:
    """None where no rota was found to begin with."""
    draw = random.Random(seed)
    world = a_world(draw)
    first = Task(world, {}, day("2026-05-01"), day("2026-05-01"))
    ways = [candidates(first, visit.id) for visit in world.visits]
    tried = (Rota(tuple(map(draw.choice, ways))) for _ in range(400 if all(ways) else 0))
    published = next((rota for rota in tried if kept(world, rota)), None)
    if published is None:
        return None
    from_day = draw.choice(FROM_DAYS)
    changes = [a_change(draw, published, from_day) for _ in range(draw.choice((1, 1, 2)))]
    if draw.random() < 0.15:  # a visit that nobody has been told of
        published = Rota(published.placements[1:])
    return Case(published, edited(world, changes), from_day, draw.choice((0, 0, 1, 5)))
