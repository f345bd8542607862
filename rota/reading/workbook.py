"""Tables in one Excel workbook: a sheet for each, and sheets for the settings."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from rota.reading.bank_holidays import read_calendar
from rota.reading.calendars import calendar_files
from rota.reading.own_papers import OwnPapers
from rota.reading.raw import Raw
from rota.reading.settings_keys import RawSettings, settings_of_sheets
from rota.reading.sheet_rows import DamagedError, name_what_is_hidden, parsed, unescaped, without_formatting
from rota.source import Source, workbook_at
from rota.tables.cells import Cell, Refused, fold, plain
from rota.tables.columns import MOST_ROWS
from rota.tables.faults import Faults
from rota.tables.schema import SETTINGS_TABLES, TABLES, TableSchema
from rota.tables.table import MOST_COLUMNS, Grid, Numbered, Table, headings, is_own_paper, read_table
from rota.tables.text_files import bytes_of
from rota.tables.totals_rows import is_total
from rota.tables.xlsx_safety import MOST_FILE_BYTES, TOO_LARGE, Package, open_package

READ_ME = "read me"
"""A sheet of this name is for people and is not read."""

_COUNTS = re.compile(
    r"=\s*\+?\s*(?:SUM|COUNT|SUBTOTAL|AVERAGE|AGGREGATE|MAX|MIN|MEDIAN|ROWS)[A-Z.]*\s*\(", re.IGNORECASE
)
"""How a formula begins that sums up a column."""

_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xltx", ".ods")


def is_workbook(name: str) -> bool:
    """Whether a file is called a workbook."""
    return PurePath(name).suffix.casefold() in _SUFFIXES


def workbook_tables(source: Source, name: str, faults: Faults) -> Raw:
    """The tables and settings of the workbook of this name."""
    grids = grids_of(source, name, faults, NAMES)
    if grids is None:
        return Raw()
    kept = {
        folded: sheet
        for sheet in _ALL
        if (folded := fold(sheet.name)) in grids and not is_own_paper(grids[folded], sheet)
    }
    tables = {sheet.name: read_table(grids[folded], sheet, faults) for folded, sheet in kept.items()}
    own = {_title(grid): grid for folded, grid in grids.items() if folded not in kept and headings(grid)}
    OwnPapers(name, _ALL, tables).pass_over(own, faults)
    for sheet in _ALL:
        if sheet.required and sheet.name not in tables:
            remedy = f"the sheet '{sheet.name}' is missing. 'rota new' writes a workbook to start from."
            faults.add(name, remedy)
    return Raw(tables, _settings(source, tables, faults), calendar_files(source, faults))


_ALL: tuple[TableSchema, ...] = (*SETTINGS_TABLES, *TABLES)
_BY_NAME = {fold(sheet.name): sheet for sheet in _ALL}
NAMES = frozenset(_BY_NAME)
"""The names of all tables, folded."""


def _settings(source: Source, tables: dict[str, Table], faults: Faults) -> RawSettings | None:
    settings = tables.get("settings")
    if not settings or not (settings.whole or settings.rows):
        return None
    return replace(settings_of_sheets(tables, faults), bank_holidays=read_calendar(source, faults))


def _title(grid: Grid) -> str:
    return grid.where.partition("sheet '")[2].rstrip("'")


def workbook_grids(path: Path, faults: Faults) -> dict[str, Grid] | None:
    """Each sheet by its folded name, or None when the workbook cannot be read at all."""
    return grids_of(workbook_at(path), path.name, faults)


def grids_of(source: Source, name: str, faults: Faults, ours: Collection[str] | None = None) -> dict[str, Grid] | None:
    """The same of the workbook of this name; with ``ours``, folded, what is wrong in other sheets is let be."""
    data = bytes_of(source, name, (MOST_FILE_BYTES, TOO_LARGE), faults)
    package = open_package(data, name, faults) if data is not None else None
    if data is None or package is None:
        return None
    try:
        return _grids(name, data, package, faults, ours)
    except DamagedError:
        faults.add(name, "this workbook is damaged. Open it in Excel and save it again as .xlsx.")
        return None


def _opened(data: bytes) -> Any:
    import openpyxl  # only for workbooks: it would slow every other command

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's talk of extensions and styles is for programmers
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a damaged part leads it to
        raise DamagedError from error


def _grids(name: str, data: bytes, package: Package, told: Faults, ours: Collection[str] | None) -> dict[str, Grid]:
    book = _opened(data)
    grids: dict[str, Grid] = {}
    for sheet in book.worksheets:
        where = f"{name}, sheet '{sheet.title}'"
        if fold(sheet.title) in grids:
            told.add(where, "this table is in another sheet already. Take one of the two out.")
            continue
        part, faults = sheet._worksheet_path.lstrip("/"), Faults()
        content = without_formatting(package.parts.get(part, b""), where, told)
        rows = [] if fold(sheet.title) == fold(READ_ME) else list(_rows(sheet, content, where, faults))
        if book.epoch.year == 1904 and fold(sheet.title) != "rules":
            rows = [(number, [_undated(cell, where, number, faults) for cell in cells]) for number, cells in rows]
        grid = grids[fold(sheet.title)] = Grid(where, rows, hidden=sheet.sheet_state != "visible")
        if ours is not None and (fold(sheet.title) not in ours or is_own_paper(grid, _BY_NAME[fold(sheet.title)])):
            continue
        told.take(faults.found())
        if fold(sheet.title) in _BY_NAME:
            name_what_is_hidden(sheet, content, where, rows, told)
        _refuse_merges(where, package.merges(part), rows, told)
        far = package.far_cell(part)
        if far:
            told.add(where, f"there is something in {far}, beyond column {MOST_COLUMNS}. Take it out.")
    book.close()
    return grids


def _rows(sheet: Any, part: bytes, where: str, faults: Faults) -> Iterator[Numbered]:
    """Rows with something in them: a sheet may be a million rows of formatting."""
    last = 0
    for number, cells in parsed(sheet, part, 2 * _most_rows(sheet.title)):
        if number == last:
            faults.add(where, "this row is in the file twice. Open it in Excel and save it again.", row=number)
        last = number
        row = [_cell(cell, where, number, faults, _way_out(cell, cells)) for cell in cells]
        while row and not isinstance(row[-1], Refused) and not plain(row[-1]).strip():
            row.pop()
        if row:
            yield number, row


def _most_rows(title: str) -> int:
    return next((sheet.most_rows for sheet in _ALL if fold(sheet.name) == fold(title)), MOST_ROWS)


def _cell(cell: Any, where: str, number: int, faults: Faults, way_out: str) -> Cell:
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        faults.add(where, f"cell {cell.coordinate} has a formula in it. {way_out}", row=number)
        return Refused()
    if kind == "e":
        faults.add(where, f"cell {cell.coordinate} shows an error. Write the value.", row=number, value=cell.value)
        return Refused()
    return unescaped(cell.value) if isinstance(cell.value, str) else cell.value


def _way_out(formula: Any, cells: Sequence[Any]) -> str:
    """What to do about a formula: a row of totals is to go, for as values it would be read as one of the list."""
    if getattr(formula, "data_type", "n") != "f":
        return ""
    texts = [cell.value.strip() for cell in cells if isinstance(cell.value, str) and cell.data_type != "f"]
    words = [text for text in texts if any(letter.isalpha() for letter in text)]
    counts = bool(_COUNTS.match(str(getattr(formula.value, "text", formula.value))))
    if any(map(is_total, words)) or (counts and not words):
        return "The row is a total and none of the list: take it out."
    if counts:
        return "Copy it and paste it as a value; but if the row is a total and none of the list, take it out."
    return "Copy it and paste it as a value."


def _undated(cell: Cell, where: str, number: int, faults: Faults) -> Cell:
    """The cell of a workbook that counts days from 1904: a bare number of days is refused, four years would be lost."""
    if isinstance(cell, (int, float)) and 10_000 <= cell < 100_000:
        remedy = "is a number where this workbook, which counts days from 1904, may mean a date. Format it as a date."
        faults.add(where, remedy, row=number, value=plain(cell))
        return Refused()
    return cell


def _refuse_merges(where: str, merges: Sequence[tuple[str, str]], rows: Sequence[Numbered], faults: Faults) -> None:
    """Faults for merged cells over the table: all but one of the cells would read as blank."""
    if not rows:
        return
    last_row, width = rows[-1][0], max(len(cells) for _, cells in rows)
    for first, last in merges:
        column, row = _place(first)
        if row <= last_row and column <= width:
            faults.add(where, f"cells {first} to {last} are merged. Unmerge them and fill in each cell.", row=row)


def _place(cell: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(digits)
