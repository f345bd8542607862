"""The proforma and the Head of Service's workbook: filled in as far as is known, with boxes and drop-downs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from rota.domain.snapshot import canonical
from rota.forms.proforma.asked import Awaited, Proforma
from rota.forms.proforma.questions import ANSWERS, EARLIER, HIDDEN, HOW, ISSUES, NOTES, QUESTIONS, VISIT, WHO
from rota.tables.columns import Column, TableSchema
from rota.tables.workbook_writer import as_bytes, new_sheet
from rota.text.english import day_in_words
from rota.text.sanitise import plain

VERSION = 1
"""Goes up when a workbook of before could be misread."""

EMPTY_ISSUES, EMPTY_MEMBERS = 8, 4
"""Lines left for issues and for members who went besides."""

_LINE = Side("thin", color="FF7C868A")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_HEADING = PatternFill("solid", fgColor="FFE6EEEF")
_WIDTHS = {
    "what you say": 80,
    "issue": 60,
    "asked": 66,
    "member": 34,
    "heading": 28,
    "note": 60,
    "question": 28,
    "answer": 40,
}
_DATES = frozenset({"wanted by", "answered on", "action due"})

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Identity:
    """What the hidden sheet says: what kind of workbook it is, of which council, and which visit and version.

    ``visit`` is the visit's id in the rota, by which the form finds its way when the reference has become another.
    """

    kind: str
    council: str
    reference: str = ""
    form: str = ""
    version: int = 0
    headings: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    visit: str = ""


def identity(asked: Proforma) -> Identity:
    """Which visit and which form the proforma is of."""
    headings = tuple(heading.name for heading in asked.form.headings)
    return Identity(
        "proforma",
        asked.council,
        asked.reference,
        asked.form.title,
        asked.version,
        headings,
        asked.members,
        asked.visit,
    )


def proforma_book(asked: Proforma, themes: tuple[str, ...], day: date) -> bytes:
    """The workbook for a visit: the same on the same day gives the same bytes."""
    book = _new()
    _visit(book, asked)
    people: list[Sequence[Value]] = [(name, None) for _, name in asked.members]
    _table(book, WHO, [*people, *[(None, None)] * EMPTY_MEMBERS])
    _table(book, NOTES, [(one.name, one.asks, None, None) for one in asked.form.headings])
    _table(book, ISSUES, _issues(asked), {"theme": themes})
    _table(book, EARLIER, [(one.reference, one.text, None, None) for one in asked.open])
    return _saved(book, identity(asked), day)


def answers_book(council: str, waiting: Sequence[Awaited], day: date) -> bytes:
    """The workbook of all that awaits an answer."""
    book = _new()
    rows: list[Sequence[Value]] = []
    for one in waiting:
        due = one.standing.next.due.words if one.standing.next else ""
        known = (one.issue.reference, one.title, one.issue.text, one.issue.theme, due, one.owner)
        rows.append((*known, *[None] * (len(ANSWERS.columns) - len(known))))
    _table(book, ANSWERS, rows)
    return _saved(book, Identity("answers", council), day)


def _new() -> Any:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _visit(book: Any, asked: Proforma) -> None:
    sheet = new_sheet(book, VISIT.name)
    sheet.page_setup.orientation = "portrait"
    _headings(sheet, VISIT.columns)
    known: Mapping[str, Value] = {"date": asked.day}
    for number, question in enumerate(QUESTIONS, start=2):
        _text(sheet.cell(number, 1), question.name)
        sheet.cell(number, 1).comment = Comment(question.note, "Rota", height=80, width=260)
        _fill(sheet.cell(number, 2), known.get(question.name))
        _validate(sheet, question, f"B{number}")
    told = (
        f"{asked.council}: {asked.title}, {asked.reference}",
        *_planned(asked),
        f"Form: {asked.form.title}",
        *_agenda(asked),
        *HOW,
    )
    for number, line in enumerate(told, start=2):
        _text(sheet.cell(number, 4), line)
    sheet.column_dimensions["D"].width = 110


def _agenda(asked: Proforma) -> tuple[str, ...]:
    return (f"You will hear about: {'; '.join(asked.agenda)}.",) if asked.agenda else ()


def _planned(asked: Proforma) -> tuple[str, ...]:
    day = f"Planned for {day_in_words(asked.day)}" if asked.day else "Not planned"
    return (f"{day}; received by {asked.host}." if asked.host else f"{day}.",)


def _issues(asked: Proforma) -> list[Sequence[Value]]:
    """The issues raised before, as they stand, and empty lines with the next numbers."""
    rows: list[Sequence[Value]] = []
    for one in asked.issues:
        settled = "yes" if one.settled else None
        rows.append((one.number, one.text, one.theme, one.asks, one.priority, one.raised_with, settled, one.suggested))
    after = max((one.number for one in asked.issues), default=0)
    return [*rows, *[(after + more, *[None] * 7) for more in range(1, EMPTY_ISSUES + 1)]]


def _table(
    book: Any, asked: TableSchema, rows: Sequence[Sequence[Value]], options: Mapping[str, tuple[str, ...]] | None = None
) -> None:
    sheet = new_sheet(book, asked.name)
    _headings(sheet, asked.columns)
    for number, row in enumerate(rows, start=2):
        for position, value in enumerate(row, start=1):
            _fill(sheet.cell(number, position), value)
    for position, column in enumerate(asked.columns, start=1):
        letter, chosen = get_column_letter(position), (options or {}).get(column.name, column.options)
        _validate(sheet, Column(column.name, column.note, False, chosen), f"{letter}2:{letter}{len(rows) + 20}")


def _headings(sheet: Any, columns: Sequence[Column]) -> None:
    for position, column in enumerate(columns, start=1):
        cell = _text(sheet.cell(1, position), column.name[:1].upper() + column.name[1:])
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADING, _BOX
        cell.comment = Comment(column.note, "Rota", height=80, width=260)
        sheet.column_dimensions[get_column_letter(position)].width = _WIDTHS.get(column.name, 18)


def _text(cell: Any, text: str) -> Any:
    cell.value = plain(text)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _fill(cell: Any, value: Value) -> None:
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"  # after the value: whatever it begins with, it is no formula
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif value is not None:
        cell.value = value
        cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"
    cell.border = _BOX
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _validate(sheet: Any, column: Column, reach: str) -> None:
    """A drop-down that offers, and does not insist: whoever reads it says what is wrong, all at once."""
    offered = ",".join(column.options)
    if column.options and len(offered) <= 250:
        rule = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True, showErrorMessage=False)
        rule.add(reach)
        sheet.add_data_validation(rule)


def _saved(book: Any, who: Identity, day: date) -> bytes:
    sheet = book.create_sheet(HIDDEN)
    for number, (word, said) in enumerate((("version", str(VERSION)), ("form", canonical(who))), start=1):
        _text(sheet.cell(number, 1), word)
        _text(sheet.cell(number, 2), said)
    sheet.sheet_state = "hidden"
    return as_bytes(book, datetime.combine(day, time()))
