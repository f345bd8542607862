"""Tables of a rota's workbooks, the names of their sheets, and the mark of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rota.exports.summary_text import draft
from rota.exports.view import Document
from rota.tables.workbook_writer import Value, as_bytes, headings, put, widths
from rota.text.sanitise import plain

Row = tuple[Value, ...]

WIDEST = 60
"""Characters: a wider text wraps."""
DRAFT = "DRAFT "
"""Begins the name of every sheet of a rota that breaks a must."""
LONGEST_NAME = 31 - len(DRAFT)
"""Characters of a sheet's name, of which Excel takes 31."""

_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")


def add_table(sheet: Worksheet, names: Sequence[str], rows: Iterable[Row], first_row: int = 1) -> None:
    """Puts a table with bold headings on the sheet; one that starts in row 1 can be filtered by column."""
    wide = [len(name) for name in names]
    headings(sheet, (name[:1].upper() + name[1:] for name in names), first_row)
    last = first_row
    for last, row in enumerate(rows, start=first_row + 1):
        for column, value in enumerate(row, start=1):
            put(sheet.cell(last, column), value)
            wide[column - 1] = max(wide[column - 1], _width(value))
    _widen(sheet, wide)
    if first_row == 1:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{last}"


def _width(value: Value) -> int:
    if isinstance(value, str):
        return len(value)
    return 15 if isinstance(value, date) else 7


def _widen(sheet: Worksheet, wide: Sequence[int]) -> None:
    """Room for each column's longest text and its filter's arrow, and for the table above it if that is wider."""
    columns = [sheet.column_dimensions[get_column_letter(column)] for column in range(1, len(wide) + 1)]
    there = [column.width if column.customWidth else 0 for column in columns]
    widths(sheet, (max(min(width, WIDEST) + 3, before) for width, before in zip(wide, there, strict=True)))


def sheet_names(wanted: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A name for a sheet for each that is wanted, none of them given twice or taken, whatever the case of its letters.

    Source: Excel's own rules: 31 characters, none of \\ / * ? : [ ], no apostrophe at an end, never "History".
    """
    used = {"", "history", *(name.casefold() for name in taken)}
    names = []
    for want in wanted:
        stem = _NOT_IN_NAMES.sub(" ", plain(want)).strip("' ")
        name, number = _shortened(stem, LONGEST_NAME), 2
        while name.casefold() in used:
            name = f"{_shortened(stem, LONGEST_NAME - 1 - len(str(number)))} {number}".strip()
            number += 1
        used.add(name.casefold())
        names.append(name)
    return names


def _shortened(text: str, most: int) -> str:
    """So much of the text as has no more units of UTF-16, by which Excel counts, without a half of a letter."""
    units = text.encode("utf-16-le")[: 2 * most]
    return units.decode("utf-16-le", "ignore").strip("' ")


def finished(book: Workbook, document: Document, name: str) -> bytes:
    """The workbook's file. That of a rota that breaks a must says so in each sheet's name, and above each page."""
    marked = bool(document.breaches())
    if marked:
        for sheet in book.worksheets:
            sheet.title = f"{DRAFT}{sheet.title}"
            sheet.oddHeader.center.text = draft(document)
    stamp = document.record.provenance.stamp.astimezone(UTC).replace(tzinfo=None)
    return as_bytes(book, stamp, f"{DRAFT.strip() + ': ' if marked else ''}{name}, {document.problem.council}")
