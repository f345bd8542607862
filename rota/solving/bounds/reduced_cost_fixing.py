"""Which dates and places a rota of so few points can still hold: all others are left out of its proof.

The relaxation puts a price on each row. At any such prices, what a visit costs at a date is at least the
sum of what its places cost beside them (Lagrange), computed here in whole numbers: so the bound holds
whatever the solver's rounding, and a date or place that alone lifts it above the points asked for is out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rota.solving.bounds.lp_relaxation import NOT_FREE, SCALE, Relaxation, relaxed, row_prices
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import Presolved


@dataclass(frozen=True, slots=True)
class ReducedCosts:
    """By how much one visit lifts the bound, in parts of a point, where it does not lie and is not peopled as cheaply
    as it could be: ``dates`` for each of its slots, and beside that each member who goes: ``costs``, below 0 for those
    who had better go.

    ``alone`` is the part of that which is the same at each date; ``free`` and ``timed`` (points) are of all members at
    all slots, and shared by the visits: costs of every date are worked out when they are asked for, not kept.
    """

    slots: Numbers
    members: Numbers
    dates: Numbers
    alone: Numbers
    free: Mask
    timed: Numbers

    @property
    def costs(self) -> Numbers:
        """For each of the members at each slot what it costs that they go, if they are free."""
        return _costs(self.alone, self.timed, self.members, self.slots)

    def places(self, count: int) -> Numbers:
        """What a place on the visit adds for each of so many members, at the date that suits it best."""
        free = self.free[np.ix_(self.members, self.slots)]
        added = np.where(free, self.dates + np.maximum(0, self.costs), np.iinfo(np.int64).max)
        places = np.full(count, np.iinfo(np.int64).max)
        places[self.members] = added.min(axis=1)
        return places

    def lost(self, slot: int, group: Mask) -> int:
        """What the visit adds at this slot with this group."""
        costs = _costs(self.alone, self.timed, self.members, np.array([slot]))[:, 0]
        wrongly = np.where(group[self.members], costs, -costs)[self.free[self.members, slot]]
        return int(self.dates[np.searchsorted(self.slots, slot)] + wrongly.clip(0).sum())


def _costs(alone: Numbers, timed: Numbers, members: Numbers, slots: Numbers) -> Numbers:
    costs: Numbers = alone[:, None] + SCALE * timed[np.ix_(members, slots)]
    return costs


@dataclass(frozen=True, slots=True)
class Fixing:
    """The bound, in parts of a point, and by how much each visit lifts it.

    ``pulls`` holds for each family, in order, some of its cells and what the bound charges for one more in each,
    besides what the count itself costs.
    """

    parts: int
    visits: tuple[ReducedCosts, ...]
    pulls: tuple[tuple[Numbers, Numbers], ...]

    @property
    def bound(self) -> int:
        """Whole points that no rota is below."""
        return -(-self.parts // SCALE)

    def frame(self, points: int, draft: Assignment) -> Frame:
        """Every visit free, with all that a rota of at most these points can hold, and what the draft has."""
        left = points * SCALE - self.parts
        slots, members = {}, {}
        for number, visit in enumerate(self.visits):
            slots[number] = np.union1d(visit.slots[visit.dates <= left], draft.slots[number : number + 1])
            group = draft.groups[:, number]
            members[number] = np.flatnonzero((visit.places(len(group)) <= left) | group)
        return Frame(tuple(range(len(self.visits))), slots, members)


def worth(compiled: Compiled, presolved: Presolved) -> Fixing | None:
    """The relaxation's bound and what each date and place adds to it; None when it is too large to solve."""
    program = relaxed(compiled, presolved)
    return None if program is None else priced(compiled, presolved, program, row_prices(program))


def priced(compiled: Compiled, presolved: Presolved, program: Relaxation, prices: Numbers) -> Fixing:
    """The same at any prices of the rows; those of rows for varieties are of no family, and pull nowhere."""
    left = program.reduced(prices)
    beside = len(program.members)
    parts = SCALE * program.constant + program.paid(prices)
    parts += int((np.minimum(0, left[beside:]) * program.upper[beside:]).sum())
    visits = []
    for visit, slots in enumerate(presolved.slots):
        inside = np.flatnonzero(program.visits == visit)
        least, lifted = _alone(compiled, visit, slots, program.members[inside], left[:beside][inside])
        parts += least
        visits.append(lifted)
    counting = program.counting[: len(compiled.families)]
    pulls = [(each.cells, prices[each.rows] - SCALE * each.prices) for each in counting]
    return Fixing(parts, tuple(visits), tuple(pulls))


def _alone(compiled: Compiled, visit: int, slots: Numbers, members: Numbers, left: Numbers) -> tuple[int, ReducedCosts]:
    """One visit by itself, at each date with each member who costs less than nothing: its least, and what lifts it."""
    layer = int(compiled.layer[visit])
    everybody, timed = compiled.free[layer], compiled.time_price[layer]
    free = everybody[np.ix_(members, slots)]
    least = SCALE * np.where(free, timed[np.ix_(members, slots)], NOT_FREE).min(axis=1)
    alone = left - least
    going = np.where(free, np.minimum(0, _costs(alone, timed, members, slots)), 0).sum(axis=0)
    at: Numbers = SCALE * compiled.visit_price[visit, slots] + going
    return int(at.min()), ReducedCosts(slots, members, at - at.min(), alone, everybody, timed)
