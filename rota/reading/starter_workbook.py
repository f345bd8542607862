"""The starter as a workbook: headings with notes, drop-downs, real dates, and a first sheet that explains."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from rota.reading.settings_keys import KEYS
from rota.reading.starter_content import EXAMPLE_ROWS, EXAMPLE_SETTINGS
from rota.reading.workbook import READ_ME
from rota.tables.cells import Cell
from rota.tables.schema import CLOSURES, RULES, SCHOOL_HOLIDAYS, SESSIONS, SETTINGS, TABLES, Column, Sheet

_LAST_ROW = 2_000
"""Drop-downs and number formats reach to this row."""
_HEADING = PatternFill("solid", start_color="FFE3ECF5")
_FORMATS: tuple[tuple[type, str], ...] = ((datetime, "yyyy-mm-dd hh:mm"), (date, "yyyy-mm-dd"), (time, "hh:mm"))
_WRITTEN = datetime(2027, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same starter has the same properties

_ORDER: tuple[Sheet, ...] = (*TABLES, SESSIONS, CLOSURES, SCHOOL_HOLIDAYS, RULES)

_READ_ME = (
    "How to fill in this workbook",
    "Each sheet is a table. Everything in it is invented: replace the example rows by your council's own.",
    "Hold the pointer over a heading to see what belongs in the column. Headings stay; their order is free.",
    "Only 'settings', 'members' and 'teams' must be filled in. Other sheets may stay empty, or be taken out.",
    "People and teams are named by their name or id; capitals and spaces do not matter.",
    "Write dates like 2027-06-30 or 30/06/2027 (the day first) and times like 10:00.",
    "A meeting without an end is taken to last two hours.",
    "Never write why somebody is away: there is no column for it, and a file with one is refused.",
    "Formulas and merged cells are refused: write the values.",
    "Then run: rota check THIS-FILE.xlsx. It lists everything that needs attention, with its row and column.",
    "",
)


def workbook() -> bytes:
    """The starter workbook."""
    book = Workbook()
    book.properties.created = book.properties.modified = _WRITTEN
    _read_me(book.active)
    _settings(book.create_sheet("settings"))
    for sheet in _ORDER:
        page = book.create_sheet(sheet.name)
        _headings(page, sheet.columns)
        for number, row in enumerate(EXAMPLE_ROWS[sheet.name], start=2):
            _write(page, number, [row.get(column.name) for column in sheet.columns])
        _drop_downs(page, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read_me(page: Any) -> None:
    page.title = READ_ME
    lines: Iterable[str] = (*_READ_ME, *(f"{sheet.name}: {sheet.about}" for sheet in (SETTINGS, *_ORDER)))
    for number, line in enumerate(lines, start=1):
        cell = page.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1)
    page.column_dimensions["A"].width = 100


def _settings(page: Any) -> None:
    _headings(page, SETTINGS.columns)
    for number, key in enumerate(KEYS, start=2):
        _write(page, number, [key.name, EXAMPLE_SETTINGS.get(key.name)])
        _note(page.cell(number, 1), key.note)
        if key.options:
            _drop_down(page, key.options, f"B{number}")
    page.column_dimensions["A"].width = page.column_dimensions["B"].width = 26


def _headings(page: Any, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, start=1):
        cell = page.cell(1, number, column.name)
        cell.font = Font(bold=True)
        cell.fill = _HEADING
        _note(cell, column.note + (" Must be filled in." if column.required else ""))
        page.column_dimensions[get_column_letter(number)].width = 24 if column.required else 16
    page.freeze_panes = "A2"


def _note(cell: Any, text: str) -> None:
    cell.comment = Comment(text, "rota", height=80, width=280)


def _write(page: Any, number: int, cells: Sequence[Cell]) -> None:
    for position, value in enumerate(cells, start=1):
        if value is not None:
            cell = page.cell(number, position, value)
            cell.number_format = next((form for kind, form in _FORMATS if isinstance(value, kind)), "General")


def _drop_downs(page: Any, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        reach = f"{letter}2:{letter}{_LAST_ROW}"
        if column.options:
            _drop_down(page, column.options, reach)
        elif (sheet.name, column.name) in _LISTS:
            _offer(page, f"={_LISTS[sheet.name, column.name]}", reach)


_MEMBERS, _TEAMS = f"members!$B$2:$B${_LAST_ROW}", f"teams!$B$2:$B${_LAST_ROW}"
_LISTS: Mapping[tuple[str, str], str] = {
    **{(name, "member"): _MEMBERS for name in ("changes", "committees", "interests", "history")},
    **{(name, "member"): _MEMBERS for name in ("fixed", "published", "attendance")},
    **{(name, "team"): _TEAMS for name in ("interests", "history", "fixed", "cancelled", "published", "outcomes")},
    ("reports", "who"): _MEMBERS,
    ("members", "group"): f"members!$C$2:$C${_LAST_ROW}",
}
"""Columns that offer what another column holds: names as they are spelt there."""


def _drop_down(page: Any, options: Sequence[str], reach: str) -> None:
    _offer(page, f'"{",".join(options)}"', reach)


def _offer(page: Any, formula: str, reach: str) -> None:
    """A drop-down that offers, and does not insist: the reader says what is wrong, all at once."""
    rule = DataValidation(type="list", formula1=formula.lstrip("="), allow_blank=True, showErrorMessage=False)
    rule.add(reach)
    page.add_data_validation(rule)
