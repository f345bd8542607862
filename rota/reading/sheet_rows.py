"""The rows of a workbook's sheet as they stand in its file: in order, without blanks, and what is hidden named."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from rota.errors import RotaError
from rota.tables.cells import plain
from rota.tables.faults import Faults
from rota.tables.table import MOST_COLUMNS

LAST_ROW = 1_048_576
"""The last row that Excel has."""
_LONG = 2**20
"""Bytes of a sheet above which formatting is taken out before it is read: a million rows of it take a minute."""

_VERY_MANY = 100_000
"""Rows of formatting that make the file slow to read."""

_EMPTY_CELL = re.compile(rb"<((?:\w+:)?c)\b[^<>]*(?:/>|></\1>)")
_EMPTY_ROW = re.compile(rb"<((?:\w+:)?row)\b[^<>]*(?:/>|>\s*</\1>)")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])[^<>]*\sr=[\"'](\d{1,7})[\"']")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])([^<>]*)>")
_ENDS = re.compile(rb"\s(min|max)=[\"'](\d{1,5})[\"']")
_FILTER = re.compile(rb"<(?:\w+:)?(?:autoFilter|filterColumn)\b")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class DamagedError(RotaError):
    """The library could not make sense of the workbook."""


def parsed(sheet: Any, part: bytes, most: int) -> Iterator[tuple[int, Sequence[Any]]]:
    """Each row with something in it, by its number; soon done after ``most`` of them. DamagedError as it says.

    openpyxl's own reading passes over rows that do not stand in order in the file: here they are read.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    formats = {"epoch": book.epoch, "date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
    source = io.BytesIO(part)
    found: list[tuple[int, Sequence[Any]]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's talk is for programmers: what it tells of is said here
            for number, cells in WorkSheetParser(source, sheet._shared_strings, data_only=False, **formats).parse():
                if any(cell["value"] is not None for cell in cells) and number <= LAST_ROW:
                    found.append((number, sheet._get_row(cells, max_col=MOST_COLUMNS)))
                if len(found) > most:
                    break
    except Exception as error:  # openpyxl raises whatever a damaged part leads it to
        raise DamagedError from error
    found.sort(key=lambda row: row[0])
    yield from found


def without_formatting(part: bytes, where: str, faults: Faults) -> bytes:
    """A long sheet without its cells and rows of formatting alone. Of very many rows of it there is a word."""
    if len(part) < _LONG:
        return part
    left, blank = _EMPTY_ROW.subn(b"", _EMPTY_CELL.sub(b"", part))
    if blank > _VERY_MANY:
        what = f"{blank:,} rows have formatting and nothing else, so that reading takes seconds. Delete them."
        faults.warn(where, what)
    return left


def unescaped(text: str) -> str:
    """The text as it was typed: a file spells signs that XML does not bear, and some that it does, like _x000D_."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def name_what_is_hidden(
    sheet: Any, part: bytes, where: str, rows: Sequence[tuple[int, Sequence[Any]]], faults: Faults
) -> None:
    """A word on what an officer does not see and is read all the same: the sheet, rows, those of a filter, columns."""
    if not rows:
        return
    if sheet.sheet_state != "visible":
        faults.warn(where, "this sheet is hidden, and is read like the rest. Show it, or take it out.")
    hidden = {int(number) for number in _HIDDEN_ROW.findall(part)}
    how = "what is hidden here is read like the rest. Show it, or take it out."
    if _FILTER.search(part):
        how = "what a filter hides here is read like the rest. Take the filter off to see it."
    for number, _ in rows:
        if number in hidden:
            faults.warn(where, how, row=number)
    for column, cell in enumerate(rows[0][1], start=1):
        if plain(cell).strip() and any(first <= column <= last for first, last in _hidden_columns(part)):
            what = "this column is hidden, and is read like the rest. Show it, or take it out."
            faults.warn(where, what, column=plain(cell).strip())


def _hidden_columns(part: bytes) -> Iterator[tuple[int, int]]:
    for found in _HIDDEN_COLUMNS.findall(part):
        ends = {name: int(number) for name, number in _ENDS.findall(found)}
        yield ends.get(b"min", 0), ends.get(b"max", 0)
