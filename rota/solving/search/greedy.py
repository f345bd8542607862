"""A first rota: visits with the fewest dates first, each at the cheapest slot with the cheapest group.

Bars and gaps between a member's own visits are always kept; other musts cost the breach price, and
a place that nobody can fill is left vacant, so that there is always a draft for repair to start from.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Gap, Mask, Numbers
from rota.solving.model.presolve import Presolved
from rota.solving.model.variety import VarietyCounts

SLOTS_TRIED = 2
"""Slots of a visit for which a group is really chosen, after a quick estimate over all of them.

Chosen without a measurement that is kept; it was 6. With 2 a first rota of H takes 2.1 s instead of 9.8 beside other
changes of that day (measured 24 November 2026)."""


def first_draft(compiled: Compiled, presolved: Presolved) -> Assignment:
    """A draft that places every visit; each visit must have a possible slot."""
    return _Greedy(compiled, presolved).run()


def cheapest_group(compiled: Compiled, visit: int, prices: Numbers, size: int) -> Numbers:
    """At each slot what the cheapest members, so many, and whoever receives cost at these prices, people by slots."""
    members, receivers = prices[: compiled.members], prices[compiled.members :]
    total: Numbers = np.partition(members, min(size, len(members)) - 1, axis=0)[:size].sum(axis=0)
    if compiled.may_go[compiled.members :, visit].any():
        total += receivers.min(axis=0)
    return total


class _Greedy:
    def __init__(self, compiled: Compiled, presolved: Presolved) -> None:
        self.compiled = compiled
        self.candidates = presolved.slots
        self.price = compiled.breach_price
        self.draft = Assignment(
            np.array([slots[0] for slots in presolved.slots], dtype=np.int64),
            np.zeros((compiled.member_count, compiled.visit_count), dtype=bool),
        )
        self.placed = np.zeros(compiled.visit_count, dtype=bool)
        self.counts = [np.zeros(len(family.cells), dtype=np.int64) for family in compiled.families]
        self.crowds = [0] * len(compiled.throngs)
        self.near = [self._nobody_near(gap) for gap in compiled.shared_gaps]
        self.gaps_of = [
            [n for n, gap in enumerate(compiled.shared_gaps) if gap.visits[v]] for v in range(compiled.visit_count)
        ]
        self.by_visit = [family.by_visit for family in compiled.families]
        self.everybody = [bool((family.row[: compiled.members] >= 0).all()) for family in compiled.families]
        self.crowd_steps = np.array(
            [self._crowd_step(number) for number in range(len(compiled.throngs))], dtype=np.int64
        )
        self.crowded = np.array([throng.slots for throng in compiled.throngs], dtype=np.int64)
        self.crowding = np.array([throng.visits for throng in compiled.throngs], dtype=np.int64)

        self.standing = [VarietyCounts(variety, self.draft.groups, self.price) for variety in compiled.varieties]

    def _nobody_near(self, gap: Gap) -> Numbers:
        """Members whom the gap binds, by slots: none has a visit too close. Of pairs it is asked for each visit."""
        bound = self.compiled.member_count if gap.members is None else int(gap.members.sum())
        return np.zeros((0 if gap.pairs else bound, self.compiled.slot_count), dtype=np.int64)

    def run(self) -> Assignment:
        order = sorted(range(self.compiled.visit_count), key=lambda visit: (len(self.candidates[visit]), visit))
        for visit in order:
            self._place(visit)
        return self.draft

    def _place(self, visit: int) -> None:
        slots = self.candidates[visit]
        free = self._free(visit, slots)
        slot_costs = self._slot_costs(visit, slots)
        member_costs = self._member_costs(visit, slots)
        estimate = slot_costs + self._estimate(visit, free, member_costs)
        tried = np.lexsort((slots, estimate))[:SLOTS_TRIED]
        own = [n for n, family in enumerate(self.compiled.families) if self.by_visit[n] and family.column[visit] >= 0]
        first = {number: self.compiled.priced[number].steps(self.counts[number], visit) for number in own}
        options = []
        for index in tried.tolist():
            group, cost = self._group(visit, free[:, index], member_costs[:, index], first)
            options.append((cost + int(slot_costs[index]), int(slots[index]), group))
        _, slot, group = min(options)
        self._take(visit, slot, group)

    def _free(self, visit: int, slots: Numbers) -> Mask:
        free = self.compiled.free_at(visit)[:, slots]
        for number in self.gaps_of[visit]:
            if self.compiled.shared_gaps[number].points is None:
                free &= self._shared(number, visit, slots) == 0
        return free

    def _shared(self, number: int, visit: int, slots: Numbers) -> Numbers:
        """Members by slots: how many placed visits of the member are too close, for the shared gap of this number."""
        gap = self.compiled.shared_gaps[number]
        if gap.pairs is not None:
            near = self._near_of_pairs(gap, visit, slots)
            return near if gap.members is None else near * gap.members[:, None]
        shared: Numbers = self.near[number][:, slots]
        if gap.members is None:
            return shared
        result = np.zeros((self.compiled.member_count, len(slots)), dtype=np.int64)
        result[gap.members] = shared
        return result

    def _near_of_pairs(self, gap: Gap, visit: int, slots: Numbers) -> Numbers:
        beside = gap.beside(visit, np.flatnonzero(self.placed))
        at = self.draft.slots[beside, None]
        close = ((gap.low[at] <= slots) & (slots < gap.high[at])).astype(np.float32)
        return np.asarray(self.draft.groups[:, beside].astype(np.float32) @ close).astype(np.int64)

    def _slot_costs(self, visit: int, slots: Numbers) -> Numbers:
        costs: Numbers = self.compiled.visit_price[visit, slots].copy()
        if self.compiled.throngs:
            costs += (self.crowd_steps * self.crowding[:, visit]) @ self.crowded[:, slots]
        for gap in self.compiled.plain_gaps:
            if gap.visits[visit]:
                at = self.draft.slots[gap.beside(visit, np.flatnonzero(self.placed))]
                close = ((gap.low[at][:, None] <= slots) & (slots < gap.high[at][:, None])).sum(axis=0)
                costs += close * (self.price if gap.points is None else gap.points)
        return costs

    def _member_costs(self, visit: int, slots: Numbers) -> Numbers:
        """Members by slots: what each place would cost beside the counters of this visit alone."""
        costs = self.compiled.place_price[:, visit].copy()
        for number, family in enumerate(self.compiled.families):
            if not self.by_visit[number] and family.column[visit] >= 0:
                costs += self.compiled.priced[number].steps(self.counts[number], visit)
        layer = int(self.compiled.layer[visit])
        timed = costs[:, None] + self.compiled.time_price[layer][:, slots]
        for number in self.gaps_of[visit]:
            points = self.compiled.shared_gaps[number].points
            if points is not None:
                timed = timed + points * self._shared(number, visit, slots)
        return np.asarray(timed)

    def _estimate(self, visit: int, free: Mask, costs: Numbers) -> Numbers:
        """For each slot the cost of the cheapest people, were the counters of this visit no matter."""
        size = max(1, self._least_size(visit))
        priced = np.where(free, costs, self.price)
        return cheapest_group(self.compiled, visit, priced, size)

    def _least_size(self, visit: int) -> int:
        least = 0
        for number, family in enumerate(self.compiled.families):
            if self.by_visit[number] and family.column[visit] >= 0 and self.everybody[number]:
                cell = family.cells[family.cell_of(0, visit)]
                least = max(least, cell.curve.least or 0)
        return least

    def _group(self, visit: int, free: Mask, costs: Numbers, first: dict[int, Numbers]) -> tuple[list[int], int]:
        """Members one by one, each the cheapest while one more is worth having.

        ``first`` is what the first place would cost each member in each family with counters of this visit alone.
        """
        group: list[int] = []
        total = 0
        own = dict(first)
        left = free.copy()
        while left.any():
            step = costs + sum(own.values()) + sum(standing.steps(visit, group) for standing in self.standing)
            step[~left] = np.iinfo(np.int64).max
            member = int(step.argmin())
            if step[member] >= 0 and not self._still_short(visit, own):
                break
            if step[member] >= self.price:
                break
            total += int(step[member])
            group.append(member)
            left[member] = False
            self._count(visit, [member], own, 1)
            for number in own:
                own[number] = self.compiled.priced[number].steps(self.counts[number], visit)
        self._count(visit, group, own, -1)
        return group, total

    def _still_short(self, visit: int, families: Iterable[int]) -> bool:
        for number in families:
            if self.everybody[number]:
                family = self.compiled.families[number]
                cell = family.cell_of(0, visit)
                least = family.cells[cell].curve.least
                if least is not None and self.counts[number][cell] < least:
                    return True
        return False

    def _count(self, visit: int, group: Iterable[int], families: Iterable[int], sign: int) -> None:
        """Counts the members in these families, or with -1 takes them out again."""
        for number in families:
            family = self.compiled.families[number]
            for member in group:
                cell = family.cell_of(member, visit)
                if cell >= 0:
                    self.counts[number][cell] += sign * family.weight[member]

    def _take(self, visit: int, slot: int, group: list[int]) -> None:
        self.draft.slots[visit] = slot
        self.draft.groups[group, visit] = True
        self.placed[visit] = True
        self._count(visit, group, range(len(self.compiled.families)), 1)
        for standing in self.standing:
            standing.take(visit, group)
        for number in self.gaps_of[visit]:
            gap = self.compiled.shared_gaps[number]
            if gap.pairs is None:
                bound = group if gap.members is None else _rows(gap.members, group)
                self.near[number][bound, gap.low[slot] : gap.high[slot]] += 1
        for number, throng in enumerate(self.compiled.throngs):
            if throng.visits[visit] and throng.slots[slot]:
                self.crowds[number] += 1
                self.crowd_steps[number] = self._crowd_step(number)

    def _crowd_step(self, number: int) -> int:
        """What one more visit in the throng would cost."""
        curve, count = self.compiled.throngs[number].curve, self.crowds[number]
        more = curve.points(count + 1) - curve.points(count)
        return more + self.price * (curve.short(count + 1) - curve.short(count))


def _rows(mask: Mask, members: Iterable[int]) -> list[int]:
    """Of these members those in the mask, by their place in it."""
    return [int(mask[:member].sum()) for member in members if mask[member]]
