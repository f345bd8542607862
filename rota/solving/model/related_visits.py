"""Visits that have most to do with some visits of a draft."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rota.solving.model.assignment import Assignment


def with_neighbours(draft: Assignment, chosen: Sequence[int], among: Sequence[int]) -> list[int]:
    """Twice as many visits: those of ``among`` that share most members with the chosen, then the nearest in time."""
    groups, inside = draft.groups.astype(np.int64), list(chosen)
    shared = groups[:, inside].sum(axis=1) @ groups
    away = np.abs(draft.slots[:, None] - draft.slots[inside][None, :]).min(axis=1)
    others = [visit for visit in among if visit not in set(chosen)]
    order = sorted(others, key=lambda visit: (-int(shared[visit]), int(away[visit]), visit))
    return sorted([*chosen, *order[: max(4, len(inside))]])
