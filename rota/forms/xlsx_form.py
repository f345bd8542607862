"""The form as a workbook: filled in with what is known, locked where there is nothing to say, with drop-downs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from rota.domain.snapshot import canonical
from rota.exports.reproducible_xlsx import always_the_same
from rota.exports.xlsx_table import new_sheet
from rota.forms.form import VERSION, Form
from rota.forms.lines import PATTERN_WORDS, away, days_in_words, grid, other_times
from rota.forms.questions import AWAY, HIDDEN, HOW, OTHER, START, TITLE, week, who
from rota.tables.schema import Column, Sheet
from rota.text.sanitise import plain

EMPTY_ROWS = {AWAY.name: 40, OTHER.name: 15}
"""Rows left to fill in, below what is known."""

_HEADING = PatternFill("solid", fgColor="FFE6EEEF")
_LINE = Side("thin", color="FF7C868A")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_DATE, _TIME = "ddd d mmm yyyy", "hh:mm"
_FORMATS = {"first day": _DATE, "last day": _DATE, "from": _TIME, "until": _TIME}
_SLACK = timedelta(366)

LONGEST_HEADER = 100
"""Characters of a name over a printed sheet; Excel mends a file whose header has more than 255."""

Value = str | date | time | None


def workbook(form: Form) -> bytes:
    """The workbook: the same form gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _start(book, form)
    _week(book, form)
    _table(book, form, AWAY, [_away_cells(form, place) for place in range(len(form.absences))])
    _table(book, form, OTHER, _other_cells(form))
    _hidden(book, form)
    for sheet in book.worksheets:  # on paper each sheet says whose it is; "&" begins a code there
        sheet.oddHeader.right.text = plain(f"{form.name} ({form.person})")[:LONGEST_HEADER].replace("&", "&&")
    book.security.lockStructure = True
    book.properties.creator = "Rota"
    stamp = datetime.combine(form.year.ends()[0], time.min)
    book.properties.created = stamp
    out = io.BytesIO()
    book.save(out)
    return always_the_same(out.getvalue(), stamp)


def _start(book: Any, form: Form) -> None:
    sheet = new_sheet(book, START)
    sheet.page_setup.orientation = "portrait"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90
    _text(sheet.cell(1, 1), TITLE).font = Font(bold=True, size=16)
    for number, (word, said) in enumerate(who(form).items(), start=2):
        _text(sheet.cell(number, 1), word).font = Font(bold=True)
        _text(sheet.cell(number, 2), said)
    for number, line in enumerate(HOW, start=len(who(form)) + 3):
        _text(sheet.cell(number, 2), line)
    sheet.protection.sheet = True


def _week(book: Any, form: Form) -> None:
    sheet, asked = new_sheet(book, week(form).name), week(form)
    known = grid(form)
    _headings(sheet, asked.columns)
    for place, session in enumerate(form.sessions):
        _text(sheet.cell(place + 2, 1), session.label).font = Font(bold=True)
        for position, weekday in enumerate(form.weekdays, start=2):
            _fill_in(sheet.cell(place + 2, position), known.get((place, weekday)), "General")
    if form.weekdays and form.sessions:
        last = get_column_letter(len(asked.columns))
        _drop_down(sheet, asked.columns[1], f"B2:{last}{len(form.sessions) + 1}")
    sheet.column_dimensions["A"].width = 30
    sheet.freeze_panes = "B2"
    _lock(sheet)


def _table(book: Any, form: Form, asked: Sheet, known: Sequence[Sequence[Value]]) -> None:
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
        _text(sheet.cell(number, 1), word)
        _text(sheet.cell(number, 2), said)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _headings(sheet: Any, columns: Sequence[Column]) -> None:
    for position, column in enumerate(columns, start=1):
        cell = _text(sheet.cell(1, position), column.name[:1].upper() + column.name[1:])
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADING, _BOX
        cell.comment = Comment(column.note, "Rota", height=80, width=260)
        sheet.column_dimensions[get_column_letter(position)].width = 19


def _text(cell: Any, text: str) -> Any:
    """The text as a text, whatever it begins with."""
    cell.value = plain(text)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


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
    elif _FORMATS[column.name] == _DATE:
        first, last = form.year.ends()
        ends = [f"DATE({day.year},{day.month},{day.day})" for day in (first - _SLACK, last + _SLACK)]
        _rule(sheet, reach, column, type="date", operator="between", formula1=ends[0], formula2=ends[1])
    else:
        _rule(sheet, reach, column, type="time", operator="between", formula1="0", formula2="0.999988425925926")


def _drop_down(sheet: Any, column: Column, reach: str, *, insist: bool = True) -> None:
    _rule(sheet, reach, column, insist, type="list", formula1=f'"{",".join(column.options)}"')


def _rule(sheet: Any, reach: str, column: Column, insist: bool = True, **kind: str) -> None:
    rule = DataValidation(allow_blank=True, showErrorMessage=insist, showInputMessage=True, **kind)
    rule.prompt, rule.error, rule.errorTitle = column.note, column.note, "Please look again"
    rule.add(reach)
    sheet.add_data_validation(rule)
