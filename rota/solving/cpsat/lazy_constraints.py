"""Solves a frame without the many gaps between visits that share a member, adding those that an answer breaks."""

from __future__ import annotations

from collections.abc import Callable

from rota.solving.cpsat.frame_model import FrameModel, Pairs
from rota.solving.cpsat.solve_frame import Exact, solve_frame
from rota.solving.cpsat.variety_encoding import left_out_pairs
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment, close_pairs
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame

Prepare = Callable[[FrameModel], None]


def solve_lazily(
    compiled: Compiled,
    draft: Assignment,
    frame: Frame,
    meter: Meter,
    prepare: Prepare,
    forgiving: bool = False,
    presolve: bool = True,
    points: bool = True,
    asked: Pairs = frozenset(),
) -> Exact:
    """The answer for the frame, as exact as if every gap had been in the model from the start.

    ``prepare`` adds to each model what else is asked, and may give it another objective; without ``points``
    in it, gaps that merely cost are left out. The gaps of pairs that are ``asked`` are in it from the start.
    """
    while True:
        model = FrameModel(compiled, draft, frame, eager=False, asked_pairs=asked, forgiving=forgiving)
        prepare(model)
        result = solve_frame(model, meter, presolve=presolve)
        if result.draft is None:
            return result
        broken = left_out_but_broken(compiled, result.draft, frame, musts_only=not points) - asked
        if not broken:
            return result
        if meter.over:
            return Exact("unknown", None, 0, result.bound, result.work)
        asked |= broken


def left_out_but_broken(compiled: Compiled, draft: Assignment, frame: Frame, musts_only: bool) -> Pairs:
    """The pairs of free visits that share a member, too close for a gap; and of members who meet too often."""
    free = set(frame.visits)
    pairs = set()
    for number, gap in enumerate(compiled.gaps):
        if gap.shared and not (musts_only and gap.points is not None):
            for one, other in close_pairs(gap, draft):
                shared = draft.groups[:, one] & draft.groups[:, other]
                if {one, other} <= free and (shared if gap.members is None else shared & gap.members).any():
                    pairs.add((number, one, other))
    met = left_out_pairs(compiled, draft, musts_only)
    pairs.update((len(compiled.gaps) + number, one, other) for number, one, other in met)
    return frozenset(pairs)
