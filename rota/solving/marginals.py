"""What one more place would cost in a family of counters, for every member at once."""

from __future__ import annotations

import numpy as np

from rota.solving.compiled import Numbers
from rota.solving.counters import Family


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
    before, after = counts[cells], counts[cells] + family.weight[inside]
    curves = family.curves
    result[inside] = curves.points(cells, after) - curves.points(cells, before)
    result[inside] += breach_price * (curves.short(cells, after) - curves.short(cells, before))
    return result
