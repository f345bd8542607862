"""Where an action stands: what its owner says of it, and who else has seen that it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.clocks import Clock, Due, named
from rota.tracking.filed import Filed
from rota.tracking.issues import IssueProgress
from rota.tracking.ladder import pursued_by
from rota.tracking.stages import ActionStage, Ask, Mark, Next, Standing, Who

PROMISED = "promised for"


@dataclass(frozen=True, slots=True)
class _Word:
    """What somebody but the owner says of what is said to be done."""

    on: date
    done: bool


def action_standing(
    action: Action, went: tuple[str, ...], head: str, facts: Filed, clock: Clock, today: date
) -> Standing:
    """Where the action stands on this day. ``went`` are the members who raised the issue."""
    closing = facts.closings.get(action.reference)
    if closing:
        why = Mark("closed by the officer", about=(closing[-1].reason,))
        return Standing(action.reference, "closed", closing[-1].on, None, (why,))
    updates = facts.updates.get(action.reference, ())
    last = updates[-1] if updates else None
    if last is None or last.said in ("on track", "slipped"):
        return _under_way(action, last, head, _due(action, updates), clock, today)
    if last.said == "paused":
        due = (
            named(last.due, "to be looked at again on")
            if last.due
            else clock.after(last.on, clock.days.paused, "paused")
        )
        who = pursued_by(due, today, action.owner, head, clock)
        return Standing(action.reference, "paused", last.on, Next("say whether it goes on", who, due))
    if last.said == "done":
        words = _words(action, facts.confirmations.get(action.reference, ()), facts.progress.get(action.issue, ()))
        return _done(action, last, went, head, [one for one in words if one.on >= last.on], clock, today)
    ended: ActionStage = "not achieved" if last.said == "not achieved" else "not ours"
    return Standing(action.reference, ended, last.on)


def due_dates(action: Action, updates: Iterable[Update]) -> tuple[date, ...]:
    """The first date by which it was promised and every later one, in the order in which they were given."""
    later = (update.due for update in updates if update.said == "slipped" and update.due)
    return action.due, *later


def _due(action: Action, updates: Iterable[Update]) -> Due:
    return named(due_dates(action, updates)[-1], PROMISED)


def _under_way(action: Action, last: Update | None, head: str, due: Due, clock: Clock, today: date) -> Standing:
    since = last.on if last else action.on
    owner = Who("owner", (action.owner,))
    if today <= due.day:
        said: ActionStage = "not due" if last is None else "slipped" if last.said == "slipped" else "on track"
        return Standing(action.reference, said, since, Next("say how it goes", owner, due))
    asked = Next(
        "give a new date and the reason, or say that it is done",
        pursued_by(due, today, action.owner, head, clock),
        due,
    )
    return Standing(action.reference, "slipped", due.day, asked, (Mark("no new date given"),))


def _words(action: Action, confirmations: Iterable[Confirmation], progress: Iterable[IssueProgress]) -> list[_Word]:
    """Who saw that it is done or not: by word of mouth, or at a later visit to the team. The owner does not count."""
    said = [_Word(one.on, one.done) for one in confirmations if not same_person(one.confirmer, action.owner)]
    seen = [_Word(one.on, one.found == "done") for one in progress if one.found in ("done", "not")]
    return sorted((*said, *seen), key=lambda word: word.on)


def same_person(one: str, other: str) -> bool:
    """Whether two names, as they were typed in, are the same."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _done(
    action: Action, said: Update, went: tuple[str, ...], head: str, words: list[_Word], clock: Clock, today: date
) -> Standing:
    if words and words[-1].done:
        return Standing(action.reference, "done and confirmed", words[-1].on)
    if words:
        due = clock.after(words[-1].on, clock.days.chased_again, "found not to be done")
        who = pursued_by(due, today, action.owner, head, clock)
        asked = Next("say again, with evidence or a new date", who, due)
        return Standing(action.reference, "slipped", words[-1].on, asked, (Mark("found not to be done"),))
    due = clock.after(said.on, clock.days.confirmation, "said to be done")
    confirm: Ask = "confirm that it is done, or say that it is not"
    if went and today <= due.day:
        return Standing(
            action.reference, "done, to confirm", said.on, Next(confirm, Who("members", went), due, due.day)
        )
    start = due.day if went else said.on
    later = clock.after(start, clock.days.by_officer, "not confirmed by" if went else "said to be done")
    asked = Next(confirm, Who("officer"), later)
    return Standing(action.reference, "done, to confirm", said.on, asked, (Mark("not confirmed"),))
