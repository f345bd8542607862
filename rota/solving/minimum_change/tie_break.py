"""Of all drafts that are as good, the one that disturbs fewest of those who know another, with its proof.

Visits that need not move are let go "elsewhere", where everything is possible, so that the solver need not ask to which
date; so its answer disturbs no more than any rota. Where it moves none of them there, it is a rota, and the nearest.
Otherwise their dates are asked for, or it turns out that they need not move, and it is solved again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rota.solving.bounds.count_fixing import loads_within
from rota.solving.bounds.reduced_cost_fixing import Fixing
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import left_out_but_broken, solve_lazily
from rota.solving.limits import Meter
from rota.solving.minimum_change.as_good import AsGood
from rota.solving.minimum_change.disturbance import Disturbance, disturbance
from rota.solving.minimum_change.disturbance_model import Counted
from rota.solving.minimum_change.least_disturbance import NOTHING, WORK_TO_BUILD
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.minimum_change.tie_break_neighbourhoods import nearer, nearest_within
from rota.solving.minimum_change.virtual_dates import with_elsewhere
from rota.solving.model.assignment import Assignment
from rota.solving.model.frame import Frame

LARGEST = 20_000
"""Places of all visits up to which a proof is tried.

Chosen without measurement; seconds of a date lost to 84 members by 60 visits, with and without, would set it."""


@dataclass(frozen=True, slots=True)
class Closest:
    """A draft and ``bound``: none that is as good disturbs less."""

    draft: Assignment
    bound: Disturbance


def closest(task: ChangeTask, worth: Fixing, draft: Assignment, good: AsGood, meter: Meter) -> Closest:
    """The closest draft that is as good and was found, the one given to begin with, and what is proven of it."""
    whole = worth.frame(good.points, draft)
    frame = Frame(
        task.movable,
        {visit: whole.slots[visit] for visit in task.movable},
        {visit: whole.members[visit] for visit in task.movable},
    )
    if sum(map(len, frame.members.values())) > LARGEST:
        return Closest(draft, NOTHING)
    return _Search(task, frame, good, meter).from_draft(draft)


class _Search:
    def __init__(self, task: ChangeTask, frame: Frame, good: AsGood, meter: Meter) -> None:
        self.task = task
        self.loads = loads_within(task.compiled)
        self.frame = frame
        self.good = good
        self.meter = meter
        self.bound = NOTHING

    def from_draft(self, draft: Assignment) -> Closest:
        dated = {visit for visit in self.task.movable if not self._may_stay(visit, draft)}
        while disturbance(self.task.standing, draft) > self.bound and not self.meter.over:
            found = self._relaxed(draft, dated)
            if found is None:
                break
            moved = [visit for visit in self.task.movable if found.slots[visit] >= self.task.compiled.slot_count]
            draft = nearer(self.task, draft, self._at_real_dates(found, moved))
            if dated.issuperset(moved):
                break
            dated.update(moved)
        return Closest(draft, self.bound)

    def _may_stay(self, visit: int, draft: Assignment) -> bool:
        """Whether the draft leaves the visit where it stood, and it may be there."""
        stood = self.task.standing.slots[visit]
        return bool(draft.slots[visit] == stood and stood in self.frame.slots[visit])

    def _relaxed(self, draft: Assignment, dated: set[int]) -> Assignment | None:
        """What disturbs least when all visits but the ``dated`` ones may be elsewhere; the bound rises to that."""
        others = [visit for visit in self.task.movable if visit not in dated]
        relaxed = with_elsewhere(self.task.compiled, others, self.frame.slots)
        standing = relaxed.known(self.task.standing)
        slots = {
            visit: np.array([draft.slots[visit], relaxed.at[visit]]) if visit in relaxed.at else self.frame.slots[visit]
            for visit in self.task.movable
        }
        frame = Frame(self.task.movable, slots, self.frame.members)
        counted: list[Counted] = []

        def prepare(model: FrameModel) -> None:
            self.good.ask_of(model)
            counted.append(Counted(model, standing))
            counted[-1].loads_disturb(*self.loads)
            counted[-1].at_least(self.bound)
            counted[-1].minimise()

        asked = left_out_but_broken(relaxed.compiled, draft, frame, musts_only=False)
        self.meter.spend(WORK_TO_BUILD * sum(map(len, frame.members.values())))
        result = solve_lazily(relaxed.compiled, draft, frame, self.meter, prepare, asked=asked)
        if result.outcome in ("best", "better"):
            self.bound = max(self.bound, counted[-1].read(result.bound))
        return result.draft

    def _at_real_dates(self, found: Assignment, moved: Sequence[int]) -> Assignment | None:
        """The draft with the visits that it moves elsewhere at real dates, if that is found as good."""
        if not moved:
            return found if self.good.holds(self.task.compiled, found) else None
        start = found.copy()
        start.slots[list(moved)] = [self.frame.slots[visit][0] for visit in moved]
        start.groups[:, list(moved)] = False
        slots, members = (
            {visit: of_visit[visit] for visit in moved} for of_visit in (self.frame.slots, self.frame.members)
        )
        return nearest_within(self.task, start, Frame(tuple(moved), slots, members), self.good, self.meter)
