"""Of all rotas that are as good, the one that disturbs fewest of those who know another: for modest sizes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.compile import compile_statements
from rota.solving.counted import Counted
from rota.solving.draft import draft_of, measure
from rota.solving.lazily import solve_lazily
from rota.solving.limits import Limits, Meter
from rota.solving.model import FrameModel
from rota.solving.presolve import presolve
from rota.solving.renewing import Known, task_of
from rota.solving.stated import gather

WORK = 6.0
"""Units of work."""
LARGEST = 12_000
"""Booleans of the whole model above which a rota is taken as it comes."""


def closest(problem: Problem, rules: Sequence[Rule], known: Rota, good: Rota) -> Rota:
    """A rota with no more points than the good one that disturbs fewer of those who know the other, if it is found."""
    compiled = compile_statements(problem, gather(problem, rules))
    presolved = presolve(compiled)
    if compiled.member_count * compiled.visit_count + sum(map(len, presolved.slots)) > LARGEST:
        return good
    first, _ = problem.year.ends()
    owed = frozenset(visit.id for visit in problem.visits)
    told = Known(known.of(owed), owed, first, first - timedelta(1))
    task = task_of(problem, compiled, presolved, told)
    draft = draft_of(compiled, good)
    points = measure(compiled, draft).points

    def prepare(model: FrameModel) -> None:
        model.model.add(model.builder.objective() <= points)
        Counted(model, task.standing).minimise()

    frame = task.frame(task.movable, task.slots)
    found = solve_lazily(compiled, draft, frame, Meter(Limits(work=WORK)), prepare)
    if found.draft is None:
        return good
    now = measure(compiled, found.draft)
    return good if now.broken or now.points > points else found.draft.rota(compiled)
