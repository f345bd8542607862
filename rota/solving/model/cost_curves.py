"""Tallies become counters: one number for each cell, with one curve that says what each count costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from rota.rules import Table, cost_at


@dataclass(frozen=True, slots=True)
class Curve:
    """What a count costs: ``cost`` from ``cost_from`` on, and the bounds that are musts."""

    least: int | None
    most: int | None
    cost: Table
    cost_from: int

    @property
    def is_must(self) -> bool:
        """Whether a count can break it."""
        return self.least is not None or self.most is not None

    def within(self, lowest: int, highest: int) -> Curve:
        """The same curve with its table clipped and extended to just the counts that can be reached."""
        table = self._table(range(lowest, highest + 1))
        least = None if self.least is None or self.least <= lowest else self.least
        most = None if self.most is None or self.most >= highest else self.most
        return Curve(least, most, table if any(table) else (), lowest)

    def _table(self, counts: range) -> Table:
        """The points at each of these counts: the table's own between what lies below it and above it."""
        first, after = self.cost_from, self.cost_from + len(self.cost)
        below = range(counts.start, min(first, counts.stop))
        above = range(max(after, counts.start), counts.stop)
        own = self.cost[max(0, counts.start - first) : max(0, counts.stop - first)]
        return self._straight(below) + own + self._straight(above)

    def _straight(self, counts: range) -> Table:
        """The points at these counts, all beyond one end of the table, where each step is like the next."""
        ends = [self.points(count) for count in counts[:2]]
        step = ends[-1] - ends[0] if ends else 0
        return tuple(range(ends[0], ends[0] + step * len(counts), step)) if step else tuple(ends[:1]) * len(counts)

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
        return int(np.abs(np.diff(np.array(self.cost, dtype=np.int64))).max(initial=0))


@dataclass(frozen=True, slots=True)
class Counter:
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


def curves_of(cells: Sequence[Counter]) -> Curves:
    """The arrays of these cells' curves."""
    # A tally of each visit gives the same cell again and again: what is alike is read once and repeated.
    runs = [(cell.curve, sum(1 for _ in alike)) for cell, alike in groupby(cells)]
    many = np.array([count for _, count in runs], dtype=np.int64)
    tables = [curve.cost or (0,) for curve, _ in runs]
    lengths = np.repeat(np.array([len(table) for table in tables], dtype=np.int64), many)
    first = np.repeat(np.array([curve.cost_from for curve, _ in runs], dtype=np.int64), many)
    least = [-NO_BOUND if curve.least is None else curve.least for curve, _ in runs]
    most = [NO_BOUND if curve.most is None else curve.most for curve, _ in runs]
    return Curves(
        least=np.repeat(np.array(least, dtype=np.int64), many),
        most=np.repeat(np.array(most, dtype=np.int64), many),
        first=first,
        last=first + lengths - 1,
        offset=np.cumsum(lengths) - lengths,
        table=_end_to_end(tables, many),
    )


def _end_to_end(tables: Sequence[Table], many: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each table so many times, one after the other."""
    known: dict[int, NDArray[np.int64]] = {}
    for table in tables:
        if id(table) not in known:
            known[id(table)] = np.array(table, dtype=np.int64)
    repeated = [np.tile(known[id(table)], count) for table, count in zip(tables, many.tolist(), strict=True)]
    return np.concatenate(repeated) if repeated else np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Family:
    """Counters side by side: a place of member m on visit v counts ``weight[m]`` in cell ``row[m] + column[v]``.

    A row or a column of -1 means that the member or the visit does not count. Tallies whose members
    are disjoint over the same visits (or the other way round) share a family.
    """

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    weight: NDArray[np.int64]
    cells: tuple[Counter, ...]
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

    @cached_property
    def members_alike(self) -> dict[int, NDArray[np.bool_]]:
        """Of ``members_of`` the rows in which every member counts for one."""
        return {row: members for row, members in self.members_of.items() if (self.weight[members] == 1).all()}

    def row_of(self, people: slice) -> int | None:
        """The row in which all of these people and nobody else are counted, each for one; None without such a row."""
        rows = np.unique(self.row[people])
        if len(rows) != 1 or rows[0] < 0 or (self.weight[people] != 1).any():
            return None
        row = int(rows[0])
        return row if (self.row == row).sum() == len(self.row[people]) else None

    @cached_property
    def has_members(self) -> bool:
        """Whether anybody counts."""
        return bool((self.row >= 0).any())

    @cached_property
    def has_least(self) -> bool:
        """Whether some count must be above 0."""
        return bool((self.curves.least > 0).any())

    def counted(
        self, members: NDArray[np.int64], visits: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of these places, each of a member on a visit, count, and in which cell each of those does."""
        rows, columns = self.row[members], self.column[visits]
        inside = np.flatnonzero((rows >= 0) & (columns >= 0))
        return inside, (rows + columns)[inside]

    def cell_of(self, member: int, visit: int) -> int:
        """The cell in which this place counts, or -1."""
        row, column = int(self.row[member]), int(self.column[visit])
        return -1 if row < 0 or column < 0 else row + column
