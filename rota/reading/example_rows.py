"""Rows of the starter's invented council that were left among a council's own: told in one sentence, and not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from rota.reading.raw import Raw
from rota.reading.starter_content import EXAMPLE_ROWS, EXAMPLE_SETTINGS
from rota.tables.cell_uses import SHOWN_ROWS
from rota.tables.cells import Cell, Unreadable, fold, plain, slug
from rota.tables.dates import as_date, as_time
from rota.tables.faults import Faults
from rota.tables.row import Row
from rota.tables.table import Table
from rota.text.english import numbered

_INVENTED = fold("Example Member")
_ANYBODYS = ("sessions", "rules")
"""Tables whose example rows say what is usual, and may stay."""


def is_example(table: str, row: Row) -> bool:
    """Whether the row says what a row of the starter's table says, and nothing else."""
    if table in _ANYBODYS:
        return False
    return any(_is(row, cells) for cells in EXAMPLE_ROWS.get(table, ()))


def _is(row: Row, cells: Mapping[str, Cell]) -> bool:
    return all(_says(row.cells.get(column), cells.get(column)) for column in {*row.cells, *cells})


def _says(cell: Cell, example: Cell) -> bool:
    """Whether a cell says the same, however a spreadsheet has saved it."""
    try:
        if isinstance(example, date):
            return as_date(cell) == example
        if isinstance(example, time):
            return as_time(cell) == example
    except Unreadable:
        return False
    return fold(plain(cell)) == fold(plain(example))


def is_invented(name: str) -> bool:
    """Whether a member is one of the starter's by the name."""
    return fold(name).startswith(_INVENTED)


def without_example(raw: Raw, faults: Faults) -> Raw:
    """The tables without rows of the example, which one warning names, once most members are the council's own.

    Until then the example is a council as any other, to be tried out with a change here and there.
    """
    members = raw.tables.get("members")
    names = [plain(row.cells.get("name")).strip() for row in members.rows] if members else []
    invented = sum(is_invented(name) for name in names)
    if members is None or invented >= sum(map(bool, names)) - invented:
        return raw
    left = {name: [row for row in table.rows if is_example(name, row)] for name, table in raw.tables.items()}
    for name, column in (("outcomes", "reference"), ("teams", "name")):
        said = _said(raw.tables, left) if left.get(name) else set()
        left[name] = [row for row in left.get(name, ()) if not _is_said(plain(row.cells.get(column)), said)]
    settings = raw.settings
    if settings:
        closures = tuple(row for row in settings.closures if not is_example("closures", row))
        holidays = tuple(row for row in settings.school_holidays if not is_example("school_holidays", row))
        gone = len(settings.closures) - len(closures) + len(settings.school_holidays) - len(holidays)
        settings = replace(settings, closures=closures, school_holidays=holidays)
        _warn(
            members.where.partition(", sheet '")[0],
            left,
            gone,
            plain(settings.single.cells.get("council.name")),
            faults,
        )
    tables = {name: _without(table, left[name]) for name, table in raw.tables.items()}
    return replace(raw, tables=tables, settings=settings)


def _said(tables: Mapping[str, Table], left: Mapping[str, list[Row]]) -> set[str]:
    """What the rows of the council's own say in any column."""
    own = (row for name, table in tables.items() for row in table.rows if row not in left[name])
    return {slug(plain(cell)) for row in own for cell in row.cells.values()}


def _is_said(name: str, said: set[str]) -> bool:
    """Whether a row of the council's own means the team, or the visit, of this name: it is in use, whoever wrote it."""
    return any(word == slug(name) or word.startswith(f"{slug(name)}-") for word in said)


def _without(table: Table, left: list[Row]) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if row not in left))


def _warn(where: str, left: Mapping[str, list[Row]], in_settings: int, council: str, faults: Faults) -> None:
    said = [
        f"{name}, {numbered('row', [row.number or 0 for row in rows], SHOWN_ROWS)}"
        for name, rows in left.items()
        if rows
    ]
    if in_settings and not any(left.get(name) for name in ("closures", "school_holidays")):
        said.append("closures or school holidays in the settings")
    called = " The council is still called 'Example Council'." if council == EXAMPLE_SETTINGS["council.name"] else ""
    if said:
        faults.warn(
            where, f"rows of the example are still there and are not read: {'; '.join(said)}. Take them out.{called}"
        )
    elif called:
        faults.warn(where, f"these are a council's own members.{called} Write its name in the settings.")
