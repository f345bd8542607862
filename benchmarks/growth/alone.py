"""One instance in a process of its own, stopped by the clock; writes what was measured to its output.

python -m benchmarks.growth.alone NAME SEED SECONDS

Seconds run from the problem: asking the rules, compiling, presolve and bound count; making the council does not.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

from benchmarks.growth.measured import Measured
from benchmarks.instances import instance
from benchmarks.peers.curve import clock
from rota.solving.engine import OutOfTime, Solved, solve
from rota.solving.limits import Limits
from rota.solving.progress import Progress

BYTES_EACH = 1 if sys.platform == "darwin" else 1024
"""What ``getrusage`` counts memory in."""
STATUS = Path("/proc/self/status")
"""Where Linux tells what a process had since it was begun; its ``getrusage`` counts what whoever began it had, too."""


def measured(name: str, seed: int, seconds: float) -> Measured:
    """Solves the instance and listens."""
    bare = peak()
    given = instance(name, seed)
    found: list[tuple[float, int]] = []
    since = clock()

    def hear(news: Progress) -> None:
        if news.value is not None:
            note(since(), news.value)

    def note(at: float, points: int) -> None:
        if not found or points < found[-1][1]:
            found.append((round(at, 3), points))

    result = solve(given.problem, given.rules, Limits(seconds=seconds), hear)
    took = since()
    proof = result.certificate if isinstance(result, Solved | OutOfTime) else None
    if proof:
        note(took, proof.value)
    problem = given.problem
    return Measured(
        name,
        seed,
        len(problem.members),
        len(problem.visits),
        len(problem.slots),
        seconds,
        tuple(found),
        round(took, 3),
        proof.value if proof else None,
        proof.bound if proof else None,
        bare,
        peak(),
    )


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    if STATUS.exists() and (told := re.search(r"^VmHWM:\s+(\d+) kB$", STATUS.read_text(), re.MULTILINE)):
        return round(int(told[1]) / 2**10, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_EACH / 2**20, 1)


def main(name: str, seed: str, seconds: str) -> None:
    """Measures and writes."""
    print(json.dumps(measured(name, int(seed), float(seconds)).to_data()))


if __name__ == "__main__":
    main(*sys.argv[1:])
