"""Facts as rows of the tables: what reads back to the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time

from rota.tables import tracking_schema as sheets
from rota.tables.tracking_schema import FOUND_WORDS, HANDED_IN, OWNER_NAMED, VERDICTS
from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.fact import Closing, Disclosure, Fact, Undo, ordered
from rota.tracking.facts import Facts
from rota.tracking.issues import Issue, IssueProgress
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.references import is_issue, is_visit
from rota.tracking.reports import Agreement, CorrectionReply, HostCheck, VisitReport
from rota.tracking.responses import OwnerNamed, Response, Verdict
from rota.tracking.visits import TrackedVisit

Row = dict[str, str]
Lines = Iterator[tuple[str, Row]]
"""The table's name, and a row of it."""


def rows_of(visits: Iterable[TrackedVisit], facts: Facts) -> dict[str, list[Row]]:
    """The rows of each table, every visit of these with its reference; cells that would be blank are left out.

    What was undone keeps its row with the day. What was undone and then restored is as if it had never been undone.
    """
    undone = _undone(facts)
    found: dict[str, list[Row]] = {sheet.name: [] for sheet in sheets.TRACKING_TABLES}
    listed = {visit.reference: visit for visit in visits}
    said: set[str] = set()
    for fact in facts:
        day = undone.get(fact.id)
        for table, row in _rows(fact, listed):
            last = {"entered_by": fact.by, "undone": day.isoformat() if day else ""}
            found[table].append(_filled({**row, **(last if table != sheets.NOTES.name else {})}))
        if isinstance(fact, Outcome):
            said.add(fact.visit)
    unsaid = [_register(visit) for visit in listed.values() if visit.reference not in said]
    found[sheets.OUTCOMES.name] = sorted([*found[sheets.OUTCOMES.name], *unsaid], key=lambda row: row["reference"])
    _decided(found, facts, undone)
    return found


def _undone(facts: Facts) -> dict[str, date]:
    counting = {fact.id for fact in facts.in_force()}
    undoings = {undo.of: undo.on for undo in facts.undone}
    return {fact.id: undoings[fact.id] for fact in facts if fact.id in undoings and fact.id not in counting}


def _filled(row: Mapping[str, str]) -> Row:
    return {name: value for name, value in row.items() if value}


def _register(visit: TrackedVisit) -> Row:
    row = {"reference": visit.reference, "team": visit.team, "visit": _number(visit)}
    return _filled({**row, "date": "" if visit.visit else _day(visit.day)})


def _number(visit: TrackedVisit) -> str:
    """Which of its team's visits in the year: the end of the id, "2" of "mash-2"."""
    return visit.visit.rpartition("-")[2]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(said: bool) -> str:
    return "yes" if said else ""


def _rows(fact: Fact, visits: Mapping[str, TrackedVisit]) -> Lines:
    if isinstance(fact, Undo):
        return
    writer = _WRITERS.get(type(fact))
    if writer:
        yield from writer(fact)
    elif isinstance(fact, Outcome):
        visit = visits[fact.visit]
        row = {"reference": fact.visit, "team": visit.team, "visit": _number(visit), "date": _day(fact.day)}
        recorded = "" if fact.on == fact.day else _day(fact.on)
        yield "outcomes", {**row, "result": fact.result, "by": fact.cause, "reason": fact.reason, "recorded": recorded}
    elif isinstance(fact, Closing):
        yield _closing(fact)


def _attendance(fact: Attendance) -> Lines:
    yield "attendance", {"visit": fact.visit, "member": fact.member, "came": fact.came, "recorded": _day(fact.on)}


def _reported(visit: str, version: int, on: date, what: str, **cells: str) -> tuple[str, Row]:
    return "reports", {"visit": visit, "version": str(version), "date": _day(on), "what": what, **cells}


def _report(fact: VisitReport) -> Lines:
    yield _reported(
        fact.visit,
        fact.version,
        fact.on,
        HANDED_IN,
        who=fact.author,
        form=fact.form,
        nobody_named=_yes(fact.nobody_named),
        nothing_to_raise=_yes(fact.nothing_to_raise),
        met="; ".join(f"{met.role} {met.number}" for met in fact.met),
        urgent_told=fact.urgent_told,
        urgent_at=_time(fact.urgent_time),
        interest_found=_yes(fact.interest_found),
        private_note=fact.private_note,
    )
    for note in fact.notes:
        row = {"visit": fact.visit, "version": str(fact.version), "heading": note.heading, "text": note.text}
        yield "notes", {**row, "looked_at": "" if note.looked_at else "no"}


