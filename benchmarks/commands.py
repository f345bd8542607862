"""Whole commands as an officer runs them: seconds from a cold start, and peak memory.

python -m benchmarks.commands         prints the figures and keeps them in benchmarks/results/commands.json
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "commands.json"
BARE_CLICK = "import click; click.Command('bare', help='A bare program.')(['--help'])"
SOLVE_ALONE = """
import sys, time
from pathlib import Path
from rota.reading import read
from rota.rules.rulebook import load
from rota.solving.engine import solve
reading = read(Path(sys.argv[1]))
rules = load(reading.settings)
began = time.perf_counter()
solve(reading.problem, rules)
print(time.perf_counter() - began)
"""
WITH_PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of several runs of one thing."""

    what: str
    median: float
    worst: float
    runs: int


def main() -> None:
    """Measures, prints and keeps."""
    python, rota = [sys.executable], [sys.executable, "-m", "rota"]
    sefton = ROOT / "examples" / "sefton"
    with tempfile.TemporaryDirectory() as folder:
        out = ["--out", f"{folder}/out", "--force"]
        timings = [
            _timed("rota solve examples/sefton, whole command", [*rota, "solve", str(sefton), *out], 8),
            _own_time("of which solving", [*python, "-c", SOLVE_ALONE, str(sefton)], 8),
            _timed("rota --help", [*rota, "--help"], 21),
            _timed("a bare click program's --help", [*python, "-c", BARE_CLICK], 21),
        ]
        homes = _with_peak([*rota, "solve", str(ROOT / "examples" / "homes"), *out])
    for timing in timings:
        print(f"{timing.what}: median {timing.median:.2f} s, worst {timing.worst:.2f} s of {timing.runs}")
    print(f"rota --help takes {timings[2].median / timings[3].median:.2f} times a bare click program")
    print(f"rota solve examples/homes: {homes['seconds']:.1f} s, peak memory {homes['megabytes']:.0f} MB")
    RESULTS.parent.mkdir(exist_ok=True)
    kept = {"timings": [asdict(timing) for timing in timings], "homes": homes}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def _timed(what: str, command: Sequence[str], runs: int) -> Timing:
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        _run(command)
        seconds.append(time.perf_counter() - began)
    return Timing(what, statistics.median(seconds), max(seconds), runs)


def _own_time(what: str, command: Sequence[str], runs: int) -> Timing:
    seconds = [float(_run(command)) for _ in range(runs)]
    return Timing(what, statistics.median(seconds), max(seconds), runs)


def _with_peak(command: Sequence[str]) -> dict[str, float]:
    """Seconds and peak memory of one command, from a process that has no other child."""
    began = time.perf_counter()
    code, kilobytes = _run([sys.executable, "-c", WITH_PEAK, *command]).split()
    if code != "0":
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return {"seconds": time.perf_counter() - began, "megabytes": int(kilobytes) / 1024}


if __name__ == "__main__":
    main()
