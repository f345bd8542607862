"""Which dates and places a rota of so few points can still hold: all others are left out of its proof.

The relaxation puts a price on each row. At any such prices, what a visit costs at a date is at least the
sum of what its places cost beside them (Lagrange), computed here in whole numbers: so the bound holds
whatever the solver's rounding, and a date or place that alone lifts it above the points asked for is out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rota.solving.compiled import Compiled, Mask, Numbers
from rota.solving.draft import Draft
from rota.solving.model import Frame
from rota.solving.presolve import Presolved
from rota.solving.relaxation import SCALE, Relaxation, relaxed, row_prices


@dataclass(frozen=True, slots=True)
class Worth:
    """By how much each date of each visit, and each place, lifts the bound; all in parts of a point.

    ``dates[v]`` goes with the visit's possible slots, ``places[v]`` with all members.
    """

    parts: int
    slots: tuple[Numbers, ...]
    dates: tuple[Numbers, ...]
    places: tuple[Numbers, ...]

    @property
    def bound(self) -> int:
        """Whole points that no rota is below."""
        return -(-self.parts // SCALE)

    def frame(self, points: int, draft: Draft) -> Frame:
        """Every visit free, with all that a rota of at most these points can hold, and what the draft has."""
        left = points * SCALE - self.parts
        visits = range(len(self.slots))
        slots = {v: np.union1d(self.slots[v][self.dates[v] <= left], draft.slots[v : v + 1]) for v in visits}
        members = {v: np.flatnonzero((self.places[v] <= left) | draft.groups[:, v]) for v in visits}
        return Frame(tuple(visits), slots, members)


def worth(compiled: Compiled, presolved: Presolved) -> Worth | None:
    """The relaxation's bound and what each date and place adds to it; None when it is too large to solve."""
    program = relaxed(compiled, presolved)
    return None if program is None else priced(compiled, presolved, program, row_prices(program))


def priced(compiled: Compiled, presolved: Presolved, program: Relaxation, prices: Numbers) -> Worth:
    """The same at any prices of the rows."""
    left = program.reduced(prices)
    beside = len(program.members)
    parts = SCALE * program.constant + program.paid(prices)
    parts += int((np.minimum(0, left[beside:]) * program.upper[beside:]).sum())
    dates, places = [], []
    for visit, slots in enumerate(presolved.slots):
        inside = np.flatnonzero(program.visits == visit)
        one = _Visit(compiled, visit, slots, program.members[inside], left[:beside][inside])
        parts += one.least
        dates.append(one.dates)
        places.append(one.places(compiled.member_count))
    return Worth(parts, presolved.slots, tuple(dates), tuple(places))


class _Visit:
    """One visit by itself: at each date, each member goes who costs less than nothing."""

    def __init__(self, compiled: Compiled, visit: int, slots: Numbers, members: Numbers, left: Numbers) -> None:
        timed = SCALE * compiled.time_price[compiled.layer[visit]][np.ix_(members, slots)]
        self.free: Mask = compiled.free_at(visit)[np.ix_(members, slots)]
        self.members = members
        least = np.where(self.free, timed, np.iinfo(np.int64).max).min(axis=1)
        self.cost: Numbers = left[:, None] + timed - least[:, None]
        going = np.where(self.free, np.minimum(0, self.cost), 0).sum(axis=0)
        at = SCALE * compiled.visit_price[visit, slots] + going
        self.least = int(at.min())
        self.dates: Numbers = at - self.least

    def places(self, count: int) -> Numbers:
        """What a place adds at the date that suits it best."""
        added = np.where(self.free, self.dates + np.maximum(0, self.cost), np.iinfo(np.int64).max)
        places = np.full(count, np.iinfo(np.int64).max)
        places[self.members] = added.min(axis=1)
        return places
