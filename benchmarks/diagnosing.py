"""Planted faults, alone and together, at three sizes: seconds until all are named with ways out that were tried.

python -m benchmarks.diagnosing       prints the table and keeps raw results in benchmarks/results/diagnosing.json
"""

from __future__ import annotations

import json
import random
import statistics
import time
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.families import RULE_NUMBERS, problem
from benchmarks.faults import FAULTS, planted
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.solving.diagnosis.diagnose import Obstacle, diagnose

RESULTS = Path(__file__).parent / "results" / "diagnosing.json"
ALONE = [(name,) for name in FAULTS]
TOGETHER = [names for many in (2, 3, 4) for names in combinations(FAULTS, many)]
SAMPLES = {"S": 30, "M": 12, "L": 6}
"""How many of the 91 combinations are measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One diagnosis: of which size and faults, its seconds, and whether all are named and none invented."""

    size: str
    faults: tuple[str, ...]
    seconds: float
    right: bool


def main() -> None:
    """Measures each size and prints a Markdown table."""
    rows = []
    print("| size | faults | diagnoses | all named, none invented | median, s | worst, s |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size, sample in SAMPLES.items():
        chosen = random.Random(3).sample(TOGETHER, sample)
        for what, many in (("alone", ALONE), ("2 to 4 together", chosen)):
            measured = [_measure(size, names) for names in many]
            seconds = [row.seconds for row in measured]
            right = sum(row.right for row in measured)
            print(
                f"| {size} | {what} | {len(many)} | {right} | {statistics.median(seconds):.2f} | {max(seconds):.2f} |",
                flush=True,
            )
            rows += measured
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


def _measure(size: str, names: tuple[str, ...]) -> Measured:
    rules = load(Settings(rules=RULE_NUMBERS[size]))
    faulty, faults = planted(problem(size, 1), names)
    began = time.perf_counter()
    found = diagnose(faulty, rules)
    seconds = time.perf_counter() - began
    named = [
        any(fault.rules <= set(one.rules) and _of(one) <= fault.visits for one in found.obstacles) for fault in faults
    ]
    right = all(named) and len(found.obstacles) == len(faults) and found.rota is not None
    return Measured(size, names, round(seconds, 3), right)


def _of(obstacle: Obstacle) -> set[str]:
    return set(obstacle.visits)


if __name__ == "__main__":
    main()
