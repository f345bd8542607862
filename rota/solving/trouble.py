"""Which visits of a draft are party to a broken must: where repair begins."""

from __future__ import annotations

import numpy as np

from rota.solving.compiled import Compiled
from rota.solving.draft import Draft, close_pairs, counts


def troubled_visits(compiled: Compiled, draft: Draft) -> list[int]:
    """The visits of every counter, throng and gap that misses its bounds, in order."""
    troubled = np.zeros(compiled.visit_count, dtype=bool)
    for family in compiled.families:
        for cell, count in enumerate(counts(family, draft.groups).tolist()):
            curve = family.cells[cell].curve
            if curve.short(count):
                rows = np.flatnonzero(family.row >= 0)
                for column in np.unique(family.column[family.column >= 0]):
                    if (family.row[rows] + column == cell).any() or not len(rows):
                        inside = family.column == column
                        members = rows[family.row[rows] + column == cell]
                        counted = inside & draft.groups[members].any(axis=0)
                        too_few = curve.least is not None and count < curve.least
                        troubled |= inside if too_few or not counted.any() else counted
    for throng in compiled.throngs:
        inside = throng.visits & throng.slots[draft.slots]
        if throng.curve.short(int(inside.sum())):
            troubled |= inside if inside.any() else throng.visits
    for gap in compiled.gaps:
        if gap.points is None:
            for one, other in close_pairs(gap, draft):
                shared = draft.groups[:, one] & draft.groups[:, other]
                if not gap.shared or (shared if gap.members is None else shared & gap.members).any():
                    troubled[[one, other]] = True
    return [int(visit) for visit in np.flatnonzero(troubled)]