def _time(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _agreement(fact: Agreement) -> Lines:
    what = "agreed" if fact.agrees else "objected"
    yield _reported(fact.visit, fact.version, fact.on, what, who=fact.member, words=fact.words)


def _check(fact: HostCheck) -> Lines:
    if fact.accurate:
        yield _reported(fact.visit, fact.version, fact.on, "accurate")
    for number, one in enumerate(fact.corrections, start=1):
        cells = {"number": str(number), "about": one.about, "words": one.text}
        yield _reported(fact.visit, fact.version, fact.on, "correction", **cells)


def _reply(fact: CorrectionReply) -> Lines:
    what = "correction taken" if fact.taken else "correction left"
    yield _reported(fact.visit, fact.version, fact.on, what, number=str(fact.correction), words=fact.words)


def _issue(fact: Issue) -> Lines:
    row = {"visit": fact.visit, "number": str(fact.number), "version": str(fact.version), "text": fact.text}
    row |= {"theme": fact.theme, "asks": fact.asks, "priority": fact.priority, "raised_with": fact.raised_with}
    yield "issues", {**row, "settled": _yes(fact.settled), "suggested": _day(fact.suggested), "date": _day(fact.on)}


def _answered(issue: str, on: date, what: str, **cells: str) -> tuple[str, Row]:
    return "responses", {"issue": issue, "date": _day(on), "what": what, **cells}


def _owner(fact: OwnerNamed) -> Lines:
    yield _answered(fact.issue, fact.on, OWNER_NAMED, who=fact.owner)


def _response(fact: Response) -> Lines:
    cells = {"who": fact.responder, "text": fact.text, "reason": fact.reason, "asked": fact.asked}
    yield _answered(fact.issue, fact.on, fact.answer, **cells)


def _verdict(fact: Verdict) -> Lines:
    what = next(word for word, answers in VERDICTS.items() if answers == fact.answers)
    yield _answered(fact.issue, fact.on, what, who=fact.member, reason=fact.reason)


def _progress(fact: IssueProgress) -> Lines:
    what = next(word for word, found in FOUND_WORDS.items() if found == fact.found)
    yield _answered(fact.issue, fact.on, what, visit=fact.visit, text=fact.note)


def _acted(action: str, on: date, what: str, **cells: str) -> tuple[str, Row]:
    return "actions", {"action": action, "date": _day(on), "what": what, **cells}


def _action(fact: Action) -> Lines:
    yield _acted(fact.reference, fact.on, "set", who=fact.owner, due=_day(fact.due), text=fact.what)


def _update(fact: Update) -> Lines:
    cells = {"due": _day(fact.due), "reason": fact.reason, "evidence": fact.evidence, "asked": fact.asked}
    yield _acted(fact.action, fact.on, fact.said, **cells)


def _confirmation(fact: Confirmation) -> Lines:
    what = "confirmed" if fact.done else "found not done"
    yield _acted(fact.action, fact.on, what, who=fact.confirmer, capacity=fact.capacity, text=fact.words)


def _closing(fact: Closing) -> tuple[str, Row]:
    if is_visit(fact.subject):
        return _reported(fact.subject, 1, fact.on, "visit closed", words=fact.reason)
    if is_issue(fact.subject):
        return _answered(fact.subject, fact.on, "issue closed", reason=fact.reason)
    return _acted(fact.subject, fact.on, "action closed", reason=fact.reason)


def _disclosure(fact: Disclosure) -> Lines:
    if is_visit(fact.subject):
        what = "publishable" if fact.publishable else "exempt"
        yield _reported(fact.subject, 1, fact.on, what, about=fact.paragraph)


def _decided(found: Mapping[str, list[Row]], facts: Facts, undone: Mapping[str, date]) -> None:
    """Puts what was decided about publishing an issue into the issue's own row: that of the day, or the last."""
    for fact in ordered(facts.disclosures):
        if is_issue(fact.subject):
            mine = [row for row in found["issues"] if f"{row['visit']}.{row['number']}" == fact.subject]
            of_day = [row for row in mine if row["date"] == _day(fact.on)]
            for row in (of_day or mine)[-1:]:
                row |= _filled({"publishable": "yes" if fact.publishable else "no", "paragraph": fact.paragraph})


_WRITERS: dict[type[Fact], Callable[..., Lines]] = {
    Attendance: _attendance,
    VisitReport: _report,
    Agreement: _agreement,
    HostCheck: _check,
    CorrectionReply: _reply,
    Issue: _issue,
    OwnerNamed: _owner,
    Response: _response,
    Verdict: _verdict,
    IssueProgress: _progress,
    Action: _action,
    Update: _update,
    Confirmation: _confirmation,
    Disclosure: _disclosure,
}
