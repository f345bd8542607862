"""The tables 'responses' and 'actions' as facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rota.reading.tracking.prose import as_prose_of_nobody
from rota.reading.tracking.reports import ReferredTo
from rota.reading.tracking.said import RowFact
from rota.tables.row import Row
from rota.tables.table import Table
from rota.tables.tracking_schema import ACTION_ROWS, FOUND_WORDS, OWNER_NAMED, RESPONSE_ROWS, VERDICTS
from rota.tracking.actions import CAPACITIES, Action, Confirmation, Update
from rota.tracking.fact import Closing, Fact
from rota.tracking.issues import IssueProgress
from rota.tracking.references import visit_of
from rota.tracking.responses import RESPONSE_KINDS, OwnerNamed, Response, Verdict


def read_responses(table: Table, known: ReferredTo) -> Iterator[RowFact]:
    """What was answered, and what was said of the answers."""
    for row in table.rows:
        issue = known.subjects.issue(row, "issue")
        on, what = _when_and_what(row, RESPONSE_ROWS)
        if not (issue and on and what and row.good):
            continue
        fact = _response(row, what, issue, on, known)
        columns = {"on": "date", "issue": "issue", "owner": "who", "answers": "what", "member": "who"}
        columns |= {"subject": "issue", "responder": "who", "answer": "what", "note": "text", "found": "what"}
        if fact and row.good:
            yield RowFact(fact, row, columns, row.date("undone"))


def _when_and_what(row: Row, choices: tuple[str, ...]) -> tuple[date | None, str]:
    on = row.date("date") if row.needed("date", "the day, like 2026-06-30") else None
    what = row.choice("what", choices, "") if row.needed("what", f"one of {'; '.join(choices)}") else ""
    row.date("undone")
    return on, what


def _response(row: Row, what: str, issue: str, on: date, known: ReferredTo) -> Fact | None:
    text, reason, by = (
        row.read("text", as_prose_of_nobody, ""),
        row.read("reason", as_prose_of_nobody, ""),
        row.text("entered_by"),
    )
    if what == OWNER_NAMED:
        return OwnerNamed(issue, row.text("who"), on=on, by=by)
    if what in RESPONSE_KINDS:
        return Response(issue, what, text, row.text("who"), reason, row.text("asked"), on=on, by=by)
    if what in VERDICTS:
        member = known.member(row, "who", visit_of(issue))
        return Verdict(issue, member, VERDICTS[what], reason, on=on, by=by) if member else None
    if what in FOUND_WORDS:
        visit = known.subjects.visit(row, "visit")
        return IssueProgress(visit, issue, FOUND_WORDS[what], text, on=on, by=by) if visit else None  # type: ignore[arg-type]
    return Closing(issue, reason, on=on, by=by)


def read_actions(table: Table, known: ReferredTo) -> Iterator[RowFact]:
    """What is done, and what is said of it."""
    for row in table.rows:
        action = known.subjects.action(row, "action")
        on, what = _when_and_what(row, ACTION_ROWS)
        if not (action and on and what and row.good):
            continue
        fact = _action(row, what, action, on, known)
        columns = {"on": "date", "action": "action", "reference": "action", "owner": "who", "confirmer": "who"}
        columns |= {"what": "text", "words": "text", "said": "what", "subject": "action", "issue": "action"}
        if fact and row.good:
            yield RowFact(fact, row, columns, row.date("undone"))


def _action(row: Row, what: str, action: str, on: date, known: ReferredTo) -> Fact | None:
    text, reason, by = (
        row.read("text", as_prose_of_nobody, ""),
        row.read("reason", as_prose_of_nobody, ""),
        row.text("entered_by"),
    )
    due = row.date("due")
    if what == "set":
        if not row.needed("due", "the day by which it will be done, like 2026-06-30") or due is None:
            return None
        return Action(action, text, row.text("who"), due, on=on, by=by)
    if what in ("confirmed", "found not done"):
        capacity = row.choice("capacity", CAPACITIES, "visiting member")
        member = capacity == "visiting member"
        who = known.member(row, "who", visit_of(action)) if member else row.text("who")
        done = what == "confirmed"
        return Confirmation(action, who, capacity, done, text, on=on, by=by) if who is not None else None  # type: ignore[arg-type]
    if what == "action closed":
        return Closing(action, reason, on=on, by=by)
    evidence, asked = row.read("evidence", as_prose_of_nobody, ""), row.text("asked")
    return Update(action, what, due, reason, evidence, asked, on=on, by=by)  # type: ignore[arg-type]
