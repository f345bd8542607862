"""Where an issue stands, from the report it is in to the last of what was promised about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rota.tracking.clocks import Clock
from rota.tracking.filed import Filed
from rota.tracking.issues import Issue
from rota.tracking.ladder import answered_by, owner_or_head, pursued_by, the_head
from rota.tracking.responses import Response, Verdict
from rota.tracking.stages import IssueStage, Mark, Next, Standing, Who
from rota.tracking.visit_stage import VisitCourse


@dataclass(frozen=True, slots=True)
class _About:
    """An issue, as it stands, with what the stages need to know of it."""

    issue: Issue
    sent: date
    went: tuple[str, ...]
    head: str
    owner: str
    responses: Sequence[Response]
    verdicts: Sequence[Verdict]
    actions: Sequence[Standing]

    def at(self, stage: IssueStage, since: date, next_: Next | None = None, *marks: Mark) -> Standing:
        unnamed = () if self.owner or self.responses else (Mark("no owner named"),)
        return Standing(self.issue.reference, stage, since, next_, (*(unnamed if next_ else ()), *marks))


def issue_standing(
    versions: Sequence[Issue],
    course: VisitCourse,
    head: str,
    actions: Sequence[Standing],
    facts: Filed,
    clock: Clock,
    today: date,
) -> Standing:
    """Where the issue stands on this day. ``versions`` are the issue as each version of the report has it, in order."""
    issue = versions[-1]
    reference = issue.reference
    closing = facts.closings.get(reference)
    if closing:
        why = Mark("closed by the officer", about=(closing[-1].reason,))
        return Standing(reference, "closed", closing[-1].on, None, (why,))
    if issue.asks == "withdrawn":
        return Standing(reference, "closed", issue.on, None, (Mark("withdrawn"),))
    sent = course.sent_from(_asked_since(versions)) if course.held else None
    if sent is None:
        return _with_the_report(issue, course)
    if not issue.wants_answer:
        marks = (Mark("settled on the day"),) if issue.settled else ()
        return Standing(reference, "closed", sent, None, marks)
    owners = facts.owners.get(reference, ())
    about = _About(
        issue,
        sent,
        course.went,
        head,
        owners[-1].owner if owners else "",
        facts.responses.get(reference, ()),
        facts.verdicts.get(reference, ()),
        actions,
    )
    return _answered(about, clock, today) if about.responses else _unanswered(about, clock, today)


def asked_on(versions: Sequence[Issue], course: VisitCourse) -> date | None:
    """The day on which the issue went to be answered; None when it has not, or wants no answer."""
    if not versions[-1].wants_answer or not course.held:
        return None
    return course.sent_from(_asked_since(versions))


def _asked_since(versions: Sequence[Issue]) -> int:
    """The version from which on it is asked as it is now: one that wants an answer only then goes to be answered."""
    since = versions[-1].version
    for issue in reversed(versions):
        if issue.wants_answer != versions[-1].wants_answer:
            break
        since = issue.version
    return since


def _with_the_report(issue: Issue, course: VisitCourse) -> Standing:
    visit = course.standing
    if visit.next is None:
        return Standing(issue.reference, "closed", visit.since, None, visit.marks)
    return Standing(issue.reference, "with the report", issue.on, visit.next, visit.marks)


def _unanswered(about: _About, clock: Clock, today: date) -> Standing:
    days, sent = clock.days, about.sent
    due = clock.after(sent, days.response, "sent")
    naming_ends = clock.after(sent, days.owner_chased, "sent").day
    if not about.owner and today <= min(naming_ends, due.day):
        asked = Next(
            "name who answers", the_head(about.head), clock.after(sent, days.owner, "sent"), min(naming_ends, due.day)
        )
        return Standing(about.issue.reference, "owner to name", sent, asked)
    if today <= due.day:
        return about.at("to answer", sent, Next("answer", owner_or_head(about.owner, about.head), due))
    who = answered_by(sent, today, about.head, clock)
    return about.at("not answered", due.day, Next("answer", who, due), Mark("no response received"))


def _answered(about: _About, clock: Clock, today: date) -> Standing:
    first = about.responses[0]
    start = max(first.on, about.sent)
    window = clock.after(start, clock.days.dispute, "answered")
    dispute = next((one for one in about.verdicts if not one.answers and one.on <= window.day), None)
    if dispute:
        return _disputed(about, dispute, clock, today)
    content = {one.member: one.on for one in about.verdicts if one.answers}
    if about.went and set(about.went) <= content.keys():
        return _settled(about, max(start, min(window.day, max(content.values()))), clock, today)
    if today > window.day:
        return _settled(about, window.day, clock, today)
    who = Who("members", tuple(member for member in about.went if member not in content))
    return about.at("answered", first.on, Next("say if that does not answer it", who, window, window.day))


def _disputed(about: _About, dispute: Verdict, clock: Clock, today: date) -> Standing:
    """After the members' one word that it is no answer: a second answer is owed, and with it the matter rests."""
    second = [response for response in about.responses[1:] if response.on >= dispute.on]
    if second:
        return _settled(about, second[0].on, clock, today)
    due = clock.after(dispute.on, clock.days.second_response, "disputed")
    mark = Mark("members say it is not answered")
    if today <= due.day:
        asked = Next("answer again", owner_or_head(about.owner, about.head), due)
        return about.at("disputed", dispute.on, asked, mark)
    who = pursued_by(due, today, about.owner, about.head, clock)
    return about.at("not answered", due.day, Next("answer again", who, due), mark, Mark("no second response received"))


def _settled(about: _About, since: date, clock: Clock, today: date) -> Standing:
    """Once nobody questions the answer any more: what it promises remains to be done."""
    answer = about.responses[-1]
    since = max(since, answer.on)
    if not answer.promises:
        return about.at("closed", since)
    waiting = [action for action in about.actions if action.next]
    if waiting:
        urgent = min(waiting, key=_urgency)
        return about.at("to act on", since, urgent.next, *urgent.marks)
    if about.actions:
        return about.at("closed", max(since, max(action.since for action in about.actions)))
    due = clock.after(since, clock.days.action, "answered")
    who = pursued_by(due, today, about.owner, about.head, clock)
    return about.at("no action set", since, Next("say what will be done, by whom and by when", who, due))


def _urgency(standing: Standing) -> tuple[date, str]:
    return (standing.next.due.day if standing.next else date.max), standing.reference
