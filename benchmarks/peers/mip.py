"""A peer: the same tables as a mixed-integer program, solved by HiGHS through scipy.

Binaries say that a visit is at a slot and that a member is on a visit; being on a visit means that it is at a slot
the member can do. Convex costs are lines from below, and pairs of visits too close have a variable of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.flat import MUST, Flat
from rota.solving.model.assignment import Assignment

Terms = Sequence[tuple[int, float]]
"""Columns and their factors."""


class Mip:
    """The program of some flat tables. ``solve`` runs HiGHS on it."""

    def __init__(self, tables: Flat) -> None:
        self.tables = tables
        self.price: list[float] = []
        self.whole: list[int] = []
        self.most: list[float] = []
        self.columns: list[int] = []
        self.factors: list[float] = []
        self.starts: list[int] = [0]
        self.low: list[float] = []
        self.high: list[float] = []
        self.constant = 0
        self.y: list[dict[int, int]] = []
        self.x: dict[tuple[int, int], int] = {}
        self._near: dict[tuple[int, int, int], int | None] = {}
        for visit in range(tables["visits"]):
            self._visit(visit)
        self._families()
        self._throngs()
        for gap in tables["gaps"]:
            self._gap(gap)

    def _column(self, price: float = 0.0, whole: bool = True, most: float = 1.0) -> int:
        self.price.append(price)
        self.whole.append(int(whole))
        self.most.append(most)
        return len(self.price) - 1

    def _row(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        for column, factor in terms:
            self.columns.append(column)
            self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)

    def _visit(self, visit: int) -> None:
        tables = self.tables
        slots = {slot: self._column(tables["visit_price"][visit][slot]) for slot in tables["slots_of"][visit]}
        self.y.append(slots)
        self._row(((column, 1.0) for column in slots.values()), 1, 1)
        layer = tables["layer"][visit]
        for member in tables["members_of"][visit]:
            free, price = tables["free"][layer][member], tables["time_price"][layer][member]
            able = [slot for slot in slots if free[slot] == "1"]
            levels = sorted({price[slot] for slot in able})
            place = self.x[member, visit] = self._column(tables["place_price"][member][visit] + levels[0])
            if len(able) < len(slots):
                self._row([(place, 1.0), *((slots[slot], -1.0) for slot in able)], -np.inf, 0)
            for below, level in pairwise(levels):
                both = self._column(level - below, whole=False)
                dear = [(slots[slot], 1.0) for slot in able if price[slot] >= level]
                self._row([(place, 1.0), *dear, (both, -1.0)], -np.inf, 1)

    def _families(self) -> None:
        for family in self.tables["families"]:
            cells: list[list[tuple[int, float]]] = [[] for _ in family["cells"]]
            for (member, visit), column in self.x.items():
                if family["row"][member] >= 0 and family["column"][visit] >= 0:
                    cells[family["row"][member] + family["column"][visit]].append((column, family["weight"][member]))
            for curve, terms in zip(family["cells"], cells, strict=True):
                self._curve(curve, terms)

    def _throngs(self) -> None:
        for throng in self.tables["throngs"]:
            inside = [
                column
                for v, slots in enumerate(self.y)
                if throng["visits"][v] == "1"
                for slot, column in slots.items()
                if throng["slots"][slot] == "1"
            ]
            self._curve(throng["curve"], [(column, 1.0) for column in inside])

    def _curve(self, curve: Flat, terms: Terms) -> None:
        """Bounds on the count, and its points as the highest of the lines through the table's steps."""
        lowest = sum(min(0, factor) for _, factor in terms)
        highest = sum(max(0, factor) for _, factor in terms)
        if curve["least"] > lowest or curve["most"] < highest:
            self._row(terms, curve["least"], curve["most"])
        first, table = curve["first"], curve["table"]
        low, high = max(lowest, curve["least"], first), min(highest, curve["most"], first + len(table) - 1)
        reached = table[int(low - first) : int(high - first) + 1]
        self.constant += min(reached, default=0)
        if len(set(reached)) < 2:
            return
        cost = self._column(1.0, whole=False, most=max(reached) - min(reached))
        steps: dict[int, tuple[int, int]] = {}
        for number, (before, after) in enumerate(pairwise(reached)):
            steps.setdefault(after - before, (int(low) + number, before - min(reached)))
        for step, (count, points) in steps.items():
            # cost is at least points + step * (count so far - count)
            if step:
                self._row(
                    [(cost, 1.0), *((column, -step * factor) for column, factor in terms)],
                    points - step * count,
                    np.inf,
                )

    def _gap(self, gap: Flat) -> None:
        visits, reach = gap["visits"], self.tables["reaches"][gap["reach"]]
        if not gap["shared"] and gap["points"] == MUST:
            for window in windows(reach, sorted({slot for visit in visits for slot in self.y[visit]})):
                inside = [self.y[visit][slot] for visit in visits for slot in window if slot in self.y[visit]]
                self._row(((column, 1.0) for column in inside), -np.inf, 1)
            return
        for one, other in combinations(visits, 2):
            near = self._near_column(gap["reach"], one, other)
            if near is None:
                continue
            if not gap["shared"]:
                self.price[near] += gap["points"]
                continue
            for member in set(self.tables["members_of"][one]).intersection(self.tables["members_of"][other]):
                if gap["members"][member] == "1":
                    terms = [(self.x[member, one], 1.0), (self.x[member, other], 1.0), (near, 1.0)]
                    if gap["points"] != MUST:
                        terms.append((self._column(gap["points"], whole=False), -1.0))
                    self._row(terms, -np.inf, 2)

    def _near_column(self, reach: int, one: int, other: int) -> int | None:
        """A column that is 1 when the two visits are too close; None when they never can be."""
        key = (reach, one, other)
        if key not in self._near:
            slots = sorted({*self.y[one], *self.y[other]})
            column: int | None = None
            for window in windows(self.tables["reaches"][reach], slots):
                ones = [self.y[one][slot] for slot in window if slot in self.y[one]]
                others = [self.y[other][slot] for slot in window if slot in self.y[other]]
                if ones and others:
                    column = self._column(whole=False) if column is None else column
                    self._row([*((at, 1.0) for at in ones + others), (column, -1.0)], -np.inf, 1)
            self._near[key] = column
        return self._near[key]

    def solve(self, seconds: float) -> tuple[Assignment | None, int | None]:
        """The best rota within the time, and the bound that HiGHS has proven; None for what it does not have."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        shape = (len(self.low), len(self.price))
        matrix = csr_array((self.factors, self.columns, self.starts), shape=shape)
        result = milp(
            np.array(self.price),
            integrality=np.array(self.whole),
            bounds=Bounds(np.zeros(len(self.most)), np.array(self.most)),
            constraints=LinearConstraint(matrix, np.array(self.low), np.array(self.high)),
            options={"time_limit": max(0.1, seconds)},
        )
        bound = getattr(result, "mip_dual_bound", None)
        proven = None if bound is None or not np.isfinite(bound) else int(np.ceil(bound - 1e-6)) + self.constant
        return (None if result.x is None else self._draft(result.x)), proven

    def _draft(self, values: NDArray[Any]) -> Assignment:
        slots = [max(at, key=lambda slot: float(values[at[slot]])) for at in self.y]
        groups = np.zeros((self.tables["members"], self.tables["visits"]), dtype=bool)
        for (member, visit), column in self.x.items():
            groups[member, visit] = values[column] > 0.5
        return Assignment(np.array(slots, dtype=np.int64), groups)


def windows(reach: Flat, slots: Sequence[int]) -> list[list[int]]:
    """The largest runs of these slots, given in order, in which any two are too close."""
    runs: list[list[int]] = []
    reached = after = 0
    for index, slot in enumerate(slots):
        while after < len(slots) and slots[after] < reach["high"][slot]:
            after += 1
        if after > reached and after > index:
            runs.append(list(slots[index:after]))
            reached = after
    return runs
