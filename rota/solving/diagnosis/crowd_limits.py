"""Too little room in the calendar: the smallest sets of stretches that are full before their visits are placed.

Stretches are to visits what members are to places: each visit needs one of those in which it can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from rota.solving.bounds.calendar_capacity import Full, holds
from rota.solving.diagnosis.demand import Asked, LeastMembers, Limit, VisitsAlike, members_in
from rota.solving.diagnosis.place_capacity import PlaceNetwork
from rota.solving.diagnosis.shortages import smallest_sets
from rota.solving.model.compiled_model import Compiled, Mask, Numbers, SlotCount
from rota.solving.model.presolve import Known, possible_slots


def too_full(compiled: Compiled) -> list[Full]:
    """Each set of stretches too few for the visits that can be nowhere else, of which no smaller part is."""
    stretches, slots = _stretches(compiled), _slots(compiled)
    if not stretches:
        return []
    network = PlaceNetwork(_asked(stretches, slots))
    return [full for chosen in smallest_sets(network) if (full := _full(stretches, slots, chosen)) is not None]


def full_within(compiled: Compiled, dates: Mask) -> Full | None:
    """The visits that can only be in stretches among these slots, if these are too few for them."""
    stretches = _stretches(compiled)
    inside = sum(1 << number for number, throng in enumerate(stretches) if not (throng.slots & ~dates).any())
    return _full(stretches, _slots(compiled), inside)


def _slots(compiled: Compiled) -> list[Numbers]:
    known: Known = {}
    return [possible_slots(compiled, visit, known) for visit in range(compiled.visit_count)]


def _stretches(compiled: Compiled) -> list[SlotCount]:
    """Stretches of dates with a limit on all visits together; none where some overlap, for then no flow can count."""
    limits = [throng for throng in compiled.throngs if throng.curve.most is not None and throng.visits.all()]
    overlap = limits and np.sum([throng.slots for throng in limits], axis=0).max(initial=0) > 1
    return [] if overlap else limits


def _asked(stretches: Sequence[SlotCount], slots: Sequence[Numbers]) -> Asked:
    alike: dict[int, list[int]] = defaultdict(list)
    for visit, possible in enumerate(slots):
        bits = _where(stretches, possible)
        if bits:
            alike[bits].append(visit)
    each = np.eye(len(stretches), dtype=bool)
    limits = tuple(Limit(each[n], one.curve.most or 0, one.rule) for n, one in enumerate(stretches))
    asked = (
        VisitsAlike("", tuple(visits), bits, (LeastMembers("", "", bits, 1, everybody=True),), 1)
        for bits, visits in alike.items()
    )
    return Asked(tuple(asked), limits, len(stretches))


def _where(stretches: Sequence[SlotCount], possible: Numbers) -> int:
    """The stretches (a bit for each) in one of which the visit must be; 0 when it can be outside of them."""
    inside = np.array([throng.slots[possible] for throng in stretches], dtype=bool)
    if not len(possible) or not inside.any(axis=0).all():
        return 0
    return sum(1 << number for number in np.flatnonzero(inside.any(axis=1)).tolist())


def _full(stretches: Sequence[SlotCount], slots: Sequence[Numbers], chosen: int) -> Full | None:
    where = [_where(stretches, possible) for possible in slots]
    visits = tuple(visit for visit, bits in enumerate(where) if bits and bits & ~chosen == 0)
    those = tuple(stretches[number] for number in members_in(chosen))
    full = Full(visits, those, sum(throng.curve.most or 0 for throng in those))
    return full if holds(full, slots) else None
