"""Tallies become counters: one number for each cell, with one curve that says what each count costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rota.rules import Ids, Table, Tally, cost_at


@dataclass(frozen=True, slots=True)
class Curve:
    """What a count costs: ``cost`` from ``cost_from`` on, and the bounds that are musts."""

    least: int | None
    most: int | None
    cost: Table
    cost_from: int

    def within(self, lowest: int, highest: int) -> Curve:
        """The same curve with its table clipped and extended to just the counts that can be reached."""
        table = tuple(cost_at(self.cost, self.cost_from, count) for count in range(lowest, highest + 1))
        least = None if self.least is None or self.least <= lowest else self.least
        most = None if self.most is None or self.most >= highest else self.most
        return Curve(least, most, table if any(table) else (), lowest)

    def points(self, count: int) -> int:
        """The points at this count."""
        return cost_at(self.cost, self.cost_from, count)

    def short(self, count: int) -> int:
        """By how much this count misses the bounds; 0 when it keeps them."""
        below = 0 if self.least is None else max(0, self.least - count)
        above = 0 if self.most is None else max(0, count - self.most)
        return below + above

    def steepest(self) -> int:
        """The largest change of points between neighbouring counts, either way."""
        return max((abs(after - before) for before, after in zip(self.cost, self.cost[1:], strict=False)), default=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One counter: its curve, the rule and the words it came from."""

    rule: str
    fairness: bool
    why: str
    curve: Curve


