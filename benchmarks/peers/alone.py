"""One Python solver on one instance, in a process of its own.

python -m benchmarks.peers.alone SOLVER NAME SEED SECONDS OUT

Seconds run from the problem for Rota, whose reading of the rules and compiling count. For the others they run from
the tables: making them does not count, building a model does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.instances import Instance, instance
from benchmarks.peers.curve import Sheet, clock
from benchmarks.peers.flat import flat
from benchmarks.peers.mip import Mip
from benchmarks.plain_cp_sat import solve_plainly
from rota.domain import Rota
from rota.solving.engine import OutOfTime, Solved, solve
from rota.solving.limits import Limits
from rota.solving.model.assignment import Assignment, draft_of, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved, presolve
from rota.solving.model.statements import gather
from rota.solving.progress import Progress

Run = Callable[[Instance, float, Sheet], tuple[float, int | None]]
"""Runs for so many seconds; gives the seconds it took and the bound it proved."""


def rota(given: Instance, seconds: float, sheet: Sheet) -> tuple[float, int | None]:
    """Rota's engine, stopped by the clock."""
    since = clock()

    def hear(news: Progress) -> None:
        if news.value is not None and news.rota is not None and news.stage in ("first rota", "improving"):
            sheet.note(since(), news.value, partial(_draft, given, news.rota))

    result = solve(given.problem, given.rules, Limits(seconds=seconds), hear)
    took = since()
    if not isinstance(result, (Solved, OutOfTime)):
        return took, None
    sheet.note(took, result.certificate.value, partial(_draft, given, lambda: result.rota))
    return took, result.certificate.bound


def _draft(given: Instance, made: Callable[[], Rota]) -> Assignment:
    return draft_of(compile_statements(given.problem, gather(given.problem, given.rules)), made())


def plain(given: Instance, seconds: float, sheet: Sheet) -> tuple[float, int | None]:
    """CP-SAT as it comes, a Boolean for each member, visit and slot.

    It claims too much for a rota that is not its best, as long as a variable for what lies above a step is larger
    than it need be; so the rota's own points are noted. To claim too little would be another matter.
    """
    compiled, presolved = _compiled(given)

    def hear(at: float, value: int, draft: Assignment) -> None:
        sheet.note(at, min(value, measure(compiled, draft).points), draft.copy)

    answer = solve_plainly(compiled, presolved, seconds, hear)
    return answer.seconds, answer.bound


def highs(given: Instance, seconds: float, sheet: Sheet) -> tuple[float, int | None]:
    """HiGHS through scipy, which tells nothing until its time is up: one point of a curve."""
    compiled, presolved = _compiled(given)
    tables = flat(compiled, presolved)
    since = clock()
    program = Mip(tables)
    draft, bound = program.solve(seconds - since())
    took = since()
    if draft is not None:
        now = measure(compiled, draft)
        if now.broken:
            raise SystemExit("HiGHS gives a rota that breaks a must")
        sheet.note(took, now.points, draft.copy)
    return took, bound


def _compiled(given: Instance) -> tuple[Compiled, Presolved]:
    compiled = compile_statements(given.problem, gather(given.problem, given.rules))
    return compiled, presolve(compiled)


SOLVERS: dict[str, Run] = {"rota": rota, "plain": plain, "highs": highs}


def main(solver: str, name: str, seed: str, seconds: str, out: str) -> None:
    """Runs the solver and writes what it finds to ``out``."""
    given = instance(name, int(seed))
    sheet = Sheet(Path(out))
    sheet.end(*SOLVERS[solver](given, float(seconds), sheet))


if __name__ == "__main__":
    main(*sys.argv[1:])
