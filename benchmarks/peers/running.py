"""Runs the solvers on an instance, one after another, each in a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.instances import Instance
from benchmarks.peers.curve import Curve, Found, read_curve
from benchmarks.peers.flat import write_flat
from benchmarks.peers.timefold import AbsentError, ready, run_timefold
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather

ROOT = Path(__file__).parent.parent.parent
GRACE = 10.0
"""Seconds after its limit after which a solver is ended that still builds its model, or is slow to stop."""
SOLVERS = ("rota", "timefold", "plain", "highs")
NAMES = {"rota": "Rota", "timefold": "Timefold", "plain": "plain CP-SAT", "highs": "HiGHS"}


def absence(solver: str) -> str:
    """Why the solver cannot be run here, or nothing."""
    if solver == "highs" and importlib.util.find_spec("scipy") is None:
        return "scipy is not installed (pip install scipy)"
    if solver == "timefold":
        try:
            ready()
        except AbsentError as error:
            return str(error)
    return ""


def run(solver: str, given: Instance, limits: Sequence[float]) -> Curve:
    """The solver's curve up to the last of the limits; one that is absent has its reason instead."""
    if why := absence(solver):
        return Curve(solver, absent=why)
    if solver == "highs":
        return _at_each_limit(given, limits)
    with _paper() as folder:
        out = folder / "found.jsonl"
        if solver == "timefold":
            compiled = compile_statements(given.problem, gather(given.problem, given.rules))
            write_flat(compiled, presolve(compiled), folder / "flat.json")
            run_timefold(folder / "flat.json", limits[-1], out)
        else:
            _alone(solver, given, limits[-1], out)
        return read_curve(solver, out, limits[-1])


def _at_each_limit(given: Instance, limits: Sequence[float]) -> Curve:
    """HiGHS says nothing before its time is up, so that each limit is a run of its own; its rota counts as of then."""
    found: list[Found] = []
    curve = Curve("highs")
    for limit in limits:
        with _paper() as folder:
            _alone("highs", given, limit, folder / "found.jsonl")
            curve = read_curve("highs", folder / "found.jsonl", limit)
        for one in curve.found:
            if not found or one.value < found[-1].value:
                found.append(replace(one, seconds=min(one.seconds, limit)))
        if curve.bound is not None and curve.found and curve.bound >= curve.found[-1].value:
            break
    return replace(curve, found=tuple(found))


def _alone(solver: str, given: Instance, seconds: float, out: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.peers.alone", solver, given.name, str(given.seed), str(seconds)]
    try:
        subprocess.run([*command, str(out)], cwd=ROOT, check=True, timeout=seconds + GRACE)
    except subprocess.TimeoutExpired:
        print(f"{NAMES[solver]} was ended {GRACE:.0f} s after its limit.", file=sys.stderr)


@contextmanager
def _paper() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="rota-peers-") as folder:
        yield Path(folder)
