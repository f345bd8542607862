"""A small world for tests of tracking: one visit by Ann and Bob, received by Hal; Hed is the Head of Service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rota.domain import Closure
from rota.domain.working_days import WorkingDays, working_days
from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.clocks import Clock
from rota.tracking.days import Days
from rota.tracking.fact import Fact
from rota.tracking.facts import Facts
from rota.tracking.follow import Followed, follow
from rota.tracking.issues import Issue
from rota.tracking.outcomes import Outcome
from rota.tracking.reports import VisitReport
from rota.tracking.responses import Response
from rota.tracking.stages import Standing
from rota.tracking.visits import TrackedVisit
from tests.support.builders import day, span

VISIT, ISSUE, ACTION = "26/27-001", "26/27-001.1", "26/27-001.1a"
PLANNED = day("2026-11-03")
"""A Tuesday. From 2 November to 24 December 2026 every Monday to Friday is a working day."""

ENGLAND = working_days((), "england-and-wales")


def a_visit(**fields: Any) -> TrackedVisit:
    """The visit on its day, owed by the end of May."""
    usual = {"part": span("2026-06-01", "2027-05-31"), "day": PLANNED, "members": ("ann", "bob"), "host": "hal"}
    return replace(TrackedVisit(VISIT, "mash", head="hed"), **{**usual, **fields})


def a_clock(*closures: Closure, working: WorkingDays | None = None, **days: Any) -> Clock:
    """England's working days and the usual days of each step, unless told."""
    return Clock(working or working_days(closures, "england-and-wales"), Days(**days))


def held(on: str = "2026-11-03", **fields: Any) -> Outcome:
    return Outcome(VISIT, day(on), "held", on=day(on), **fields)


def a_report(on: str = "2026-11-03", version: int = 1, author: str = "ann", **fields: Any) -> VisitReport:
    return VisitReport(VISIT, version, author, nobody_named=True, on=day(on), **fields)


def an_issue(on: str = "2026-11-03", **fields: Any) -> Issue:
    return Issue(fields.pop("reference", ISSUE), fields.pop("text", "Four posts are vacant."), on=day(on), **fields)


def a_response(on: str, answer: Any = "accepted", **fields: Any) -> Response:
    return Response(ISSUE, answer, "We shall.", "head", on=day(on), **fields)


def an_action(due: str, on: str = "2026-11-10", **fields: Any) -> Action:
    return Action(fields.pop("reference", ACTION), "Fill two posts.", "Service manager", day(due), on=day(on), **fields)


def an_update(on: str, said: Any, due: str = "", **fields: Any) -> Update:
    return Update(ACTION, said, day(due) if due else None, on=day(on), **fields)


def a_confirmation(on: str, confirmer: str = "ann", **fields: Any) -> Confirmation:
    return Confirmation(ACTION, confirmer, fields.pop("capacity", "visiting member"), on=day(on), **fields)


def followed(today: str | date, *facts: Fact, visit: TrackedVisit | None = None, **days: Any) -> Followed:
    """Where the visit stands on this day."""
    now = day(today) if isinstance(today, str) else today
    return follow((visit or a_visit(),), Facts.of(facts), a_clock(**days), now)[0]


def said(standing: Standing) -> tuple[str, str, str, str]:
    """The stage, what is asked, of whom, and by when: empty when nothing is."""
    if standing.next is None:
        return standing.stage, "", "", ""
    asked = standing.next
    return standing.stage, asked.ask, asked.who.words(), asked.due.day.isoformat()


def marks(standing: Standing) -> list[str]:
    return [mark.words() for mark in standing.marks]
