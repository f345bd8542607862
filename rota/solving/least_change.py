"""The rota nearest to one that people know: fewest of them disturbed, each level proven, then the fewest points.

Two solves that meet make the proof. With the visits in trouble free and all others fixed, the answer is a
rota. With the visits in trouble alone, the others not held at all, no rota of the whole can disturb less
than the answer. When the two differ more visits join those in trouble, until they meet or are all there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rota.solving.compiled import Compiled, Mask, Numbers
from rota.solving.disturbance import NOWHERE, Counted, Disturbance, Standing, disturbance
from rota.solving.draft import Draft, measure
from rota.solving.exact import Exact
from rota.solving.lazily import Prepare, solve_lazily
from rota.solving.limits import Meter
from rota.solving.model import Frame
from rota.solving.parts import only_visits
from rota.solving.trouble import troubled_visits

LARGEST_EXACT = 40_000
"""Booleans up to which the last level, the points, is proven; beyond it the points are only the best found."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be changed: the draft as it stands, the visits that may change and the slots each may have.

    ``start`` gives each visit that is new some slot, and nobody.
    """

    compiled: Compiled
    standing: Standing
    start: Draft
    movable: tuple[int, ...]
    slots: dict[int, Numbers]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A draft that keeps every must that can still be kept.

    ``least`` is proven: no rota disturbs less. ``proven_best`` says that of those that disturb as little none has
    fewer points.
    """

    draft: Draft
    disturbance: Disturbance
    least: Disturbance
    points: int
    proven_best: bool

    @property
    def proven_nearest(self) -> bool:
        """No rota disturbs less."""
        return self.disturbance <= self.least


def nearest(task: Task, meter: Meter) -> Nearest | None:
    """The nearest draft, or None when the visits that may change leave none, or none was found within the limits."""
    chosen = _in_trouble(task)
    if not chosen:
        least = disturbance(task.standing, task.start)
        return Nearest(task.start, least, least, measure(task.compiled, task.start).points, proven_best=True)
    bounded = _least(task, chosen, meter)
    return None if bounded is None else _with_fewest_points(task, *bounded, meter)


def _in_trouble(task: Task) -> list[int]:
    new = np.flatnonzero(task.standing.slots == NOWHERE).tolist()
    return sorted(set(task.movable) & {*troubled_visits(task.compiled, task.start), *new})


def _least(task: Task, chosen: list[int], meter: Meter) -> tuple[list[int], Disturbance, Draft] | None:
    """The visits that had to be freed, the bound that they prove, and a draft."""
    while not meter.over:
        upper = _solve(task, chosen, meter)
        if set(chosen) == set(task.movable):
            if upper.draft is None:
                return None
            value = disturbance(task.standing, upper.draft)
            return chosen, value if upper.outcome == "best" else Disturbance(0, 0, 0, 0), upper.draft
        if upper.draft is not None:
            bound = _bound(task, chosen, meter)
            if bound is not None and disturbance(task.standing, upper.draft) <= bound:
                return chosen, bound, upper.draft
        chosen = _more(task, chosen)
    return None


def _solve(task: Task, visits: Sequence[int], meter: Meter) -> Exact:
    """These visits free, all others fixed."""
    frame = _frame(task.compiled, task.slots, visits)
    return solve_lazily(
        task.compiled, task.start, frame, meter, _disturbing_least(task.standing), forgiving=True, points=False
    )


def _bound(task: Task, visits: Sequence[int], meter: Meter) -> Disturbance | None:
    """The least that these visits alone disturb; None when that is not known."""
    part = only_visits(task.compiled, visits)
    standing = task.standing.of_visits(list(visits))
    start = Draft(task.start.slots[list(visits)], task.start.groups[:, list(visits)])
    slots = {number: task.slots[visit] for number, visit in enumerate(visits)}
    frame = _frame(part, slots, range(len(visits)))
    result = solve_lazily(part, start, frame, meter, _disturbing_least(standing), points=False)
    return disturbance(standing, result.draft) if result.outcome == "best" and result.draft is not None else None


def _frame(compiled: Compiled, slots: dict[int, Numbers], visits: Sequence[int]) -> Frame:
    members = {visit: np.flatnonzero(compiled.may_go[:, visit]) for visit in visits}
    return Frame(tuple(visits), {visit: slots[visit] for visit in visits}, members)


def _disturbing_least(standing: Standing) -> Prepare:
    return lambda model: Counted(model, standing).minimise()


def _more(task: Task, chosen: Sequence[int]) -> list[int]:
    """Twice as many visits: those that share most members with the visits chosen, then the nearest to them in time."""
    groups, inside = task.start.groups.astype(np.int64), list(chosen)
    shared = groups[:, inside].sum(axis=1) @ groups
    days = np.abs(task.start.slots[:, None] - task.start.slots[inside][None, :]).min(axis=1)
    others = [visit for visit in task.movable if visit not in set(chosen)]
    order = sorted(others, key=lambda visit: (-int(shared[visit]), int(days[visit]), visit))
    return sorted([*chosen, *order[: max(4, len(inside))]])


# The fewest points.


def _with_fewest_points(task: Task, chosen: Sequence[int], least: Disturbance, found: Draft, meter: Meter) -> Nearest:
    """Of the drafts that disturb as little as this one, one with the fewest points."""
    reached = disturbance(task.standing, found)
    frame = _frame_of_disturbed(task, chosen, reached)
    result = solve_lazily(
        task.compiled,
        found,
        frame,
        meter,
        lambda model: Counted(model, task.standing).keep_within(reached),
        forgiving=True,
    )
    draft = found if result.draft is None else result.draft
    proven = result.outcome == "best" and reached <= least
    return Nearest(draft, reached, least, measure(task.compiled, draft).points, proven)


def _frame_of_disturbed(task: Task, chosen: Sequence[int], reached: Disturbance) -> Frame:
    """Every change that is left to those who may be disturbed.

    When the visits chosen by themselves prove that so few people are disturbed, all who are have one of these
    visits in their diaries, before or after, or are disturbed whatever is done. So nobody else's diary
    changes, and no other visit moves.
    """
    compiled = task.compiled
    inside = set(chosen)
    may_be: Mask = (compiled.may_go | task.standing.groups)[:, list(chosen)].any(axis=1)
    may_be |= np.isin(np.arange(compiled.member_count), list(task.standing.already))
    slots = {
        visit: task.slots[visit] if visit in inside else task.start.slots[visit : visit + 1] for visit in task.movable
    }
    members = {
        visit: np.flatnonzero(compiled.may_go[:, visit] & (may_be | task.start.groups[:, visit] | (visit in inside)))
        for visit in task.movable
    }
    return Frame(task.movable, slots, members)
