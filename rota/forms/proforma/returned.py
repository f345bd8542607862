"""A workbook that came back: which it is, and what it says, as facts with their cells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from rota.domain.snapshot import from_data
from rota.forms.proforma.books import VERSION, Identity
from rota.forms.proforma.questions import ANSWERS, EARLIER, HIDDEN, ISSUES, NOTES, QUESTIONS, SHEETS, VISIT, WHO
from rota.reading.tracking.prose import as_prose_of_nobody
from rota.reading.tracking.reports import as_came, as_met
from rota.reading.tracking.said import RowFact
from rota.reading.workbook import workbook_grids
from rota.tables.cells import Cell, fold, plain
from rota.tables.columns import TableSchema
from rota.tables.faults import Faults
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.table import Grid, Table, read_table
from rota.tracking.issues import FOUND, ISSUE_KINDS, PRIORITIES, Issue, IssueProgress
from rota.tracking.outcomes import CAUSES, HELD, REASONS, RESULTS, Attendance, Outcome
from rota.tracking.references import issue_reference
from rota.tracking.reports import Note, VisitReport

_AGAIN = "Write the answers into a new form: 'rota proforma' makes one."
_NOT_OURS = f"this is not a workbook that 'rota proforma' wrote, or its hidden sheet is gone. {_AGAIN}"
_LONGEST_FACT = 20_000
_OF_ISSUE = {"reference": "number", "text": "issue", "raised_with": "raised with", "suggested": "wanted by"}


@dataclass(frozen=True, slots=True)
class Came:
    """A workbook that came back and is one of ours: which it is, and its sheets."""

    file: str
    who: Identity
    tables: Mapping[str, Table]


def open_returned(path: Path, council: str, faults: Faults) -> Came | None:
    """The workbook, or None and a fault when it is not one of ours, of another council, or of another version."""
    grids = workbook_grids(path, faults)
    if grids is None:
        return None
    who = _identity(grids.get(fold(HIDDEN)), path.name, faults)
    if who is None:
        return None
    if fold(who.council) != fold(council):
        faults.add(path.name, f"this form is of another council, '{who.council[:80]}'. Take it out.")
        return None
    sheets = SHEETS if who.kind == "proforma" else (ANSWERS,)
    known = {fold(sheet.name) for sheet in sheets} | {fold(HIDDEN)}
    for folded, grid in grids.items():
        if folded not in known and grid.rows:
            faults.add(grid.where, "this sheet was added and is not read. Put what it says where the form asks for it.")
    tables = {sheet.name: _table(path.name, grids, sheet, faults) for sheet in sheets}
    return Came(path.name, who, tables)


def _identity(grid: Grid | None, name: str, faults: Faults) -> Identity | None:
    rows = [(plain(cells[0]), plain(cells[1])) for _, cells in grid.rows if len(cells) >= 2] if grid else []
    said = dict(rows)
    if "form" not in said or "version" not in said or len(said["form"]) > _LONGEST_FACT:
        faults.add(name, _NOT_OURS)
        return None
    if said["version"] != str(VERSION):
        faults.add(name, f"this form is of another version of rota. {_AGAIN}")
        return None
    try:
        who = from_data(Identity, json.loads(said["form"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        faults.add(name, _NOT_OURS)
        return None
    if who.kind not in ("proforma", "answers"):
        faults.add(name, _NOT_OURS)
        return None
    return who


def _table(name: str, grids: Mapping[str, Grid], sheet: TableSchema, faults: Faults) -> Table:
    grid = grids.get(fold(sheet.name))
    if grid is None:
        faults.add(name, f"the sheet '{sheet.name}' is gone. {_AGAIN}")
        return Table(name, (), whole=False)
    return read_table(grid, sheet, faults, strict=sheet is not VISIT)


def read_proforma(
    came: Came, members: Names, themes: tuple[str, ...], before: frozenset[int], faults: Faults
) -> tuple[RowFact, ...]:
    """What the form says of its visit. ``before`` are the numbers of the issues that the visit had already."""
    row = _answers(came.tables[VISIT.name], faults)
    outcome = _outcome(row, came.who.reference)
    notes, issues = tuple(_notes(came, faults)), tuple(_issues(came, themes, before))
    if outcome is None:
        return ()
    fact = cast(Outcome, outcome.fact)
    if fact.result not in HELD:
        if any(note.text for note in notes) or issues or not row.blank("handed in by"):
            row.fault("what came of it", "is said, and yet there is a report. Change one of the two.")
        return (outcome,)
    people = tuple(_who(came, members, fact.day))
    report = _report(row, came.who, members, notes, issues)
    if report is None:
        return (outcome, *people)
    handed_in = cast(VisitReport, report.fact).on
    raised = (RowFact(_dated(one, handed_in), issue_row, _OF_ISSUE) for one, issue_row in issues)
    return (outcome, *people, report, *raised, *_progress(came, handed_in))


def _answers(table: Table, faults: Faults) -> Row:
    """The first sheet's answers as one row with a column for each question."""
    known = {fold(question.name): question.name for question in QUESTIONS}
    cells: dict[str, Cell] = {}
    numbers: dict[str, int] = {}
    for row in table.rows:
        name = known.get(fold(row.text("question")))
        if name is None and not row.blank("question"):
            row.fault("question", "is not a question of this form. Put it back as it was sent.")
        elif name is None and not row.blank("answer"):
            row.fault("answer", "is the answer to no question. Put it where it belongs.")
        elif name is not None:
            cells[name], numbers[name] = row.cells.get("answer"), row.number or 0
    for question in QUESTIONS:
        if question.name not in cells and table.whole:
            faults.add(table.where, f"the question '{question.name}' is gone. {_AGAIN}")
    return Row(table.where, None, cells, faults, numbers)


