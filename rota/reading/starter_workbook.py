"""The starter as a workbook: headings with notes, drop-downs, real dates, and a first sheet that explains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl.utils import get_column_letter

from rota.reading.settings_keys import KEYS
from rota.reading.starter_content import EXAMPLE_ROWS, EXAMPLE_SETTINGS, USUAL_SETTINGS
from rota.reading.workbook import READ_ME
from rota.tables.cells import Cell
from rota.tables.schema import CLOSURES, RULES, SCHOOL_HOLIDAYS, SESSIONS, SETTINGS, TABLES, Column, TableSchema
from rota.tables.workbook_writer import (
    as_bytes,
    choices,
    empty_workbook,
    font,
    headings,
    new_sheet,
    note,
    put,
    validate,
    widths,
)

_LAST_ROW = 2_000
"""Drop-downs and number formats reach to this row."""
_FORMATS = ("yyyy-mm-dd", "hh:mm")
"""Of dates and times: as they stand in the tables of a folder."""
_WRITTEN = datetime(2027, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that the same starter has the same properties

_ORDER: tuple[TableSchema, ...] = (*TABLES, SESSIONS, CLOSURES, SCHOOL_HOLIDAYS, RULES)

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


def workbook(*, empty: bool = False) -> bytes:
    """The starter workbook; when ``empty`` with headings, drop-downs and what is usual alone."""
    book = empty_workbook()
    _read_me(new_sheet(book, READ_ME, portrait=True), empty)
    _settings(new_sheet(book, SETTINGS.name), USUAL_SETTINGS if empty else EXAMPLE_SETTINGS)
    for sheet in _ORDER:
        page = new_sheet(book, sheet.name)
        _headings(page, sheet.columns)
        rows = () if empty and sheet.name != SESSIONS.name else EXAMPLE_ROWS[sheet.name]
        for number, row in enumerate(rows, start=2):
            _write(page, number, [row.get(column.name) for column in sheet.columns])
        _drop_downs(page, sheet)
    return as_bytes(book, _WRITTEN)


def _read_me(page: Any, empty: bool) -> None:
    told = (_READ_ME[0], "Each sheet is a table. Fill in your council's own.", *_READ_ME[2:]) if empty else _READ_ME
    lines: Iterable[str] = (*told, *(f"{sheet.name}: {sheet.about}" for sheet in (SETTINGS, *_ORDER)))
    for number, line in enumerate(lines, start=1):
        put(page.cell(number, 1), line).font = font(bold=number == 1)
    widths(page, (100,))


def _settings(page: Any, settings: Mapping[str, Cell]) -> None:
    _headings(page, SETTINGS.columns)
    for number, key in enumerate(KEYS, start=2):
        _write(page, number, [key.name, settings.get(key.name)])
        note(page.cell(number, 1), key.note)
        if key.options:
            _offer(page, f"B{number}", choices(key.options))
    widths(page, (26, 26))


def _headings(page: Any, columns: Sequence[Column]) -> None:
    notes = [column.note + (" Must be filled in." if column.required else "") for column in columns]
    headings(page, (column.name for column in columns), notes=notes)
    widths(page, (24 if column.required else 16 for column in columns))


def _write(page: Any, number: int, cells: Sequence[Any]) -> None:
    for position, value in enumerate(cells, start=1):
        put(page.cell(number, position), value, _FORMATS)


def _drop_downs(page: Any, sheet: TableSchema) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        reach = f"{letter}2:{letter}{_LAST_ROW}"
        if column.options:
            _offer(page, reach, choices(column.options))
        elif (sheet.name, column.name) in _LISTS:
            _offer(page, reach, {"type": "list", "formula1": _LISTS[sheet.name, column.name]})


_MEMBERS, _TEAMS = f"members!$B$2:$B${_LAST_ROW}", f"teams!$B$2:$B${_LAST_ROW}"
_LISTS: Mapping[tuple[str, str], str] = {
    **{(name, "member"): _MEMBERS for name in ("changes", "committees", "interests", "history")},
    **{(name, "member"): _MEMBERS for name in ("fixed", "published", "attendance")},
    **{(name, "team"): _TEAMS for name in ("interests", "history", "fixed", "cancelled", "published", "outcomes")},
    ("reports", "who"): _MEMBERS,
    ("members", "group"): f"members!$C$2:$C${_LAST_ROW}",
}
"""Columns that offer what another column holds: names as they are spelt there."""


def _offer(page: Any, reach: str, rule: Mapping[str, str]) -> None:
    """A drop-down that offers, and does not insist: the reader says what is wrong, all at once."""
    validate(page, reach, insist=False, **rule)
