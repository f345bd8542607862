"""Where a visit stands, from its planning to the day on which its report goes to the Head of Service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rota.tracking.clocks import Clock, named
from rota.tracking.filed import Filed
from rota.tracking.outcomes import Outcome
from rota.tracking.report_flow import ReportFlow, Version, flow
from rota.tracking.reports import VisitReport
from rota.tracking.stages import Mark, Next, Standing, Who
from rota.tracking.visits import TrackedVisit


@dataclass(frozen=True, slots=True)
class VisitCourse:
    """A visit's standing but for its issues; ``sent`` says on which day each version went to the Head of Service.

    ``went`` are the members who went, as far as anybody knows; ``latest`` is the version in force, 0 for none.
    ``unclosed`` is where it would stand had no officer closed it, None where none did.
    """

    standing: Standing
    held: Outcome | None = None
    went: tuple[str, ...] = ()
    latest: int = 0
    sent: tuple[tuple[int, date], ...] = ()
    unclosed: Standing | None = None

    def sent_from(self, version: int) -> date | None:
        """The day on which this version or a later one was first sent."""
        version = min(version, self.latest)
        return min((day for number, day in self.sent if number >= version), default=None)


def visit_course(visit: TrackedVisit, facts: Filed, clock: Clock, today: date) -> VisitCourse:
    """How the visit has gone up to this day."""
    held = held_outcome(facts.outcomes.get(visit.reference, ()))
    went = who_went(visit, facts)
    if held is None:
        course = VisitCourse(_not_held(visit, facts.outcomes.get(visit.reference, ()), clock, today), None, went)
    else:
        course = _reported(visit, held, went, facts, clock, today)
    closing = facts.closings.get(visit.reference)
    if not closing:
        return course
    why = Mark("closed by the officer", about=(closing[-1].reason,))
    standing = Standing(visit.reference, "closed", closing[-1].on, None, (*course.standing.marks, why))
    return VisitCourse(standing, held, went, course.latest, course.sent, course.standing)


def held_outcome(outcomes: Iterable[Outcome]) -> Outcome | None:
    """The outcome by which the visit was held, on the last day if on several; None when it was not."""
    last = {outcome.day: outcome for outcome in outcomes}
    return max((outcome for outcome in last.values() if outcome.held), key=lambda one: one.day, default=None)


def who_went(visit: TrackedVisit, facts: Filed) -> tuple[str, ...]:
    """The members who went, and those of whom nobody has said that they did not.

    Those are the members who were to go, and whoever handed in the report or agreed it.
    """
    last = {one.member: one.came for one in facts.attendance.get(visit.reference, ())}
    wrote = {one.author for one in facts.reports.get(visit.reference, ())}
    agreed = {one.member for one in facts.agreements.get(visit.reference, ()) if was_there(visit, facts, one.member)}
    likely = {*visit.members, *wrote, *agreed}
    maybe = {member for member in likely if last.get(member, "not known yet") == "not known yet"}
    return tuple(sorted(maybe | {member for member, came in last.items() if came == "yes"}))


def was_there(visit: TrackedVisit, facts: Filed, member: str) -> bool:
    """Whether the member may have been there: as the attendance says, else the rota, else for all that is known."""
    said = [one.came for one in facts.attendance.get(visit.reference, ()) if one.member == member]
    if said:
        return said[-1] != "no"
    return member in visit.members if visit.members else True


def _not_held(visit: TrackedVisit, outcomes: Iterable[Outcome], clock: Clock, today: date) -> Standing:
    last = {outcome.day: outcome for outcome in outcomes}
    if visit.day is not None and visit.day not in last:
        return _planned(visit, visit.day, clock, today)
    since = max((outcome.on for outcome in last.values()), default=_first_day(visit, today))
    if visit.part is None:
        return Standing(visit.reference, "closed", since, None, (Mark("not owed"),))
    if visit.part.end is None:
        due = clock.after(since, clock.days.by_officer, "owed since")
    else:
        due = named(visit.part.end, "owed by")
    return Standing(visit.reference, "to plan", since, Next("plan the visit", Who("officer"), due))


def _first_day(visit: TrackedVisit, today: date) -> date:
    return visit.part.start if visit.part and visit.part.start else today


def _planned(visit: TrackedVisit, day: date, clock: Clock, today: date) -> Standing:
    members = Who("members", visit.members) if visit.members else Who("officer")
    if today <= day:
        return Standing(visit.reference, "planned", day, Next("make the visit", members, named(day, "the visit is on")))
    due = clock.after(day, clock.days.outcome, "planned for")
    if today <= due.day:
        return Standing(
            visit.reference, "outcome to record", day, Next("say what came of the visit", members, due, due.day)
        )
    later = clock.after(due.day, clock.days.by_officer, "no outcome by")
    asked = Next("say what came of the visit", Who("officer"), later)
    return Standing(visit.reference, "no outcome recorded", due.day, asked)


def _reported(
    visit: TrackedVisit, held: Outcome, went: tuple[str, ...], facts: Filed, clock: Clock, today: date
) -> VisitCourse:
    marks = (Mark("partly held"),) if held.result == "partly held" else ()
    versions = tuple(_versions(visit, went, facts))
    if not versions:
        return VisitCourse(_to_write(visit, held, went, marks, clock, today), held, went)
    flows = [*_superseded(versions, clock), flow(versions[-1], clock, today)]
    numbered = zip(versions, flows, strict=True)
    sent = tuple((one.report.version, passed.sent) for one, passed in numbered if passed.sent)
    last = flows[-1]
    stage, next_ = ("closed", None) if last.sent else (last.stage, last.next)
    standing = Standing(visit.reference, stage, last.since, next_, (*marks, *last.marks))
    return VisitCourse(standing, held, went, versions[-1].report.version, sent)


def _versions(visit: TrackedVisit, went: tuple[str, ...], facts: Filed) -> Iterator[Version]:
    """The versions in order, each as it was last handed in."""
    last: dict[int, VisitReport] = {report.version: report for report in facts.reports.get(visit.reference, ())}
    for number, report in sorted(last.items()):
        yield Version(
            report,
            went,
            visit.host,
            [one for one in facts.agreements.get(visit.reference, ()) if one.version == number],
            [one for one in facts.checks.get(visit.reference, ()) if one.version == number],
            [one for one in facts.replies.get(visit.reference, ()) if one.version == number],
        )


def _superseded(versions: tuple[Version, ...], clock: Clock) -> Iterator[ReportFlow]:
    """How far each version but the last had come when the next was handed in: what was said of it later is idle."""
    for version, after in pairwise(versions):
        until = max(version.report.on, after.report.on)
        yield flow(
            Version(
                version.report,
                version.went,
                version.host,
                [one for one in version.agreements if one.on <= until],
                [one for one in version.checks if one.on <= until],
                [one for one in version.replies if one.on <= until],
            ),
            clock,
            until,
        )


def _to_write(
    visit: TrackedVisit, held: Outcome, went: tuple[str, ...], marks: tuple[Mark, ...], clock: Clock, today: date
) -> Standing:
    due = clock.after(held.day, clock.days.report, "held")
    given_up = clock.after(held.day, clock.days.report_given_up, "held")
    if went and today <= given_up.day:
        asked = Next("write the report", Who("members", went), due, given_up.day)
        return Standing(visit.reference, "report to write", held.day, asked, marks)
    later = clock.after(given_up.day if went else held.on, clock.days.by_officer, "no report by" if went else "held")
    asked = Next("get the report, or close the visit with a reason", Who("officer"), later)
    since = given_up.day if went else held.on
    return Standing(visit.reference, "no report received", since, asked, (*marks, Mark("no report received")))
