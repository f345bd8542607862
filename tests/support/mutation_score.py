"""How many single slips in the code fail a test, of those that mutmut tried: ``make test-mutants`` asks for a least.

Slips are harmless at times (a sentence, a default that nobody takes), so that not all of them can be found.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

STATS = Path("mutants", "mutmut-cicd-stats.json")


def score(stats: Mapping[str, int]) -> float:
    """Of the slips that were tried, how many per cent were found; one that no test runs was not.

    A test that never ends finds its slip, and so does one that takes the interpreter down.
    """
    found = stats["killed"] + stats["timeout"] + stats["segfault"]
    tried = found + stats["survived"] + stats["no_tests"] + stats["suspicious"]
    return 100 * found / tried if tried else 0.0


def main(least: float, file: Path = STATS) -> int:
    """0 when the score is at least so many per cent, else 1."""
    stats = json.loads(file.read_text(encoding="utf-8"))
    reached = score(stats)
    sys.stdout.write(f"{reached:.1f} % of the slips fail a test; at least {least:g} % must. {json.dumps(stats)}\n")
    return 0 if reached >= least else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
