"""From a grid of cells to rows by column name: headings are matched, blank rows passed over, limits kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rota.tables.cells import Cell, Refused, fold, plain
from rota.tables.columns import TableSchema
from rota.tables.faults import Faults
from rota.tables.row import Row
from rota.tables.words_below import without_words_below

NOTES = frozenset(("note", "notes", "comment", "comments", "remark", "remarks"))
"""Headings, folded, of columns that people keep for themselves, where no reason for an absence could stand."""

MOST_COLUMNS = 64
"""Columns of one table."""

Numbered = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in its file: ``where`` it is, its rows with their numbers, and whether that is all.

    A sheet of a workbook may be ``hidden``.
    """

    where: str
    rows: Sequence[Numbered]
    whole: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that could be read; ``whole`` when none was lost."""

    where: str
    rows: tuple[Row, ...]
    whole: bool = True


def headings(grid: Grid) -> frozenset[str]:
    """What stands in the first row that holds something, folded."""
    first = next((cells for _, cells in grid.rows if any(_holds(cell) for cell in cells)), ())
    return frozenset(fold(plain(cell)) for cell in first if _holds(cell))


def is_own_paper(grid: Grid, sheet: TableSchema) -> bool:
    """Whether people keep this for themselves: it has a table's name, a common one, and none of its headings."""
    found = headings(grid)
    return sheet.common_name and bool(found) and not found & {fold(column.name) for column in sheet.columns}


def read_table(grid: Grid, sheet: TableSchema, faults: Faults, *, strict: bool = True) -> Table:
    """The rows of ``grid`` as ``sheet`` names them. Columns it does not name are faults when ``strict``."""
    filled = [(number, cells) for number, cells in grid.rows if any(_holds(cell) for cell in cells)]
    if not filled and grid.whole and not sheet.required:
        return Table(grid.where, ())
    if not filled:
        faults.add(grid.where, f"there is nothing in it. Its first row should be: {_headings(sheet)}.")
        return Table(grid.where, (), whole=False)
    heading: Numbered = filled[0]
    body: Sequence[Numbered] = filled[1:]
    if strict:
        body = without_words_below(grid.where, filled, faults, one_is_a_row=sheet.one_is_a_row)
    columns = _columns(grid.where, heading, sheet, faults, strict)
    if columns is None:
        return Table(grid.where, (), whole=False)
    headed = {position for position, cell in enumerate(heading[1]) if _holds(cell)}
    if len(body) > sheet.most_rows:
        remedy = f"there are more than {sheet.most_rows:,} rows. Split the table, or keep fewer years."
        faults.add(grid.where, remedy, row=body[sheet.most_rows][0])
    rows = tuple(_rows(grid.where, columns, headed if strict else None, body[: sheet.most_rows], faults))
    return Table(grid.where, rows, whole=grid.whole and len(body) <= sheet.most_rows)


def _holds(cell: Cell) -> bool:
    return isinstance(cell, Refused) or bool(plain(cell).strip())


def _headings(sheet: TableSchema) -> str:
    return ", ".join(column.name for column in sheet.columns)


def _columns(
    where: str, heading: Numbered, sheet: TableSchema, faults: Faults, strict: bool
) -> Mapping[int, str] | None:
    """The column name at each position, or None when the table cannot be read without what is missing."""
    number, cells = heading
    if any(_holds(cell) for cell in cells[MOST_COLUMNS:]):
        faults.add(where, f"there are more than {MOST_COLUMNS} columns. Take out those that are not used.", row=number)
        return None
    if _one_column(cells):
        remedy = "the columns are not separated by commas. Save the file again as 'CSV UTF-8 (comma delimited)'."
        faults.add(where, remedy, row=number)
        return None
    known = {fold(column.name): column.name for column in sheet.columns}
    if sheet.common_name and not any(fold(plain(cell)) in known for cell in cells):
        remedy = f"this is not the table '{sheet.name}' of the rota, whose columns are: {_headings(sheet)}. Rename it."
        faults.add(where, remedy, row=number)
        return None
    found: dict[int, str] = {}
    for position, cell in enumerate(cells):
        word = plain(cell).strip()
        name = known.get(fold(word))
        if name is None and strict and fold(word) in NOTES and fold(word) not in map(fold, sheet.refused):
            faults.warn(where, "this column is for people and is not read.", row=number, column=word)
        elif name is None and _holds(cell) and strict:
            remedy = _not_a_column(word, sheet, faults)
            faults.add(where, remedy, row=number, column=word or None)
        elif name in found.values():
            faults.add(where, "this heading is there twice. Take one out.", row=number, column=name)
        elif name is not None:
            found[position] = name
    missing = [column.name for column in sheet.columns if column.required and column.name not in found.values()]
    for name in missing:
        faults.add(where, "this column is missing. Add it, with this heading.", row=number, column=name)
    return None if missing else found


def _one_column(cells: Sequence[Cell]) -> bool:
    """Whether the headings stand in one cell, with other signs than commas between them."""
    held = [plain(cell) for cell in cells if _holds(cell)]
    return len(held) == 1 and any(sign in held[0] for sign in ";\t|")


def _not_a_column(word: str, sheet: TableSchema, faults: Faults) -> str:
    refused = {fold(name): remedy for name, remedy in sheet.refused.items()}
    if fold(word) in refused:
        return refused[fold(word)]
    nearest = faults.nearest(word, [column.name for column in sheet.columns])
    return f"this is not a column of '{sheet.name}'.{nearest or f' The columns are: {_headings(sheet)}.'}"


def _rows(
    where: str, columns: Mapping[int, str], headed: set[int] | None, filled: Iterable[Numbered], faults: Faults
) -> Iterator[Row]:
    for number, cells in filled:
        if headed is not None:
            _nothing_without_heading(where, number, cells, headed, faults)
        yield Row(where, number, {name: cells[p] for p, name in columns.items() if p < len(cells)}, faults)


def _nothing_without_heading(where: str, number: int, cells: Sequence[Cell], headed: set[int], faults: Faults) -> None:
    stray = [cell for position, cell in enumerate(cells) if position not in headed and plain(cell).strip()]
    if stray:
        remedy = "has no heading above it: the row is longer than the headings. Give it a heading, or take it out."
        faults.add(where, remedy, row=number, value=plain(stray[0]))
