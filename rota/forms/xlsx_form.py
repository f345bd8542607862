"""The form as a workbook: filled in with what is known, locked where there is nothing to say, with drop-downs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from openpyxl.styles import Border, Protection, Side
from openpyxl.utils import get_column_letter

from rota.domain.snapshot import canonical
from rota.forms.form import VERSION, Form
from rota.forms.lines import PATTERN_WORDS, away, days_in_words, grid, other_times
from rota.forms.questions import AWAY, HIDDEN, HOW, OTHER, START, TITLE, week, who
from rota.tables.schema import Column, TableSchema
from rota.tables.workbook_writer import (
    DATE,
    TIME,
    Value,
    as_bytes,
    beside_page,
    choices,
    empty_workbook,
    font,
    headings,
    new_sheet,
    put,
    title,
    validate,
    widths,
)

EMPTY_ROWS = {AWAY.name: 40, OTHER.name: 15}
"""Rows left to fill in, below what is known."""

_LINE = Side("thin", color="FF7C868A")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_FORMATS = {"first day": DATE, "last day": DATE, "from": TIME, "until": TIME}
_SLACK = timedelta(366)


def workbook(form: Form) -> bytes:
    """The workbook: the same form gives the same bytes."""
    book = empty_workbook()
    _start(book, form)
    _week(book, form)
    _table(book, form, AWAY, [_away_cells(form, place) for place in range(len(form.absences))])
    _table(book, form, OTHER, _other_cells(form))
    _hidden(book, form)
    for sheet in book.worksheets:  # on paper each sheet says whose it is
        sheet.oddHeader.right.text = beside_page(f"{form.name} ({form.person})")
    book.security.lockStructure = True
    return as_bytes(book, datetime.combine(form.year.ends()[0], time.min))


def _start(book: Any, form: Form) -> None:
    sheet = new_sheet(book, START, portrait=True)
    widths(sheet, (14, 90))
    title(sheet, [TITLE])
    for number, (word, said) in enumerate(who(form).items(), start=2):
        put(sheet.cell(number, 1), word).font = font(bold=True)
        put(sheet.cell(number, 2), said)
    for number, line in enumerate(HOW, start=len(who(form)) + 3):
        put(sheet.cell(number, 2), line)
    sheet.protection.sheet = True


def _week(book: Any, form: Form) -> None:
    sheet, asked = new_sheet(book, week(form).name), week(form)
    known = grid(form)
    _headings(sheet, asked.columns)
    for place, session in enumerate(form.sessions):
        put(sheet.cell(place + 2, 1), session.label).font = font(bold=True)
        for position, weekday in enumerate(form.weekdays, start=2):
            _fill_in(sheet.cell(place + 2, position), known.get((place, weekday)), "General")
    if form.weekdays and form.sessions:
        last = get_column_letter(len(asked.columns))
        _drop_down(sheet, asked.columns[1], f"B2:{last}{len(form.sessions) + 1}")
    sheet.column_dimensions["A"].width = 30
    sheet.freeze_panes = "B2"
    _lock(sheet)


def _table(book: Any, form: Form, asked: TableSchema, known: Sequence[Sequence[Value]]) -> None:
    sheet = new_sheet(book, asked.name)
    _headings(sheet, asked.columns)
    last = 1 + len(known) + EMPTY_ROWS[asked.name]
    for number in range(2, last + 1):
        row = known[number - 2] if number - 2 < len(known) else [None] * len(asked.columns)
        for position, (column, value) in enumerate(zip(asked.columns, row, strict=True), start=1):
            _fill_in(sheet.cell(number, position), value, _FORMATS.get(column.name, "General"))
    for position, column in enumerate(asked.columns, start=1):
        letter = get_column_letter(position)
        _validate(sheet, form, column, f"{letter}2:{letter}{last}")
    _lock(sheet)


def _away_cells(form: Form, place: int) -> tuple[Value, ...]:
    line = away(form.absences[place])
    return (line.first, line.begins, line.last, line.ends)


def _other_cells(form: Form) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for line in other_times(form):
        row, when = line.row, (line.row.span.start, line.row.span.end)
        rows.append((days_in_words(line.days), row.start, row.end, PATTERN_WORDS[row.pattern], row.season, *when))
    return rows


def _hidden(book: Any, form: Form) -> None:
    sheet = book.create_sheet(HIDDEN)
    facts = Form(form.person, form.name, form.council, form.year, form.sessions, form.weekdays)
    known = [("absence", canonical(one)) for one in form.absences] + [("weekly", canonical(one)) for one in form.weekly]
    for number, (word, said) in enumerate((("version", str(VERSION)), ("form", canonical(facts)), *known), start=1):
        put(sheet.cell(number, 1), word)
        put(sheet.cell(number, 2), said)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _headings(sheet: Any, columns: Sequence[Column]) -> None:
    names = [column.name[:1].upper() + column.name[1:] for column in columns]
    headings(sheet, names, notes=[column.note for column in columns])
    for cell in sheet[1]:
        cell.border = _BOX
    widths(sheet, [19] * len(columns))


def _fill_in(cell: Any, value: Value, form: str) -> None:
    cell.value = value
    cell.number_format = form
    cell.border = _BOX
    cell.protection = Protection(locked=False)


def _lock(sheet: Any) -> None:
    """Nothing but the boxes can be changed; there is no password, so that an officer can help."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _validate(sheet: Any, form: Form, column: Column, reach: str) -> None:
    if column.options:
        _drop_down(sheet, column, reach, insist=column.name != "day")
        return
    between: dict[str, str] = {"type": "time", "operator": "between", "formula1": "0", "formula2": "0.999988425925926"}
    if _FORMATS[column.name] == DATE:
        first, last = form.year.ends()
        ends = [f"DATE({day.year},{day.month},{day.day})" for day in (first - _SLACK, last + _SLACK)]
        between |= {"type": "date", "formula1": ends[0], "formula2": ends[1]}
    validate(sheet, reach, insist=True, about=column.note, **between)


def _drop_down(sheet: Any, column: Column, reach: str, *, insist: bool = True) -> None:
    validate(sheet, reach, insist=insist, about=column.note, **choices(column.options))
