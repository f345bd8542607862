"""The rota nearest to one that people know: it disturbs least, and of those that do it has the fewest points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import solve_lazily
from rota.solving.limits import Meter
from rota.solving.minimum_change.disturbance import LEVELS, Disturbance, changed_people, disturbance
from rota.solving.minimum_change.disturbance_model import Counted
from rota.solving.minimum_change.least_disturbance import least_disturbing
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.frame import Frame
from rota.solving.model.related_visits import with_neighbours

MORE_PEOPLE = (1, 2, 3)
"""How many people more are tried, to show what disturbing them would buy.

How many is a matter of what people read. Measured: with these offers a change takes 0.7 s at S, 6.7 to 7.6 at M and 6.8
to 9.2 at L (medians, 24 November 2026), of which the change itself takes 0.02 to 0.19."""
LARGEST_WHOLE = 15_000
"""Slots and places of the visits that may change, up to which all of them are freed to show what more changes buy.

Chosen without measurement, as is VISITS_NEAR: seconds of benchmarks.replanning with offers would set them."""
VISITS_NEAR = 30
"""Visits that are freed for that where they are more."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A draft that keeps every must that can still be kept, what it disturbs and what it costs.

    ``proven_nearest`` says that no rota disturbs less than ``bound``, which this one does not exceed;
    ``proven_best`` that of those that disturb no more none has fewer points.
    """

    draft: Assignment
    disturbance: Disturbance
    bound: Disturbance
    points: int
    proven_best: bool

    @property
    def proven_nearest(self) -> bool:
        """No rota disturbs less."""
        return self.disturbance <= self.bound


def nearest(task: ChangeTask, meter: Meter, thorough: bool = True) -> Nearest | None:
    """The nearest draft, or None when there is none or none was found within the limits.

    Unless ``thorough`` it is as near as the visits in trouble can make it.
    """
    least = least_disturbing(task, meter, thorough)
    if least is None:
        return None
    reached = disturbance(task.standing, least.draft)
    chosen = task.movable if least.chosen is None else least.chosen
    found = _fewest_points(task, task.frame(chosen, task.slots), least.draft, reached, LEVELS, meter)
    return replace(found, bound=least.bound, proven_best=found.proven_best and reached <= least.bound)


def what_more_buys(task: ChangeTask, found: Nearest, meter: Meter) -> tuple[Nearest, ...]:
    """For each of MORE_PEOPLE the fewest points with so many more people disturbed, and as little touched."""
    whole = sum(len(task.slots[visit]) for visit in task.movable) + task.compiled.member_count * len(task.movable)
    small = whole <= LARGEST_WHOLE
    frame = task.frame(task.movable, task.slots) if small else _neighbourhood(task, found.draft)
    answers = []
    last = found
    for more in MORE_PEOPLE:
        limit = replace(found.disturbance, people=found.disturbance.people + more)
        now = _fewest_points(task, frame, last.draft, limit, ("touched", "people"), meter)
        last = now if now.points < last.points else replace(last, proven_best=now.proven_best)
        answers.append(replace(last, bound=found.bound, proven_best=last.proven_best and small))
    return tuple(answers)


def _neighbourhood(task: ChangeTask, draft: Assignment) -> Frame:
    """The visits that the draft changes and others near them, all where they are now."""
    visits = [v for v in task.movable if changed_people(task.standing, draft, v)] or list(task.movable[:1])
    while len(visits) < min(VISITS_NEAR, len(task.movable)):
        visits = with_neighbours(task.start, visits, task.movable)
    return task.frame(visits, {visit: draft.slots[visit : visit + 1] for visit in visits})


def _fewest_points(
    task: ChangeTask, frame: Frame, start: Assignment, limit: Disturbance, levels: Sequence[str], meter: Meter
) -> Nearest:
    """The fewest points within the frame and, of these levels, within the limit; the start keeps both."""

    def prepare(model: FrameModel) -> None:
        Counted(model, task.standing).keep_within(limit, levels)

    draft = start
    outcome = "best"
    if frame.visits:
        result = solve_lazily(task.compiled, start, frame, meter, prepare, forgiving=True)
        draft, outcome = start if result.draft is None else result.draft, result.outcome
    reached = disturbance(task.standing, draft)
    return Nearest(draft, reached, reached, measure(task.compiled, draft).points, outcome == "best")
