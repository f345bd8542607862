"""Why no rota came of a run, in words."""

from __future__ import annotations

from typing import Literal

from rota.app.draw import Run
from rota.domain import Problem
from rota.explaining.no_rota import WhyNoRota, impossible_in_words
from rota.reports.diagnosis_report import paper_of_diagnosis
from rota.reports.report import as_lines
from rota.solving.engine import Impossible, NotFound

MOST_REASONS = 10


def verdict(run: Run, found: WhyNoRota) -> Literal["impossible", "not found"]:
    """The word "impossible" when it is known that there is no rota, "not found" when one may exist."""
    return "impossible" if isinstance(run.result, Impossible) or found.obstacles else "not found"


def lines(problem: Problem, run: Run, found: WhyNoRota) -> list[str]:
    """What stands in the way of every rota, as far as it is known."""
    if isinstance(run.result, Impossible) and not found.obstacles:
        return [impossible_in_words(problem, run.result)]
    return [*_stuck(run, found), *as_lines(paper_of_diagnosis(problem, found))]


def _stuck(run: Run, found: WhyNoRota) -> list[str]:
    """Where no obstacle is known: what the nearest rota that was found still breaks."""
    if found.obstacles or not isinstance(run.result, NotFound):
        return []
    when = "before it was stopped" if run.stopped else "within the limits"
    reasons = [f"  {finding.sentence}" for finding in run.result.nearest.breaches]
    more = [f"  and {len(reasons) - MOST_REASONS:,} more like these."] if len(reasons) > MOST_REASONS else []
    first = f"No rota that keeps every must was found {when}. The nearest found still breaks:"
    return [first, *reasons[:MOST_REASONS], *more, ""]
