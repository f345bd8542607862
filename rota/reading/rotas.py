"""Reads a finished rota: rota.json, or a CSV file or workbook with a row for each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rota.domain import Placement, Problem, Rota
from rota.reading.csv_folder import csv_grid
from rota.reading.placements import Register, read_places
from rota.reading.workbook import workbook_grids
from rota.record import Record
from rota.record_json import LARGEST_FILE, SavedRota, read_saved
from rota.source import FolderSource
from rota.tables.cells import fold, plain
from rota.tables.faults import Fault, Faults
from rota.tables.schema import PLACES
from rota.tables.table import Grid, Numbered, Table, read_table
from rota.tables.text_files import bytes_of
from rota.writing.session import settle

_TITLE_ROWS = 20
"""A sheet made by hand may have a title above its headings."""

_ROWS = replace(PLACES, required=True)
"""A rota without a row is none."""


class RotaRead(NamedTuple):
    """A rota that was read, every fault in it, and the rota.json that it was read from, if it was one."""

    rota: Rota
    faults: tuple[Fault, ...]
    saved: SavedRota | None = None


def read_rota(path: Path, problem: Problem, notes: list[str] | None = None, *, complete: bool = True) -> RotaRead:
    """The rota at ``path``, and every fault in it: an unknown visit or member, or what cannot be read.

    Unless the inputs are ``complete``, a visit or a member that they do not have is no fault: they have changed.

    A time that is no session, a member twice too many and the like are for the audit to find. ``notes`` is told, in a
    sentence each, which sheet of several was read and, when inputs are complete, who receives a visit unknown to them.
    """
    settle(Path(path).parent)
    faults = Faults()
    register = Register(problem, complete=complete)
    notes = [] if notes is None else notes
    path, saved = Path(path), None
    placements: Iterable[Placement] = ()
    if path.is_dir():
        faults.add(path.name or str(path), "this is a folder. Name the rota.json, CSV file or workbook in it.")
    elif not path.is_file():
        faults.add(path.name, "there is no such file. Give a rota.json, a CSV file or a workbook.")
    elif path.suffix.casefold() == ".json":
        saved = _saved(path, faults)
        placements = _from_record(path, saved.record, register, faults) if saved else ()
    elif (table := _table(path, faults, notes)) is not None:
        placements = read_places(table, register)
    rota = Rota(tuple(placements))
    if complete:
        notes.extend(f"{path.name}: {sentence}" for sentence in register.about_strangers(faults))
    return RotaRead(rota, faults.found(), saved)


def rows_of_rota(path: Path, problem: Problem) -> Callable[[str], str]:
    """Where each visit stands in the rota at ``path``, which was read without a fault: by its row, or by its title."""

    @cache
    def rows() -> dict[str, str]:
        table = None if path.suffix.casefold() == ".json" else _table(path, Faults(), [])
        return Register(problem, complete=False).rows_of(table)

    return lambda visit: rows().get(visit) or path.name


def _table(path: Path, faults: Faults, notes: list[str]) -> Table | None:
    """The rows of a rota in a CSV file or a workbook."""
    is_csv = path.suffix.casefold() == ".csv"
    grid = csv_grid(FolderSource(path.parent), path.name, faults) if is_csv else _sheet_of_places(path, faults, notes)
    return read_table(Grid(grid.where, _from_headings(grid)), _ROWS, faults, strict=False) if grid else None


def _from_headings(grid: Grid) -> list[Numbered]:
    """The rows from the headings on; all of them when there are no headings among the first rows."""
    rows = list(grid.rows)
    for index, (_, cells) in enumerate(rows[:_TITLE_ROWS]):
        if _are_headings(cells):
            return rows[index:]
    return rows


def _are_headings(cells: Any) -> bool:
    words = {fold(plain(cell)) for cell in cells}
    return {"member", "date"} <= words and bool(words & {"visit", "team"})


def _sheet_of_places(path: Path, faults: Faults, notes: list[str]) -> Grid | None:
    """The first sheet with the headings of a row for each place."""
    grids = workbook_grids(path, faults)
    for grid in (grids or {}).values():
        if any(_are_headings(cells) for _, cells in list(grid.rows)[:_TITLE_ROWS]):
            if len(grids or {}) > 1:
                notes.append(f"The rota is read from {grid.where}. What its other sheets say is not read.")
            return grid
    if grids is not None:
        faults.add(path.name, "no sheet has a row for each place. Head its columns: visit, date, start, member.")
    return None


def _saved(path: Path, faults: Faults) -> SavedRota | None:
    too_long = (LARGEST_FILE, f"this file has more than {LARGEST_FILE:,} bytes, as no rota.json has.")
    content = bytes_of(FolderSource(path.parent), path.name, too_long, faults)
    try:
        return None if content is None else read_saved(content)
    except ValueError as error:
        faults.add(path.name, f"{error} Draw the rota again, or audit its rota.csv.")
        return None


def _from_record(path: Path, record: Record, register: Register, faults: Faults) -> Iterator[Placement]:
    for placement in record.rota.placements:
        known = [(register.visits, placement.visit), *((register.members, member) for member in placement.members)]
        for names, word in known:
            if names.complete and names.id_of(word) is None:
                where, remedy = path.name, f"is not {names.noun} in {names.table}.{names.nearest(word, faults)}"
                faults.add(where, remedy, value=word)
        for person in placement.receivers:
            register.receiver(person)
        yield placement
