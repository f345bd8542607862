"""Tables of which each has a CSV file, and their settings in rota.toml."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from rota.reading.bank_holidays import read_calendar
from rota.reading.calendars import calendar_files
from rota.reading.own_papers import OwnPapers
from rota.reading.raw import Raw
from rota.reading.settings_keys import RawSettings, settings_of_toml
from rota.source import Source
from rota.tables.cells import fold
from rota.tables.faults import Faults
from rota.tables.schema import SCHOOL_HOLIDAYS, SETTINGS_TABLES, TABLES, TableSchema
from rota.tables.table import Grid, Numbered, Table, is_own_paper, read_table
from rota.tables.text_files import SETTINGS_FILE, read_text
from rota.tables.toml_faults import not_toml

MOST_SETTINGS = 2**20
"""Characters of rota.toml: a thousand times those of a usual one."""
MOST_DOTS = 100
"""Full stops in one line of rota.toml, notes apart."""
_OTHER_SPREADSHEETS = {".xlsx", ".xls", ".xlsm", ".ods", ".tsv", ".txt", ".numbers"}


def csv_tables(source: Source, faults: Faults) -> Raw:
    """The tables, a CSV file each. Files that are no table are passed over with a word, unless they look like one."""
    files = table_files(source, faults)
    tables = {}
    own = {path.name: csv_grid(source, path.name, Faults()) for path in _others(source)}
    for sheet in _ALL:
        file = files.get(fold(sheet.name))
        grid = csv_grid(source, file, faults) if file is not None else None
        if file is not None and grid is not None and is_own_paper(grid, sheet):
            own[file] = grid
        elif file is not None:
            tables[sheet.name] = read_table(grid, sheet, faults) if grid else Table(file, (), whole=False)
        elif sheet.required:
            faults.add(f"{sheet.name}.csv", "this file is missing. 'rota new' writes one to start from.")
    settings = _settings(source, tables, faults)
    OwnPapers(None, _ALL, tables).pass_over({name: grid or Grid(name, ()) for name, grid in own.items()}, faults)
    return Raw(tables, settings, calendar_files(source, faults))


def _others(source: Source) -> list[PurePosixPath]:
    """The CSV files that are called as no table is."""
    paths = [path for path in map(PurePosixPath, source.names()) if len(path.parts) == 1]
    known = {fold(sheet.name) for sheet in (*_ALL, *SETTINGS_TABLES)}
    return [path for path in paths if path.suffix.casefold() == ".csv" and fold(path.stem) not in known]


_ALL: tuple[TableSchema, ...] = (*TABLES, SCHOOL_HOLIDAYS)
"""School holidays may stand in a table, as an import writes them, as well as in rota.toml."""


def table_files(source: Source, faults: Faults) -> dict[str, str]:
    """The CSV file for each table, by the table's folded name."""
    names = {fold(sheet.name): sheet.name for sheet in _ALL}
    settings = {fold(sheet.name) for sheet in SETTINGS_TABLES}
    found: dict[str, str] = {}
    for path in map(PurePosixPath, source.names()):
        stem, suffix = fold(path.stem), path.suffix.casefold()
        if len(path.parts) > 1:
            continue
        if suffix == ".csv" and stem in found:
            faults.add(path.name, f"this table is in {found[stem]} already. Take one of the two files out.")
        elif suffix == ".csv" and stem in names:
            found[stem] = path.name
        elif suffix == ".csv" and stem in settings:
            faults.add(path.name, f"this is not a table of the rota. What it says belongs in {SETTINGS_FILE}.")
        elif suffix in _OTHER_SPREADSHEETS and stem in names:
            faults.add(path.name, f"a folder holds CSV files. Save it as '{names[stem]}.csv'.")
    return found


def csv_grid(source: Source, name: str, faults: Faults) -> Grid | None:
    """The rows of a CSV file, or None when it cannot be read at all."""
    text = read_text(source, name, faults)
    return None if text is None else grid_of(name, text, faults)


def grid_of(where: str, text: str, faults: Faults) -> Grid:
    """The rows of a CSV text; only the first of them, and a fault, when one cannot be read."""
    number, rows = 0, list[Numbered]()
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            number += 1
            if cells:
                rows.append((number, cells))
    except csv.Error:
        remedy = 'this row is not a row of cells. Look for a quotation mark (") that is not closed.'
        faults.add(where, remedy, row=number + 1)
        return Grid(where, rows, whole=False)
    return Grid(where, rows)


def _settings(source: Source, tables: Mapping[str, Table], faults: Faults) -> RawSettings | None:
    settings = read_toml(source, faults)
    if settings is None:
        return None
    listed = tables[SCHOOL_HOLIDAYS.name].rows if SCHOOL_HOLIDAYS.name in tables else ()
    holidays = (*settings.school_holidays, *listed)
    return replace(settings, school_holidays=holidays, bank_holidays=read_calendar(source, faults))


def _is_deep(line: str) -> bool:
    """Whether a key may have more parts than the reader of TOML bears: its time goes with their square."""
    return line.count(".") > MOST_DOTS and not line.lstrip().startswith("#")


def read_toml(source: Source, faults: Faults) -> RawSettings | None:
    """What rota.toml says, or None and a fault when it is missing or cannot be read."""
    if SETTINGS_FILE not in source.names():
        faults.add(SETTINGS_FILE, "this file is missing. 'rota new' writes one to start from.")
        return None
    text = read_text(source, SETTINGS_FILE, faults)
    if text is None:
        return None
    if len(text) > MOST_SETTINGS or any(_is_deep(line) for line in text.splitlines()):
        faults.add(
            SETTINGS_FILE, "this is too long, or nested too deeply, to be settings. Take out what is not needed."
        )
        return None
    try:
        data = tomllib.loads(text)
    except (RecursionError, ValueError) as error:
        faults.add(SETTINGS_FILE, not_toml(error))
        return None
    return settings_of_toml(SETTINGS_FILE, data, faults)
