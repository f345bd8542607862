"""From the visits that were required to those whose actions are done and confirmed, and why each other was lost.

Everything is counted in visits. A visit is lost at one step, for one reason: the worst of those that apply.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from rota.figures.counted import Figure, grouped
from rota.figures.records import ActionRecord, IssueRecord, Records, VisitRecord
from rota.text.english import joined

Reached = Literal[
    "required",
    "planned",
    "held",
    "reported in time",
    "agreed",
    "answered in time",
    "with an action due",
    "done and confirmed",
]
STEPS: tuple[Reached, ...] = get_args(Reached)
"""The steps, in the order in which a visit reaches them."""


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """The visits that ``reached`` a step and those lost before it, by reason: together those of the step before."""

    reached: Figure
    lost: tuple[Figure, ...] = ()


def funnel(now: Records, before: Records | None) -> tuple[FunnelStep, ...]:
    """The steps. ``before`` are the records of a year earlier; None when nothing is kept of it."""
    ways, old = _ways(now), _ways(before) if before else None
    steps = []
    for number, step in enumerate(STEPS):
        reached = Figure(step, _reached(ways, number), None if old is None else _reached(old, number))
        lost = grouped(_lost(ways, number), None if old is None else _lost(old, number))
        steps.append(FunnelStep(reached, lost))
    return tuple(steps)


_OfVisit = TypeVar("_OfVisit", IssueRecord, ActionRecord)
_Ways = Mapping[str, tuple[int, str]]
"""By visit, how many steps it reached, and why it did not reach the next; no reason for one that reached the last."""


def _reached(ways: _Ways, number: int) -> tuple[str, ...]:
    return tuple(visit for visit, (reached, _) in ways.items() if reached > number)


def _lost(ways: _Ways, number: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for visit, (reached, why) in ways.items():
        if reached == number and number:
            found.setdefault(why, []).append(visit)
    return found


def _ways(known: Records) -> _Ways:
    issues, actions = _by_visit(known.issues), _by_visit(known.actions)
    found = {}
    for visit in known.visits:
        steps = _reasons(visit, issues.get(visit.reference, ()), actions.get(visit.reference, ()), known.day)
        reached = next((number for number, why in enumerate(steps, start=1) if why), len(STEPS))
        found[visit.reference] = (reached, steps[reached - 1] if reached < len(STEPS) else "")
    return found


def _by_visit(several: Iterable[_OfVisit]) -> dict[str, list[_OfVisit]]:
    found: dict[str, list[_OfVisit]] = {}
    for one in several:
        found.setdefault(one.visit, []).append(one)
    return found


def _reasons(
    visit: VisitRecord, issues: Sequence[IssueRecord], actions: Sequence[ActionRecord], day: date
) -> tuple[str, ...]:
    """Why the visit does not reach each step after the first; empty for one that it reaches if it comes so far."""
    due = [action for action in actions if action.is_due(day)]
    return (
        _not_planned(visit),
        _not_held(visit, day),
        _not_in_time(visit, day),
        _not_agreed(visit),
        _not_answered(visit, issues),
        "" if due else _nothing_due(issues, actions),
        _not_done(due),
    )


def _not_planned(visit: VisitRecord) -> str:
    if visit.planned:
        return ""
    return "closed by the officer" if "closed by the officer" in visit.marks else "not given a date"


def _not_held(visit: VisitRecord, day: date) -> str:
    if visit.held:
        return ""
    if not visit.result:
        return "still to come" if visit.day and visit.day >= day else "nobody said what came of it"
    return visit.why


def _not_in_time(visit: VisitRecord, day: date) -> str:
    if visit.reported_in_time:
        return ""
    if visit.reported:
        return "reported late"
    return "not due yet" if visit.report_due and day <= visit.report_due else "no report"


_UNAGREED = {
    "no": "went on without the word of all",
    "objected": "objected to",
    "waiting": "not agreed yet",
    "no report": "no report",
}


def _not_agreed(visit: VisitRecord) -> str:
    return _UNAGREED.get(visit.agreed, "")


_UNANSWERED = {
    "overdue": "no answer in time",
    "closed": "closed without an answer",
    "late": "answered late",
    "waiting": "answer not due yet",
}
"""Worst first."""


def _not_answered(visit: VisitRecord, issues: Collection[IssueRecord]) -> str:
    asked = {issue.answered for issue in issues if issue.counts and issue.wants_answer}
    if not asked:
        waits = visit.sent is None and "closed by the officer" not in visit.marks
        return "not sent yet" if waits and visit.reported else "nothing asked for an answer"
    return next((why for kind, why in _UNANSWERED.items() if kind in asked), "")


def _nothing_due(issues: Collection[IssueRecord], actions: Collection[ActionRecord]) -> str:
    if actions:
        return "action not due yet"
    promised = any(issue.answer in ("accepted", "accepted in part") for issue in issues)
    if promised:
        return "no action set"
    refused = sorted({issue.answer for issue in issues if issue.answer})
    return f"nothing promised: {joined(refused)}" if refused else "nothing promised"


_UNDONE = {
    "not achieved": "not achieved",
    "slipped": "slipped",
    "paused": "paused",
    "not due": "slipped",
    "on track": "later than promised",
    "done, to confirm": "done, not confirmed",
    "not ours": "not ours to do",
    "closed": "closed by the officer",
}
"""Worst first, by the stage of an action that is due."""


def _not_done(due: Collection[ActionRecord]) -> str:
    stages = {action.stage for action in due}
    return next((why for stage, why in _UNDONE.items() if stage in stages), "")
