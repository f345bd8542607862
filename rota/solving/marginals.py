"""What one more place would cost in a family of counters, for every member at once."""

from __future__ import annotations

import numpy as np

from rota.solving.compile import Numbers
from rota.solving.counters import Cell, Family


def is_by_visit(family: Family) -> bool:
    """Whether each counter of the family concerns one visit alone."""
    counted = family.column[family.column >= 0]
    return len(np.unique(counted)) == len(counted)


def steps(family: Family, counts: Numbers, visit: int, breach_price: int) -> Numbers:
    """For each member the points of one more place on this visit; what it breaks or mends is at the breach price."""
    result = np.zeros(len(family.row), dtype=np.int64)
    if family.column[visit] < 0:
        return result
    inside = np.flatnonzero(family.row >= 0)
    cells = family.row[inside] + family.column[visit]
    weights = family.weight[inside]
    kinds, kind_of = np.unique(np.stack([cells, weights]), axis=1, return_inverse=True)
    values = [_step(family.cells[cell], int(counts[cell]), weight, breach_price) for cell, weight in kinds.T.tolist()]
    result[inside] = np.array(values, dtype=np.int64)[kind_of.reshape(-1)]
    return result


def _step(cell: Cell, count: int, weight: int, breach_price: int) -> int:
    curve = cell.curve
    points = curve.points(count + weight) - curve.points(count)
    return points + breach_price * (curve.short(count + weight) - curve.short(count))
