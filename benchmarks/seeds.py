"""The engine over many seeds of each family: what is proven and when, and how good the rotas on the way are.

python -m benchmarks.seeds                                  S, M, L and the tight ones, as a user gets them
python -m benchmarks.seeds --families M,L --without-numba   the search interpreted, numba there or not
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.instances import Instance, instance
from rota.solving.engine import Impossible, NotFound, OutOfTime, Result, Solved, solve
from rota.solving.limits import Limits
from rota.solving.progress import Progress
from rota.solving.search import annealing

RESULTS = Path(__file__).parent / "results" / "seeds.json"
AT = (1.0, 5.0, 10.0, 30.0)
"""Seconds at which values are read."""
USUAL = {"S": 20, "M": 20, "L": 6, "S-tight": 8, "M-tight": 8}
"""Seeds of each family, from 1 on."""


@dataclass(frozen=True, slots=True)
class Seed:
    """What came of one seed. ``found`` is each better value with its seconds; ``searched`` the best before a proof."""

    family: str
    seed: int
    outcome: str
    seconds: float
    value: int | None
    bound: int | None
    fairest: bool
    searched: int | None
    found: tuple[tuple[float, int], ...]

    def excess(self, seconds: float) -> int | None:
        """Points above the bound then; None when there was no rota yet."""
        values = [value for at, value in self.found if at <= seconds]
        return None if not values or self.bound is None else min(values) - self.bound


def measured(given: Instance, limits: Limits) -> Seed:
    """Solves one instance, listening."""
    found: list[tuple[float, int]] = []
    searched: list[int] = []
    began = time.perf_counter()

    def hear(news: Progress) -> None:
        if news.value is not None:
            if not found or news.value < found[-1][1]:
                found.append((time.perf_counter() - began, news.value))
            if not news.stage.startswith("proving"):
                searched.append(news.value)

    result = solve(given.problem, given.rules, limits, hear)
    seconds = time.perf_counter() - began
    proof = result.certificate if isinstance(result, Solved | OutOfTime) else None
    if proof is not None and proof.value < min((value for _, value in found), default=proof.value + 1):
        found.append((seconds, proof.value))
    return Seed(
        given.name,
        given.seed,
        _words(result),
        seconds,
        proof.value if proof else None,
        proof.bound if proof else None,
        proof is not None and proof.fairness <= proof.fairness_bound,
        min(searched, default=None),
        tuple(found),
    )


def _words(result: Result) -> str:
    words = {Solved: "proven best", OutOfTime: "not proven", Impossible: "impossible", NotFound: "no rota found"}
    return words[type(result)]


def lines(seeds: Sequence[Seed]) -> list[str]:
    """A Markdown table with a line for each family."""
    heads = ["family", "seeds", "proven best", "impossible", "no rota", "fairest", "search alone at the best"]
    heads += ["median, s", "worst, s", *(f"excess at {at:g} s: median, worst" for at in AT)]
    table = ["| " + " | ".join(heads) + " |", "| --- " * len(heads) + "|"]
    for family in dict.fromkeys(one.family for one in seeds):
        table.append(_line(family, [one for one in seeds if one.family == family]))
    return table


def _line(family: str, seeds: Sequence[Seed]) -> str:
    def count(outcome: str) -> int:
        return sum(one.outcome == outcome for one in seeds)

    drawn = [one for one in seeds if one.value is not None]
    alone = sum(one.searched == one.value for one in drawn)
    cells = [family, str(len(seeds)), *(str(count(name)) for name in ("proven best", "impossible", "no rota found"))]
    cells += [f"{sum(one.fairest for one in drawn)} of {len(drawn)}", f"{alone} of {len(drawn)}"]
    seconds = [one.seconds for one in seeds]
    cells += [f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"]
    return "| " + " | ".join([*cells, *(_excess(drawn, at) for at in AT)]) + " |"


def _excess(seeds: Sequence[Seed], at: float) -> str:
    there = [excess for one in seeds if (excess := one.excess(at)) is not None]
    none = f", {len(seeds) - len(there)} none" if len(there) < len(seeds) else ""
    return f"{statistics.median(there):g}, {max(there)}{none}" if there else "none"


def main(words: list[str]) -> None:
    """Measures what is asked for and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seeds", description=__doc__.splitlines()[0])
    parser.add_argument("--families", default=",".join(USUAL), help="by name")
    parser.add_argument("--seeds", type=int, help="how many of each, from 1 on; else 20 of S and M, 6 of L, 8 tight")
    parser.add_argument("--seconds", type=float, help="stop each by the clock; else the usual limit of work")
    parser.add_argument("--without-numba", action="store_true", help="as where rota[fast] is not installed")
    parser.add_argument("--out", default=str(RESULTS), help="where the raw results go")
    asked = parser.parse_args(words)
    if asked.without_numba:
        annealing.WORTH_COMPILING = annealing.MOST
    limits = Limits(seconds=asked.seconds)
    seeds = []
    for family in asked.families.split(","):
        for seed in range(1, (asked.seeds or USUAL.get(family, 3)) + 1):
            seeds.append(measured(instance(family, seed), limits))
            one = seeds[-1]
            print(f"{family}, {seed}: {one.outcome}, {one.value}, {one.seconds:.2f} s", file=sys.stderr)
            Path(asked.out).parent.mkdir(parents=True, exist_ok=True)
            Path(asked.out).write_text(json.dumps([asdict(s) for s in seeds], indent=1) + "\n", encoding="utf-8")
    print("\n".join(lines(seeds)))


if __name__ == "__main__":
    main(sys.argv[1:])
