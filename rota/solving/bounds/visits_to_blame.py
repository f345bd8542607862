"""Which visits a draft loses points on, beside the bound: where to look for better ones.

At the relaxation's prices all that a draft has above the bound falls to single visits, at another date or with
others than the cheapest, and to single counters, at another count than the cheapest.
"""

from __future__ import annotations

import numpy as np

from rota.solving.bounds.lp_relaxation import SCALE
from rota.solving.bounds.reduced_cost_fixing import Fixing
from rota.solving.model.assignment import Assignment, counted
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.cost_curves import Family
from rota.solving.model.marginal_costs import Priced

NOTICED = SCALE // 2
"""Half a point: prices of rows are rounded, so that a little is lost everywhere.

Measured: with it a handful of L's 300 visits are to blame for all above the bound (27 November 2026)."""


def visits_to_blame(compiled: Compiled, worth: Fixing, draft: Assignment) -> list[int]:
    """The visits on which half a point or more is lost, or that a counter counts on which it is, in order."""
    slots, groups = draft.slots.tolist(), draft.groups.T
    lost = [visit.lost(slot, group) for visit, slot, group in zip(worth.visits, slots, groups, strict=True)]
    blamed = np.array(lost, dtype=np.int64) >= NOTICED
    members, visits = np.nonzero(draft.groups)
    for family, priced, (cells, pull) in zip(compiled.families, compiled.priced, worth.pulls, strict=True):
        if len(cells):
            inside, at = family.counted(members, visits)
            count = counted(family, members, visits)
            filled = np.zeros(len(count), dtype=bool)
            filled[at] = True
            wrong = np.zeros(len(count), dtype=bool)
            wrong[cells] = _at_odds(priced, cells, pull, count, filled)
            blamed[visits[inside][wrong[at]]] = True
            blamed |= _alone(family, wrong)
    return [int(visit) for visit in np.flatnonzero(blamed)]


def _at_odds(priced: Priced, cells: Numbers, pull: Numbers, count: Numbers, filled: Mask) -> Mask:
    """For each of these cells whether one more, or one fewer where there is one, would save half a point or more."""
    at = priced.offset[cells] + count[cells]
    now = SCALE * priced.table[at]
    more = SCALE * priced.table[at + 1] + pull
    fewer = np.where(filled[cells], SCALE * priced.table[at - 1] - pull, now)
    odd: Mask = now - np.minimum(more, fewer) >= NOTICED
    return odd


def _alone(family: Family, wrong: Mask) -> Mask:
    """The visits that have cells of their own, one of them wrong, whoever is counted there."""
    rows = np.unique(family.row[family.row >= 0])
    blamed = np.zeros_like(family.alone)
    blamed[family.alone] = wrong[rows[:, None] + family.column[family.alone]].any(axis=0)
    return blamed
