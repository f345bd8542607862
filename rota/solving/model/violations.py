"""Which visits of a draft are party to a broken must: where repair and re-planning begin."""

from __future__ import annotations

import numpy as np

from rota.solving.model.assignment import Assignment, close_pairs, counts
from rota.solving.model.compiled_model import Compiled, Mask
from rota.solving.model.cost_curves import Family


def troubled_visits(compiled: Compiled, draft: Assignment) -> list[int]:
    """The visits of every bar, counter, throng, variety and gap that the draft breaks, in order."""
    troubled = _barred(compiled, draft)
    for family in compiled.families:
        count = counts(family, draft.groups)
        for cell in np.flatnonzero(family.curves.short(np.arange(len(count)), count)).tolist():
            troubled |= _of_counter(family, cell, int(count[cell]), draft)
    for throng in compiled.throngs:
        inside = throng.visits & throng.slots[draft.slots]
        if throng.curve.short(int(inside.sum())):
            troubled |= inside if inside.any() else throng.visits
    for variety in compiled.varieties:
        for _, visits, _, _ in variety.broken(draft.groups):
            troubled |= visits
    for gap in compiled.gaps:
        if gap.points is None:
            for one, other in close_pairs(gap, draft):
                shared = draft.groups[:, one] & draft.groups[:, other]
                if not gap.shared or (shared if gap.members is None else shared & gap.members).any():
                    troubled[[one, other]] = True
    return [int(visit) for visit in np.flatnonzero(troubled)]


def _barred(compiled: Compiled, draft: Assignment) -> Mask:
    """Visits where they may not be, or with somebody who may not be on them there."""
    visits = np.arange(compiled.visit_count)
    may: Mask = compiled.free[compiled.layer, :, draft.slots].T & compiled.may_go
    barred: Mask = ~compiled.open[visits, draft.slots] | (draft.groups & ~may).any(axis=0)
    return barred


def _of_counter(family: Family, cell: int, count: int, draft: Assignment) -> Mask:
    """The visits that the counter counts; when it counts too many, only those that it counts now."""
    troubled = np.zeros(len(family.column), dtype=bool)
    rows = np.flatnonzero(family.row >= 0)
    least = family.cells[cell].curve.least
    for column in np.unique(family.column[family.column >= 0]):
        members = rows[family.row[rows] + column == cell]
        if len(members) or not len(rows):
            inside = family.column == column
            counted = inside & draft.groups[members].any(axis=0)
            too_few = least is not None and count < least
            troubled |= inside if too_few or not counted.any() else counted
    return troubled
