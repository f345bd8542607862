"""The next best placements of one visit while all others stay as they are, each exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import solve_lazily
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.frame import Frame


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a placement must be: at one of these slots, with a member who goes, without one who does not."""

    slots: Numbers
    goes: int | None = None
    without: int | None = None


def next_best(compiled: Compiled, draft: Assignment, visit: int, wanted: Wanted, meter: Meter) -> Iterator[Assignment]:
    """Drafts that differ from this one in the visit alone and keep every must that it keeps, fewest points first.

    They end when there are no more, or when the limits are reached.
    """
    shunned = [draft]
    frame = Frame((visit,), {visit: wanted.slots}, {visit: np.flatnonzero(compiled.may_go[:, visit])})

    def prepare(model: FrameModel) -> None:
        for place, goes in ((wanted.goes, True), (wanted.without, False)):
            if place is not None:
                _hold(model, place, visit, goes)
        for other in shunned:
            _shun(model, other, visit)

    while len(wanted.slots) and not meter.over:
        found = solve_lazily(compiled, draft, frame, meter, prepare, forgiving=True)
        if found.draft is None or found.outcome != "best":
            return
        yield found.draft
        shunned.append(found.draft)


def _hold(model: FrameModel, member: int, visit: int, goes: bool) -> None:
    """The member goes, or does not; one who never may go cannot be made to."""
    place = model.x.get((member, visit))
    if place is not None:
        model.model.add(place == goes)
    elif goes:
        model.model.add_bool_or([])


def _shun(model: FrameModel, draft: Assignment, visit: int) -> None:
    """The placement is not the one of this draft."""
    slot, at = int(draft.slots[visit]), model.y[visit]
    if slot not in at:
        return
    on = draft.groups[:, visit]
    if any((int(member), visit) not in model.x for member in np.flatnonzero(on)):
        return
    differs = [~place if on[member] else place for (member, other), place in model.x.items() if other == visit]
    model.model.add_bool_or([~at[slot], *differs])
