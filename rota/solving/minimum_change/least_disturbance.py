"""The rota that disturbs least of what people have been told, with a proof that none disturbs less.

Two solves that meet make the proof. With the visits in trouble free and all others fixed, the answer is a
rota. With the visits in trouble alone, the others not held at all, no rota of the whole can disturb less
than the answer. Where the two do not meet, those whom the second would disturb are tried in the whole
rota: either that is a rota, or somebody else must be disturbed too, and the second is solved again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import solve_lazily
from rota.solving.cpsat.solve_frame import Exact
from rota.solving.limits import Meter
from rota.solving.minimum_change.capacity_cut import most_gained, places_short
from rota.solving.minimum_change.disturbance import (
    NOWHERE,
    Disturbance,
    changed_people,
    disturbance,
    disturbed_people,
)
from rota.solving.minimum_change.disturbance_model import Counted
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Numbers
from rota.solving.model.frame import Frame
from rota.solving.model.related_visits import with_neighbours

MOST_TRIES = 8
"""Sets of people tried in the whole rota before all visits are freed at once.

Chosen without measurement of other values, as is MOST_AT_ONCE. Measured with them: of 48 changes at S, M and L all are
proven least, but a lost date of L took 8.2 s where 0.5 was the aim (24 November 2026)."""
MOST_AT_ONCE = 20
"""Visits free together after which no more are freed where it need not be thorough."""
WORK_TO_BUILD = 1e-4
"""Work counted for each place of visits that are freed: building a model takes longer than solving many.

