"""What may stand in a returned form. Words that could be a reason are refused, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rota.tables.cells import WEEKDAYS, Cell, Refused, fold, plain
from rota.tables.faults import Faults
from rota.tables.schema import TableSchema
from rota.tables.table import Grid, Numbered
from rota.text.english import MONTHS

_MONTHS = tuple(month.lower() for month in MONTHS)
_WORDS = (
    "can cannot cant not prefer preferred only available unavailable yes no always term holidays holiday school in "
    "am pm noon midnight at to and st nd rd th sept"
)
_KNOWN = frozenset(
    {*_WORDS.split()}
    | {name[:length] for name in (*_MONTHS, *(day.casefold() for day in WEEKDAYS)) for length in (3, 4, len(name))}
)
_LONGEST = 40
_LONGEST_NUMBER = 5
"""Figures together: a year has four, a date in Excel's own count five, a telephone number more."""

_STRAY = (
    "there is something here that the form did not ask for. Take it out: reasons are never kept. "
    "It is not repeated here, because it may be private."
)
_WORDS_HERE = (
    "there are words here that do not answer the question. Write {what}, or take them out: reasons are never "
    "kept. They are not repeated here, because they may be private."
)


def says_nothing_private(cell: Cell) -> bool:
    """Whether the cell holds figures, signs and the words of dates and answers alone, so that it may be shown."""
    text = plain(cell).casefold().replace("'", "").replace("’", "")
    if len(text) > _LONGEST or not re.fullmatch(r"[\w\s:./,;–-]*", text):
        return False
    words = re.findall(r"[^\W\d_]+", text)
    known = all(word in _KNOWN or (len(word) == 1 and word.isascii()) for word in words)
    return known and all(len(number) <= _LONGEST_NUMBER for number in re.findall(r"\d+", text))


def screened(grid: Grid, sheet: TableSchema, faults: Faults, fixed: Sequence[str] = ()) -> Grid:
    """The grid with what does not belong there taken out, each a fault that does not repeat it.

    Cells of the ``fixed`` columns are left for the caller to compare.
    """
    names = {fold(column.name): column.name for column in sheet.columns}
    notes = {column.name: column.note for column in sheet.columns}
    heading: Mapping[int, str] = {}
    rows: list[Numbered] = []
    for number, cells in grid.rows:
        if not heading:
            heading = {
                place: names[fold(plain(cell))] for place, cell in enumerate(cells) if fold(plain(cell)) in names
            }
            rows.append((number, _without_strays(grid.where, number, cells, heading, faults)))
            continue
        cells = _without_strays(grid.where, number, cells, heading, faults)
        rows.append(
            (
                number,
                [
                    _screen(grid.where, number, cell, heading.get(place), notes, fixed, faults)
                    for place, cell in enumerate(cells)
                ],
            )
        )
    return Grid(grid.where, rows, grid.whole)


def _without_strays(
    where: str, number: int, cells: Sequence[Cell], heading: Mapping[int, str], faults: Faults
) -> list[Cell]:
    stray = [place for place, cell in enumerate(cells) if place not in heading and _holds(cell)]
    for place in stray:
        faults.add(where, _STRAY, row=number, column=letter(place))
    return [cell if place in heading else None for place, cell in enumerate(cells)]


def _screen(
    where: str,
    number: int,
    cell: Cell,
    column: str | None,
    notes: Mapping[str, str],
    fixed: Sequence[str],
    faults: Faults,
) -> Cell:
    if column is None or column in fixed or isinstance(cell, Refused) or says_nothing_private(cell):
        return cell
    note = notes[column]
    faults.add(where, _WORDS_HERE.format(what=f"{note[:1].lower()}{note[1:]}".rstrip(".")), row=number, column=column)
    return Refused()


def stray(where: str, row: int, place: int, faults: Faults) -> None:
    """A fault for a cell that the form did not ask for."""
    faults.add(where, _STRAY, row=row, column=letter(place))


def letter(place: int) -> str:
    """The column's letters as a spreadsheet shows them, counted from 0."""
    tens, ones = divmod(place, 26)
    return f"{chr(64 + tens) if tens else ''}{chr(65 + ones)}"


def _holds(cell: Cell) -> bool:
    return not isinstance(cell, Refused) and bool(plain(cell).strip())