def _outcome(row: Row, reference: str) -> RowFact | None:
    result = row.choice("what came of it", RESULTS, "") if row.needed("what came of it", "held, or what else") else ""
    day = row.date("date") if row.needed("date", "the day of the visit, like 30/06/2027") else None
    cause, reason = row.choice("who caused it", CAUSES[1:], ""), row.choice("reason", REASONS, "")
    handed_in = row.date("handed in on")
    if not row.good or not result or day is None:
        return None
    on = day if result in HELD else handed_in or day
    fact = Outcome(reference, day, result, cause, reason, on=on)  # type: ignore[arg-type]
    return RowFact(fact, row, {"result": "what came of it", "day": "date", "on": "date", "cause": "who caused it"})


def _who(came: Came, members: Names, day: date) -> Iterator[RowFact]:
    seen: set[str] = set()
    for row in came.tables[WHO.name].rows:
        if row.blank("member") and row.blank("came"):
            continue
        member = members.find(row, "member")
        said = row.read("came", as_came(row), "") if row.needed("came", "yes, no or not known yet") else ""
        if member in seen:
            row.fault("member", "is there twice. Keep one of the two.")
        if member and row.good:
            seen.add(member)
            yield RowFact(Attendance(came.who.reference, member, said, on=day), row)  # type: ignore[arg-type]


def _notes(came: Came, faults: Faults) -> Iterator[Note]:
    """What stands under each heading of the form, which must all be there."""
    table = came.tables[NOTES.name]
    missing = {fold(heading): heading for heading in came.who.headings}
    for row in table.rows:
        heading = missing.pop(fold(plain(row.cells.get("heading"))), None)
        text, looked = row.read("what you say", as_prose_of_nobody, ""), row.yes("looked at", True)
        if heading is None:
            row.fault("heading", "is not a heading of this form, or is there twice. Put it back as it was sent.")
        elif text and not looked:
            row.fault("looked at", "is said of a heading under which something stands. Take one of the two out.")
        elif text or not looked:
            yield Note(heading, text, looked)
    for heading in missing.values() if table.whole else ():
        faults.add(table.where, f"the heading '{heading}' is gone. {_AGAIN}")


def _issues(came: Came, themes: tuple[str, ...], before: frozenset[int]) -> Iterator[tuple[Issue, Row]]:
    """The issues with their rows, dated when the report is. One of before whose words were taken out is withdrawn."""
    seen: set[int] = set()
    for row in came.tables[ISSUES.name].rows:
        others = [name for name in row.cells if name != "number" and not row.blank(name)]
        number = row.number_in("number", 1, 99, 0) if row.needed("number", "the issue's number") else 0
        withdrawn = row.blank("issue") and number in before
        if row.blank("issue") and not withdrawn:
            for name in others[:1]:
                row.fault(name, "is said of an issue without words. Say what the issue is.")
            continue
        if number in seen:
            row.fault("number", "is there twice. Number the issues 1, 2, 3.")
        seen.add(number)
        asks = "withdrawn" if withdrawn else row.choice("asks", ISSUE_KINDS, "for response")
        issue = Issue(
            issue_reference(came.who.reference, number),
            row.read("issue", as_prose_of_nobody, ""),
            row.choice("theme", themes, "other"),
            asks,  # type: ignore[arg-type]
            row.choice("priority", PRIORITIES, "normal"),  # type: ignore[arg-type]
            came.who.version,
            row.text("raised with"),
            row.yes("settled", False),
            row.date("wanted by"),
            on=date.min,
        )
        if row.good:
            yield issue, row


def _dated(issue: Issue, on: date) -> Issue:
    fields = (issue.text, issue.theme, issue.asks, issue.priority, issue.version, issue.raised_with, issue.settled)
    return Issue(issue.reference, *fields, issue.suggested, on=on)


def _report(
    row: Row, who: Identity, members: Names, notes: tuple[Note, ...], issues: tuple[tuple[Issue, Row], ...]
) -> RowFact | None:
    author = members.find(row, "handed in by")
    on = row.date("handed in on") if row.needed("handed in on", "the day, like 30/06/2027") else None
    nothing = row.yes("nothing to raise", False)
    if nothing and issues:
        row.fault("nothing to raise", "is said, and yet there are issues. Change one of the two.")
    elif row.good and not nothing and not issues and not any(note.text for note in notes):
        row.fault("nothing to raise", "nothing is said on the form. Say something, or write yes here.")
    fact = VisitReport(
        who.reference,
        who.version,
        author or "",
        who.form,
        notes,
        row.read("people met", as_met, ()),
        nothing,
        row.yes("nobody can be recognised", False),
        row.text("urgent concern told to"),
        row.time("urgent concern told at"),
        row.yes("an interest was found", False),
        on=on or date.min,
    )
    columns = {"on": "handed in on", "author": "handed in by", "nobody_named": "nobody can be recognised"}
    columns |= {
        "urgent_told": "urgent concern told to",
        "met": "people met",
        "visit": "what came of it",
        "version": "handed in on",
    }
    return RowFact(fact, row, columns) if row.good and author and on else None


def _progress(came: Came, on: date) -> Iterator[RowFact]:
    for row in came.tables[EARLIER.name].rows:
        if row.blank("found"):
            if not row.blank("note"):
                row.fault("found", "this is blank, and there is a note. Say done, partly, not, or could not tell.")
            continue
        issue, found = row.text("reference"), row.choice("found", FOUND, "")
        note = row.read("note", as_prose_of_nobody, "")
        if row.good:
            fact = IssueProgress(came.who.reference, issue, found, note, on=on)  # type: ignore[arg-type]
            yield RowFact(fact, row, {"issue": "reference", "on": "reference", "visit": "reference"})
