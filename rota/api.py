"""The public names of Rota, which ``import rota`` gives: a council read, drawn, audited, explained and written.

Semantic versioning holds for these names alone. No function prints, reads the clock or touches a path, but for
``read`` of a path and ``write``. What an officer would be told is in the message of a RotaError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from rota.app.answer import Result
from rota.app.council import Council, InputFaults, Solution, read
from rota.app.draw import Run, drawn
from rota.app.explain import fairness, ground_of, reserves, swaps, unmet, why, why_member, why_not
from rota.app.files import rendered
from rota.app.plan import Replan, WhatIf, replan, what_if
from rota.app.track import Tracked, track
from rota.auditing import AuditReport
from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError, RotaError
from rota.explaining.no_rota import WhyNoRota, why_no_rota
from rota.exports import USUAL
from rota.exports.atomic_write import OutputRefused, write_all
from rota.reports.diagnosis_report import paper_of_diagnosis
from rota.rules import Rule
from rota.solving.engine import OutOfTime, Solved
from rota.solving.engine import solve as engine
from rota.solving.limits import Limits
from rota.solving.nearest_optimum import solve_near
from rota.solving.progress import Progress, silent

__all__ = [
    "CouldNotRunError",
    "Council",
    "InputFaults",
    "Limits",
    "OutputRefused",
    "Problem",
    "Replan",
    "Result",
    "Rota",
    "RotaError",
    "Rule",
    "Solution",
    "Tracked",
    "WhatIf",
    "audit",
    "diagnose",
    "export",
    "fairness",
    "read",
    "replan",
    "reserves",
    "solve",
    "swaps",
    "track",
    "unmet",
    "what_if",
    "why",
    "why_member",
    "why_not",
    "write",
]


def solve(
    council: Council,
    limits: Limits | None = None,
    *,
    start: Rota | None = None,
    near: Rota | None = None,
    dated: datetime | None = None,
    on_progress: Callable[[Progress], None] = silent,
) -> Solution | None:
    """The year's rota, or None when none was found: ``diagnose`` says why.

    The search begins at ``start``; of rotas as good the nearest to ``near`` is drawn. ``dated`` is the London time
    that the record bears, the year's first midnight unless given.
    """
    limits, rules = limits or Limits(), council.rules

    def run(problem: Problem, met: Rota | None) -> Run:
        begun = met or start
        if near is None:
            return Run(engine(problem, rules, limits, on_progress, start=begun), stopped=False)
        found = solve_near(problem, rules, near, limits, on_progress, start=begun)
        return Run(found.result, stopped=False, nearness=found.nearness)

    result = drawn(council.inputs, run)[0].result
    if not isinstance(result, (Solved, OutOfTime)):
        return None
    return Solution(council, result.rota, result.report, result.certificate, limits.seed, dated)


def audit(council: Council, rota: Rota | Solution) -> AuditReport:
    """Each rule that the rota breaks and each point it costs, whoever made it; knows nothing of the engine."""
    return ground_of(council, rota, None).report


def diagnose(council: Council) -> Result[WhyNoRota]:
    """Every obstacle to a rota, with ways out of each."""
    found = why_no_rota(council.inputs.to_draw(), council.rules)
    return Result(found, paper_of_diagnosis(council.problem, found))


def export(solution: Solution, formats: Iterable[str] | None = None) -> dict[str, bytes]:
    """The files of a rota by name, in these formats or in all that ``rota solve`` writes."""
    return rendered(solution.document, USUAL if formats is None else formats)


def write(files: Mapping[str, bytes], folder: str | Path, *, force: bool = False) -> tuple[str, ...]:
    """Writes the files to the folder, all or none, and gives their names.

    OutputRefused when it cannot be, or when one of them is there and ``force`` does not replace it.
    """
    write_all(dict(files), Path(folder), force)
    return tuple(files)
