"""The council's tables as an import sees them: those it changes, and the files they become."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rota.domain import Span
from rota.errors import RotaError
from rota.reading.settings_keys import RawSettings
from rota.tables.faults import Faults
from rota.tables.schema import TableSchema
from rota.tables.table import Grid, Numbered, Table, read_table


class NotWritableError(RotaError):
    """The tables are read, but cannot be changed here. The message says why and what to do; nothing was written."""


class Rows(Protocol):
    """The rows of a table as they are changed. A row keeps its number, whatever becomes of the others."""

    def rows(self) -> list[Numbered]:
        """Every row with its number, the heading's among them."""

    def put(self, number: int, column: str, value: str) -> None:
        """Writes a cell. The column is added when the table does not have it."""

    def add(self, *rows: Mapping[str, str], after: int | None = None) -> None:
        """Adds rows at the end, or after a row; blanks are not written where the table has no such column."""

    def remove(self, number: int) -> None:
        """Takes a row out."""


@dataclass(slots=True)
class OpenTable:
    """A table that may be changed: ``rows`` are as they stood when it was opened, ``edit`` as they are now."""

    file: str
    sheet: TableSchema
    rows: Table
    edit: Rows

    def again(self, faults: Faults) -> Table:
        """The table read once more, as it is now."""
        return read_table(Grid(self.file, self.edit.rows()), self.sheet, faults)


@dataclass(slots=True)
class CouncilTables(ABC):
    """A council's tables. Each is opened once; ``changed`` has what an import has altered."""

    path: Path
    tables: dict[str, OpenTable] = field(default_factory=dict)

    def open(self, sheet: TableSchema, faults: Faults) -> OpenTable | None:
        """The table of this sheet, empty when it is missing, or None and faults when it cannot be read."""
        if sheet.name not in self.tables:
            opened = self._opened(sheet, faults)
            if opened is None:
                return None
            self.tables[sheet.name] = opened
        return self.tables[sheet.name]

    @abstractmethod
    def has(self, sheet: TableSchema) -> bool:
        """Whether there is such a table."""

    @abstractmethod
    def changed(self) -> dict[str, bytes]:
        """The new bytes of each file that has changed, by its name. NotWritableError when that cannot be."""

    @abstractmethod
    def settings(self, faults: Faults) -> RawSettings | None:
        """The council's settings, or None and faults."""

    @abstractmethod
    def holidays_in_settings(self, faults: Faults) -> Iterator[Span]:
        """School holidays that stand elsewhere than in their table."""

    @abstractmethod
    def _opened(self, sheet: TableSchema, faults: Faults) -> OpenTable | None: ...
