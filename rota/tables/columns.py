"""What a table and a column are: their names, and the note that explains each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_ROWS = 10_000
"""Rows of one table, the heading apart: thirty years of monthly visits to 25 homes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its note for the officer, whether each row needs it, and the choices when there are few."""

    name: str
    note: str
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: what it is for and its columns in order. ``refused`` columns may not be there, and why.

    ``most_rows`` is how many it may have, the heading apart. Of a ``common_name`` people keep papers of their own.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    required: bool = False
    refused: Mapping[str, str] = field(default_factory=dict)
    most_rows: int = MOST_ROWS
    common_name: bool = False

    @property
    def one_is_a_row(self) -> bool:
        """Whether a row may have one cell alone: of a table that needs two it cannot."""
        return sum(column.required for column in self.columns) < 2
