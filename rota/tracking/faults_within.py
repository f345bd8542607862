"""What is wrong with a fact by itself, whatever the others say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rota.text.english import day_in_words, joined
from rota.tracking import references
from rota.tracking.actions import CAPACITIES, SAID, Action, Confirmation, Update
from rota.tracking.fact import Closing, Disclosure, Fact
from rota.tracking.inconsistency import Inconsistency
from rota.tracking.issues import FOUND, ISSUE_KINDS, PRIORITIES, Issue, IssueProgress
from rota.tracking.outcomes import CAME, CAUSES, REASONS, RESULTS, Attendance, Outcome
from rota.tracking.reports import Agreement, HostCheck, VisitReport
from rota.tracking.responses import RESPONSE_KINDS, OwnerNamed, Response, Verdict

Found = Iterator[tuple[str, str, str]]
"""The field, what is wrong with it and the remedy."""

PARAGRAPHS = frozenset(str(number) for number in range(1, 19))
"""Of schedule 12A to the Local Government Act 1972: 1 to 7 for England, 12 to 18 for Wales, and older ones between."""


LONGEST_ROLE = 60
"""Letters: a post's name is shorter, and what is longer tells a story."""


def faults_within(fact: Fact) -> tuple[Inconsistency, ...]:
    """Each thing that is wrong with this fact; none when it may count."""
    look = _LOOKS.get(type(fact))
    found = look(fact) if look else iter(())
    return tuple(Inconsistency(fact, *one) for one in (*_of_choices(fact), *found))


_CHOICES: dict[tuple[type[Fact], str], tuple[str, ...]] = {
    (Outcome, "result"): RESULTS,
    (Outcome, "cause"): CAUSES,
    (Attendance, "came"): CAME,
    (Issue, "asks"): ISSUE_KINDS,
    (Issue, "priority"): PRIORITIES,
    (IssueProgress, "found"): FOUND,
    (Response, "answer"): RESPONSE_KINDS,
    (Update, "said"): SAID,
    (Confirmation, "capacity"): CAPACITIES,
}


def _of_choices(fact: Fact) -> Found:
    for (kind, field), choices in _CHOICES.items():
        if type(fact) is kind and getattr(fact, field) not in choices:
            listed = joined([choice for choice in choices if choice])
            yield field, f"'{getattr(fact, field)!s:.40}' is none of the choices.", f"Write one of {listed}."


def _outcome(fact: Outcome) -> Found:
    if fact.held and fact.on < fact.day:
        said = f"it is said on {day_in_words(fact.on)} to have been held on {day_in_words(fact.day)}, which is later."
        yield "day", said, "Put the wrong one of the two dates right."
    if fact.result == "held" and (fact.cause or fact.reason):
        yield "reason", "a visit that was held has no reason for not being held.", "Leave it out, or say 'partly held'."
    elif fact.reason and fact.reason not in REASONS:
        what = f"'{fact.reason:.40}' is not in the list of reasons, which say nothing of any person."
        yield "reason", what, f"Choose one of {joined(sorted(REASONS))}."
    elif fact.reason and fact.cause not in ("", *REASONS[fact.reason]):
        who = joined([cause for cause in REASONS[fact.reason] if cause])
        yield "cause", f"'{fact.reason}' is not a reason of the {fact.cause}.", f"It is one of the {who}."


def _report(fact: VisitReport) -> Found:
    if fact.version < 1:
        yield "version", f"{fact.version} is no version.", "The first version is 1."
    if not fact.author:
        yield "author", "nobody is said to have written it.", "Name the member."
    if not fact.nobody_named:
        what = "the tick is missing that no child, family or member of staff can be recognised."
        yield "nobody_named", what, "Ask the author to look through the report and to tick it."
    if fact.urgent_time is not None and not fact.urgent_told:
        yield "urgent_told", "an urgent concern was raised, but not with whom.", "Name the role that was told."
    yield from _role("urgent_told", fact.urgent_told)
    headings = [note.heading for note in fact.notes]
    for heading in sorted({heading for heading in headings if headings.count(heading) > 1}):
        yield "notes", f"the heading '{heading}' comes twice.", "Put the two notes together."
    for met in fact.met:
        yield from _role("met", met.role)
        if met.number < 0:
            yield "met", f"{met.number} people of the role '{met.role}' were met.", "Give the number, or leave it out."


def _role(field: str, said: str) -> Found:
    if len(said) > LONGEST_ROLE:
        yield field, f"it is {len(said)} characters long, and so more than a role.", "Say only who, a post and no name."


def _agreement(fact: Agreement) -> Found:
    if not fact.agrees and not fact.words.strip():
        yield "words", "an objection does not say to what.", "Say what is wrong with the report."


