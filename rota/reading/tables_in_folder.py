"""A folder of CSV files whose rows an import changes: all others keep their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rota.domain import Span
from rota.reading.council import periods
from rota.reading.council_tables import CouncilTables, OpenTable
from rota.reading.csv_folder import csv_grid, read_toml
from rota.reading.settings_keys import RawSettings
from rota.source import FolderSource
from rota.tables.cells import fold
from rota.tables.csv_edit import CsvTable
from rota.tables.faults import Faults
from rota.tables.schema import TableSchema
from rota.tables.table import Table, read_table
from rota.tables.text_files import told_encoding


@dataclass(slots=True)
class Folder(CouncilTables):
    """Tables of which each has a CSV file."""

    files: dict[str, str] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)

    def has(self, sheet: TableSchema) -> bool:
        """Whether the folder has a file for this table."""
        return fold(sheet.name) in self.files

    def changed(self) -> dict[str, bytes]:
        """The files that have other bytes now, or rows where there was no file."""
        made = {}
        for table in self.tables.values():
            before, edit = self.before.get(table.file), table.edit
            if isinstance(edit, CsvTable) and (before is not None or len(edit)):
                made[table.file] = edit.data()
        return {name: content for name, content in made.items() if content != self.before.get(name)}

    def settings(self, faults: Faults) -> RawSettings | None:
        """What rota.toml says."""
        return read_toml(FolderSource(self.path), faults)

    def holidays_in_settings(self, faults: Faults) -> Iterator[Span]:
        """What rota.toml lists."""
        settings = self.settings(faults)
        return (closure.span for closure in periods(settings.school_holidays if settings else ()))

    def _opened(self, sheet: TableSchema, faults: Faults) -> OpenTable | None:
        file = self.files.get(fold(sheet.name))
        if file is None:
            empty = CsvTable(None, sheet)
            return OpenTable(empty.name, sheet, Table(empty.name, ()), empty)
        found, source = len(faults), FolderSource(self.path)
        grid = csv_grid(source, file, faults)
        table = read_table(grid, sheet, faults) if grid and grid.whole else None
        if table is None or len(faults) > found:
            return None
        self.before[file] = (self.path / file).read_bytes()
        return OpenTable(file, sheet, table, CsvTable(self.before[file], sheet, told=told_encoding(source)))
