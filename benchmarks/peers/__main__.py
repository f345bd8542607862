"""Rota and its peers on the same instances, one after another; a table, and raw results in benchmarks/results.

python -m benchmarks.peers                                      the bar, S, M and L, one minute a solver
python -m benchmarks.peers --families M,M-tight --seeds 1,2 --limits 1,5 --solvers rota,timefold
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.bar import BARS
from benchmarks.instances import Instance, instance
from benchmarks.peers.curve import Curve, audited
from benchmarks.peers.running import NAMES, SOLVERS, absence, run
from benchmarks.peers.table import Measured, lines
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather

RESULTS = Path(__file__).parent.parent / "results"


def main(words: list[str]) -> None:
    """Measures what is asked for and prints the table."""
    asked = _parser().parse_args(words)
    limits = tuple(sorted(float(limit) for limit in asked.limits.split(",")))
    solvers = [solver for solver in SOLVERS if solver in asked.solvers.split(",")]
    for solver in solvers:
        if why := absence(solver):
            print(f"{NAMES[solver]} is absent: {why}.", file=sys.stderr)
    measured = []
    for name, seed in _instances(asked.families, asked.seeds):
        given = instance(name, seed)
        curves = tuple(_measured(solver, given, limits) for solver in solvers)
        measured.append(Measured(name, seed, curves, limits, _flow(given)))
        _keep(measured, Path(asked.out))
    print("\n".join(lines(measured)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.splitlines()[0])
    parser.add_argument("--families", default="bar,S,M,L", help="instances by name; bar is all three of the bar")
    parser.add_argument("--seeds", default="1", help="of each family but the bar, which has its own")
    parser.add_argument("--limits", default="1,5,15,60", help="seconds at which values are read")
    parser.add_argument("--solvers", default=",".join(SOLVERS), help=f"of {', '.join(SOLVERS)}")
    parser.add_argument("--out", default=str(RESULTS / "peers.json"), help="where the raw results go")
    return parser


def _instances(families: str, seeds: str) -> list[tuple[str, int]]:
    chosen: list[tuple[str, int]] = []
    for family in families.split(","):
        if family == "bar" or family in BARS:
            chosen += [(name, bar.seed) for name, bar in BARS.items() if family in ("bar", name)]
        else:
            chosen += [(family, int(seed)) for seed in seeds.split(",")]
    return chosen


def _flow(given: Instance) -> int:
    compiled = compile_statements(given.problem, gather(given.problem, given.rules))
    return lower_bound(compiled, presolve(compiled)).points


def _measured(solver: str, given: Instance, limits: tuple[float, ...]) -> Curve:
    """The curve, of which every rota that the table can name has been audited."""
    curve = run(solver, given, limits)
    picked = [one for limit in limits if (one := curve.at(limit))]
    if curve.found:
        picked += [curve.found[0], curve.found[-1]]
    audited(given, NAMES[solver], picked)
    values = [f"{one.value}" if (one := curve.at(limit)) else "none" for limit in limits]
    speed = f", {curve.a_second:,.0f} rotas scored a second" if curve.a_second else ""
    said = "absent" if curve.absent else f"{', '.join(values)}{speed}"
    print(f"{given.name}, seed {given.seed}: {NAMES[solver]}: {said}", file=sys.stderr)
    return curve


def _keep(measured: list[Measured], path: Path) -> None:
    """Raw results: every best with its seconds, and the last rota of each solver."""
    machine = {"python": platform.python_version(), "ortools": version("ortools"), "system": platform.platform()}
    data = {"machine": machine, "instances": [_raw(one) for one in measured]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _raw(one: Measured) -> dict[str, object]:
    curves = []
    for curve in one.curves:
        raw = asdict(curve)
        raw["found"] = [[found.seconds, found.value] for found in curve.found]
        curves.append(raw)
    return {"name": one.name, "seed": one.seed, "limits": one.limits, "bound": one.bound, "curves": curves}


if __name__ == "__main__":
    main(sys.argv[1:])
