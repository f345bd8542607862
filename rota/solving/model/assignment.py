"""A rota in the making, as arrays: the slot of each visit and who goes and receives, and what that costs.

``measure`` reads the arrays from scratch. It serves the engines' own book-keeping; the audit never uses it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from rota.domain import Placement, Rota
from rota.solving.model.compiled_model import Compiled, Gap, Mask, Numbers
from rota.solving.model.cost_curves import Family
from rota.solving.model.gaps import VisitPairs


@dataclass(slots=True)
class Assignment:
    """``slots[v]`` is the slot number of visit v; ``groups[m, v]`` whether person m is on it."""

    slots: Numbers
    groups: Mask

    def copy(self) -> Assignment:
        """A draft that can be changed without changing this one."""
        return Assignment(self.slots.copy(), self.groups.copy())

    def rota(self, compiled: Compiled) -> Rota:
        """The draft as a rota of what it is a draft of."""
        return Rota(tuple(self._placement(compiled, number) for number in range(compiled.visit_count)))

    def _placement(self, compiled: Compiled, visit: int) -> Placement:
        going = np.flatnonzero(self.groups[:, visit])
        members, receivers = going[going < compiled.members], going[going >= compiled.members]
        return Placement(
            compiled.visits[visit].id,
            compiled.problem.slots[int(self.slots[visit])],
            tuple(compiled.people[one] for one in members.tolist()),
            (*compiled.received[visit], *(compiled.people[one] for one in receivers.tolist())),
        )


def draft_of(compiled: Compiled, rota: Rota) -> Assignment:
    """The arrays of a rota that places each of the visits at a slot of the problem. Else KeyError.

    Whoever receives a visit without there being a choice is not held in the arrays.
    """
    slots = {slot.id: number for number, slot in enumerate(compiled.problem.slots)}
    placed = {placement.visit: placement for placement in rota.placements}
    draft = Assignment(
        np.array([slots[placed[visit.id].slot.id] for visit in compiled.visits], dtype=np.int64),
        np.zeros((compiled.member_count, compiled.visit_count), dtype=bool),
    )
    for number, visit in enumerate(compiled.visits):
        going = [compiled.number_of[member] for member in placed[visit.id].members]
        draft.groups[[*going, *chosen_receivers(compiled, placed[visit.id])], number] = True
    return draft


def is_received(compiled: Compiled, visit: int) -> bool:
    """Whether somebody receives the visit, or may."""
    return bool(compiled.received[visit]) or bool(compiled.may_go[compiled.members :, visit].any())


def received_as_in(rota: Rota, known: Iterable[Placement], stays: Collection[str]) -> Rota:
    """The rota with those who receive a visit in ``known`` on visits that stay, also people who are not listed now."""
    receivers = {place.visit: place.receivers for place in known if place.visit in stays}
    return Rota(tuple(replace(one, receivers=receivers.get(one.visit, one.receivers)) for one in rota.placements))


def chosen_receivers(compiled: Compiled, placement: Placement) -> list[int]:
    """The numbers of those who receive the visit and for whom somebody else might have."""
    return [compiled.number_of[person] for person in placement.receivers if person in compiled.number_of]


@dataclass(frozen=True, slots=True)
class Measure:
    """How much musts are broken by (0: every must is kept), the points, and the points of fairness alone."""

    broken: int
    points: int
    fairness: int

    def price(self, breach_price: int) -> int:
        """One number to compare by: points, and the price of what is broken."""
        return self.points + self.broken * breach_price


def counts(family: Family, groups: Mask) -> Numbers:
    """The count in every cell of the family."""
    return counted(family, *np.nonzero(groups))


def counted(family: Family, members: Numbers, visits: Numbers) -> Numbers:
    """The same of these members on these visits."""
    result = np.zeros(len(family.cells), dtype=np.int64)
    inside, cells = family.counted(members, visits)
    np.add.at(result, cells, family.weight[members][inside])
    return result


def measure(compiled: Compiled, draft: Assignment) -> Measure:
    """The whole draft, read from scratch."""
    visits = np.arange(compiled.visit_count)
    members_on, visits_on = np.nonzero(draft.groups)
    slots_on, layers_on = draft.slots[visits_on], compiled.layer[visits_on]
    broken = int((~compiled.open[visits, draft.slots]).sum())
    free = compiled.free[layers_on, members_on, slots_on] & compiled.may_go[members_on, visits_on]
    broken += int((~free).sum())
    points = int(compiled.visit_price[visits, draft.slots].sum())
    points += int(compiled.place_price[members_on, visits_on].sum())
    points += int(compiled.time_price[layers_on, members_on, slots_on].sum())
    fairness = 0
    for family in compiled.families:
        count_of, cells = counted(family, members_on, visits_on), np.arange(len(family.cells))
        cost = family.curves.points(cells, count_of)
        broken += int(family.curves.short(cells, count_of).sum())
        points += int(cost.sum())
        fairness += int(cost[family.fairness].sum())
    for throng in compiled.throngs:
        count = int((throng.visits & throng.slots[draft.slots]).sum())
        broken += throng.curve.short(count)
        points += throng.curve.points(count)
    for variety in compiled.varieties:
        count_of = variety.counts(draft.groups)
        broken += int(variety.short(count_of).sum())
        points += int(variety.points(count_of).sum())
    for gap in compiled.gaps:
        close = pairs_too_close(gap, draft, (members_on, visits_on))
        broken += close if gap.points is None else 0
        points += close * (gap.points or 0)
    return Measure(broken, points, fairness)


def close_pairs(gap: Gap, draft: Assignment) -> list[tuple[int, int]]:
    """Pairs of the gap's visits whose slots are too close, whoever is on them."""
    if gap.pairs is not None:
        return list(zip(*(side.tolist() for side in _close_of_pairs(gap, gap.pairs, draft)), strict=True))
    visits = np.flatnonzero(gap.visits)
    order = visits[np.argsort(draft.slots[visits], kind="stable")]
    close = _close_after(gap, draft.slots[order])
    one = np.repeat(order, close)
    first = np.repeat(np.cumsum(close) - close - np.arange(len(order)) - 1, close)
    other = order[np.arange(len(one)) - first]
    return list(zip(np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), strict=True))


