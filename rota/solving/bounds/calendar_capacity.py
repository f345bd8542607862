"""Too little room in the calendar: visits whose dates all lie in stretches that are full before all are placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow

from rota.solving.model.compiled_model import Compiled, Numbers, SlotCount

SOURCE, SINK = 0, 1


@dataclass(frozen=True, slots=True)
class Full:
    """These visits can only be in these stretches, which have room for ``most`` of them."""

    visits: tuple[int, ...]
    stretches: tuple[SlotCount, ...]
    most: int

    @property
    def short(self) -> int:
        """How many visits are left over."""
        return len(self.visits) - self.most


def too_crowded(compiled: Compiled, slots: Sequence[Numbers]) -> Full | None:
    """The visits and stretches, or None when counting alone does not show that they are too crowded.

    ``slots`` are those at which each visit is possible; a visit with none is left out. Only limits over all visits
    on stretches that do not overlap are counted, such as one for each week.
    """
    limits = [throng for throng in compiled.throngs if throng.curve.most is not None and throng.visits.all()]
    if not limits or np.sum([throng.slots for throng in limits], axis=0).max(initial=0) > 1:
        return None
    flow = max_flow.SimpleMaxFlow()
    first_stretch = 2 + compiled.visit_count
    stretch = np.full(compiled.slot_count, -1)
    for number, throng in enumerate(limits):
        stretch[throng.slots] = number
    placeable = [(visit, possible) for visit, possible in enumerate(slots) if len(possible)]
    for visit, possible in placeable:
        flow.add_arc_with_capacity(SOURCE, 2 + visit, 1)
        for number in np.unique(stretch[possible]).tolist():
            flow.add_arc_with_capacity(2 + visit, SINK if number < 0 else first_stretch + number, 1)
    for number, throng in enumerate(limits):
        flow.add_arc_with_capacity(first_stretch + number, SINK, throng.curve.most or 0)
    if flow.solve(SOURCE, SINK) != flow.OPTIMAL:
        raise RuntimeError("the flow of visits could not be solved")
    if flow.optimal_flow() == len(placeable):
        return None
    reached = set(np.asarray(flow.get_source_side_min_cut()).tolist())
    visits = tuple(visit for visit, _ in placeable if 2 + visit in reached)
    stretches = tuple(throng for number, throng in enumerate(limits) if first_stretch + number in reached)
    full = Full(visits, stretches, sum(throng.curve.most or 0 for throng in stretches))
    return full if holds(full, slots) else None


def holds(full: Full, slots: Sequence[Numbers]) -> bool:
    """Whether the sum is right, read off the slots again without the flow."""
    if not full.stretches:
        return False
    inside = np.any([throng.slots for throng in full.stretches], axis=0)
    return all(inside[slots[visit]].all() for visit in full.visits) and full.short > 0
