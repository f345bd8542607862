"""What does not fit together among answers, what is done about them, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rota.text.english import day_in_words
from rota.tracking.action_stage import same_person
from rota.tracking.actions import Action, Confirmation
from rota.tracking.clocks import Clock
from rota.tracking.fact import Fact
from rota.tracking.filed import Filed
from rota.tracking.inconsistency import Inconsistency
from rota.tracking.issues import Issue
from rota.tracking.responses import Response

_DATES = "Put the wrong one of the two dates right."
LATEST = timedelta(731)
"""After this an answer bears a wrong year, or nearly always does."""


def faults_in_answers(visit: str, there: Callable[[str], bool], facts: Filed, clock: Clock) -> Iterator[Inconsistency]:
    """What is wrong with the answers to the issues of this visit, and with what is done about them.

    ``there`` says of a member whether they may have been at the visit.
    """
    raised = {issue.reference: issue for issue in reversed(facts.issues.get(visit, ()))}
    for reference, issue in raised.items():
        responses = facts.responses.get(reference, [])
        for response in responses:
            yield from _response_faults(response, issue)
        yield from _verdict_faults(reference, responses, there, facts, clock)
        for progress in facts.progress.get(reference, ()):
            if progress.visit == visit:
                what = "the visit that raised an issue cannot say what became of it."
                yield Inconsistency(progress, "visit", what, "Give the later visit at which it was looked at.")
            yield from _not_before(progress, issue.on, "the issue was only raised on")
        for action in facts.actions.get(reference, ()):
            yield from _action_faults(action, responses, there, facts, clock)


def _not_before(fact: Fact, day: date, since: str) -> Iterator[Inconsistency]:
    if fact.on < day:
        yield Inconsistency(fact, "on", f"{since} {day_in_words(day)}.", _DATES)


def _response_faults(response: Response, issue: Issue) -> Iterator[Inconsistency]:
    yield from _not_before(response, issue.on, "the issue was only raised on")
    if response.on - issue.on > LATEST:
        what = f"it was answered more than two years after it was raised, on {day_in_words(issue.on)}."
        yield Inconsistency(response, "on", what, "It counts all the same; look whether the year is right.", False)
    if not issue.wants_answer:
        what = f"the issue is '{'settled' if issue.settled else issue.asks}' and waits for no answer."
        yield Inconsistency(response, "issue", what, "It is kept; look whether it is the right issue.", False)


def _verdict_faults(
    issue: str, responses: list[Response], there: Callable[[str], bool], facts: Filed, clock: Clock
) -> Iterator[Inconsistency]:
    against = 0
    for verdict in facts.verdicts.get(issue, ()):
        if not there(verdict.member):
            what = "the member was not at the visit that raised it."
            yield Inconsistency(verdict, "member", what, "Name a member who was there.")
        if not responses or verdict.on < responses[0].on:
            yield Inconsistency(verdict, "on", "there is no answer yet to speak of.", "Give the answer first.")
        elif not verdict.answers:
            against += 1
            last = clock.after(responses[0].on, clock.days.dispute, "answered")
            if against > 1:
                what = "that the answer is none can be said once, and it was."
                yield Inconsistency(verdict, "answers", what, "Raise it again at the next visit.")
            elif verdict.on > last.day:
                what = f"that the answer is none could be said until {day_in_words(last.day)} ({last.words})."
                yield Inconsistency(verdict, "on", what, "Raise it again at the next visit.")


def _action_faults(
    action: Action, responses: list[Response], there: Callable[[str], bool], facts: Filed, clock: Clock
) -> Iterator[Inconsistency]:
    if action.due < action.on:
        what = f"the action is due before it was set, on {day_in_words(action.on)}."
        yield Inconsistency(action, "due", what, _DATES)
    if not any(response.promises for response in responses):
        what = "no answer says that anything will be done."
        yield Inconsistency(action, "issue", what, "Put the answer into 'responses' as well.", False)
    first = facts.actions[action.issue]
    if any(one.reference == action.reference for one in first[: first.index(action)]):
        what = f"there is an action {action.reference} already."
        yield Inconsistency(action, "reference", what, "Give this one the next letter.")
    for update in facts.updates.get(action.reference, ()):
        yield from _not_before(update, action.on, "the action was only set on")
    done = [update.on for update in facts.updates.get(action.reference, ()) if update.said == "done"]
    for confirmation in facts.confirmations.get(action.reference, ()):
        yield from _confirmation_faults(confirmation, action, done, there, clock)


def _confirmation_faults(
    confirmation: Confirmation, action: Action, done: list[date], there: Callable[[str], bool], clock: Clock
) -> Iterator[Inconsistency]:
    said = [day for day in done if day <= confirmation.on]
    if same_person(confirmation.confirmer, action.owner):
        what = f"{action.owner} owns the action and cannot be the one who confirms it."
        yield Inconsistency(confirmation, "confirmer", what, "A member who went, the next visit or the committee does.")
    if not said:
        yield Inconsistency(
            confirmation, "on", "nobody has said yet that it is done.", "Say in 'actions' when and how."
        )
    elif confirmation.capacity == "officer":
        first = clock.after(said[-1], clock.days.confirmation, "said to be done")
        if confirmation.on <= first.day:
            what = f"an officer may confirm it after {day_in_words(first.day)} ({first.words})."
            yield Inconsistency(confirmation, "capacity", what, "Until then ask a member who went.")
    elif confirmation.capacity == "visiting member" and not there(confirmation.confirmer):
        what = "is not a member who was at the visit."
        yield Inconsistency(confirmation, "confirmer", f"'{confirmation.confirmer:.40}' {what}", "Name one who was.")
