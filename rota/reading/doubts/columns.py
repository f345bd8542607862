"""The values of a column, each where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rota.tables.cell_uses import Use
from rota.tables.table import Table


def uses(table: Table | None, column: str, of: str = "name") -> Iterator[Use]:
    """Each filled cell of the column. The table must have been read without a fault."""
    for row in table.rows if table else ():
        if value := row.text(column):
            yield row.use(column, value, row.text(of))


def several_uses(table: Table | None, column: str, of: str = "name") -> Iterator[Use]:
    """Each item between semicolons in the column."""
    for row in table.rows if table else ():
        for value in row.several(column):
            yield row.use(column, value, row.text(of))
