"""The rows of a workbook's sheet as an import changes them, and the cells of the sheet that become others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from rota.tables.cells import Cell, fold, plain
from rota.tables.columns import TableSchema
from rota.tables.csv_edit import USUAL
from rota.tables.table import Numbered
from rota.tables.words_below import words_below

Place = tuple[int, int]
"""A row's number and a column's, from 0: (2, 0) is A2."""

_NUMBERS = {"number", "visit", "version", "minutes", "yearly_limit", "visits_a_year"}
"""Columns in which a whole number stands as a number. A name of figures alone stays text."""
_DATES = {"date", "start", "end", "from", "until", "joined", "left", "trained", "checked", "due", "undone", "time"}
"""Columns in which a date or a time stands as one, so that Excel sorts and filters it."""


class SheetRows:
    """The same changes as of a CSV file's rows. Rows keep their places, for notes and colours belong to a place.

    A row that is taken out leaves its place blank; new rows go there first, and then below the last. Words below the
    table make room: a blank row stays between.
    """

    def __init__(self, rows: Sequence[Numbered], sheet: TableSchema) -> None:
        self.changed: dict[Place, Cell] = {}
        """Cells of the sheet with their new values, None for blank."""
        self._rows = {number: list(cells) for number, cells in rows}
        self._free: list[int] = []
        columns = [column.name for column in sheet.columns]
        self._usual = USUAL.get(sheet.name, {})
        known = {fold(column): column for column in columns}
        filled = [number for number, cells in self._rows.items() if any(plain(cell).strip() for cell in cells)]
        self.heading = filled[0] if filled else 1
        self._positions: dict[str, int] = {}
        for position, cell in enumerate(self._rows.setdefault(self.heading, [])):
            if fold(plain(cell)) in known:
                self._positions.setdefault(known[fold(plain(cell))], position)
        heads = [(number, self._rows[number]) for number in filled]
        self._words = [number for number, _ in words_below(heads, one_is_a_row=sheet.one_is_a_row)]
        if not filled:
            for column in columns:
                self._position(column)

    def rows(self) -> list[Numbered]:
        """Every row with its number in the sheet, the heading's among them."""
        return sorted(self._rows.items())

    def put(self, number: int, column: str, value: str) -> None:
        """Writes a cell. The column is added when the sheet does not have it."""
        position, row = self._position(column), self._rows[number]
        row += [None] * (position + 1 - len(row))
        row[position] = self.changed[number, position] = _typed(column, value)

    def add(self, *rows: Mapping[str, str], after: int | None = None) -> None:
        """Adds rows where there is room; what is blank or as ever is not written where there is no such column.

        ``after`` says where they stand in a file of rows.
        """
        for cells in rows:
            number = self._free.pop(0) if self._free else self._next()
            self._rows[number] = []
            for column, value in cells.items():
                if column in self._positions or (value and value != self._usual.get(column)):
                    self.put(number, column, value)

    def _next(self) -> int:
        last = max(number for number in self._rows if number not in self._words)
        down = last + 3 - self._words[0] if self._words else 0
        if down > 0:
            for number in reversed(self._words):
                cells = self._rows[number + down] = self._rows.pop(number)
                for position, cell in enumerate(cells):
                    self.changed[number, position], self.changed[number + down, position] = None, cell
            self._words = [number + down for number in self._words]
        return last + 1

    def remove(self, number: int) -> None:
        """Blanks a row, where the next new one goes."""
        for position in range(len(self._rows.pop(number))):
            self.changed[number, position] = None
        self._free.append(number)

    def _position(self, column: str) -> int:
        if column not in self._positions:
            heading = self._rows[self.heading]
            self._positions[column] = len(heading)
            self.changed[self.heading, len(heading)] = column
            heading.append(column)
        return self._positions[column]


def _typed(column: str, value: str) -> Cell:
    """The text as a date, a time or a number where its column has such, None for blank."""
    kind = column.removesuffix("_until")
    if kind in _DATES and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return date.fromisoformat(value)
    if kind in _DATES and re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", value, re.ASCII):
        return datetime.fromisoformat(value)
    if kind in _DATES and re.fullmatch(r"\d\d:\d\d", value, re.ASCII):
        return time.fromisoformat(value)
    if column in _NUMBERS and re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII):
        return int(value)
    return value or None
