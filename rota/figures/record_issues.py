"""The records of a visit's issues and of the actions about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from rota.figures.disclosed import disclosed
from rota.figures.records import ActionRecord, Answered, IssueRecord, Stands
from rota.text.sanitise import without_address
from rota.tracking.action_stage import due_dates, same_person
from rota.tracking.actions import Action, Capacity
from rota.tracking.clocks import Clock
from rota.tracking.filed import Filed
from rota.tracking.follow import Followed
from rota.tracking.issues import Issue
from rota.tracking.references import year_of
from rota.tracking.responses import Response
from rota.tracking.stages import Standing


def issue_records(one: Followed, facts: Filed, clock: Clock, day: date) -> Iterator[IssueRecord]:
    """A record for each issue of the visit."""
    raised = {issue.reference: issue.on for issue in reversed(facts.issues.get(one.visit.reference, ()))}
    for issue, standing, asked in zip(one.said, one.issues, one.asked, strict=True):
        reference = issue.reference
        responses = facts.responses.get(reference, ()) if issue.wants_answer else ()
        due = clock.after(asked, clock.days.response, "sent").day if asked else None
        owners = facts.owners.get(reference, ())
        publishable, paragraph = disclosed(facts.disclosures.get(reference, ()))
        yield IssueRecord(
            reference=reference,
            visit=one.visit.reference,
            year=year_of(reference),
            team=one.visit.team,
            theme=issue.theme,
            asks=issue.asks,
            priority=issue.priority,
            settled=issue.settled,
            raised=raised[reference],
            text=issue.text,
            owner=without_address(owners[-1].owner) if owners else "",
            asked=asked,
            answer_due=due,
            answered=_answered(issue, standing, responses, due, day),
            answers=tuple(responses),
            disputed=any(not verdict.answers for verdict in facts.verdicts.get(reference, ())),
            stands=Stands.of(standing),
            publishable=publishable,
            paragraph=paragraph,
        )


def _answered(issue: Issue, standing: Standing, responses: Sequence[Response], due: date | None, day: date) -> Answered:
    if not issue.wants_answer:
        return "not asked"
    if responses:
        return "late" if due and responses[0].on > due else "in time"
    if standing.closed:
        return "closed"
    return "overdue" if due and day > due else "waiting"


_NOBODY: tuple[str, Capacity | Literal[""]] = ("", "")


def action_records(one: Followed, facts: Filed) -> Iterator[ActionRecord]:
    """A record for each action about the visit's issues."""
    for action, standing in zip(one.set, one.actions, strict=True):
        updates = facts.updates.get(action.reference, ())
        last = updates[-1] if updates else None
        done = [update.on for update in updates if update.said == "done"]
        confirmed = standing.stage == "done and confirmed"
        confirmer, capacity = _confirmer(action, standing.since, facts) if confirmed else _NOBODY
        yield ActionRecord(
            reference=action.reference,
            issue=action.issue,
            visit=one.visit.reference,
            year=year_of(action.reference),
            team=one.visit.team,
            text=action.what,
            owner=without_address(action.owner),
            set=action.on,
            promised=action.due,
            due_dates=due_dates(action, updates),
            said=last.said if last else "",
            reason=last.reason if last else "",
            evidence=last.evidence if last else "",
            said_done=done[-1] if done else None,
            confirmed=standing.since if confirmed else None,
            confirmer=confirmer,
            capacity=capacity,
            stands=Stands.of(standing),
        )


def _confirmer(action: Action, day: date, facts: Filed) -> tuple[str, Capacity | Literal[""]]:
    """Who saw on that day that it is done: somebody other than the owner, or members at a later visit to the team."""
    for one in reversed(facts.confirmations.get(action.reference, ())):
        if one.done and one.on == day and not same_person(one.confirmer, action.owner):
            return without_address(one.confirmer), one.capacity
    seen = [found.visit for found in facts.progress.get(action.issue, ()) if found.found == "done" and found.on == day]
    return (seen[-1] if seen else ""), "next visit"
