"""The problem as engines see it: masks over people, visits and slots, counters, gaps and throngs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rota.domain import Problem, Visit
from rota.solving.model.cost_curves import NO_BOUND, Curve, Family
from rota.solving.model.gaps import Gap, Mask, Numbers
from rota.solving.model.marginal_costs import Priced, priced
from rota.solving.model.variety import Variety

__all__ = ["BarBox", "Compiled", "Gap", "Mask", "Numbers", "SlotCount"]


@dataclass(frozen=True, slots=True)
class BarBox:
    """A bar as masks, with its words; None means all."""

    rule: str
    why: str
    members: Mask | None
    visits: Mask | None
    slots: Mask | None


@dataclass(frozen=True, slots=True)
class SlotCount:
    """A Crowd: which visits, which slots, and what a count of them costs."""

    rule: str
    visits: Mask
    slots: Mask
    curve: Curve


@dataclass(frozen=True)
class Compiled:
    """The problem as engines see it.

    ``visits`` are those of the problem, or those of it that this is about. ``open[v, s]``: the visit may
    be at the slot. ``may_go[m, v]``: the person may be on the visit. ``layer[v]`` picks the layer of
    ``free[layer, m, s]`` (the person may be on such a visit at the slot) and of ``time_price``.
    ``visit_price[v, s]`` and ``place_price[m, v]`` are points. ``people`` are the ids of those numbered m: the first
    ``members`` of them are members, the others hosts and deputies between whom there is a choice. ``received[v]``
    are those who receive the visit whatever is chosen. ``implied`` are gaps that need not be looked at, since others
    of the ``gaps`` leave them nothing to ask.
    """

    problem: Problem
    visits: tuple[Visit, ...]
    days: Numbers
    open: Mask
    may_go: Mask
    layer: Numbers
    free: Mask
    visit_price: Numbers
    place_price: Numbers
    time_price: Numbers
    has_time_price: bool
    families: tuple[Family, ...]
    gaps: tuple[Gap, ...]
    implied: tuple[Gap, ...]
    throngs: tuple[SlotCount, ...]
    varieties: tuple[Variety, ...]
    bars: tuple[BarBox, ...]
    people: tuple[str, ...]
    members: int
    received: tuple[tuple[str, ...], ...]

    @property
    def member_count(self) -> int:
        """How many people are placed: members, and hosts between whom there is a choice."""
        return int(self.may_go.shape[0])

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of each person by id."""
        return {person: number for number, person in enumerate(self.people)}

    @property
    def visit_count(self) -> int:
        """How many visits there are."""
        return int(self.open.shape[0])

    @property
    def slot_count(self) -> int:
        """How many slots the year has."""
        return int(self.open.shape[1])

    @property
    def counts_teams(self) -> bool:
        """Whether some statement counts different teams."""
        return any(variety.team is not None for variety in self.varieties)

    def ids_of(self, visits: Iterable[int]) -> tuple[str, ...]:
        """The ids of the visits."""
        return tuple(self.visits[visit].id for visit in visits)

    def free_at(self, visit: int) -> Mask:
        """Members by slots: who may be on this visit when."""
        free: Mask = self.free[self.layer[visit]] & self.may_go[:, visit, None]
        return free

    @cached_property
    def shared_gaps(self) -> tuple[Gap, ...]:
        """Gaps between visits that share a member."""
        return tuple(gap for gap in self.gaps if gap.shared)

    @cached_property
    def plain_gaps(self) -> tuple[Gap, ...]:
        """Gaps between visits, whoever goes."""
        return tuple(gap for gap in self.gaps if not gap.shared)

    @cached_property
    def needing(self) -> tuple[Family, ...]:
        """The families in which some count must be above 0."""
        return tuple(family for family in self.families if family.has_least)

    @cached_property
    def group_sizes(self) -> tuple[Numbers, Numbers]:
        """The least and the most members that each visit may take by its own counts of them all, or 0 and NO_BOUND."""
        return self._sizes(slice(0, self.members))

    @cached_property
    def receivers_most(self) -> Numbers:
        """The most that may receive each visit of those between whom there is a choice, or NO_BOUND."""
        return self._sizes(slice(self.members, None))[1]

    def _sizes(self, people: slice) -> tuple[Numbers, Numbers]:
        """The least and the most of these people on each visit, by counts of exactly them."""
        least = np.zeros(self.visit_count, dtype=np.int64)
        most = np.full(self.visit_count, NO_BOUND, dtype=np.int64)
        for family in self.families:
            row = family.row_of(people)
            if row is not None:
                visits = np.flatnonzero(family.alone)
                cells = family.column[visits] + row
                least[visits] = np.maximum(least[visits], family.curves.least[cells])
                most[visits] = np.minimum(most[visits], family.curves.most[cells])
        return least, most

    @cached_property
    def breach_price(self) -> int:
        """A price for one broken must that is above every step of every curve, so that no saving buys a breach."""
        curves = {id(cell.curve): cell.curve for family in self.families for cell in family.cells}
        steps = [curve.steepest() for curve in curves.values()]
        steps += [throng.curve.steepest() for throng in self.throngs]
        steps += [variety.curve.steepest() * (2 if variety.team is not None else 8) for variety in self.varieties]
        prices = int(self.visit_price.max(initial=0) + self.place_price.max(initial=0) + self.time_price.max(initial=0))
        return (
            2 * (max(steps, default=0) + prices + sum((gap.points or 0) * gap.most_beside() for gap in self.gaps))
            + 1000
        )

    @cached_property
    def priced(self) -> tuple[Priced, ...]:
        """What the counts of each family cost, with breaches at their price."""
        return tuple(priced(family, self.breach_price) for family in self.families)