def pairs_too_close(gap: Gap, draft: Assignment, placed: tuple[Numbers, Numbers]) -> int:
    """How often the gap is broken: pairs of visits, or pairs and members they share; ``placed`` is who is on what."""
    if gap.pairs is not None:
        one, other = _close_of_pairs(gap, gap.pairs, draft)
        return int(_shared(gap, draft)[one, other].sum()) if gap.shared else len(one)
    if not gap.shared:
        return int(_close_after(gap, np.sort(draft.slots[gap.visits])).sum())
    members, visits = placed
    own = gap.visits[visits] if gap.members is None else gap.visits[visits] & gap.members[members]
    members, slots = members[own], draft.slots[visits[own]]
    order = np.lexsort((slots, members))
    return int(_close_after(gap, slots[order], members[order]).sum())


def _close_of_pairs(gap: Gap, pairs: VisitPairs, draft: Assignment) -> tuple[Numbers, Numbers]:
    one, other = pairs.each()
    slots = draft.slots[other]
    close = (gap.low[draft.slots[one]] <= slots) & (slots < gap.high[draft.slots[one]])
    return one[close], other[close]


def _shared(gap: Gap, draft: Assignment) -> Numbers:
    """Visits by visits: how many members whom the gap binds are on both."""
    bound = draft.groups if gap.members is None else draft.groups[gap.members]
    on = bound.astype(np.float32)  # multiplied by the linear algebra library, exactly up to 16 million members
    return np.asarray(on.T @ on).astype(np.int64)


def _close_after(gap: Gap, slots: Numbers, members: Numbers | None = None) -> Numbers:
    """For each of these slots how many after it are too close; in order, and each member's together."""
    start = np.zeros_like(slots) if members is None else members * (len(gap.high) + 1)
    close: Numbers = np.searchsorted(start + slots, start + gap.high[slots]) - np.arange(len(slots)) - 1
    return close
