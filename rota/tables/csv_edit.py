"""A CSV file whose rows can be kept to the byte: its letters, its ends of line and its columns stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rota.tables.cells import fold
from rota.tables.schema import TableSchema

_USUAL = {"weekly": {"pattern": "available", "season": "always"}}
"""What a column says when it is not there: then a row that says it needs no such column."""


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """A row of the file as it stands there, its end of line included, and its cells."""

    text: str
    cells: tuple[str, ...]


@dataclass(slots=True)
class CsvFile:
    """The file: what comes before its rows, the name of the column at each place, and its rows."""

    name: str
    sheet: TableSchema
    before: str
    heading: list[str]
    records: list[CsvRecord]
    heading_text: str = ""
    encoding: str = "utf-8-sig"
    line_end: str = "\r\n"

    def cells(self, record: CsvRecord) -> dict[str, str]:
        """The cells of the row by the table's own name for each column."""
        names = self._names()
        return {names[place]: cell for place, cell in enumerate(record.cells) if place in names}

    def new_record(self, cells: Mapping[str, str]) -> CsvRecord:
        """A row of the file with these cells. A column that is needed and not there is put at the end."""
        usual = _USUAL.get(self.sheet.name, {})
        for column, said in cells.items():
            if said and said != usual.get(column) and column not in self._names().values():
                self.heading.append(column)
                self.heading_text = _line(self.heading, self.line_end)
        names = self._names()
        row = tuple(cells.get(names.get(place, ""), "") for place in range(len(self.heading)))
        return CsvRecord(_line(row, self.line_end), row)

    def written(self, records: Sequence[CsvRecord]) -> bytes:
        """The file with these rows, in its own letters, or in UTF-8 when these cannot spell a new name."""
        lines = [self.heading_text, *(record.text for record in records)]
        ended = [line if line.endswith(("\n", "\r")) else line + self.line_end for line in lines]
        text = self.before + "".join(ended)
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.encode("utf-8-sig")

    def _names(self) -> dict[int, str]:
        known = {fold(column.name): column.name for column in self.sheet.columns}
        return {place: known[fold(word)] for place, word in enumerate(self.heading) if fold(word) in known}


def read_csv_file(folder: Path, sheet: TableSchema) -> CsvFile:
    """The table's file, or an empty one with the usual columns when there is none. It must read without a fault."""
    path = next((path for path in sorted(folder.iterdir()) if _is(path, sheet)), None)
    data = path.read_bytes() if path else b"\xef\xbb\xbf"
    text, encoding = _decoded(data)
    line_end = "\r\n" if "\r\n" in text or not text else "\n"
    records = list(_records(text))
    place = next((place for place, record in enumerate(records) if _filled(record)), len(records))
    columns = [column.name for column in sheet.columns]
    heading = records[place] if place < len(records) else CsvRecord(_line(columns, line_end), tuple(columns))
    before = "".join(record.text for record in records[:place])
    name = path.name if path else f"{sheet.name}.csv"
    rest = records[place + 1 :]
    return CsvFile(name, sheet, before, list(heading.cells), rest, heading.text, encoding, line_end)


def _is(path: Path, sheet: TableSchema) -> bool:
    hidden = path.name.startswith((".", "~"))
    return path.is_file() and not hidden and path.suffix.casefold() == ".csv" and fold(path.stem) == fold(sheet.name)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the letters it is in, tried in the order in which tables are read."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig"), "utf-8-sig"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252"), "cp1252"


def _records(text: str) -> Iterable[CsvRecord]:
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    begun = 0
    for cells in reader:
        yield CsvRecord("".join(lines[begun : reader.line_num]), tuple(cells))
        begun = reader.line_num


def _filled(record: CsvRecord) -> bool:
    return any(cell.strip() for cell in record.cells)


def _line(cells: Iterable[str], line_end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=line_end).writerow(cells)
    return out.getvalue()
