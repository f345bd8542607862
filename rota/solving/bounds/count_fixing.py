"""What the counters of a rota of so few points can still be: the same problem with every other count ruled out.

The relaxation puts a price on each counter's row. At those prices a count costs at least so much above the cheapest
one; where that alone lifts the bound above the points asked for, no rota of so few points has that count. Told so,
an exact solver need not find it out again and again: proofs over a county take a fifth of the work.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rota.solving.bounds.lp_relaxation import SCALE
from rota.solving.bounds.reduced_cost_fixing import Fixing
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.cost_curves import Counter, Curve, Family, curves_of
from rota.solving.model.marginal_costs import reach


def narrowed(compiled: Compiled, worth: Fixing, points: int) -> Compiled:
    """The problem with no other counts than a rota of at most these points, which keeps every must, can have.

    Beyond those, curves go on as straight lines.
    """
    left = max(0, points * SCALE - worth.parts)
    families = tuple(
        _narrowed(family, cells, pulls, left)
        for family, (cells, pulls) in zip(compiled.families, worth.pulls, strict=True)
    )
    return replace(compiled, families=families)


def _narrowed(family: Family, cells: Numbers, pulls: Numbers, left: int) -> Family:
    lowest, highest = reach(family)
    kept: list[Counter] = list(family.cells)
    for cell, pull in zip(cells.tolist(), pulls.tolist(), strict=True):
        curve = kept[cell].curve
        first = int(lowest[cell]) if curve.least is None else max(int(lowest[cell]), curve.least)
        last = int(highest[cell]) if curve.most is None else min(int(highest[cell]), curve.most)
        if first <= last:
            kept[cell] = replace(kept[cell], curve=_within_reach(curve, first, last, pull, left))
    return replace(family, cells=tuple(kept), curves=curves_of(kept))


def _within_reach(curve: Curve, first: int, last: int, pull: int, left: int) -> Curve:
    """The curve at the counts from first to last that lift the bound by no more than what is left."""
    counts = np.arange(first, last + 1)
    points = np.array([curve.points(count) for count in counts.tolist()], dtype=np.int64)
    paid = SCALE * points + pull * counts
    near = np.flatnonzero(paid - paid.min() <= left)
    start, end = int(near[0]), int(near[-1])
    table = tuple(points[start : end + 1].tolist())
    return Curve(first + start, first + end, table if any(table) else (), first + start)


def loads_within(compiled: Compiled) -> tuple[Numbers, Numbers]:
    """For each member the fewest and the most places that counters of theirs alone leave them, over all visits."""
    least = np.zeros(compiled.member_count, dtype=np.int64)
    most = np.full(compiled.member_count, compiled.visit_count, dtype=np.int64)
    for family in compiled.families:
        columns = np.unique(family.column)
        if len(columns) != 1 or columns[0] < 0:
            continue
        rows, sharing = np.unique(family.row, return_counts=True)
        alone = (family.row >= 0) & (family.weight == 1) & (sharing[np.searchsorted(rows, family.row)] == 1)
        members = np.flatnonzero(alone)
        cells = family.row[members] + columns[0]
        least[members] = np.maximum(least[members], family.curves.least[cells])
        most[members] = np.minimum(most[members], family.curves.most[cells])
    return least, most
