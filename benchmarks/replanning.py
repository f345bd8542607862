"""A member drops out, a date is lost: seconds to the least change and its proof, and whom drawing afresh would disturb.

python -m benchmarks.replanning       prints the table and keeps raw results in benchmarks/results/replanning.json
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.families import RULE_NUMBERS, problem
from rota.compare import diary_changes
from rota.domain import Placement, Problem, Rota
from rota.domain.edits import Edit, Leave, Shut, edited
from rota.replanning.replan import Replanned, replan
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.solving.engine import OutOfTime, Solved, solve
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.least_disturbance import least_disturbing
from rota.solving.minimum_change.reoptimise import PublishedRota, movable_after, task_of
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather

RESULTS = Path(__file__).parent / "results" / "replanning.json"
SEEDS = {"S": (1, 2, 3), "M": (1, 2, 3), "L": (1, 2)}
WORK = {"S": None, "M": 5.0, "L": 5.0}
"""Units of work that the rota of the year, and the one drawn afresh, are given."""


def drops_out(placement: Placement) -> Edit:
    """One of those who go leaves the council the day before."""
    return Leave(placement.members[0], placement.slot.day - timedelta(1))


def date_is_lost(placement: Placement) -> Edit:
    """The visit cannot be on its date, nor can any other."""
    return Shut(placement.slot.day, "lost")


WHAT: dict[str, Callable[[Placement], Edit]] = {"a member drops out": drops_out, "a date is lost": date_is_lost}


@dataclass(frozen=True, slots=True)
class Measured:
    """One change: seconds to the least with its proof, and to everything; people disturbed, and if drawn afresh."""

    size: str
    seed: int
    what: str
    least: float
    whole: float
    people: int
    proven: bool
    afresh: int


def main() -> None:
    """Measures each size and prints a Markdown table of medians."""
    rows = [row for size, seeds in SEEDS.items() for seed in seeds for row in _measure(size, seed)]
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    print("| size | what | least change, s: median, worst | with offers, s | people disturbed | proven | afresh |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in SEEDS:
        for what in WHAT:
            some = [row for row in rows if (row.size, row.what) == (size, what)]
            least = [row.least for row in some]
            print(
                f"| {size} | {what} | {statistics.median(least):.3f}, {max(least):.3f} "
                f"| {statistics.median(row.whole for row in some):.2f} "
                f"| {statistics.median(row.people for row in some):g} "
                f"| {sum(row.proven for row in some)} of {len(some)} "
                f"| {statistics.median(row.afresh for row in some):g} |"
            )


def _measure(size: str, seed: int) -> list[Measured]:
    rules = load(Settings(rules=RULE_NUMBERS[size]))
    world = problem(size, seed)
    known = _drawn(world, rules, size)
    later = sorted(known.placements, key=lambda placement: placement.slot.start)[len(known.placements) // 2 :]
    rows = []
    for what, edit in WHAT.items():
        for placement in later[:: max(1, len(later) // 3)][:3]:
            first_day = placement.slot.day - timedelta(60)
            now = edited(world, [edit(placement)])
            rows.append(Measured(size, seed, what, *_measured(now, rules, known, first_day, size)))
    return rows


def _drawn(world: Problem, rules: tuple[Rule, ...], size: str) -> Rota:
    result = solve(world, rules, Limits(work=WORK[size]))
    if not isinstance(result, Solved | OutOfTime):
        raise SystemExit(f"{world.council} is not solved: {result}")
    return result.rota


def _measured(
    now: Problem, rules: tuple[Rule, ...], known: Rota, first_day: date, size: str
) -> tuple[float, float, int, bool, int]:
    compiled = compile_statements(now, gather(now, rules))
    told = PublishedRota(known.placements, movable_after(now, known.placements, first_day), first_day, first_day)
    task = task_of(now, compiled, presolve(compiled), told)
    began = time.perf_counter()
    least_disturbing(task, Meter(Limits()))
    least = time.perf_counter() - began
    began = time.perf_counter()
    plan = replan(now, rules, known, first_day, notice=0)
    whole = time.perf_counter() - began
    if not isinstance(plan, Replanned):
        raise SystemExit(f"{now.council} is not re-planned: {plan}")
    afresh = len({change.person for change in diary_changes(now, known, _drawn(now, rules, size))})
    return least, whole, plan.disturbance.people, plan.proven_nearest, afresh


if __name__ == "__main__":
    main()