Chosen without measurement; seconds of building for each place would set it."""

NOTHING = Disturbance(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class LeastDisturbance:
    """A draft that keeps every must that can still be kept, and ``bound``, below which no rota disturbs.

    ``chosen`` are the visits that prove it by themselves: no rota that disturbs as little changes any other.
    None when it took all of the visits to prove it, or when it is not proven; but those that were tried when it was not
    looked for thoroughly.
    """

    draft: Assignment
    bound: Disturbance
    chosen: tuple[int, ...] | None


def least_disturbing(task: ChangeTask, meter: Meter, thorough: bool = True) -> LeastDisturbance | None:
    """The draft that disturbs least, or None when there is none or none was found within the limits.

    Unless ``thorough`` it is taken as it is where the visits in trouble do not prove it by themselves at once.
    """
    chosen = task.in_trouble()
    if not chosen:
        return LeastDisturbance(task.start, disturbance(task.standing, task.start), ())
    while not meter.over:
        if not thorough:
            meter.spend(WORK_TO_BUILD * len(chosen) * task.compiled.member_count)
        proof = _Proof(task, chosen, meter)
        if proof.found is not None:
            return proof.least(proof.found, thorough)
        if set(chosen) == set(task.movable) or (len(chosen) > MOST_AT_ONCE and not thorough):
            return None
        chosen = with_neighbours(task.start, chosen, task.movable)
    return None


class _Proof:
    def __init__(self, task: ChangeTask, chosen: Sequence[int], meter: Meter) -> None:
        self.task = task
        self.chosen = tuple(chosen)
        self.meter = meter
        self.slots = {visit: task.kept(visit) for visit in chosen}
        self.not_enough: list[set[int]] = []
        self.most_gained, self.needed = most_gained(task), places_short(task)
        self.found = self._found()

    def _found(self) -> Assignment | None:
        """The least that the chosen visits can do, at first with those kept where they are that can stay."""
        task, meter = self.task, self.meter
        kept = task.least(task.frame(self.chosen, self.slots), meter).draft
        if kept is not None and not self._moving_may_pay(kept):
            return kept
        self.slots = task.slots
        return task.least(task.frame(self.chosen, self.slots), meter).draft or kept

    def _moving_may_pay(self, draft: Assignment) -> bool:
        """Whether a rota that moves a chosen visit, though it could stay, may disturb less than this draft.

        Moving a visit disturbs its host and everybody on it. When they are as many as the draft disturbs, a
        rota that moves it disturbs no fewer and moves one more. What the draft touches must be touched by any.
        """
        task, stood = self.task, self.task.standing
        fewest = min((self._concerned(visit) for visit in self.chosen if stood.slots[visit] != NOWHERE), default=0)
        touched = [visit for visit in self.chosen if stood.soon(visit) and changed_people(stood, draft, visit)]
        needless = not all(task.must_change(visit) for visit in touched)
        return fewest < disturbance(stood, draft).people or needless

    def _concerned(self, visit: int) -> int:
        stood = self.task.standing
        return int(stood.groups[:, visit].sum()) + len(stood.receiving(visit) | stood.handed_over(visit))

    def least(self, found: Assignment, thorough: bool = True) -> LeastDisturbance:
        """The draft with its proof; or a better one."""
        stood = self.task.standing
        bound = NOTHING
        for bound, people in self._bounds():
            if disturbance(stood, found) <= bound:
                surely = len(people) == bound.people or not thorough
                return LeastDisturbance(found, bound, self.chosen if surely else None)
            if len(people) < bound.people or not thorough:
                break  # somebody whom these visits know nothing of
            tried = self._in_the_whole(people)
            if tried.outcome == "impossible":
                self.not_enough.append(people)
            elif tried.draft is None or disturbance(stood, tried.draft) > bound:
                break
            else:
                return LeastDisturbance(tried.draft, bound, self.chosen)
        return self._with_every_visit(found) if thorough else LeastDisturbance(found, bound, self.chosen)

    def _bounds(self) -> Iterator[tuple[Disturbance, set[int]]]:
        """What the chosen visits alone disturb at least, again and again as more people are known not to be enough."""
        for _ in range(MOST_TRIES):
            found = self._alone()
            if found is None or self.meter.over:
                return
            yield found

    def _alone(self) -> tuple[Disturbance, set[int]] | None:
        part = self.task.part(self.chosen)
        counted: list[Counted] = []

        def prepare(model: FrameModel) -> None:
            counted.append(Counted(model, part.standing))
            counted[-1].have_room(self.most_gained, self.needed)
            for people in self.not_enough:
                counted[-1].somebody_besides(people)
            counted[-1].minimise()

        slots = {number: self.slots[visit] for number, visit in enumerate(self.chosen)}
        frame = part.frame(part.movable, slots)
        result = solve_lazily(part.compiled, part.start, frame, self.meter, prepare, points=False)
        if result.outcome != "best" or result.draft is None:
            return None
        return counted[-1].read(result.value), disturbed_people(part.standing, result.draft)

    def _in_the_whole(self, people: set[int]) -> Exact:
        """What disturbs least when nobody else's diary changes, whichever visits it takes."""
        task = self.task
        free = {visit: self._slots_for(visit, people) for visit in task.movable}
        mine = np.isin(np.arange(task.compiled.member_count), list(people))
        members = {
            visit: np.flatnonzero((task.compiled.may_go[:, visit] & mine) | task.start.groups[:, visit])
            for visit in task.movable
        }

        def prepare(model: FrameModel) -> None:
            counted = Counted(model, task.standing)
            counted.nobody_besides(people)
            counted.minimise()

        frame = Frame(task.movable, free, members)
        return solve_lazily(task.compiled, task.start, frame, self.meter, prepare, forgiving=True, points=False)

    def _slots_for(self, visit: int, people: set[int]) -> Numbers:
        """Every slot of a visit that these people alone are concerned with; of another only the one it has."""
        stood = self.task.standing
        concerned = set(np.flatnonzero(stood.groups[:, visit]).tolist())
        concerned |= stood.receiving(visit) | stood.handed_over(visit)
        return self.task.slots[visit] if concerned <= people else self.task.kept(visit)

    def _with_every_visit(self, found: Assignment) -> LeastDisturbance:
        """All visits free at once: exact, and slow where they are many."""
        task, stood = self.task, self.task.standing
        people = disturbance(stood, found).people
        may_move = {visit: self._concerned(visit) < people or visit in self.chosen for visit in task.movable}
        slots = {visit: task.slots[visit] if may_move[visit] else task.kept(visit) for visit in task.movable}
        result = task.least(task.frame(task.movable, slots), self.meter)
        best = min((draft for draft in (found, result.draft) if draft), key=lambda d: disturbance(task.standing, d))
        proven = disturbance(task.standing, best) if result.outcome == "best" else NOTHING
        return LeastDisturbance(best, proven, None)
