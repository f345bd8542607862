"""The Head of Service's workbook that came back: owners, answers and actions, as facts with their cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from rota.forms.proforma.questions import ANSWERS, FIXED
from rota.forms.proforma.returned import Came
from rota.reading.tracking.prose import as_prose_of_nobody
from rota.reading.tracking.said import RowFact
from rota.tables.row import Row
from rota.tracking.actions import Action
from rota.tracking.facts import Facts
from rota.tracking.references import action_reference
from rota.tracking.responses import RESPONSE_KINDS, OwnerNamed, Response

_COLUMNS = {"owner": "owner", "issue": "issue", "on": "answered on", "answer": "answer", "text": "what you answer"}


def read_answers(came: Came, facts: Facts) -> Iterator[RowFact]:
    """What each row says. One without anything new says nothing; a row may name an owner and no more."""
    issues = {issue.reference for issue in facts.issues}
    owners = {one.issue: one.owner for one in facts.owners}
    seen: set[str] = set()
    for row in came.tables[ANSWERS.name].rows:
        issue = row.text("issue")
        filled = [name for name in row.cells if name not in FIXED and not row.blank(name)]
        if not filled or (filled == ["owner"] and row.text("owner") == owners.get(issue)):
            continue
        if issue not in issues:
            row.fault("issue", "is not the reference of an issue. Put it back as it was sent.")
            continue
        if issue in seen:
            row.fault("issue", "is there twice. Answer it in one row; a further action is set in 'actions'.")
            continue
        seen.add(issue)
        on = row.date("answered on") if row.needed("answered on", "the day, like 30/06/2027") else None
        if on:
            yield from _owner(row, issue, on, owners.get(issue, ""))
            yield from _response(row, issue, on)
            yield from _action(row, issue, on, facts)


def _owner(row: Row, issue: str, on: date, known: str) -> Iterator[RowFact]:
    owner = row.text("owner")
    if owner and owner != known and row.good:
        yield RowFact(OwnerNamed(issue, owner, on=on), row, _COLUMNS)


def _response(row: Row, issue: str, on: date) -> Iterator[RowFact]:
    parts = ("answer", "what you answer", "reason", "who was asked")
    if all(row.blank(name) for name in parts):
        return
    kind = (
        row.choice("answer", RESPONSE_KINDS, "") if row.needed("answer", f"one of {', '.join(RESPONSE_KINDS)}") else ""
    )
    text, reason = row.read("what you answer", as_prose_of_nobody, ""), row.read("reason", as_prose_of_nobody, "")
    asked, responder = row.text("who was asked"), row.text("owner")
    if row.good:
        fact = Response(issue, kind, text, responder, reason, asked, on=on)  # type: ignore[arg-type]
        yield RowFact(fact, row, {**_COLUMNS, "asked": "who was asked"})


def _action(row: Row, issue: str, on: date, facts: Facts) -> Iterator[RowFact]:
    if all(row.blank(name) for name in ("action", "by whom", "action due")):
        return
    what, owner = row.read("action", as_prose_of_nobody, ""), row.text("by whom") or row.text("owner")
    due = row.date("action due") if row.needed("action due", "the day by which it will be done") else None
    if not row.good or due is None:
        return
    mine = [one for one in facts.actions if one.issue == issue]
    same = (one.reference for one in mine if (one.what, one.owner, one.due, one.on) == (what, owner, due, on))
    reference = next(same, _next_of(issue, {one.reference for one in mine}))
    columns = {"reference": "action", "what": "action", "owner": "by whom", "due": "action due", "on": "answered on"}
    yield RowFact(Action(reference, what, owner, due, on=on), row, {**columns, "issue": "issue"})


def _next_of(issue: str, given: Collection[str]) -> str:
    """A reference that no action of the issue has: after the last, where one before it was taken out too."""
    number = len(given) + 1
    while action_reference(issue, number) in given:
        number += 1
    return action_reference(issue, number)
