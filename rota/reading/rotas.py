"""Reads a finished rota: rota.json, or a CSV file or workbook with a row for each place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rota.domain import Placement, Problem, Rota
from rota.domain.snapshot import from_data
from rota.reading.csv_folder import csv_grid
from rota.reading.placements import Register, read_places
from rota.reading.workbook import workbook_grids
from rota.record import Record
from rota.source import FolderSource
from rota.tables.cells import fold, plain
from rota.tables.faults import Fault, Faults
from rota.tables.schema import PLACES
from rota.tables.table import Grid, Numbered, Table, read_table
from rota.tables.text_files import read_text
from rota.writing.session import settle

FORMAT, VERSION = "rota", 1
"""What rota.json says of itself."""

_TITLE_ROWS = 20
"""A sheet made by hand may have a title above its headings."""


def read_rota(
    path: Path, problem: Problem, notes: list[str] | None = None, *, complete: bool = True
) -> tuple[Rota, tuple[Fault, ...]]:
    """The rota at ``path``, and every fault in it: an unknown visit or member, or what cannot be read.

    Unless the inputs are ``complete``, a visit or a member that they do not have is no fault: they have changed.

    A time that is no session, a member twice too many and the like are for the audit to find. ``notes`` is told, in a
    sentence each, which sheet of several was read and, when inputs are complete, who receives a visit unknown to them.
    """
    settle(Path(path).parent)
    faults = Faults()
    register = Register(problem, complete=complete)
    notes = [] if notes is None else notes
    placements = tuple(_placements(Path(path), register, faults, notes))
    if complete:
        notes.extend(f"{Path(path).name}: {sentence}" for sentence in register.about_strangers(faults))
    return Rota(placements), faults.found()


def names_receivers(path: Path) -> bool:
    """Whether the rota that was read from here is a rota.json in which nobody is named only where nobody receives.

    Those of earlier versions do not name anybody, and a table may leave the cell blank.
    """
    if path.suffix.casefold() != ".json":
        return False
    placements = json.loads(path.read_text(encoding="utf-8-sig"))["record"]["rota"]["placements"]
    return all("receivers" in placement for placement in placements)


def rows_of_rota(path: Path, problem: Problem) -> Callable[[str], str]:
    """Where each visit stands in the rota at ``path``, which was read without a fault: by its row, or by its title."""

    @cache
    def rows() -> dict[str, str]:
        table = None if path.suffix.casefold() == ".json" else _table(path, Faults(), [])
        return Register(problem, complete=False).rows_of(table)

    return lambda visit: rows().get(visit) or path.name


def _placements(path: Path, register: Register, faults: Faults, notes: list[str]) -> Iterator[Placement]:
    suffix = path.suffix.casefold()
    if not path.is_file():
        faults.add(path.name, "there is no such file. Give a rota.json, a CSV file or a workbook.")
    elif suffix == ".json":
        yield from _of_record(path, register, faults)
    elif (table := _table(path, faults, notes)) is not None:
        yield from read_places(table, register)


def _table(path: Path, faults: Faults, notes: list[str]) -> Table | None:
    """The rows of a rota in a CSV file or a workbook."""
    is_csv = path.suffix.casefold() == ".csv"
    grid = csv_grid(FolderSource(path.parent), path.name, faults) if is_csv else _sheet_of_places(path, faults, notes)
    return read_table(Grid(grid.where, _from_headings(grid)), PLACES, faults, strict=False) if grid else None


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


def _record(path: Path, faults: Faults) -> Record | None:
    text = read_text(FolderSource(path.parent), path.name, faults)
    if text is None:
        return None
    try:
        data = json.loads(text)
        if data["format"] != FORMAT or data["version"] != VERSION:
            faults.add(
                path.name, f"this is not a rota of version {VERSION}. Draw it again, or use a newer version of rota."
            )
            return None
        return from_data(Record, data["record"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        faults.add(path.name, "this is not a rota.json as rota writes it. Draw the rota again, or audit its rota.csv.")
        return None


def _of_record(path: Path, register: Register, faults: Faults) -> Iterator[Placement]:
    record = _record(path, faults)
    for placement in record.rota.placements if record else ():
        known = [(register.visits, placement.visit), *((register.members, member) for member in placement.members)]
        for names, word in known:
            if names.complete and names.id_of(word) is None:
                where, remedy = path.name, f"is not {names.noun} in {names.table}.{names.nearest(word, faults)}"
                faults.add(where, remedy, value=word)
        for person in placement.receivers:
            register.receiver(person)
        yield placement
