"""Solves a frame to the end with CP-SAT: one worker, a fixed seed, work counted rather than seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from rota.solving.draft import Draft
from rota.solving.model import FrameModel

Outcome = Literal["best", "better", "impossible", "unknown"]
Watcher = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exact:
    """What CP-SAT says of a frame: "best" is proven, "better" is only found, "unknown" is neither.

    ``value`` and ``bound`` are the model's objective; ``work`` is CP-SAT's deterministic time.
    """

    outcome: Outcome
    draft: Draft | None
    value: int
    bound: int
    work: float


def parameters(work: float, seed: int, presolve: bool, linearization: int) -> cp_model.CpSolver:
    """A solver set as measurements say is fastest here, and deterministic: one worker, no probing."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.linearization_level = linearization
    solver.parameters.cp_model_presolve = presolve
    solver.parameters.max_deterministic_time = work
    solver.parameters.catch_sigint_signal = False
    return solver


def solve_frame(
    model: FrameModel,
    work: float,
    seed: int = 1,
    watch: Watcher | None = None,
    register: Callable[[cp_model.CpSolver], None] | None = None,
    presolve: bool = True,
    linearization: int = 2,
) -> Exact:
    """Solves the frame within ``work`` units of deterministic time.

    ``linearization`` is how much of the model CP-SAT also hands to linear programming: the whole of a
    small problem is proven two to eight times sooner with 1, neighbourhoods and larger ones with 2
    (measured on the S, M and L families). ``watch`` is told each value and bound as they improve;
    ``register`` is given the solver, so that another thread may stop it.
    """
    if model.builder.infeasible:
        return Exact("impossible", None, 0, 0, 0.0)
    solver = parameters(work, seed, presolve, linearization)
    if register:
        register(solver)
    status = solver.solve(model.model, _Watch(watch) if watch else None)
    spent = float(solver.response_proto.deterministic_time)
    if status == cp_model.INFEASIBLE:
        return Exact("impossible", None, 0, 0, spent)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Exact("unknown", None, 0, 0, spent)
    outcome: Outcome = "best" if status == cp_model.OPTIMAL else "better"
    value, bound = round(solver.objective_value), round(solver.best_objective_bound)
    return Exact(outcome, model.read(solver), value, bound, spent)


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, watch: Watcher) -> None:
        super().__init__()
        self._watch = watch

    def on_solution_callback(self) -> None:
        self._watch(round(self.objective_value), round(self.best_objective_bound))
