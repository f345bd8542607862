"""A lower bound on points, and on fairness alone, from a min-cost flow; none means that no rota exists.

The flow sends places from visits to members: visit, seat classes (roles, groups), member, the
member's own counters, counters over groups of members. It forgets dates except that a member must be
free at some possible slot of a visit, so its cost is at most that of any rota.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from ortools.graph.python import min_cost_flow

from rota.solving.compiled import Compiled, Mask, Numbers
from rota.solving.counters import Curve, Family
from rota.solving.crowding import too_crowded
from rota.solving.laminar import Count, Node, tree, turned
from rota.solving.presolve import Presolved

NOT_FREE = 10**9
"""Above every price, so that a member's least price is over the slots at which the member is free."""


@dataclass(frozen=True, slots=True)
class Bound:
    """No rota that keeps the musts has fewer ``points``, or less ``fairness``; ``short`` places nobody can fill."""

    points: int
    fairness: int
    short: int
    reasons: tuple[str, ...]


def lower_bound(compiled: Compiled, presolved: Presolved) -> Bound:
    """The flow's bounds; ``reasons`` say in words why there can be no rota.

    A visit without any possible slot is left out: presolve has named it, and what is short beside it still shows.
    """
    reasons = _no_room_in_the_calendar(compiled, presolved)
    fairness = _Network(compiled, presolved, fairness_only=True).solve()
    whole = _Network(compiled, presolved, fairness_only=False).solve()
    reasons.extend(whole.reasons)
    return Bound(whole.points, fairness.points, whole.short, tuple(reasons))


