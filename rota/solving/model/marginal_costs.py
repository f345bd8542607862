"""What counts cost with breaches at their price, and what one more place would cost every member at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rota.solving.model.cost_curves import Curve, Family

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Priced:
    """``table[offset[cell] + count]`` is what the count costs: its points, and what it breaks at the breach price.

    A table goes from the least count that can be made to the most, and one place further either way.
    """

    family: Family
    offset: Numbers
    table: Numbers

    def steps(self, counts: Numbers, visit: int) -> Numbers:
        """For each member what one more place on this visit would cost."""
        result = np.zeros(len(self.family.row), dtype=np.int64)
        if self.family.column[visit] < 0:
            return result
        inside = self.family.counting
        cells = self.family.row[inside] + self.family.column[visit]
        now = self.offset[cells] + counts[cells]
        result[inside] = self.table[now + self.family.weight[inside]] - self.table[now]
        return result


def priced(family: Family, breach_price: int) -> Priced:
    """The family's prices, a table for each kind of cell."""
    lowest, highest = reach(family)
    alike: dict[int, int] = {}
    curve = np.array([alike.setdefault(id(cell.curve), len(alike)) for cell in family.cells], dtype=np.int64)
    wide, high = int(np.ptp(lowest)) + 1, int(np.ptp(highest)) + 1
    kinds = (curve * wide + lowest - lowest.min()) * high + highest - highest.min()
    _, first, kind = np.unique(kinds, return_index=True, return_inverse=True)
    further = int(np.abs(family.weight).max(initial=1))
    tables: list[Numbers] = []
    offsets: list[int] = []
    length = 0
    for cell in first.tolist():
        start, last = int(lowest[cell]) - further, int(highest[cell]) + further
        tables.append(prices_of(family.cells[cell].curve, start, last, breach_price))
        offsets.append(length - start)
        length += len(tables[-1])
    return Priced(family, np.array(offsets, dtype=np.int64)[kind], np.concatenate(tables))


def prices_of(curve: Curve, first: int, last: int, breach_price: int) -> Numbers:
    """What each count from ``first`` to ``last`` costs on the curve, with what it breaks at the breach price."""
    counts = np.arange(first, last + 1)
    points = np.array(curve.within(first, last).cost or 0, dtype=np.int64)
    below = 0 if curve.least is None else np.maximum(0, curve.least - counts)
    above = 0 if curve.most is None else np.maximum(0, counts - curve.most)
    prices: Numbers = np.zeros(len(counts), dtype=np.int64) + points + breach_price * (below + above)
    return prices


def reach(family: Family) -> tuple[Numbers, Numbers]:
    """The least and the most that the members and visits of each cell can make."""
    lowest, highest = np.zeros(len(family.cells), np.int64), np.zeros(len(family.cells), np.int64)
    columns, several = np.unique(family.column[family.column >= 0], return_counts=True)
    for weights, reached in ((family.weight.clip(None, 0), lowest), (family.weight.clip(0), highest)):
        for row, members in family.members_of.items():
            reached[row + columns] += weights[members].sum() * several
    return lowest, highest
