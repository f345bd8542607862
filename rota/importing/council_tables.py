"""The council's folder as an import sees it: the tables it changes, and the bytes they become."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rota.reading.csv_folder import csv_grid, table_files
from rota.source import FolderSource
from rota.tables.cells import fold
from rota.tables.csv_edit import CsvTable
from rota.tables.faults import Faults
from rota.tables.schema import TableSchema
from rota.tables.table import Grid, Table, read_table


@dataclass(slots=True)
class OpenTable:
    """A table of the folder that may be changed: ``rows`` are as they stood when it was opened."""

    file: str
    sheet: TableSchema
    rows: Table
    text: CsvTable
    before: bytes | None

    def after(self) -> bytes | None:
        """The file's new bytes, or None when nothing in it was changed."""
        made = self.text.data()
        unchanged = self.before is None and len(self.text.rows()) == 1
        return None if unchanged or made == self.before else made

    def again(self, faults: Faults) -> Table:
        """The table read once more, as it is now."""
        return read_table(Grid(self.file, self.text.rows()), self.sheet, faults)


@dataclass(slots=True)
class Folder:
    """A council's folder. Tables are opened once; ``changed`` has those that an import has altered."""

    path: Path
    files: dict[str, str]
    tables: dict[str, OpenTable] = field(default_factory=dict)
    beside: dict[str, bytes] = field(default_factory=dict)
    """What is to be written beside the tables."""

    def open(self, sheet: TableSchema, faults: Faults) -> OpenTable | None:
        """The table of this sheet, empty when its file is missing, or None and faults when it cannot be read."""
        if sheet.name not in self.tables:
            opened = _opened(self.path, self.files.get(fold(sheet.name)), sheet, faults)
            if opened is None:
                return None
            self.tables[sheet.name] = opened
        return self.tables[sheet.name]

    def has(self, sheet: TableSchema) -> bool:
        """Whether the folder has a file for this table."""
        return fold(sheet.name) in self.files

    def changed(self) -> dict[str, bytes]:
        """The new bytes of each file that has changed, by its name."""
        made = {table.file: table.after() for table in self.tables.values()}
        return {name: content for name, content in made.items() if content is not None} | self.beside


def open_folder(path: Path, faults: Faults) -> Folder | None:
    """The folder at this path, or None and a fault: a workbook is read, but only Excel can write into it safely."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            # Faults of other tables are for 'rota check': they are no reason not to import into these.
            return Folder(path, table_files(FolderSource(path), Faults()))
        there = path.exists()
    except OSError as error:
        faults.add(name, f"this folder cannot be opened ({error.strerror or error}). Check who may read it.")
        return None
    if there:
        remedy = (
            "an import goes into a folder of CSV files: a workbook has more in it than this program could keep. "
            "Import into a folder ('rota new' writes one) and copy its tables into the workbook."
        )
        faults.add(name, remedy)
    else:
        faults.add(name, "there is no such folder. Check the path; 'rota new' writes one to start from.")
    return None


def _opened(folder: Path, file: str | None, sheet: TableSchema, faults: Faults) -> OpenTable | None:
    if file is None:
        empty = CsvTable(None, sheet)
        return OpenTable(empty.name, sheet, Table(empty.name, ()), empty, None)
    found = len(faults)
    grid = csv_grid(FolderSource(folder), file, faults)
    table = read_table(grid, sheet, faults) if grid and grid.whole else None
    if table is None or len(faults) > found:
        return None
    before = (folder / file).read_bytes()
    return OpenTable(file, sheet, table, CsvTable(before, sheet), before)
