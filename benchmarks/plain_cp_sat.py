"""A peer: the model most people would write first, a Boolean for each member, visit and slot, with CP-SAT as it comes.

It reads the same statements and has the same optimum; only the variables and the parameters differ.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from ortools.sat.python import cp_model

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.full_model import whole_frame
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.presolve import Presolved


class PlainModel(FrameModel):
    """Being on a visit is being on it at one of its slots, a Boolean each."""

    def _add_member(self, member: int, visit: int, slots: Numbers, allowed: Mask, price: Numbers) -> None:
        place = self.x[member, visit] = self.model.new_bool_var("")
        at_slots = []
        for slot, points in zip(slots[allowed].tolist(), price[allowed].tolist(), strict=True):
            here = self.model.new_bool_var("")
            self.model.add_implication(here, self.y[visit][slot])
            self.builder.charge(here, points)
            at_slots.append(here)
        self.model.add(sum(at_slots) == place)


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """What the peer reached: None when it found no rota; ``proven`` when it says that none is better."""

    value: int | None
    bound: int
    proven: bool
    seconds: float
    booleans: int


Seen = Callable[[float, int, Assignment], None]
"""Told of each better rota: the seconds since the start, its points, and the rota."""


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, model: PlainModel, began: float, seen: Seen) -> None:
        super().__init__()
        self._model, self._began, self._seen = model, began, seen

    def on_solution_callback(self) -> None:
        seconds = time.perf_counter() - self._began
        values = cast(cp_model.CpSolver, self)  # the same questions can be asked of either
        self._seen(seconds, round(self.objective_value), self._model.read(values))


def solve_plainly(compiled: Compiled, presolved: Presolved, seconds: float, seen: Seen | None = None) -> PlainAnswer:
    """CP-SAT's own parameters, both cores, at most ``seconds``; building the model counts."""
    began = time.perf_counter()
    nothing = Assignment(
        np.array([slots[0] for slots in presolved.slots], dtype=np.int64),
        np.zeros((compiled.member_count, compiled.visit_count), dtype=bool),
    )
    model = PlainModel(compiled, nothing, whole_frame(compiled, presolved))
    model.model.clear_hints()  # type: ignore[no-untyped-call]
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = max(0.0, began + seconds - time.perf_counter())
    status = solver.solve(model.model, _Watch(model, began, seen) if seen else None)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return PlainAnswer(
        round(solver.objective_value) if found else None,
        round(solver.best_objective_bound),
        status == cp_model.OPTIMAL,
        time.perf_counter() - began,
        len(model.model.proto.variables),
    )
