"""What does not fit together among facts about visits and their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from rota.text.english import day_in_words
from rota.tracking.clocks import Clock
from rota.tracking.fact import Fact
from rota.tracking.facts import Facts
from rota.tracking.faults_in_answers import faults_in_answers
from rota.tracking.faults_within import faults_within
from rota.tracking.filed import Filed, filed
from rota.tracking.inconsistency import Inconsistency, in_order
from rota.tracking.reports import Agreement, HostCheck, VisitReport
from rota.tracking.visit_stage import held_outcome, was_there
from rota.tracking.visits import TrackedVisit

A_YEAR = timedelta(366)
"""No report comes so late; who types a year wrong would have it unknown for so long."""


@dataclass(frozen=True, slots=True)
class _About:
    """A visit, and what is said of it."""

    visit: TrackedVisit
    facts: Filed

    @property
    def reports(self) -> Mapping[int, VisitReport]:
        """The versions handed in, by number: of two of one number the first."""
        return {one.version: one for one in reversed(self.facts.reports.get(self.visit.reference, ()))}


def inconsistencies(visits: Iterable[TrackedVisit], facts: Facts, clock: Clock) -> tuple[Inconsistency, ...]:
    """Everything that is wrong with these facts, by themselves and beside each other, each once."""
    listed = {visit.reference: visit for visit in visits}
    known = facts.in_force()
    index = filed(known)
    found = [one for fact in known.by_kind() for one in faults_within(fact)]
    found += _unknown_visits(known, listed)
    for reference, visit in listed.items():
        found += _of_visit(_About(visit, index))
        found += faults_in_answers(reference, partial(was_there, visit, index), index, clock)
    found += _unknown_subjects(known, listed)
    found += _undone_nothing(facts)
    return in_order(found)


def consistent(visits: Iterable[TrackedVisit], facts: Facts, clock: Clock) -> tuple[Facts, tuple[Inconsistency, ...]]:
    """The facts without those that must be set aside, and all that is wrong with them."""
    found = inconsistencies(visits, facts, clock)
    return facts.without(one.fact for one in found if one.set_aside), found


def _unknown_visits(facts: Facts, listed: Mapping[str, TrackedVisit]) -> Iterator[Inconsistency]:
    about = (*facts.outcomes, *facts.attendance, *facts.reports, *facts.agreements, *facts.checks, *facts.replies)
    for fact in (*about, *facts.issues, *facts.progress):
        if (visit := _named(fact, "visit")) not in listed:
            what = f"'{visit:.40}' is not the reference of a visit."
            yield Inconsistency(fact, "visit", what, "Give that of a visit in the rota or in 'outcomes'.")


def _of_visit(about: _About) -> Iterator[Inconsistency]:
    reference = about.visit.reference
    yield from _outcome_remarks(about)
    yield from _report_faults(about)
    for agreement in about.facts.agreements.get(reference, ()):
        yield from _version_faults(agreement, about)
        if not was_there(about.visit, about.facts, agreement.member):
            what = "the member was not at the visit."
            yield Inconsistency(
                agreement, "member", what, "Only who was there agrees: put it right, or the attendance."
            )
    for check in about.facts.checks.get(reference, ()):
        yield from _version_faults(check, about)
    corrections = {
        check.version: len(check.corrections) for check in about.facts.checks.get(reference, ()) if check.corrections
    }
    for reply in about.facts.replies.get(reference, ()):
        if not 1 <= reply.correction <= corrections.get(reply.version, 0):
            what = f"the host made no correction {reply.correction} to version {reply.version}."
            yield Inconsistency(reply, "correction", what, "Give the number of a correction, counted from 1.")
    for issue in about.facts.issues.get(reference, ()):
        if issue.version not in about.reports:
            what = f"version {issue.version} of the report was not handed in."
            yield Inconsistency(issue, "version", what, "Say in 'reports' when and by whom, or give another version.")


def _outcome_remarks(about: _About) -> Iterator[Inconsistency]:
    """What counts all the same and is probably a slip."""
    reference, visit = about.visit.reference, about.visit
    held = held_outcome(about.facts.outcomes.get(reference, ()))
    last = {outcome.day: outcome for outcome in about.facts.outcomes.get(reference, ())}
    for outcome in last.values():
        if held and outcome.held and outcome.day != held.day:
            what = f"the same visit is said to have been held on {day_in_words(held.day)} too, which counts."
            remedy = "If one is wrong, write the day in its 'undone'."
            yield Inconsistency(outcome, "day", what, remedy, set_aside=False)
    for one in about.facts.attendance.get(reference, ()):
        if one.came == "yes" and held is None:
            what = "somebody came to a visit that is not said to have been held."
            yield Inconsistency(one, "visit", what, "Say in 'outcomes' what came of it.", set_aside=False)
        elif one.came == "yes" and visit.members and one.member not in visit.members:
            what = "the rota does not have this member on the visit."
            yield Inconsistency(
                one, "member", what, "It counts all the same; look whether it is the right member.", set_aside=False
            )


def _report_faults(about: _About) -> Iterator[Inconsistency]:
    reference = about.visit.reference
    held = held_outcome(about.facts.outcomes.get(reference, ()))
    seen: dict[int, VisitReport] = {}
    for report in about.facts.reports.get(reference, ()):
        if held is None:
            what = "the visit is not said to have been held."
            yield Inconsistency(report, "visit", what, "Say in 'outcomes' that it was, or take the report out.")
        elif report.on < held.day:
            what = f"it was handed in before the visit was held, on {day_in_words(held.day)}."
            yield Inconsistency(report, "on", what, "Put the wrong one of the two dates right.")
        elif report.version == 1 and report.on - held.day > A_YEAR:
            what = f"it was handed in more than a year after the visit was held, on {day_in_words(held.day)}."
            yield Inconsistency(report, "on", what, "Put the wrong one of the two dates right.")
        if report.version in seen:
            what = f"version {report.version} was handed in already, on {day_in_words(seen[report.version].on)}."
            yield Inconsistency(report, "version", what, "A version never changes: give this one the next number.")
        elif report.version > 1 and report.version - 1 not in about.reports:
            what = f"there is no version {report.version - 1}."
            yield Inconsistency(report, "version", what, "Number the versions 1, 2, 3 as they were handed in.")
        seen.setdefault(report.version, report)


def _version_faults(fact: Agreement | HostCheck, about: _About) -> Iterator[Inconsistency]:
    report = about.reports.get(fact.version)
    if report is None:
        what = f"version {fact.version} of the report was not handed in."
        yield Inconsistency(fact, "version", what, "Say in 'reports' when and by whom, or give another version.")
    elif fact.on < report.on:
        what = f"version {fact.version} was only handed in on {day_in_words(report.on)}."
        yield Inconsistency(fact, "on", what, "Put the wrong one of the two dates right.")


def _unknown_subjects(facts: Facts, listed: Mapping[str, TrackedVisit]) -> Iterator[Inconsistency]:
    issues = {issue.reference for issue in facts.issues}
    actions = {action.reference for action in facts.actions}
    for answer in (*facts.owners, *facts.responses, *facts.verdicts, *facts.progress, *facts.actions):
        if (issue := _named(answer, "issue")) not in issues:
            yield Inconsistency(answer, "issue", _no_such("issue", issue), "Add it in 'issues', or correct it.")
    for word in (*facts.updates, *facts.confirmations):
        if (action := _named(word, "action")) not in actions:
            remedy = "Say first what is to be done, by whom and by when, or correct it."
            yield Inconsistency(word, "action", _no_such("action", action), remedy)
    subjects = {*listed, *issues, *actions}
    for closing in (*facts.closings, *facts.disclosures):
        if (subject := _named(closing, "subject")) not in subjects:
            what = _no_such("visit, issue or action", subject)
            yield Inconsistency(closing, "subject", what, "Correct the reference.")


def _named(fact: Fact, field: str) -> str:
    """The reference that the fact names in this field."""
    return str(getattr(fact, field))


def _no_such(what: str, reference: str) -> str:
    return f"'{reference:.40}' is not the reference of any {what} here."


def _undone_nothing(facts: Facts) -> Iterator[Inconsistency]:
    ids = {fact.id: fact for fact in facts} if facts.undone else {}
    for undo in facts.undone:
        of: Fact | None = ids.get(undo.of)
        if of is None:
            what = f"'{undo.of:.80}' is not something said before."
            yield Inconsistency(undo, "of", what, "Give the id of a fact, as it is shown.")
        elif undo.on < of.on:
            what = f"it was found to be wrong before it was said, on {day_in_words(of.on)}."
            yield Inconsistency(undo, "on", what, "Put the wrong one of the two dates right.")
