"""The S family: 66 members, 9 visits, seeds 1 to 8; Rota beside a plain CP-SAT model on the same statements.

python -m benchmarks.small            prints the table and keeps raw results in benchmarks/results/small.json
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from benchmarks.families import RULE_NUMBERS, problem
from benchmarks.plain_cp_sat import solve_plainly
from rota.domain import Problem
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.solving.engine import Solved, solve
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather

SEEDS = range(1, 9)
PEER_SECONDS = 40.0
RESULTS = Path(__file__).parent / "results" / "small.json"


def main() -> None:
    """Measures every seed once with each and prints a Markdown table."""
    argparse.ArgumentParser(prog="python -m benchmarks.small", description=__doc__).parse_args()
    rules = load(Settings(rules=RULE_NUMBERS["S"]))
    rows = [_measure(seed, problem("S", seed), rules) for seed in SEEDS]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print("| seed | points | proven | Rota, s | plain CP-SAT, s | plain: points, bound | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for row in rows:
        peer = f"{row['peer_value']}, {row['peer_bound']}"
        least = "" if row["peer_proven"] else "more than "
        ratio = row["peer_seconds"] / row["seconds"]
        print(
            f"| {row['seed']} | {row['value']} | {'yes' if row['proven'] else 'no'} | {row['seconds']:.2f} "
            f"| {least}{row['peer_seconds']:.1f} | {peer} | {least}{ratio:.0f} |"
        )
    ours = [row["seconds"] for row in rows]
    print(
        f"\nRota: proven on {sum(row['proven'] for row in rows)} of {len(rows)}, "
        f"median {statistics.median(ours):.2f} s, worst {max(ours):.2f} s."
    )
    print(f"Plain CP-SAT: proven on {sum(row['peer_proven'] for row in rows)} within {PEER_SECONDS:.0f} s.")


def _measure(seed: int, world: Problem, rules: tuple[Rule, ...]) -> dict[str, float]:
    began = time.perf_counter()
    result = solve(world, rules)
    seconds = time.perf_counter() - began
    if not isinstance(result, Solved):
        raise SystemExit(f"seed {seed} is not solved to the end: {result}")
    compiled = compile_statements(world, gather(world, rules))
    peer = solve_plainly(compiled, presolve(compiled), PEER_SECONDS)
    return {
        "seed": seed,
        "value": result.certificate.value,
        "proven": result.certificate.proven_best,
        "seconds": seconds,
        "peer_value": peer.value if peer.value is not None else -1,
        "peer_bound": peer.bound,
        "peer_proven": peer.proven,
        "peer_seconds": peer.seconds,
        "peer_booleans": peer.booleans,
    }


if __name__ == "__main__":
    main()
