"""Solves a frame to the end with CP-SAT: one worker, a fixed seed, work counted rather than seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment

Outcome = Literal["best", "better", "impossible", "unknown"]
Watcher = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exact:
    """What CP-SAT says of a frame: "best" is proven, "better" is only found, "unknown" is neither.

    ``value`` and ``bound`` are the model's objective; ``work`` is CP-SAT's deterministic time.
    """

    outcome: Outcome
    draft: Assignment | None
    value: int
    bound: int
    work: float


def solve_frame(
    model: FrameModel,
    meter: Meter,
    most_work: float | None = None,
    watch: Watcher | None = None,
    presolve: bool = True,
    linearization: int = 2,
) -> Exact:
    """Solves the frame within what ``meter`` has left, and within ``most_work`` when it is given.

    ``linearization`` is how much of the model CP-SAT also hands to linear programming: the whole of a
    small problem is proven two to eight times sooner with 1, neighbourhoods and larger ones with 2
    (measured on the S, M and L families). ``watch`` is told each value and bound as they improve. The
    work done is spent from the meter, which may also stop the solver from another thread.
    """
    if model.builder.infeasible:
        return Exact("impossible", None, 0, 0, 0.0)
    solver = _solver(meter, meter.left if most_work is None else min(most_work, meter.left))
    solver.parameters.cp_model_presolve = presolve
    solver.parameters.linearization_level = linearization
    meter.register(solver)
    if meter.stopped:
        return Exact("unknown", None, 0, 0, 0.0)
    status = solver.solve(model.model, _Watch(watch) if watch else None)
    spent = float(solver.response_proto.deterministic_time)
    meter.spend(spent)
    if status == cp_model.INFEASIBLE:
        return Exact("impossible", None, 0, 0, spent)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Exact("unknown", None, 0, 0, spent)
    outcome: Outcome = "best" if status == cp_model.OPTIMAL else "better"
    value, bound = round(solver.objective_value), round(solver.best_objective_bound)
    return Exact(outcome, model.read(solver), value, bound, spent)


def _solver(meter: Meter, work: float) -> cp_model.CpSolver:
    """A deterministic solver: one worker, no probing, which was fastest when measured (figures not kept)."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = meter.limits.seed
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_deterministic_time = work
    solver.parameters.catch_sigint_signal = False
    if meter.seconds_left is not None:
        solver.parameters.max_time_in_seconds = meter.seconds_left
    return solver


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, watch: Watcher) -> None:
        super().__init__()
        self._watch = watch

    def on_solution_callback(self) -> None:
        self._watch(round(self.objective_value), round(self.best_objective_bound))
