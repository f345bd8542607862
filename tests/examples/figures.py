"""The figures of an example, worked out by solving it, in the words and the order of its README's table.

To see them after a change of an example: python -m tests.examples.figures examples/sefton
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rota.domain import Problem, Rota, member_loads
from rota.reading import read
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.solving.engine import OutOfTime, Result, Solved, solve
from rota.solving.limits import Limits

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROW = re.compile(r"^\| (?P<figure>[^|]+?) \| (?P<value>[^|]+?) \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """An example as read, with its rules, and what the engine made of it."""

    problem: Problem
    rules: tuple[Rule, ...]
    result: Result

    @property
    def drawn(self) -> Solved | OutOfTime:
        """The result, when it is a rota."""
        assert isinstance(self.result, (Solved, OutOfTime)), self.result
        return self.result


def opened(name: str) -> tuple[Problem, tuple[Rule, ...]]:
    """The example's problem and its rules; its own rules are trusted."""
    reading = read(EXAMPLES / name)
    assert reading.problem is not None, reading.faults
    return reading.problem, load(reading.settings, EXAMPLES / name, trusted=True)


@cache
def run(name: str, work: float = Limits().work) -> Run:
    """The example solved, once for all tests that ask."""
    problem, rules = opened(name)
    return Run(problem, rules, solve(problem, rules, Limits(work=work)))


def figures(run: Run) -> dict[str, str]:
    """What a README says of its rota: each figure's name and value."""
    drawn, certificate = run.drawn, run.drawn.certificate
    places = [member for placement in drawn.rota.placements for member in placement.members]
    loads = [float(load.load) for load in member_loads(run.problem, drawn.rota) if load.share]
    visits = Counter(Counter(places)[member.id] for member in run.problem.members)
    return {
        "visits": str(len(drawn.rota.placements)),
        "places": str(len(places)),
        "points": str(certificate.value),
        "bound": str(certificate.bound),
        "proven best": _yes(certificate.proven_best),
        "proven fairest": _yes(certificate.proven_fairest),
        "visits a member": ", ".join(f"{number} have {count}" for count, number in sorted(visits.items())),
        "loads, history counted": f"{min(loads):.1f} to {max(loads):.1f}",
        "cross-party visits": f"{_cross_party(run.problem, drawn.rota)} of {len(drawn.rota.placements)}",
        "places by group": ", ".join(f"{group} {count}" for group, count in _by_group(run.problem, drawn.rota)),
        **{f"points, `{rule}`": str(points) for rule, points in drawn.report.points_by_rule().items()},
    }


def table_of(name: str) -> dict[str, str]:
    """The figures that the example's README names."""
    text = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| figure | value |\n| --- | --- |\n")
    return {row["figure"]: row["value"] for row in ROW.finditer(table.partition("\n\n")[0])}


def _cross_party(problem: Problem, rota: Rota) -> int:
    groups = (
        {problem.member(member).group_on(problem.first_day(placement.visit)) for member in placement.members}
        for placement in rota.placements
    )
    return sum(len(among) > 1 for among in groups)


def _by_group(problem: Problem, rota: Rota) -> list[tuple[str, int]]:
    first, _ = problem.year.ends()
    going = (member for placement in rota.placements for member in placement.members)
    return sorted(Counter(problem.member(member).group_on(first) for member in going).items())


def _yes(true: bool) -> str:
    return "yes" if true else "no"


if __name__ == "__main__":
    rows = figures(run(Path(sys.argv[1]).name)).items()
    sys.stdout.write("| figure | value |\n| --- | --- |\n" + "".join(f"| {name} | {value} |\n" for name, value in rows))
