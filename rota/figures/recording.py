"""The records of visits and of members' places on them, from where everything stands and the facts behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rota.figures.disclosed import disclosed
from rota.figures.record_issues import action_records, issue_records
from rota.figures.records import Agreed, Checked, PlaceRecord, Records, Stands, VisitRecord
from rota.tracking.clocks import Clock
from rota.tracking.filed import Filed
from rota.tracking.follow import Followed
from rota.tracking.outcomes import Came
from rota.tracking.references import year_of
from rota.tracking.stages import MarkKind


def records(followed: Iterable[Followed], facts: Filed, clock: Clock, day: date) -> Records:
    """All of them; ``facts`` are those in force and known on the day on which everything was followed."""
    everything = tuple(followed)
    return Records(
        day,
        tuple(_visit(one, facts, clock) for one in everything),
        tuple(place for one in everything for place in _places(one, facts)),
        tuple(issue for one in everything for issue in issue_records(one, facts, clock, day)),
        tuple(action for one in everything for action in action_records(one, facts)),
    )


def _visit(one: Followed, facts: Filed, clock: Clock) -> VisitRecord:
    visit, course, standing = one.visit, one.course, one.standing
    outcomes = {outcome.day: outcome for outcome in facts.outcomes.get(visit.reference, ())}
    held = course.held
    planned = visit.day if visit.day and visit.day not in outcomes else max(outcomes, default=None)
    reports = facts.reports.get(visit.reference, ())
    publishable, paragraph = disclosed(facts.disclosures.get(visit.reference, ()))
    return VisitRecord(
        reference=visit.reference,
        year=year_of(visit.reference),
        visit=visit.visit,
        team=visit.team,
        title=visit.name,
        owed_by=visit.part.end if visit.part else None,
        day=held.day if held else planned,
        planned=planned is not None,
        held=held.day if held else None,
        outcomes=tuple(outcomes[day] for day in sorted(outcomes)),
        members=visit.members,
        went=course.went if held else (),
        report_due=clock.after(held.day, clock.days.report, "held").day if held else None,
        reported=min((report.on for report in reports), default=None) if held else None,
        version=course.latest,
        agreed=_agreed(one),
        checked=_checked(one, facts),
        sent=dict(course.sent).get(course.latest),
        issues=sum(issue.asks != "withdrawn" for issue in one.said),
        stands=Stands.of(standing),
        publishable=publishable,
        paragraph=paragraph,
    )


def _agreed(one: Followed) -> Agreed:
    """Of the latest version, whether or not an officer closed the visit."""
    marks = _marks(one)
    if one.course.latest == 0:
        return "no report"
    if "objected to by" in marks:
        return "objected"
    if "not yet agreed by" in marks:
        return "no"
    sent = one.course.latest in dict(one.course.sent)
    past = (one.course.unclosed or one.course.standing).stage in ("to check", "corrections to answer")
    return "yes" if sent or past else "waiting"


def _checked(one: Followed, facts: Filed) -> Checked:
    """Of the latest version. A check that came after its days did not hold the report up, and is told all the same."""
    if one.course.latest == 0:
        return "no report"
    checks = [check for check in facts.checks.get(one.visit.reference, ()) if check.version == one.course.latest]
    if checks:
        return "accurate" if checks[-1].accurate else "corrected"
    return "no" if "not checked" in _marks(one) else "waiting"


def _marks(one: Followed) -> set[MarkKind]:
    return {mark.kind for mark in one.course.standing.marks}


def _places(one: Followed, facts: Filed) -> Iterator[PlaceRecord]:
    """A record for each member who was to go, of whom attendance is kept, or who wrote or agreed the report."""
    visit, held = one.visit, one.course.held
    came: dict[str, Came] = {fact.member: fact.came for fact in facts.attendance.get(visit.reference, ())}
    went = set(one.course.went) if held else set()
    for member in sorted({*visit.members, *came, *went}):
        yield PlaceRecord(
            visit=visit.reference,
            year=year_of(visit.reference),
            team=visit.team,
            day=held.day if held else visit.day,
            member=member,
            asked=member in visit.members if visit.members else True,
            came=came.get(member, "not known yet"),
            went=member in went,
        )
