"""A folder of CSV files whose rows an import changes: all others keep their bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rota.domain import Span
from rota.reading.council import periods
from rota.reading.council_tables import CouncilTables, OpenTable
from rota.reading.csv_folder import read_toml
from rota.reading.settings_keys import RawSettings
from rota.source import FolderSource
from rota.tables.cells import fold
from rota.tables.csv_text import CsvText, encoded
from rota.tables.faults import Faults
from rota.tables.schema import TableSchema
from rota.tables.table import Grid, Table, read_table
from rota.tables.text_files import read_text


@dataclass(slots=True)
class Folder(CouncilTables):
    """Tables of which each has a CSV file."""

    files: dict[str, str] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self.path

    def has(self, sheet: TableSchema) -> bool:
        """Whether the folder has a file for this table."""
        return fold(sheet.name) in self.files

    def changed(self) -> dict[str, bytes]:
        """The files that have other bytes now, or rows where there was no file."""
        made = {}
        for table in self.tables.values():
            before, text = self.before.get(table.file), table.edit
            if isinstance(text, CsvText) and (before is not None or len(text.rows()) > 1):
                made[table.file] = encoded(text.text(), before)
        return {name: content for name, content in made.items() if content != self.before.get(name)}

    def settings(self, faults: Faults) -> RawSettings | None:
        """What rota.toml says."""
        return read_toml(FolderSource(self.path), faults)

    def holidays_in_settings(self, faults: Faults) -> Iterator[Span]:
        """What rota.toml lists."""
        settings = self.settings(faults)
        return (closure.span for closure in periods(settings.school_holidays if settings else ()))

    def _opened(self, sheet: TableSchema, faults: Faults) -> OpenTable | None:
        file, columns = self.files.get(fold(sheet.name)), [column.name for column in sheet.columns]
        if file is None:
            empty = CsvText(",".join(columns) + "\r\n", columns)
            return OpenTable(f"{sheet.name}.csv", sheet, Table(f"{sheet.name}.csv", ()), empty)
        text = read_text(FolderSource(self.path), file, faults)
        if text is None:
            return None
        try:
            rows = CsvText(text, columns)
        except csv.Error:
            faults.add(file, 'a row is not a row of cells. Look for a quotation mark (") that is not closed.')
            return None
        found = len(faults)
        table = read_table(Grid(file, rows.rows()), sheet, faults)
        self.before[file] = (self.path / file).read_bytes()
        return OpenTable(file, sheet, table, rows) if len(faults) == found else None
