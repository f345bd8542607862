"""The best rota from a day on where what is over breaks musts: it stays, and every must that can still be kept is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rota.auditing import AuditReport, audit
from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import Prepare, solve_lazily
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.disturbance_model import Counted
from rota.solving.minimum_change.least_disturbance import least_disturbing
from rota.solving.minimum_change.reoptimise import PublishedRota, task_of
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment, measure, received_as_in
from rota.solving.model.compile import compile_statements
from rota.solving.model.fixed_receivers import received_as_known
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from rota.solving.model.what_is_over import WhatIsOver, received_as_they_were

WORK = 10.0
"""Units of work for a rota at all, and for each of the two steps that better it.

Chosen without measurement; how much is left to gain at L after 5, 10 and 20 units would set it."""


def best_onward(
    problem: Problem, rules: Sequence[Rule], known: Rota, over: WhatIsOver
) -> tuple[Rota, AuditReport] | None:
    """The rota with the fewest points that was found, the nearest to the known one of those, and its audit.

    None when there is none or none was found. DisagreementError when the audit reads it otherwise than the engine.
    """
    problem = received_as_they_were(problem, over.facts)
    compiled = compile_statements(problem, received_as_known(problem, gather(problem, rules), known.placements))
    owed, facts = {visit.id for visit in problem.visits}, {place.visit for place in over.facts}
    told = PublishedRota(known.of(owed), frozenset(owed - facts), over.first_day, over.first_day - timedelta(1))
    task = task_of(problem, compiled, presolve(compiled), told)
    if not all(len(task.slots[visit]) for visit in task.movable):
        return None
    least = least_disturbing(task, Meter(Limits(work=WORK)))
    if least is None:
        return None
    draft = _nearer(task, _with_fewer_points(task, least.draft))
    rota = received_as_in(draft.rota(compiled), known.placements, facts)
    report, claimed = audit(problem, rules, rota), measure(compiled, draft)
    report.must_agree(claimed.points, kept=not claimed.broken)
    return rota, report


def _with_fewer_points(task: ChangeTask, draft: Assignment) -> Assignment:
    return _better(task, draft, lambda model: None)


def _nearer(task: ChangeTask, draft: Assignment) -> Assignment:
    """Of all that cost no more the draft that disturbs least."""
    points = measure(task.compiled, draft).points

    def prepare(model: FrameModel) -> None:
        model.model.add(model.builder.objective() <= points)
        Counted(model, task.standing).minimise()

    return _better(task, draft, prepare)


def _better(task: ChangeTask, draft: Assignment, prepare: Prepare) -> Assignment:
    """What is found when every visit to come is free, or the draft where nothing is."""
    if not task.movable:
        return draft
    frame = task.frame(task.movable, task.slots)
    found = solve_lazily(task.compiled, draft, frame, Meter(Limits(work=WORK)), prepare, forgiving=True).draft
    return draft if found is None else found
