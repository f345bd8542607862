"""What is found of a problem without a rota, as facts: obstacles, and a rota once they are removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

import numpy as np

from rota.domain import Problem, Rota
from rota.domain.edits import Edit
from rota.rules import Ids, WayOut
from rota.solving.diagnosis.conflicts import Conflict, Kind, causes
from rota.solving.diagnosis.demand import members_in
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Elimination, eliminations, possible_slots
from rota.solving.model.restrict import only_rules, only_visits


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A sum that does not come out: ``asked`` is more than ``most`` and ``others`` by ``short``.

    Of places that these ``people`` alone may fill: they may make ``most`` visits, ``days`` apart where there are any,
    and ``others`` fill a place each; ``asks`` is what is asked of whom, in the words of the statements. Or of visits:
    so many ``stretches`` of dates have room for ``most`` of those asked.
    """

    asked: int
    most: int
    short: int
    people: Ids = ()
    others: int = 0
    days: int | None = None
    asks: tuple[str, ...] = ()
    stretches: int = 0


@dataclass(frozen=True, slots=True)
class DaysNeeded:
    """So many ``visits`` must lie so many ``days`` apart, for which ``first`` to ``last`` is too short."""

    visits: int
    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands in the way of every rota of the ``problem``.

    None of ``rules`` could be spared, nor, where the kind is "clash", any of ``visits``. ``members`` are those who
    are too few, and no smaller part of them is; none where it is not people who are too few. ``times_open`` are left
    by all other rules, and ``steps`` take them out one by one. ``confirmed`` names the ways by which it is
    known. With the first of ``ways_out`` of every obstacle taken there is a rota; each other one was tried in
    the place of the first. ``asks`` is what is special to visits that clash, in the words of the statements.
    """

    kind: Kind
    visits: Ids
    members: Ids
    rules: tuple[str, ...]
    times_open: int
    steps: tuple[Elimination, ...]
    confirmed: tuple[str, ...]
    ways_out: tuple[WayOut, ...]
    problem: Problem = field(repr=False, compare=False)
    shortfall: Shortfall | None = None
    spread: DaysNeeded | None = None
    asks: tuple[str, ...] = ()

    def is_same(self, other: Obstacle) -> bool:
        """Whether this is the same obstacle, met again."""
        mine = (self.kind, self.visits, self.members, self.rules)
        return mine == (other.kind, other.visits, other.members, other.rules)

    def is_within(self, other: Obstacle) -> bool:
        """Whether this is all that the other is, or what of it is short."""
        inside = set(self.members) <= set(other.members) and set(self.visits) <= set(other.visits)
        return self.kind == other.kind and (self.rules == other.rules or (bool(self.members) and inside))


class HasWaysOut(Protocol):
    """An obstacle, as facts or in words."""

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """What would remove it, the least effort first."""


AnObstacle = TypeVar("AnObstacle", bound=HasWaysOut)


@dataclass(frozen=True, slots=True)
class Diagnosis(Generic[AnObstacle]):
    """Every obstacle, in the order in which they were found: later ones may have hidden behind earlier ones.

    ``rota`` keeps every must once the first way out of each obstacle is taken; without obstacles it keeps
    them as they are. It is None when no such rota is known. ``left_out`` are visits for which no way out is
    known: the rota is one of all others.
    """

    obstacles: tuple[AnObstacle, ...]
    rota: Rota | None
    left_out: Ids

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The first way out of each obstacle."""
        return tuple(edit for obstacle in self.obstacles for way in obstacle.ways_out[:1] for edit in way.edits)


def obstacle_of(part: Compiled, conflict: Conflict) -> Obstacle:
    """The facts of the conflict, with no way out yet."""
    clash = conflict.kind == "clash"
    begun, steps = _elimination(part, conflict.visits[0], conflict.rules) if conflict.kind == "no date" else (0, ())
    return Obstacle(
        conflict.kind,
        part.ids_of(conflict.visits),
        _people(part, conflict.members),
        conflict.rules,
        begun,
        steps,
        conflict.confirmed,
        (),
        part.problem,
        _shortfall(part, conflict),
        _spread(part, conflict) if clash else None,
        tuple(sorted(causes(only_rules(only_visits(part, conflict.visits), conflict.rules)))) if clash else (),
    )


def _people(compiled: Compiled, members: int) -> Ids:
    return tuple(compiled.people[member] for member in members_in(members))


def _elimination(compiled: Compiled, visit: int, rules: Sequence[str]) -> tuple[int, tuple[Elimination, ...]]:
    """How many slots the other rules leave open for the visit, and what each of these rules takes out, in order."""
    part = only_visits(compiled, [visit])
    left = only_rules(part, {bar.rule for bar in part.bars if bar.members is None} - set(rules)).open[0]
    steps = tuple(eliminations(only_rules(part, rules), 0, left))
    rest = steps[-1].left if steps else int(left.sum())
    return int(left.sum()), (*steps, Elimination("", rest, 0, short=True)) if rest else steps


def _shortfall(compiled: Compiled, conflict: Conflict) -> Shortfall | None:
    if conflict.full is not None:
        full = conflict.full
        return Shortfall(len(conflict.visits), full.most, full.short, stretches=len(full.stretches))
    cut = conflict.cut
    if cut is None:
        return None
    return Shortfall(
        cut.asked,
        sum(limit.most for limit in cut.limits),
        cut.short,
        _people(compiled, cut.members),
        len(cut.singles),
        max((limit.days for limit in cut.limits if limit.days is not None), default=None),
        tuple(dict.fromkeys(need.least.why for need in cut.needs if not need.least.everybody)),
    )


def _spread(compiled: Compiled, conflict: Conflict) -> DaysNeeded | None:
    """Visits that must lie apart, where they need more days from the first to the last than there are."""
    ruled = only_rules(compiled, conflict.rules)
    for gap in ruled.plain_gaps:
        visits = conflict.visits if gap.pairs else np.flatnonzero(gap.visits).tolist()
        if gap.points is not None or gap.days < 2 or not gap.binds_any_two(conflict.visits):
            continue
        for some in (conflict.visits, visits):
            part = only_visits(ruled, some)
            possible = np.concatenate([possible_slots(part, visit) for visit in range(part.visit_count)])
            first, last = (compiled.problem.slots[end].day for end in (possible.min(), possible.max()))
            if (len(some) - 1) * gap.days > (last - first).days:
                return DaysNeeded(len(some), gap.days, first, last)
    return None