def _check(fact: HostCheck) -> Found:
    for number, correction in enumerate(fact.corrections, start=1):
        if not (correction.about.strip() and correction.text.strip()):
            what = f"correction {number} does not say what is wrong where."
            yield "corrections", what, "Give the heading or the issue, and what is right."


def _issue(fact: Issue) -> Found:
    if not references.is_issue(fact.reference):
        what = f"'{fact.reference:.40}' is not the reference of an issue."
        yield "reference", what, "Write the visit's reference and the issue's number, such as 26/27-014.2."
    if fact.version < 1:
        yield "version", f"{fact.version} is no version.", "The first version is 1."
    if not fact.text.strip() and fact.asks != "withdrawn":
        yield "text", "it says nothing.", "Say what the issue is."
    if fact.settled and not fact.raised_with:
        yield "raised_with", "it was settled on the day, but not said with whom.", "Name the role."
    yield from _role("raised_with", fact.raised_with)
    if fact.suggested and fact.suggested < fact.on:
        what = f"it is wanted by {day_in_words(fact.suggested)}, before it was raised."
        yield "suggested", what, "Give a later day, or leave it out."


def _owner(fact: OwnerNamed) -> Found:
    if not fact.owner.strip():
        yield "owner", "nobody is named.", "Name the role or the person who answers."


def _response(fact: Response) -> Found:
    if not fact.text.strip():
        yield "text", "it says nothing.", "Write the answer."
    if fact.answer == "not accepted" and not fact.reason.strip():
        yield "reason", "an issue that is not accepted needs a reason.", "Say why."
    if fact.answer == "outside our control" and not fact.asked.strip():
        yield "asked", "what is outside the council's control needs to be asked of somebody.", "Say who was asked."


def _verdict(fact: Verdict) -> Found:
    if not fact.answers and not fact.reason.strip():
        yield "reason", "it does not say why the answer is none.", "Say what is still to be answered."


def _action(fact: Action) -> Found:
    if not references.is_action(fact.reference):
        what = f"'{fact.reference:.40}' is not the reference of an action."
        yield "reference", what, "Write the issue's reference and a letter, such as 26/27-014.2a."
    if not fact.what.strip():
        yield "what", "it does not say what will be done.", "Say it."
    if not fact.owner.strip():
        yield "owner", "nobody is to do it.", "Name the role or the person."


def _update(fact: Update) -> Found:
    if fact.said in ("slipped", "paused", "not achieved") and not fact.reason.strip():
        yield "reason", f"an action that is {fact.said} needs a reason.", "Say why."
    if fact.said == "slipped" and fact.due is None:
        yield "due", "an action that slipped needs a new date.", "Say when it will be done."
    if fact.due is not None and fact.said not in ("slipped", "paused"):
        yield "due", f"a new date is given, but the action is {fact.said}.", "Say 'slipped', or leave the date out."
    elif fact.due is not None and fact.due <= fact.on:
        yield "due", f"the new date, {day_in_words(fact.due)}, is not after the day it is given.", "Give a later one."
    if fact.said == "done" and not fact.evidence.strip():
        yield "evidence", "what is done needs evidence.", "Say what shows it, or give a link."
    if fact.said == "not ours" and not fact.asked.strip():
        yield "asked", "what is not the owner's needs to be asked of somebody else.", "Say who was asked."


def _confirmation(fact: Confirmation) -> Found:
    if not fact.confirmer.strip():
        yield (
            "confirmer",
            "nobody is said to have seen it.",
            "Name the member, the visit, the committee or the officer.",
        )
    if not fact.done and not fact.words.strip():
        yield "words", "it does not say what is not done.", "Say it."


def _closing(fact: Closing) -> Found:
    if not fact.reason.strip():
        yield "reason", "it is closed without a reason.", "Say why; the next report shows it."


def _disclosure(fact: Disclosure) -> Found:
    if fact.publishable and fact.paragraph:
        yield "paragraph", "it may be published and is exempt.", "Take one of the two out."
    elif not fact.publishable and not {part.strip() for part in fact.paragraph.split(";")} <= PARAGRAPHS:
        what = (
            f"'{fact.paragraph:.40}' is not a paragraph of schedule 12A."
            if fact.paragraph
            else "no paragraph is given."
        )
        yield (
            "paragraph",
            what,
            "Give the number of the paragraph by which it is exempt, such as 1 or 2; several with ; between them.",
        )


_LOOKS: dict[type[Fact], Callable[[Any], Found]] = {
    Outcome: _outcome,
    VisitReport: _report,
    Agreement: _agreement,
    HostCheck: _check,
    Issue: _issue,
    OwnerNamed: _owner,
    Response: _response,
    Verdict: _verdict,
    Action: _action,
    Update: _update,
    Confirmation: _confirmation,
    Closing: _closing,
    Disclosure: _disclosure,
}
