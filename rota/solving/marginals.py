"""What one more place would cost in a family of counters, for every member at once."""

from __future__ import annotations

import numpy as np

from rota.solving.compiled import Numbers
from rota.solving.counters import Family


def steps(family: Family, counts: Numbers, visit: int, breach_price: int) -> Numbers:
    """For each member the points of one more place on this visit; what it breaks or mends is at the breach price."""
    result = np.zeros(len(family.row), dtype=np.int64)
    if family.column[visit] < 0:
        return result
    inside = family.counting
    cells = family.row[inside] + family.column[visit]
    before = counts[cells]
    both = np.stack((before, before + family.weight[inside]))
    prices = family.curves.points(cells, both) + breach_price * family.curves.short(cells, both)
    result[inside] = prices[1] - prices[0]
    return result
