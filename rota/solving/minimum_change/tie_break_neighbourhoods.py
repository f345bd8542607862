"""Of all drafts within a frame that are as good, the one that disturbs least; and that again and again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rota.solving.bounds.count_fixing import loads_within
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import left_out_but_broken, solve_lazily
from rota.solving.limits import Meter
from rota.solving.minimum_change.as_good import AsGood
from rota.solving.minimum_change.disturbance import changed_people, disturbance
from rota.solving.minimum_change.disturbance_model import Counted
from rota.solving.minimum_change.least_disturbance import WORK_TO_BUILD
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment
from rota.solving.model.frame import Frame
from rota.solving.model.related_visits import with_neighbours

WORK_EACH = 0.5
"""Units of work for one neighbourhood; most take a tenth of it.

Chosen without measurement, as are those below: people disturbed when a date is lost at M, after 5 units, would set
them."""
SIZES = (4, 8, 14)
"""Changed visits that a neighbourhood begins with."""
FEW = 4
"""Other visits that it holds at least, besides."""
IDLE = 9
"""Neighbourhoods in a row without a gain after which no more are tried."""


def nearest_within(task: ChangeTask, draft: Assignment, frame: Frame, good: AsGood, meter: Meter) -> Assignment | None:
    """The draft that disturbs least of those that are as good, if one is found.

    Outside the frame it is as the draft given, whose visits within the frame may have nobody.
    """
    outside = (changed_people(task.standing, draft, visit) for visit in set(task.movable) - set(frame.visits))
    standing = replace(task.standing, already=task.standing.already.union(*outside))

    def prepare(model: FrameModel) -> None:
        good.ask_of(model)
        counted = Counted(model, standing)
        counted.loads_disturb(*loads_within(task.compiled))
        counted.minimise()

    asked = left_out_but_broken(task.compiled, draft, frame, musts_only=False)
    meter.spend(WORK_TO_BUILD * sum(map(len, frame.members.values())))
    found = solve_lazily(task.compiled, draft, frame, meter.part(WORK_EACH), prepare, asked=asked).draft
    return found if found is not None and good.holds(task.compiled, found) else None


def nearer(task: ChangeTask, one: Assignment, other: Assignment | None) -> Assignment:
    """The one of the two that disturbs less, if there are two; of equals the first."""
    return one if other is None else min(one, other, key=lambda draft: disturbance(task.standing, draft))


def ever_nearer(task: ChangeTask, draft: Assignment, good: AsGood, meter: Meter, patience: int = IDLE) -> Assignment:
    """What neighbourhoods of changed visits make of a draft that is as good, one after the other: it stays so.

    After ``patience`` of them in a row without a gain it ends.
    """
    chance = random.Random(meter.limits.seed)  # noqa: S311 (search, not secrets)
    idle = 0
    while idle < patience and not meter.over:
        changed = [visit for visit in task.movable if changed_people(task.standing, draft, visit)]
        if not changed:
            break
        begun = chance.sample(changed, min(len(changed), SIZES[idle % len(SIZES)]))
        others = [visit for visit in task.movable if visit not in begun]
        chosen = with_neighbours(draft, begun, task.movable)
        if idle % 2:  # those that share no member can be needed too
            chosen = sorted([*begun, *chance.sample(others, min(len(others), max(FEW, len(begun))))])
        found = nearer(task, draft, nearest_within(task, draft, _frame(task, draft, chosen), good, meter))
        idle = idle + 1 if found is draft else 0
        draft = found
    return draft


def _frame(task: ChangeTask, draft: Assignment, visits: Sequence[int]) -> Frame:
    """These visits, each where it is and where it stood, with everybody who may go."""
    return task.frame(visits, {v: np.union1d(draft.slots[v : v + 1], task.kept(v)) for v in visits})
