"""The register as it is read: whole for the engine, or one table for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rota.tables.columns import TableSchema
from rota.tables.schema import SETTINGS_TABLES, TABLES
from rota.tables.tracking_schema import TRACKING_TABLES
from rota.web.bridge import Cells, RegisterContent
from rota.web.models import KEPT, KeptFile, RegisterRevision, RegisterRow

_ELSEWHERE = {"published", *(schema.name for schema in TRACKING_TABLES)}
EDITED: Mapping[str, TableSchema] = {
    schema.name: schema for schema in (*TABLES, *SETTINGS_TABLES) if schema.name not in _ELSEWHERE
}
"""Tables that officers edit row by row. What came of visits, and the published rota, are kept by what is done."""


def register() -> RegisterContent:
    """All of it."""
    rows = {name: [filled(row.cells()) for row in model.objects.all()] for name, model in KEPT.items()}
    return RegisterContent(rows, {file.name: bytes(file.content) for file in KeptFile.objects.all()})


def filled(cells: Cells) -> Cells:
    """The cells that are not blank."""
    return {name: text for name, text in cells.items() if text}


def revision() -> int:
    """The number of the last change."""
    return RegisterRevision.objects.values_list("number", flat=True).first() or 0


def rows_of(table: str) -> list[RegisterRow]:
    """The rows of a table in their order."""
    return list(KEPT[table].objects.all())


def how_many() -> dict[str, int]:
    """The rows of each table that officers edit."""
    return {name: KEPT[name].objects.count() for name in EDITED}


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is new, gone or otherwise than before; ``what`` names it."""

    what: str
    before: Cells | None
    after: Cells | None

    def columns(self) -> list[tuple[str, str, str]]:
        """Each column that differs, with what it says before and after."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in (*before, *after) if before.get(name, "") != after.get(name, "")]
        return [(name, before.get(name, ""), after.get(name, "")) for name in dict.fromkeys(names)]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """How a table becomes another."""

    table: str
    added: tuple[RowChange, ...]
    changed: tuple[RowChange, ...]
    gone: tuple[RowChange, ...]


def changes(before: RegisterContent, after: RegisterContent) -> list[TableChanges]:
    """Each table that differs. A row is the same one when it says the same in every column that must be filled."""
    schemas = (*TABLES, *SETTINGS_TABLES)
    found = (_of_table(schema, before.rows.get(schema.name, ()), after.rows.get(schema.name, ())) for schema in schemas)
    return [one for one in found if one.added or one.changed or one.gone]


def files_changed(before: RegisterContent, after: RegisterContent) -> list[str]:
    """The files beside the tables that are new, gone or otherwise."""
    names = sorted({*before.files, *after.files})
    return [name for name in names if before.files.get(name) != after.files.get(name)]


def _of_table(schema: TableSchema, before: Sequence[Cells], after: Sequence[Cells]) -> TableChanges:
    old, new = list(map(_blankless, before)), list(map(_blankless, after))
    for row in list(new):
        if row in old:
            old.remove(row)
            new.remove(row)
    changed = list(_paired(schema, old, new))
    return TableChanges(
        schema.name,
        tuple(RowChange(_name(schema, row), None, row) for row in new),
        tuple(changed),
        tuple(RowChange(_name(schema, row), row, None) for row in old),
    )


def _paired(schema: TableSchema, old: list[Cells], new: list[Cells]) -> Iterator[RowChange]:
    """Takes out of both what is one row before and after."""
    for row in list(new):
        alike = [other for other in old if _name(schema, other) == _name(schema, row)]
        if len(alike) == 1 and [_name(schema, one) for one in new].count(_name(schema, row)) == 1:
            old.remove(alike[0])
            new.remove(row)
            yield RowChange(_name(schema, row), alike[0], row)


def _blankless(row: Cells) -> Cells:
    return {name: text for name, text in row.items() if text}


def _name(schema: TableSchema, row: Cells) -> str:
    return ", ".join(row.get(column.name, "") for column in schema.columns if column.required)


def found_in(table: str, word: str = "") -> tuple[list[str], list[tuple[int, list[tuple[str, str]]]]]:
    """The columns of a table that any row fills, and each row that has the word in it, by its key with its cells."""
    rows = [(row.pk, row.cells()) for row in rows_of(table)]
    names = [column.name for column in KEPT[table].schema.columns]
    used = [name for name in names if any(cells[name] for _, cells in rows)]
    asked = word.casefold()
    held = [(pk, cells) for pk, cells in rows if not asked or any(asked in text.casefold() for text in cells.values())]
    return used, [(pk, [(name, cells[name]) for name in used]) for pk, cells in held]


def overview() -> dict[str, Any] | None:
    """What the engine said of the whole register when it was changed last; None while there is nothing in it."""
    return RegisterRevision.objects.values_list("said", flat=True).first()
