"""What happens to one version of a report: it is agreed, checked, corrected and sent. Silence never stops it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rota.tracking.clocks import Clock, Due
from rota.tracking.reports import Agreement, CorrectionReply, HostCheck, VisitReport
from rota.tracking.stages import Ask, Mark, Next, VisitStage, Who


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report with all that was said of it. ``went`` are the members who have to agree it."""

    report: VisitReport
    went: tuple[str, ...]
    host: str
    agreements: Sequence[Agreement] = ()
    checks: Sequence[HostCheck] = ()
    replies: Sequence[CorrectionReply] = ()


@dataclass(frozen=True, slots=True)
class ReportFlow:
    """How far a version has come. It was ``sent`` to the Head of Service on a day, or it waits for ``next``."""

    sent: date | None = None
    stage: VisitStage = "to answer"
    since: date = date.min
    next: Next | None = None
    marks: tuple[Mark, ...] = ()


def flow(version: Version, clock: Clock, today: date) -> ReportFlow:
    """How far the version has come on this day, which is not before the day it was handed in."""
    agreed, marks = _agreed(version, clock, today)
    if isinstance(agreed, ReportFlow):
        return agreed
    return _checked(version, agreed, marks, clock, today)


def _waiting(stage: VisitStage, since: date, ask: Ask, who: Who, due: Due, marks: tuple[Mark, ...] = ()) -> ReportFlow:
    return ReportFlow(None, stage, since, Next(ask, who, due, due.day), marks)


def _agreed(version: Version, clock: Clock, today: date) -> tuple[ReportFlow | date, tuple[Mark, ...]]:
    """The day on which it went on to the host; or what it waits for."""
    report = version.report
    end = clock.after(report.on, clock.days.agreement, "handed in")
    against = [one.on for one in version.agreements if not one.agrees and one.on <= end.day]
    if against:
        end = clock.after(max(against), clock.days.revision, "objected")
    last = {one.member: one for one in version.agreements}
    objectors = tuple(sorted(member for member, one in last.items() if not one.agrees))
    missing = tuple(member for member in _asked(version) if member not in last)
    if not objectors and not missing:
        said = [one.on for one in last.values() if one.member in version.went]
        return min(end.day, max([report.on, *said])), ()
    if today <= end.day and any(not last[member].agrees and last[member].on <= end.day for member in objectors):
        who = Who("members", (report.author,))
        ask: Ask = "write a new version of the report"
        return _waiting("to revise", max(against, default=report.on), ask, who, end), ()
    if today <= end.day and missing:
        who = Who("members", missing)
        return _waiting("to agree", report.on, "agree the report, or object", who, end), ()
    return end.day, tuple(_agreement_marks(missing, objectors))


def _asked(version: Version) -> tuple[str, ...]:
    """Who has to agree: all who went, but for an author who handed it in with their own hand."""
    author = version.report.author if version.report.agreed_by_author else ""
    return tuple(member for member in version.went if member != author)


def _agreement_marks(missing: tuple[str, ...], objectors: tuple[str, ...]) -> Iterator[Mark]:
    if missing:
        yield Mark("not yet agreed by", missing)
    if objectors:
        yield Mark("objected to by", objectors)


def _checked(version: Version, agreed: date, marks: tuple[Mark, ...], clock: Clock, today: date) -> ReportFlow:
    """The version once it is agreed, or went on unagreed: the host's check, and the members' word on it."""
    end = clock.after(agreed, clock.days.check, "sent to the host")
    in_time = [check for check in version.checks if check.on <= end.day]
    if in_time:
        return _corrected(version, in_time[-1], agreed, marks, clock, today)
    if today <= end.day:
        who = Who("host", (version.host,) if version.host else ())
        return _waiting("to check", agreed, "say whether the report is accurate", who, end, marks)
    return ReportFlow(sent=end.day, since=end.day, marks=marks if version.checks else (*marks, Mark("not checked")))


def _corrected(
    version: Version, check: HostCheck, agreed: date, marks: tuple[Mark, ...], clock: Clock, today: date
) -> ReportFlow:
    start = max(agreed, check.on)
    if check.accurate:
        return ReportFlow(sent=start, since=start, marks=marks)
    end = clock.after(start, clock.days.corrections, "corrected by the host")
    answered = {reply.correction: reply.on for reply in version.replies}
    open_ = [number for number in range(1, len(check.corrections) + 1) if number not in answered]
    if not open_:
        sent = max(start, min(end.day, max(answered.values())))
        return ReportFlow(sent=sent, since=sent, marks=marks)
    if today <= end.day:
        who = Who("members", version.went or (version.report.author,))
        return _waiting("corrections to answer", start, "take or leave each correction", who, end, marks)
    return ReportFlow(sent=end.day, since=end.day, marks=(*marks, Mark("corrections not answered")))
