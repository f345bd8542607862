"""A CSV table that can be changed in places: every row that is not changed keeps its bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rota.tables.cells import fold
from rota.tables.table import Numbered

_MARK = "\ufeff"


@dataclass(slots=True)
class _Record:
    """One row: as it stands in the file, or None when it has been changed."""

    cells: list[str]
    raw: str | None


class CsvText:
    """The rows of a CSV file by number, the heading's among them, as ``rota.reading`` counts them.

    csv.Error when the text is not rows of cells.
    """

    def __init__(self, text: str, columns: Iterable[str]) -> None:
        lines = list(io.StringIO(text, newline=""))
        self._ending = "\n" if lines and lines[0].endswith("\n") and not lines[0].endswith("\r\n") else "\r\n"
        self._records: list[_Record | None] = list(_records(lines))
        self._after: dict[int, list[int]] = {}
        self._heading = next(
            (row for row in self._records if row and any(cell.strip() for cell in row.cells)), _Record([], "")
        )
        known = {fold(column): column for column in columns}
        headings = [(known.get(fold(cell)), position) for position, cell in enumerate(self._heading.cells)]
        self._positions = {name: position for name, position in headings if name is not None}

    def rows(self) -> list[Numbered]:
        """Every row that has cells, with its number: what a table is read from."""
        return [(number, row.cells) for number, row in self._in_order() if row.cells]

    def has(self, column: str) -> bool:
        """Whether there is a column of this name."""
        return column in self._positions

    def put(self, number: int, column: str, value: str) -> None:
        """Writes a cell. The column is added when the table does not have it."""
        row = self._records[number - 1]
        if row is None:
            raise KeyError(number)
        self._put(row, column, value)

    def add(self, cells: Mapping[str, str], after: int | None = None) -> None:
        """Adds a row at the end, or after a row; blanks are not written where the table has no such column."""
        last = next((row for row in reversed(self._records) if row), None)
        if last and last.raw is not None and not last.raw.endswith(("\n", "\r")):
            last.raw += self._ending
        row = _Record([""] * len(self._heading.cells), None)
        for column, value in cells.items():
            if value or column in self._positions:
                self._put(row, column, value)
        self._records.append(row)
        if after is not None:
            self._after.setdefault(after, []).append(len(self._records))

    def remove(self, number: int) -> None:
        """Takes a row out. The numbers of the others stay as they were."""
        self._records[number - 1] = None

    def text(self) -> str:
        """The whole file."""
        return "".join(self._written(row.cells) if row.raw is None else row.raw for _, row in self._in_order())

    def _in_order(self) -> Iterable[tuple[int, _Record]]:
        """The rows with their numbers, those that were added after a row behind it."""
        placed = {number for numbers in self._after.values() for number in numbers}
        for first in range(1, len(self._records) + 1):
            for number in () if first in placed else (first, *self._after.get(first, ())):
                row = self._records[number - 1]
                if row:
                    yield number, row

    def _put(self, row: _Record, column: str, value: str) -> None:
        position = self._positions.get(column)
        if position is None:
            position = self._positions[column] = len(self._heading.cells)
            self._heading.cells.append(column)
            self._heading.raw = None
        row.cells += [""] * (position + 1 - len(row.cells))
        row.cells[position] = value
        row.raw = None

    def _written(self, cells: Sequence[str]) -> str:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=self._ending).writerow(cells)
        return out.getvalue()


def _records(lines: Sequence[str]) -> Iterable[_Record]:
    reader = csv.reader(lines, strict=True)
    done = 0
    for cells in reader:
        yield _Record(cells, "".join(lines[done : reader.line_num]))
        done = reader.line_num


def decoded(data: bytes) -> str:
    """The text of a table's bytes: UTF-8, with its mark or without, or else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def encoded(text: str, before: bytes | None) -> bytes:
    """The text in the letters of the file before, or in UTF-8, with the mark that Excel needs, when they cannot."""
    if before is not None and not before.startswith(_MARK.encode()):
        try:
            return text.encode("utf-8" if _is_utf8(before) else "cp1252")
        except UnicodeEncodeError:
            pass
    return (_MARK + text).encode()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
