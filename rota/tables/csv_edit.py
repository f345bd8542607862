"""A CSV table that can be changed in places: each row that is not changed keeps its bytes and its end of line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rota.tables.cells import fold, plain
from rota.tables.letters import UTF8_WITH_MARK, decoded
from rota.tables.schema import TableSchema
from rota.tables.table import Numbered
from rota.tables.words_below import words_below

USUAL = {"weekly": {"pattern": "available", "season": "always"}}
"""What a column says when it is not there: then a row that says it needs no such column."""


@dataclass(slots=True)
class CsvRecord:
    """A row: its cells, and its text as it stands in the file, or None once it is changed."""

    cells: list[str]
    text: str | None = None


class CsvTable:
    """The rows of a table's file by number from 1, the heading's among them, as ``rota.reading`` counts them.

    ``data`` is None where there is no file, and ``told`` the letters it is in if it is not UTF-8; a table without a
    heading gets the sheet's. csv.Error when it is not rows of cells.
    """

    def __init__(self, data: bytes | None, sheet: TableSchema, name: str = "", told: str = "") -> None:
        text, self._encoding = decoded(data or b"\xef\xbb\xbf", told) or ("", UTF8_WITH_MARK)
        lines = list(io.StringIO(text, newline=""))
        self.name = name or f"{sheet.name}.csv"
        self._usual = USUAL.get(sheet.name, {})
        self._ending = "\n" if lines and lines[0].endswith("\n") and not lines[0].endswith("\r\n") else "\r\n"
        self._records: list[CsvRecord | None] = list(_records(lines))
        heading = next((row for row in self._records if row and any(cell.strip() for cell in row.cells)), None)
        if heading is None:
            heading = CsvRecord([column.name for column in sheet.columns])
            self._records.append(heading)
        self._heading = heading
        filled = [(number, cells) for number, cells in self.rows() if any(plain(cell).strip() for cell in cells)]
        self._words = [self._records[number - 1] for number, _ in words_below(filled, one_is_a_row=sheet.one_is_a_row)]
        known = {fold(column.name): column.name for column in sheet.columns}
        self._places = {known[fold(cell)]: place for place, cell in enumerate(heading.cells) if fold(cell) in known}

    def rows(self) -> list[Numbered]:
        """Every row that has cells, with its number: what a table is read from."""
        return [(number, row.cells) for number, row in enumerate(self._records, start=1) if row and row.cells]

    def under_heading(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows below the heading by number, each as its cells by the table's own name for each column."""
        first = next(number for number, row in enumerate(self._records, start=1) if row is self._heading)
        for number, row in enumerate(self._records[first:], start=first + 1):
            if row is not None:
                yield number, {name: row.cells[at] for name, at in self._places.items() if at < len(row.cells)}

    def put(self, number: int, column: str, value: str) -> None:
        """Writes a cell. The column is added when the table does not have it."""
        row = self._records[number - 1]
        if row is None:
            raise KeyError(number)
        self._put(row, column, value)

    def record(self, cells: Mapping[str, str]) -> CsvRecord:
        """A new row, not in the table yet; what is blank or as ever is not written where there is no such column."""
        row = CsvRecord([""] * len(self._heading.cells))
        for column, value in cells.items():
            if column in self._places or (value and value != self._usual.get(column)):
                self._put(row, column, value)
        return row

    def add(self, *rows: Mapping[str, str], after: int | None = None) -> None:
        """Adds new rows of these cells at the end, or after the row of this number."""
        self.insert(*map(self.record, rows), after=after)

    def insert(self, *rows: CsvRecord, after: int | None = None) -> None:
        """Adds new rows at the end, before words below the table, or after the row of this number.

        Those below it then have higher numbers.
        """
        place = self._end if after is None else after
        last = next((row for row in reversed(self._records[:place]) if row), None)
        if rows and last and last.text is not None and not last.text.endswith(("\n", "\r")):
            last.text += self._ending
        self._records[place:place] = rows

    @property
    def _end(self) -> int:
        """How many records come before a new one at the end of the table."""
        if not self._words:
            return len(self._records)
        first = next(at for at, row in enumerate(self._records) if row is self._words[0])
        return max(at for at, row in enumerate(self._records[:first], start=1) if row and any(row.cells))

    def remove(self, number: int) -> None:
        """Takes a row out. The numbers of the others stay as they were."""
        self._records[number - 1] = None

    def __len__(self) -> int:
        """How many rows there are below the heading."""
        return sum(1 for _ in self.under_heading())

    def text(self) -> str:
        """The whole file."""
        return "".join(_line(row.cells, self._ending) if row.text is None else row.text for row in self._records if row)

    def data(self) -> bytes:
        """The whole file in its own letters, or in UTF-8 with a mark where these cannot spell what was written."""
        try:
            return self.text().encode(self._encoding)
        except UnicodeEncodeError:
            return self.text().encode("utf-8-sig")

    def _put(self, row: CsvRecord, column: str, value: str) -> None:
        place = self._places.get(column)
        if place is None:
            place = self._places[column] = len(self._heading.cells)
            self._heading.cells.append(column)
            self._heading.text = None
        row.cells += [""] * (place + 1 - len(row.cells))
        row.cells[place] = value
        row.text = None


def _records(lines: list[str]) -> Iterator[CsvRecord]:
    reader = csv.reader(lines, strict=True)
    begun = 0
    for cells in reader:
        yield CsvRecord(cells, "".join(lines[begun : reader.line_num]))
        begun = reader.line_num


def _line(cells: Iterable[str], line_end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=line_end).writerow(cells)
    return out.getvalue()