class _Network:
    """Nodes and arcs. Mandatory units are paid a large reward, so the flow fills as many as can be filled."""

    def __init__(self, compiled: Compiled, presolved: Presolved, fairness_only: bool) -> None:
        self.compiled = compiled
        self.fairness_only = fairness_only
        self.every_visit = all(len(slots) for slots in presolved.slots)
        self.everyone = (1 << compiled.member_count) - 1
        self.tails: list[int] = []
        self.heads: list[int] = []
        self.capacities: list[int] = []
        self.costs: list[int] = []
        self.mandatory: list[bool] = []
        self.owner: list[str] = []
        self.constant = 0
        self.source, self.sink, self.next = 0, 1, 2
        self.places = 0
        self.rows: dict[int, dict[int, int]] = {}
        self.member_nodes = self._members_to_sink()
        for visit in range(compiled.visit_count):
            if len(presolved.slots[visit]):
                self._visit(visit, presolved)
        self.constant += self._left_out()

    def _rows(self, family: Family) -> dict[int, int]:
        """Each row of the family with the members in it, a bit for each."""
        if id(family) not in self.rows:
            masks = family.members_of.items()
            self.rows[id(family)] = {row: sum(1 << m for m in np.flatnonzero(mask).tolist()) for row, mask in masks}
        return self.rows[id(family)]

    def _node(self) -> int:
        self.next += 1
        return self.next - 1

    def _arc(self, tail: int, head: int, capacity: int, cost: int, mandatory: bool = False, owner: str = "") -> None:
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)
        self.mandatory.append(mandatory)
        self.owner.append(owner)

    def _arcs_of_curve(self, tail: int, head: int, curve: Curve, owner: str) -> None:
        """One arc for each run of equal steps, cheapest first because the curve is convex."""
        most = curve.most or 0
        least = min(curve.least or 0, most)
        self.constant += curve.points(0)
        points = [curve.points(unit) for unit in range(most + 1)]
        unit = 0
        while unit < most:
            step = points[unit + 1] - points[unit]
            end = unit + 1
            while end < most and (end < least) == (unit < least):
                if points[end + 1] - points[end] != step:
                    break
                end += 1
            self._arc(tail, head, end - unit, step, unit < least, owner)
            unit = end

    def _curve(self, curve: Curve, fairness: bool) -> Curve:
        return curve if fairness or not self.fairness_only else Curve(curve.least, curve.most, (), 0)

    def _members_to_sink(self) -> list[int]:
        counts = []
        for family in self.compiled.families:
            columns = family.column
            if (columns >= 0).all() and len(set(columns.tolist())) == 1 and (family.weight == 1).all():
                for row, members in self._rows(family).items():
                    cell = family.cells[row + int(columns[0])]
                    curve = self._curve(cell.curve, cell.fairness)
                    # What a visit that is left out would have counted is not known, so no least can be asked for.
                    least = curve.least if self.every_visit else None
                    counts.append(Count(members, Curve(least, curve.most, curve.cost, curve.cost_from)))
        visits = self.compiled.visit_count
        return self._tree_upwards(tree(counts, self.everyone, visits * self.compiled.member_count, visits))

    def _tree_upwards(self, nodes: list[Node]) -> list[int]:
        numbers: list[int] = []
        for node in nodes:
            number = self._node()
            towards = self.sink if node.parent < 0 else numbers[node.parent]
            alone = node.members.bit_count() == 1
            name = self.compiled.problem.members[node.members.bit_length() - 1].name if alone else ""
            self._arcs_of_curve(number, towards, node.curve, name)
            numbers.append(number)
        smallest: list[int] = _smallest(nodes, numbers, self.compiled.member_count).tolist()
        return smallest

    def _visit(self, visit: int, presolved: Presolved) -> None:
        counts = self._counts_of(visit)
        size = next((count.curve for count in counts if count.members == self.everyone), None)
        most = self.compiled.member_count
        if size is not None:
            size = Curve(size.least or 0, min(most, most if size.most is None else size.most), (), 0)
            counts = [turned(count, self.everyone, size) for count in counts]
            most = size.most or 0
        slots = presolved.slots[visit]
        free = self.compiled.free_at(visit)[:, slots]
        nodes = [_together_at_once(node, free) for node in tree(counts, self.everyone, most)]
        title = self.compiled.title(visit)
        asked = {count.members: f"{title} ({count.why})" for count in counts if count.curve.least}
        asked[self.everyone] = title
        numbers: list[int] = []
        for node in nodes:
            number = self._node()
            tail = self.source if node.parent < 0 else numbers[node.parent]
            self._arcs_of_curve(tail, number, node.curve, asked.get(node.members, title))
            numbers.append(number)
        self.places += most
        prices = self._place_prices(visit, slots, free)
        tails = _smallest(nodes, numbers, self.compiled.member_count).tolist()
        for member in np.flatnonzero(free.any(axis=1)).tolist():
            self._arc(tails[member], self.member_nodes[member], 1, int(prices[member]))
        if not self.fairness_only and len(slots):
            self.constant += int(self.compiled.visit_price[visit, slots].min())

    def _place_prices(self, visit: int, slots: np.ndarray[tuple[int], np.dtype[np.int64]], free: Mask) -> list[int]:
        if self.fairness_only:
            return [0] * self.compiled.member_count
        prices = self.compiled.place_price[:, visit].copy()
        if self.compiled.has_time_price and len(slots):
            timed = self.compiled.time_price[self.compiled.layer[visit]][:, slots]
            prices += np.where(free, timed, NOT_FREE).min(axis=1)
        listed: list[int] = prices.tolist()
        return listed

    def _counts_of(self, visit: int) -> list[Count]:
        counts = []
        for family in self.compiled.families:
            if family.alone[visit] and (family.weight == 1).all():
                for row, members in self._rows(family).items():
                    cell = family.cells[row + int(family.column[visit])]
                    counts.append(Count(members, self._curve(cell.curve, cell.fairness), cell.why))
        return counts

    def _left_out(self) -> int:
        """The least that counters outside the flow must cost whatever happens."""
        if self.fairness_only:
            return 0
        unmet = sum(
            cell.curve.points(0) for family in self.compiled.families if (family.row < 0).all() for cell in family.cells
        )
        throngs = unmet + sum(min(throng.curve.cost, default=0) for throng in self.compiled.throngs)
        return throngs + sum(
            min(0, min(cell.curve.cost, default=0)) for family in self.compiled.families for cell in family.cells
        )

    def solve(self) -> Bound:
        """Runs the flow."""
        big = (max((abs(cost) for cost in self.costs), default=0) + 1) * (self.next + 1)
        flow = min_cost_flow.SimpleMinCostFlow()
        costs = np.array(self.costs, dtype=np.int64) - big * np.array(self.mandatory, dtype=np.int64)
        arcs = flow.add_arcs_with_capacity_and_unit_cost(
            np.array(self.tails, dtype=np.int32),
            np.array(self.heads, dtype=np.int32),
            np.array(self.capacities, dtype=np.int64),
            costs,
        )
        flow.add_arc_with_capacity_and_unit_cost(self.source, self.sink, self.places, 0)
        flow.set_node_supply(self.source, self.places)
        flow.set_node_supply(self.sink, -self.places)
        if flow.solve() != flow.OPTIMAL:
            raise RuntimeError("the flow bound could not be solved")
        sent = flow.flows(arcs)
        mandatory = np.array(self.mandatory, dtype=bool)
        short = np.where(mandatory, np.array(self.capacities, dtype=np.int64) - sent, 0)
        points = int((sent * np.array(self.costs, dtype=np.int64)).sum()) + self.constant
        return Bound(points, points, int(short.sum()), self._reasons(short))

    def _reasons(self, short: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[str, ...]:
        missing: dict[str, int] = defaultdict(int)
        for arc in np.flatnonzero(short).tolist():
            missing[self.owner[arc] or "the rules over all members"] += int(short[arc])
        return tuple(
            f"{owner}: {count} {'place' if count == 1 else 'places'} that the rules ask for cannot be filled by "
            "members who are free, allowed and within their limits, however the others are placed."
            for owner, count in missing.items()
        )


def _together_at_once(node: Node, free: Mask) -> Node:
    """The node with no more members than are ever free at one slot: those who cannot meet cannot go together."""
    at_once = int(free[_inside(node.members)].sum(axis=0).max(initial=0))
    curve = node.curve
    return Node(node.members, Curve(curve.least, min(curve.most or 0, at_once), curve.cost, 0), node.parent)


def _smallest(nodes: list[Node], numbers: list[int], members: int) -> Numbers:
    """For each member the number of the smallest set with the member in it: the nodes go from large to small."""
    smallest = np.zeros(members, dtype=np.int64)
    for node, number in zip(nodes, numbers, strict=True):
        smallest[_inside(node.members)] = number
    return smallest


@lru_cache(maxsize=4096)
def _inside(members: int) -> Numbers:
    """The members whose bits these are."""
    return np.array([bit for bit in range(members.bit_length()) if members >> bit & 1], dtype=np.int64)


def _no_room_in_the_calendar(compiled: Compiled, presolved: Presolved) -> list[str]:
    """Whether limits on stretches of slots (weeks, say) leave room for every visit, in words."""
    full = too_crowded(compiled, presolved.slots)
    if full is None:
        return []
    rules = ", ".join(sorted({throng.rule.replace("_", " ") for throng in full.stretches}))
    noun = "visit has" if full.short == 1 else "visits have"
    return [f"{full.short} {noun} no room in the calendar: the dates left to them are full ({rules})."]
