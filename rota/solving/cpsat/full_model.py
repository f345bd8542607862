"""Solves the whole problem at once, to a proof: small problems, and middling ones already near their bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from rota.solving.cpsat.frame_model import FrameModel, Pairs
from rota.solving.cpsat.lazy_constraints import left_out_but_broken
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import Presolved


@dataclass(frozen=True, slots=True)
class Proof:
    """The best draft that keeps every must (None: none found), a bound on all, or that there is none."""

    draft: Assignment | None
    bound: int
    impossible: bool = False


def whole_frame(compiled: Compiled, presolved: Presolved) -> Frame:
    """Every visit free, with all its slots and everybody who may go."""
    visits = range(compiled.visit_count)
    members = {visit: np.flatnonzero(compiled.may_go[:, visit]) for visit in visits}
    return Frame(tuple(visits), dict(enumerate(presolved.slots)), members)


def prove(
    compiled: Compiled,
    presolved: Presolved,
    start: Assignment,
    bound: int,
    meter: Meter,
    seen: Callable[[int, int], None],
    linearization: int = 2,
    frame: Frame | None = None,
    most_work: float = inf,
) -> Proof:
    """Solves without the gaps between visits that share a member, adds those that the answer breaks, and repeats.

    Each model leaves something out, so its bound holds; the answer that breaks nothing left out is exact.
    ``frame``, when given, must hold every rota that is better than ``start``. After ``most_work`` it ends.
    """
    frame = frame or whole_frame(compiled, presolved)
    asked: Pairs = frozenset()
    best: Assignment | None = None
    draft = start
    if not measure(compiled, start).broken:
        best = start
    end = meter.spent + most_work
    while not meter.over and meter.spent < end:
        model = FrameModel(compiled, draft, frame, eager=False, asked_pairs=asked)
        model.bound_objective(bound)
        result = solve_frame(model, meter, end - meter.spent, watch=seen, linearization=linearization)
        if result.outcome == "impossible":
            return _confirmed(compiled, draft, frame, asked, meter, best, bound)
        if result.draft is None:
            break
        bound = max(bound, result.bound)
        best = _better(compiled, best, result.draft)
        broken = left_out_but_broken(compiled, result.draft, frame, musts_only=False) - asked
        if not broken or result.outcome != "best":
            break
        asked |= broken
        draft = best or result.draft
    return Proof(best, bound)


def _better(compiled: Compiled, best: Assignment | None, draft: Assignment) -> Assignment | None:
    now = measure(compiled, draft)
    if now.broken or (best is not None and measure(compiled, best).points <= now.points):
        return best
    return draft


def _confirmed(
    compiled: Compiled, draft: Assignment, frame: Frame, asked: Pairs, meter: Meter, best: Assignment | None, bound: int
) -> Proof:
    """ "Impossible" is believed only when the solver says it again without its presolve."""
    model = FrameModel(compiled, draft, frame, eager=False, asked_pairs=asked)
    again = solve_frame(model, meter, presolve=False)
    if again.outcome == "impossible" and best is None:
        return Proof(None, bound, impossible=True)
    return Proof(best, bound)
