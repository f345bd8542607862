"""The one question asked of all facts: where does everything stand today?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rota.tracking.action_stage import action_standing
from rota.tracking.actions import Action
from rota.tracking.clocks import Clock
from rota.tracking.facts import Facts
from rota.tracking.filed import Filed, filed
from rota.tracking.issue_stage import asked_on, issue_standing
from rota.tracking.issues import Issue
from rota.tracking.references import in_order, issue_of_action
from rota.tracking.stages import Standing
from rota.tracking.visit_stage import VisitCourse, visit_course
from rota.tracking.visits import TrackedVisit

ANSWERING = frozenset({"with the report", "owner to name", "to answer", "not answered", "answered", "disputed"})
"""Stages of an issue in which its visit waits for it; what is done about it afterwards is the issue's own affair."""

ENDED = frozenset({"closed by the officer", "not owed", "withdrawn"})
"""Marks of what was closed before its own end, with all that hangs on it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a visit stands, and each of its issues and their actions, in order of their references.

    ``course`` is how the visit went; ``said`` are the issues as they stand, ``set`` the actions. ``asked`` is for each
    issue the day on which it went to be answered: None when it has not, or wants no answer.
    """

    visit: TrackedVisit
    course: VisitCourse
    standing: Standing
    issues: tuple[Standing, ...]
    actions: tuple[Standing, ...]
    said: tuple[Issue, ...]
    set: tuple[Action, ...]
    asked: tuple[date | None, ...] = ()


def follow(visits: Iterable[TrackedVisit], facts: Facts, clock: Clock, today: date) -> tuple[Followed, ...]:
    """Where each visit stands at this day, in order of their references, from the facts known by then.

    Facts that do not fit together are to be set aside before (``consistent``); with them every visit, issue and
    action has a stage all the same.
    """
    return follow_filed(visits, filed(facts.known_on(today).in_force()), clock, today)


def follow_filed(visits: Iterable[TrackedVisit], known: Filed, clock: Clock, today: date) -> tuple[Followed, ...]:
    """The same from facts that are filed already: those in force, and known at this day."""
    ordered = sorted(visits, key=lambda visit: in_order(visit.reference))
    return tuple(_followed(visit, known, clock, today) for visit in ordered)


def _followed(visit: TrackedVisit, facts: Filed, clock: Clock, today: date) -> Followed:
    course = visit_course(visit, facts, clock, today)
    raised = _by_reference(facts.issues.get(visit.reference, ()))
    set_ = tuple(_first_words(facts, raised))
    actions = {one.reference: action_standing(one, course.went, visit.head, facts, clock, today) for one in set_}
    issues = tuple(
        issue_standing(
            raised[reference],
            course,
            visit.head,
            tuple(actions[one.reference] for one in set_ if one.issue == reference),
            facts,
            clock,
            today,
        )
        for reference in raised
    )
    done = tuple(_with_issue(actions[one.reference], issues) for one in set_)
    said = tuple(versions[-1] for versions in raised.values())
    asked = tuple(asked_on(versions, course) for versions in raised.values())
    return Followed(visit, course, _with_issues(course.standing, issues), issues, done, said, set_, asked)


def _by_reference(issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    """The versions of each issue, in order; what was said last of a version stands for it."""
    last = {(issue.reference, issue.version): issue for issue in issues}
    found: dict[str, list[Issue]] = {}
    for (reference, _), issue in sorted(last.items(), key=lambda item: (in_order(item[0][0]), item[0][1])):
        found.setdefault(reference, []).append(issue)
    return found


def _first_words(facts: Filed, issues: Iterable[str]) -> Iterable[Action]:
    """The actions of these issues, each as it was first set."""
    for issue in issues:
        first: dict[str, Action] = {}
        for action in facts.actions.get(issue, ()):
            first.setdefault(action.reference, action)
        yield from sorted(first.values(), key=lambda one: in_order(one.reference))


def _with_issues(standing: Standing, issues: Iterable[Standing]) -> Standing:
    """The visit's standing: once its report is sent, it waits for the answer that is due first."""
    waiting = [issue for issue in issues if issue.stage in ANSWERING and issue.next]
    if standing.stage != "closed" or not waiting or _ended(standing):
        return standing
    first = min(waiting, key=lambda issue: (_day(issue), in_order(issue.reference)))
    unanswered = tuple(mark for issue in issues for mark in issue.marks if mark.kind == "no response received")
    return Standing(standing.reference, "to answer", standing.since, first.next, (*standing.marks, *unanswered[:1]))


def _with_issue(action: Standing, issues: Iterable[Standing]) -> Standing:
    """The action's standing: with an issue that was closed or withdrawn what was to be done about it is closed too."""
    ended = [one for one in issues if one.reference == issue_of_action(action.reference) and _ended(one)]
    if action.closed or not ended:
        return action
    return Standing(action.reference, "closed", ended[0].since, None, ended[0].marks)


def _ended(standing: Standing) -> bool:
    return any(mark.kind in ENDED for mark in standing.marks)


def _day(standing: Standing) -> date:
    return standing.next.due.day if standing.next else date.max
