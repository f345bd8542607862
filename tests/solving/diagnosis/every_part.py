"""Every rota of a few visits, tried one by one."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled


@cache
def every_part(visits: int, slots: int, members: int) -> tuple[Assignment, ...]:
    """Every rota of so many visits as arrays."""
    groups = list(product((False, True), repeat=members))
    return tuple(
        Assignment(np.array(chosen, dtype=np.int64), np.array(going, dtype=bool).T)
        for chosen in product(range(slots), repeat=visits)
        for going in product(groups, repeat=visits)
    )


def can_be_kept(compiled: Compiled) -> bool:
    """Whether some rota keeps every must, by trying all."""
    drafts = every_part(compiled.visit_count, compiled.slot_count, compiled.member_count)
    return any(not measure(compiled, draft).broken for draft in drafts)
