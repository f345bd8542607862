"""How many places people could still take, and how many must be taken: a count that few people may not meet.

When only some people's diaries change, the places that all visits need can only come from them. So what these
could take on at most, less what the others among them give up, must come to what is needed.
"""

from __future__ import annotations

import numpy as np

from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Numbers


def most_gained(task: ChangeTask) -> Numbers:
    """For each member the most places by which their number of places may rise; negative for one who must give up."""
    compiled, draft = task.compiled, task.start
    movable = np.isin(np.arange(compiled.visit_count), task.movable)
    may_be = np.zeros_like(draft.groups)
    for visit in task.movable:
        may_be[:, visit] = compiled.free_at(visit)[:, task.slots[visit]].any(axis=1)
    possible: Numbers = (may_be & movable).sum(axis=1) - (draft.groups & movable).sum(axis=1)
    possible[compiled.members :] = 0  # whoever receives a visit fills no place of a member
    return np.minimum(possible, _within_limits(compiled, draft, movable))


def _within_limits(
    compiled: Compiled, draft: Assignment, movable: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Numbers:
    """By how much the limits on a member's places over all movable visits let their number rise."""
    gained = np.full(compiled.member_count, compiled.visit_count, dtype=np.int64)
    for family in compiled.families:
        columns = set(family.column[movable].tolist())
        if len(columns) != 1 or -1 in columns:
            continue
        (column,) = columns
        counted = family.column == column
        cells, members_in = np.unique(family.row, return_counts=True)
        alone = set(cells[(members_in == 1) & (cells >= 0)].tolist())
        for member in np.flatnonzero(family.weight == 1).tolist():
            row = int(family.row[member])
            if row in alone:
                most = family.cells[row + column].curve.most
                now = int((draft.groups[member] & counted).sum())
                fixed = int((draft.groups[member] & counted & ~movable).sum())
                if most is not None:
                    gained[member] = min(gained[member], max(most, fixed) - now)
    return gained


def places_short(task: ChangeTask) -> int:
    """By how many places the draft falls short of what the movable visits need; negative when it has some to spare."""
    compiled, draft = task.compiled, task.start
    least, _ = compiled.group_sizes
    chosen = list(task.movable)
    return int(least[chosen].clip(0).sum() - draft.groups[: compiled.members, chosen].sum())