@dataclass(frozen=True, slots=True)
class Curves:
    """The curves of many cells as arrays. A count out of reach reads as the nearest in reach."""

    least: NDArray[np.int64]
    most: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    offset: NDArray[np.int64]
    table: NDArray[np.int64]

    def points(self, cells: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """The points of each of these cells at each of these counts."""
        index = np.clip(counts, self.first[cells], self.last[cells]) - self.first[cells] + self.offset[cells]
        points: NDArray[np.int64] = self.table[index]
        return points

    def short(self, cells: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """By how much each count misses the cell's bounds."""
        below: NDArray[np.int64] = np.maximum(0, self.least[cells] - counts)
        above: NDArray[np.int64] = np.maximum(0, counts - self.most[cells])
        return np.add(below, above, dtype=np.int64)


NO_BOUND = 10**9


def curves_of(cells: Sequence[Cell]) -> Curves:
    """The arrays of these cells' curves."""
    tables = [cell.curve.cost or (0,) for cell in cells]
    lengths = np.array([len(table) for table in tables], dtype=np.int64)
    first = np.array([cell.curve.cost_from for cell in cells], dtype=np.int64)
    bounds = [(cell.curve.least, cell.curve.most) for cell in cells]
    return Curves(
        least=np.array([-NO_BOUND if least is None else least for least, _ in bounds], dtype=np.int64),
        most=np.array([NO_BOUND if most is None else most for _, most in bounds], dtype=np.int64),
        first=first,
        last=first + lengths - 1,
        offset=np.cumsum(lengths) - lengths,
        table=np.array([points for table in tables for points in table], dtype=np.int64),
    )


@dataclass(frozen=True)
class Family:
    """Counters side by side: a place of member m on visit v counts ``weight[m]`` in cell ``row[m] + column[v]``.

    A row or a column of -1 means that the member or the visit does not count. Tallies whose members
    are disjoint over the same visits (or the other way round) share a family.
    """

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    weight: NDArray[np.int64]
    cells: tuple[Cell, ...]
    curves: Curves
    fairness: NDArray[np.bool_]

    @cached_property
    def counting(self) -> NDArray[np.int64]:
        """The members who count."""
        return np.flatnonzero(self.row >= 0)

    @cached_property
    def alone(self) -> NDArray[np.bool_]:
        """Which visits have counters that concern them and no other visit."""
        columns, inverse, many = np.unique(self.column, return_inverse=True, return_counts=True)
        alone: NDArray[np.bool_] = ((columns >= 0) & (many == 1))[inverse]
        return alone

    @cached_property
    def by_visit(self) -> bool:
        """Whether each counter of the family concerns one visit alone."""
        return bool(self.alone[self.column >= 0].all())

    @cached_property
    def members_of(self) -> dict[int, NDArray[np.bool_]]:
        """Each row with the members in it, as a mask."""
        return {int(row): self.row == row for row in np.unique(self.row[self.row >= 0])}

    def cell_of(self, member: int, visit: int) -> int:
        """The cell in which this place counts, or -1."""
        row, column = int(self.row[member]), int(self.column[visit])
        return -1 if row < 0 or column < 0 else row + column


def families_of(
    members: dict[str, int], visits: dict[str, int], tallies: Sequence[tuple[str, bool, Tally]]
) -> tuple[Family, ...]:
    """The fewest families this simple grouping gives, in order of the first tally of each."""
    groups: list[_Builder] = []
    by_visits: dict[tuple[str, Ids | None], list[_Builder]] = {}
    by_members: dict[tuple[str, Ids | None], list[_Builder]] = {}
    for rule, fairness, tally in tallies:
        beside = by_visits.setdefault((tally.each, tally.visits), [])
        below = by_members.setdefault((tally.each, tally.members), [])
        rows, columns = _ids(tally.members, members), _ids(tally.visits, visits)
        alone = not rows or not columns
        target = None if alone else next((b for b in beside if b.takes_members(rows, columns)), None)
        if target is None and not alone and tally.each != "member":
            target = next((b for b in below if b.takes_visits(rows, columns)), None)
        if target is None:
            target = _Builder(len(members), len(visits))
            groups.append(target)
            if not alone:
                beside.append(target)
                below.append(target)
        target.add(rule, fairness, tally, rows, columns, members)
    return tuple(builder.family() for builder in groups)


def _ids(ids: Ids | None, numbers: dict[str, int]) -> list[int]:
    return list(numbers.values()) if ids is None else [numbers[name] for name in ids]


class _Builder:
    """Collects tallies into one family: either its members grow over fixed visits, or its visits over fixed members."""

    def __init__(self, members: int, visits: int) -> None:
        self._row = np.full(members, -1, dtype=np.int64)
        self._column = np.full(visits, -1, dtype=np.int64)
        self._weight = np.ones(members, dtype=np.int64)
        self._cells: list[Cell] = []
        self._grows = ""

    def takes_members(self, rows: list[int], columns: list[int]) -> bool:
        same_visits = sorted(columns) == np.flatnonzero(self._column >= 0).tolist()
        return self._grows in ("", "members") and same_visits and bool((self._row[rows] < 0).all())

    def takes_visits(self, rows: list[int], columns: list[int]) -> bool:
        same_members = sorted(rows) == np.flatnonzero(self._row >= 0).tolist()
        return self._grows in ("", "visits") and same_members and bool((self._column[columns] < 0).all())

    def add(
        self, rule: str, fairness: bool, tally: Tally, rows: list[int], columns: list[int], members: dict[str, int]
    ) -> None:
        for name, weight in tally.weights:
            if name in members and members[name] in set(rows):
                self._weight[members[name]] = weight
        if self._cells:
            self._grows = "members" if (self._row[rows] < 0).all() else "visits"
        shape = {"": (1, 1), "visit": (1, len(columns)), "member": (len(rows), 1)}[tally.each]
        first = len(self._cells)
        if self._grows == "visits":
            self._column[columns] = first + np.arange(len(columns)) * (tally.each == "visit")
        else:
            self._row[rows] = first + np.arange(len(rows)) * (tally.each == "member")
            if not first:
                self._column[columns] = np.arange(len(columns)) * (tally.each == "visit")
        whole = Curve(tally.least, tally.most, tally.cost, tally.cost_from)
        within: dict[tuple[int, int], Cell] = {}
        for counted in [rows] * shape[1] if tally.each != "member" else [[row] for row in rows]:
            reach = self._reach(counted, 1 if tally.each == "visit" else len(columns))
            if reach not in within:
                within[reach] = Cell(rule, fairness, tally.why, whole.within(*reach))
            self._cells.append(within[reach])

    def _reach(self, counted: list[int], visits: int) -> tuple[int, int]:
        """The lowest and the highest count that these members can make on so many visits."""
        weights = self._weight[counted]
        return int(weights[weights < 0].sum()) * visits, int(weights[weights > 0].sum()) * visits

    def family(self) -> Family:
        fairness = np.array([cell.fairness for cell in self._cells], dtype=bool)
        return Family(self._row, self._column, self._weight, tuple(self._cells), curves_of(self._cells), fairness)
