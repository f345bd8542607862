"""What a larger council costs: seconds and memory over a ladder of sizes; a table, a plot and raw results.

python -m benchmarks.growth                                         S to H, two minutes at most for each
python -m benchmarks.growth --instances S,Mx0.5,M --seconds 20 --out out/growth.json
python -m benchmarks.growth --again                                 prints and draws what is kept, without measuring
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.growth.measured import Measured, measured_of
from benchmarks.growth.plot import absence, draw
from benchmarks.growth.table import lines

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent.parent / "results"
LADDER = "S,Mx0.5,Lx0.25,M,Lx0.5,Mx2,L,Hx0.25,Lx2,Hx0.5,H"
"""By members x visits x slots."""
GRACE = 300.0
"""Seconds above its limit after which an instance is given up: what comes before the search is not cut short."""


def main(words: list[str]) -> None:
    """Measures what is asked for, prints the table and draws the plot beside the raw results."""
    given = _parser().parse_args(words)
    out = Path(given.out)
    measured = _kept(out) if given.again else []
    for name in () if given.again else given.instances.split(","):
        for seed in map(int, given.seeds.split(",")):
            measured.append(_alone(name, seed, given.seconds))
            _keep(measured, out)
    print("\n".join(lines(measured)))
    if why := absence():
        print(f"The plot is left out: {why}.", file=sys.stderr)
    else:
        draw(measured, out.with_suffix(".svg"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__.splitlines()[0])
    parser.add_argument("--instances", default=LADDER, help="by name; Mx2 is twice an M, Lx0.5 half an L")
    parser.add_argument("--seeds", default="1", help="of each instance")
    parser.add_argument("--seconds", type=float, default=120.0, help="limit of each")
    parser.add_argument("--out", default=str(RESULTS / "growth.json"), help="where the raw results go, and the plot")
    parser.add_argument("--again", action="store_true", help="measure nothing: print and draw what is in --out")
    return parser


def _alone(name: str, seed: int, seconds: float) -> Measured:
    command = [sys.executable, "-m", "benchmarks.growth.alone", name, str(seed), str(seconds)]
    try:
        ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=seconds + GRACE)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"{name}, seed {seed}, was not done {GRACE:.0f} s after its limit.") from None
    one = measured_of(json.loads(ran.stdout))
    print(f"{name}, seed {seed}: {one.points} points after {one.seconds:.1f} s, {one.megabytes} MB", file=sys.stderr)
    return one


def _keep(measured: list[Measured], path: Path) -> None:
    """Raw results so far: of each instance everything that was heard."""
    machine = {"python": platform.python_version(), "ortools": version("ortools"), "system": platform.platform()}
    data = {"machine": machine, "measured": [one.to_data() for one in measured]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _kept(path: Path) -> list[Measured]:
    return [measured_of(data) for data in json.loads(path.read_text(encoding="utf-8"))["measured"]]


if __name__ == "__main__":
    main(sys.argv[1:])
