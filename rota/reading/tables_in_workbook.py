"""A workbook of whose sheets an import changes cells: everything else in it keeps its bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rota.domain import Span
from rota.reading.council_tables import CouncilTables, NotWritableError, OpenTable
from rota.reading.settings_keys import RawSettings, settings_of_sheets
from rota.reading.workbook import NAMES, grids_of
from rota.source import MappingSource, workbook_at
from rota.tables.cells import fold, plain
from rota.tables.faults import Faults
from rota.tables.schema import SETTINGS_TABLES, TableSchema
from rota.tables.sheet_rows import SheetRows
from rota.tables.table import Grid, Numbered, Table, read_table
from rota.tables.workbook_parts import WorkbookParts


@dataclass(slots=True)
class Book(CouncilTables):
    """Tables of which each is a sheet of a workbook. All that is in it besides the cells that change is kept."""

    data: bytes = b""
    grids: dict[str, Grid] = field(default_factory=dict)
    wrong: Faults = field(default_factory=Faults)

    def has(self, sheet: TableSchema) -> bool:
        """Whether the workbook has a sheet for this table."""
        return fold(sheet.name) in self.grids

    def changed(self) -> dict[str, bytes]:
        """The workbook, when a cell of it has another value. What was written is read again before it is given."""
        edits = {table.sheet.name: table.edit for table in self.tables.values()}
        changed = {name: edit for name, edit in edits.items() if isinstance(edit, SheetRows) and _is_new(edit)}
        if not changed:
            return {}
        name = self.path.name
        try:
            book = WorkbookParts(self.data)
            for title, edit in changed.items():
                book.write(title, edit.changed, edit.heading)
            made = book.file()
        except (KeyError, ValueError) as error:
            raise NotWritableError(_NOT_KEPT.format(name)) from error
        again = grids_of(MappingSource({name: made}), name, Faults()) or {}
        if any(_rows(again.get(fold(title), _NOTHING).rows) != _rows(edit.rows()) for title, edit in changed.items()):
            raise NotWritableError(_NOT_KEPT.format(name))
        return {name: made}

    def settings(self, faults: Faults) -> RawSettings | None:
        """What the sheets of settings say."""
        tables = {sheet.name: self._table(sheet, faults) for sheet in SETTINGS_TABLES if self.has(sheet)}
        return settings_of_sheets(tables, faults) if "settings" in tables else None

    def holidays_in_settings(self, faults: Faults) -> Iterator[Span]:
        """None: they have one sheet."""
        return iter(())

    def _table(self, sheet: TableSchema, faults: Faults) -> Table:
        grid = self.grids[fold(sheet.name)]
        faults.take(fault for fault in self.wrong.found() if fault.where == grid.where)
        return read_table(grid, sheet, faults)

    def _opened(self, sheet: TableSchema, faults: Faults) -> OpenTable | None:
        found, where = len(faults), f"{self.path.name}, sheet '{sheet.name}'"
        grid = self.grids.get(fold(sheet.name), Grid(where, ()))
        is_empty = not any(plain(cell).strip() for _, cells in grid.rows for cell in cells)
        table = Table(where, ()) if is_empty else self._table(sheet, faults)
        rows = SheetRows(grid.rows, sheet)
        return OpenTable(grid.where, sheet, table, rows) if len(faults) == found else None


_NOTHING = Grid("", ())
_NOT_KEPT = (
    "{} is not laid out as Excel lays a workbook out, so that it cannot be changed safely. Nothing was written. "
    "Open it in Excel, save it as 'Excel workbook (.xlsx)' and run this again."
)


def _is_new(edit: SheetRows) -> bool:
    """Whether more has changed than that a sheet without rows would have headings."""
    return any(number != edit.heading for number, _ in edit.changed)


def _rows(rows: Sequence[Numbered]) -> list[tuple[int, list[str]]]:
    """Rows as text, without blanks at their ends."""
    held = []
    for number, cells in rows:
        texts = [plain(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            held.append((number, texts))
    return held


def open_workbook(path: Path, faults: Faults) -> Book | None:
    """The workbook at this path, or None and faults: also when somebody has it open, whose changes would be lost."""
    locks = (f"~${path.name}", f".~lock.{path.name}#")  # Excel's and LibreOffice's
    held = next((lock for lock in locks if os.path.lexists(path.parent / lock)), None)
    if held:
        remedy = f"somebody has this workbook open ({held} is beside it). Close it there, and run this again."
        faults.add(path.name, remedy)
        return None
    wrong = Faults()
    grids = grids_of(workbook_at(path), path.name, wrong, NAMES)
    if grids is None:
        faults.take(wrong.found())
        return None
    return Book(path, data=path.read_bytes(), grids=grids, wrong=wrong)
