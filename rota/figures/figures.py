"""All figures of a year or a quarter, each with that of a year before beside it and the visits behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rota.domain import Problem
from rota.figures.counted import DaysTaken, Figure
from rota.figures.counts import (
    OF_ISSUES,
    OF_REPORTS,
    OF_VISITS,
    action_figures,
    ages,
    answer_days,
    dates_lost,
    figures_of,
    report_days,
    themes,
)
from rota.figures.funnel import FunnelStep, funnel
from rota.figures.participation import Participation, participation
from rota.figures.periods import Period
from rota.figures.records import ActionRecord, IssueRecord, Records, VisitRecord


@dataclass(frozen=True, slots=True)
class Coverage:
    """A team and the period's visits to it."""

    team: str
    visits: tuple[VisitRecord, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a ``period`` as they stood at the end of ``day``; the year before as it stood a year before that.

    ``open`` are the issues that are open, of whatever year, and ``changed`` the actions that were done and confirmed
    in the period or since, of its visits or earlier ones.
    """

    period: Period
    day: date
    records: Records
    funnel: tuple[FunnelStep, ...]
    coverage: tuple[Coverage, ...]
    visits: tuple[Figure, ...]
    dates_lost: tuple[Figure, ...]
    reports: tuple[Figure, ...]
    report_days: DaysTaken
    issues: tuple[Figure, ...]
    answer_days: DaysTaken
    actions: tuple[Figure, ...]
    themes: tuple[Figure, ...]
    ages: tuple[Figure, ...]
    open: tuple[IssueRecord, ...]
    changed: tuple[ActionRecord, ...]
    participation: Participation


def within(known: Records, period: Period) -> Records:
    """The records of the period's visits, with their places, issues and actions; without issues withdrawn."""
    visits = tuple(visit for visit in known.visits if period.has(visit))
    mine = {visit.reference for visit in visits}
    issues = tuple(issue for issue in known.issues if issue.visit in mine and issue.counts)
    counted = {issue.reference for issue in issues}
    return Records(
        known.day,
        visits,
        tuple(place for place in known.places if place.visit in mine),
        issues,
        tuple(action for action in known.actions if action.issue in counted),
    )


def figures(problem: Problem, period: Period, known: Records, earlier: Records) -> Figures:
    """The figures; ``known`` are the records of all years, and ``earlier`` those as they stood a year before."""
    now, before = within(known, period), within(earlier, period.before())
    old = before if before.visits else None
    return Figures(
        period=period,
        day=known.day,
        records=now,
        funnel=funnel(now, old),
        coverage=_coverage(now),
        visits=figures_of(OF_VISITS, now.visits, old.visits if old else None),
        reports=figures_of(OF_REPORTS, now.visits, old.visits if old else None),
        report_days=report_days(now, old),
        answer_days=answer_days(now, old),
        issues=figures_of(OF_ISSUES, now.issues, old.issues if old else None),
        actions=action_figures(now, old),
        dates_lost=dates_lost(now, old),
        themes=themes(now, old),
        ages=ages(_until(known, period), known.day, _until(earlier, period.before()) if old else None, earlier.day),
        open=tuple(sorted((one for one in _until(known, period) if one.open), key=lambda one: one.raised)),
        changed=_changed(known, period),
        participation=participation(problem, period, now, old),
    )


def _until(known: Records, period: Period) -> tuple[IssueRecord, ...]:
    """The issues of the period's year and of those before."""
    return tuple(issue for issue in known.issues if issue.counts and not _later(issue.year, period.year))


def _later(year: str, other: str) -> bool:
    return year > other


def _changed(known: Records, period: Period) -> tuple[ActionRecord, ...]:
    first = period.span.ends()[0]
    found = [
        one for one in known.actions if one.confirmed and one.confirmed >= first and not _later(one.year, period.year)
    ]
    return tuple(sorted(found, key=lambda one: (one.confirmed or date.min, one.reference)))


def _coverage(now: Records) -> tuple[Coverage, ...]:
    found: dict[str, list[VisitRecord]] = {}
    for visit in now.visits:
        found.setdefault(visit.team, []).append(visit)
    return tuple(Coverage(team, tuple(visits)) for team, visits in sorted(found.items()))
