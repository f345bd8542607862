"""The rota nearest to one that people know: it disturbs least, and of those that do it has the fewest points."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rota.solving.change_task import Task
from rota.solving.compiled import Mask
from rota.solving.disturbance import Counted, Disturbance, disturbance
from rota.solving.draft import Draft, measure
from rota.solving.lazily import solve_lazily
from rota.solving.least_change import Least, least_disturbing
from rota.solving.limits import Meter
from rota.solving.model import Frame, FrameModel

MORE_PEOPLE = (1, 2, 3)
"""How many people more are tried, to show what disturbing them would buy."""
LARGEST_WHOLE = 40_000
"""Slots and places of the visits that may change, up to which all of them are freed to show what more changes buy."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A draft that keeps every must that can still be kept, what it disturbs and what it costs.

    ``proven_nearest`` says that no rota disturbs less than ``bound``, which this one does not exceed;
    ``proven_best`` that of those that disturb no more none has fewer points.
    """

    draft: Draft
    disturbance: Disturbance
    bound: Disturbance
    points: int
    proven_best: bool

    @property
    def proven_nearest(self) -> bool:
        """No rota disturbs less."""
        return self.disturbance <= self.bound


def nearest(task: Task, meter: Meter) -> Nearest | None:
    """The nearest draft, or None when there is none or none was found within the limits."""
    least = least_disturbing(task, meter)
    if least is None:
        return None
    reached = disturbance(task.standing, least.draft)
    if least.chosen == ():
        return Nearest(least.draft, reached, least.bound, measure(task.compiled, least.draft).points, proven_best=True)
    frame = _frame_of_disturbed(task, least)
    found = _fewest_points(task, frame, least.draft, reached, meter)
    return replace(found, bound=least.bound, proven_best=found.proven_best and reached <= least.bound)


def what_more_buys(task: Task, found: Nearest, meter: Meter) -> tuple[Nearest, ...]:
    """For each of MORE_PEOPLE the fewest points with so many more people disturbed, and as little touched."""
    whole = sum(len(task.slots[visit]) for visit in task.movable) + task.compiled.member_count * len(task.movable)
    small = whole <= LARGEST_WHOLE
    slots = task.slots if small else {visit: task.kept(visit) for visit in task.movable}
    answers = []
    last = found
    for more in MORE_PEOPLE:
        limit = Disturbance(found.disturbance.touched, found.disturbance.people + more, 0, 0)
        frame = task.frame(task.movable, slots)
        last = _fewest_points(task, frame, last.draft, limit, meter, levels=("touched", "people"))
        answers.append(replace(last, bound=found.bound, proven_best=last.proven_best and small))
    return tuple(answers)


def _fewest_points(
    task: Task,
    frame: Frame,
    start: Draft,
    limit: Disturbance,
    meter: Meter,
    levels: tuple[str, ...] = ("touched", "people", "moved", "late"),
) -> Nearest:
    """The fewest points within the frame and the limit, from a draft that keeps both."""

    def prepare(model: FrameModel) -> None:
        Counted(model, task.standing).keep_within(limit, levels)

    result = solve_lazily(task.compiled, start, frame, meter, prepare, forgiving=True)
    draft = start if result.draft is None else result.draft
    reached = disturbance(task.standing, draft)
    return Nearest(draft, reached, reached, measure(task.compiled, draft).points, result.outcome == "best")


def _frame_of_disturbed(task: Task, least: Least) -> Frame:
    """Every change that is left to those who may be disturbed.

    Where visits by themselves prove that so few people are disturbed, all who are have one of these visits in
    their diaries, before or after, or are disturbed whatever is done. So nobody else's diary changes, and no
    other visit moves.
    """
    if least.chosen is None:
        return task.frame(task.movable, task.slots)
    chosen = list(least.chosen)
    may_be: Mask = np.any((task.compiled.may_go | task.standing.groups)[:, chosen], axis=1)
    may_be |= np.isin(np.arange(task.compiled.member_count), list(task.standing.already))
    slots = {visit: task.slots[visit] if visit in chosen else task.kept(visit) for visit in task.movable}
    members = {
        visit: np.flatnonzero((task.compiled.may_go[:, visit] & may_be) | task.start.groups[:, visit])
        for visit in task.movable
    }
    return Frame(task.movable, slots, members)
