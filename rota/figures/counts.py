"""What is counted of reports, issues, actions, themes and ages, beside the funnel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from rota.figures.counted import DaysTaken, Figure, grouped, ordered
from rota.figures.records import ActionRecord, IssueRecord, Records, VisitRecord, why_lost

Counted = TypeVar("Counted", VisitRecord, IssueRecord, ActionRecord)
Tests = Mapping[str, Callable[[Counted], bool]]
"""What is counted, by its name."""

OF_VISITS: Tests[VisitRecord] = {
    "visits required": lambda one: True,
    "given a date": lambda one: one.planned,
    "held": lambda one: one.held is not None,
    "held in part only": lambda one: one.result == "partly held",
    "held after a date was lost": lambda one: one.held is not None and bool(one.lost),
    "not held": lambda one: one.held is None,
}
OF_REPORTS: Tests[VisitRecord] = {
    "reports received": lambda one: one.reported is not None,
    "received in time": lambda one: one.reported_in_time,
    "received late": lambda one: one.reported is not None and not one.reported_in_time,
    "not received": lambda one: one.held is not None and one.reported is None,
    "agreed by all who went": lambda one: one.agreed == "yes",
    "went on without the word of all": lambda one: one.agreed in ("no", "objected"),
    "found accurate by the host": lambda one: one.checked == "accurate",
    "corrected by the host": lambda one: one.checked == "corrected",
    "not checked by the host": lambda one: one.checked == "no",
    "sent to the Head of Service": lambda one: one.sent is not None,
}
OF_ISSUES: Tests[IssueRecord] = {
    "issues raised": lambda one: True,
    "for response": lambda one: one.asks == "for response",
    "settled on the day": lambda one: one.settled,
    "to note": lambda one: one.asks == "to note",
    "praise": lambda one: one.asks == "praise",
    "sent to be answered": lambda one: one.asked is not None,
    "answered": lambda one: bool(one.answers),
    "answered in time": lambda one: one.answered == "in time",
    "answered late": lambda one: one.answered == "late",
    "overdue without an answer": lambda one: one.answered == "overdue",
    "accepted": lambda one: one.answer == "accepted",
    "accepted in part": lambda one: one.answer == "accepted in part",
    "not accepted": lambda one: one.answer == "not accepted",
    "outside our control": lambda one: one.answer == "outside our control",
    "said not to be answered": lambda one: one.disputed,
    "still open": lambda one: one.open,
}
OF_ACTIONS: Tests[ActionRecord] = {
    "actions set": lambda one: True,
    "given a later date": lambda one: len(one.due_dates) > 1,
    "done and confirmed": lambda one: one.stage == "done and confirmed",
    "done, to confirm": lambda one: one.stage == "done, to confirm",
    "slipped": lambda one: one.stage == "slipped",
    "paused": lambda one: one.stage == "paused",
    "on track or not due": lambda one: one.stage in ("on track", "not due"),
    "not achieved": lambda one: one.stage == "not achieved",
    "not ours to do": lambda one: one.stage == "not ours",
    "closed by the officer": lambda one: one.stage == "closed",
}

AGES = ((91, "up to 3 months"), (183, "3 to 6 months"), (365, "6 to 12 months"))
OLDEST = "over a year"
"""How old what is open is, in days from the day it was raised."""


def figures_of(tests: Tests[Counted], now: Iterable[Counted], before: Iterable[Counted] | None) -> tuple[Figure, ...]:
    """A figure for each test."""
    this, old = tuple(now), None if before is None else tuple(before)
    return tuple(
        Figure(name, _which(test, this), None if old is None else _which(test, old)) for name, test in tests.items()
    )


def _which(test: Callable[[Counted], bool], among: Iterable[Counted]) -> tuple[str, ...]:
    return tuple(one.reference for one in among if test(one))


def report_days(now: Records, before: Records | None) -> DaysTaken:
    """DaysTaken from each visit held to its report."""
    return DaysTaken(_report_days(now), None if before is None else _report_days(before))


def _report_days(known: Records) -> tuple[int, ...]:
    return tuple((one.reported - one.held).days for one in known.visits if one.held and one.reported)


def answer_days(now: Records, before: Records | None) -> DaysTaken:
    """DaysTaken from each issue's going to be answered to its first answer."""
    return DaysTaken(_answer_days(now), None if before is None else _answer_days(before))


def _answer_days(known: Records) -> tuple[int, ...]:
    return tuple(max(0, (one.answered_on - one.asked).days) for one in known.issues if one.asked and one.answered_on)


def dates_lost(now: Records, before: Records | None) -> tuple[Figure, ...]:
    """The dates on which a visit was to be held and was not, made good later or not, by why: a visit for each date."""
    return grouped(_by_loss(now), None if before is None else _by_loss(before))


def _by_loss(known: Records) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for visit in known.visits:
        for outcome in visit.lost:
            found.setdefault(why_lost(outcome), []).append(visit.reference)
    return found


def action_figures(now: Records, before: Records | None) -> tuple[Figure, ...]:
    """Figures of the actions; which are due depends on the day."""
    due = {"due": now, **({"before": before} if before else {})}
    refs = {name: tuple(one.reference for one in known.actions if one.is_due(known.day)) for name, known in due.items()}
    first, *others = figures_of(OF_ACTIONS, now.actions, before.actions if before else None)
    return first, Figure("due or ended", refs["due"], refs.get("before")), *others


def themes(now: Records, before: Records | None) -> tuple[Figure, ...]:
    """How many issues, praise apart, were raised under each theme of either year, the most first."""
    return grouped(_by_theme(now), None if before is None else _by_theme(before))


def _by_theme(known: Records) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for issue in known.issues:
        if issue.asks != "praise":
            found.setdefault(issue.theme, []).append(issue.reference)
    return found


def ages(
    issues: Iterable[IssueRecord], day: date, before: Iterable[IssueRecord] | None, then: date
) -> tuple[Figure, ...]:
    """The issues that are open, by how long ago they were raised; and those that were open a year before."""
    this, old = _by_age(issues, day), None if before is None else _by_age(before, then)
    names = [*(name for _, name in AGES), OLDEST]
    return tuple(
        Figure(name, ordered(this.get(name, ())), None if old is None else ordered(old.get(name, ()))) for name in names
    )


def _by_age(issues: Iterable[IssueRecord], day: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for issue in issues:
        if issue.open:
            old = (day - issue.raised).days
            band = next((name for most, name in AGES if old <= most), OLDEST)
            found.setdefault(band, []).append(issue.reference)
    return found
