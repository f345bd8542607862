"""A rota that people know, and what of it may be changed: the ground on which re-planning stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import solve_lazily
from rota.solving.cpsat.solve_frame import Exact
from rota.solving.limits import Meter
from rota.solving.minimum_change.disturbance import NOWHERE, ToldRota
from rota.solving.minimum_change.disturbance_model import Counted
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.frame import Frame
from rota.solving.model.restrict import only_visits
from rota.solving.model.violations import troubled_visits


@dataclass(frozen=True, slots=True)
class ChangeTask:
    """What is to be changed: the draft as it stands, the visits that may change and the slots each may have.

    ``start`` gives each visit that is new some slot, and nobody.
    """

    compiled: Compiled
    standing: ToldRota
    start: Assignment
    movable: tuple[int, ...]
    slots: dict[int, Numbers]

    def part(self, visits: Sequence[int]) -> ChangeTask:
        """The same with these visits alone, all of them movable, the others not held at all."""
        chosen = list(visits)
        return ChangeTask(
            only_visits(self.compiled, chosen),
            self.standing.of_visits(chosen),
            Assignment(self.start.slots[chosen], self.start.groups[:, chosen]),
            tuple(range(len(chosen))),
            {number: self.slots[visit] for number, visit in enumerate(chosen)},
        )

    def frame(self, visits: Sequence[int], slots: dict[int, Numbers]) -> Frame:
        """These visits free at these slots, with everybody who may go."""
        members = {visit: np.flatnonzero(self.compiled.may_go[:, visit]) for visit in visits}
        return Frame(tuple(visits), {visit: slots[visit] for visit in visits}, members)

    def least(self, frame: Frame, meter: Meter) -> Exact:
        """What disturbs least within this frame, all else as it stands."""

        def prepare(model: FrameModel) -> None:
            Counted(model, self.standing).minimise()

        return solve_lazily(self.compiled, self.start, frame, meter, prepare, forgiving=True, points=False)

    def in_trouble(self) -> list[int]:
        """The visits that may change and cannot stay as they stand: new ones, and those party to a broken must."""
        new = np.flatnonzero(self.standing.slots == NOWHERE).tolist()
        return sorted(set(self.movable) & {*troubled_visits(self.compiled, self.start), *new})

    def must_change(self, visit: int) -> bool:
        """Whether the visit could not stay as it stands even if there were no other."""
        alone = self.part([visit])
        return self.standing.slots[visit] not in self.slots[visit] or bool(alone.in_trouble())

    def kept(self, visit: int) -> Numbers:
        """The slot at which the visit stands, when it may stay there; otherwise every slot that it may have."""
        stays: Numbers = self.slots[visit][self.slots[visit] == self.standing.slots[visit]]
        return stays if len(stays) else self.slots[visit]
