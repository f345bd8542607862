"""One returned workbook: whose form it is, and what the person answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path
from typing import Any

from rota.domain import Absence, Problem, Weekly
from rota.domain.snapshot import from_data
from rota.forms.form import VERSION, Form
from rota.forms.parse import read_away, read_other, read_week
from rota.forms.privacy_screen import screened, stray
from rota.forms.questions import AWAY, HIDDEN, HOW, OTHER, SESSION, START, TITLE, week, who
from rota.reading.workbook import workbook_grids
from rota.tables.cells import Cell, fold, plain
from rota.tables.faults import Fault, Faults
from rota.tables.schema import TableSchema
from rota.tables.table import Grid, Table, read_table

_AGAIN = "Write the answers into a new form: 'rota ask' makes one."
_NOT_OURS = f"this is not a form that 'rota ask' wrote, or its hidden sheet is gone. {_AGAIN}"
_LONGEST_FACT = 20_000
"""Characters: two dozen sessions and a long name take a tenth of it."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned form, and what it says now. ``faults`` are empty when all of it could be read.

    ``form`` is None when there is no telling whose it is; then there are faults.
    """

    file: str
    form: Form | None
    absences: frozenset[Absence]
    weekly: frozenset[Weekly]
    faults: tuple[Fault, ...]


def read_returned(path: Path, problem: Problem) -> Returned:
    """What the workbook answers. Never raises for what stands in it: faults say it."""
    faults = Faults()
    grids = _grids(path, faults)
    form = _form(path.name, grids, problem, faults) if grids else None
    if grids is None or form is None:
        return Returned(path.name, None, frozenset(), frozenset(), faults.found())
    _only_its_sheets(path.name, grids, form, faults)
    _check_who(grids, form, faults)
    tables = {sheet.name: _table(path.name, grids, sheet, faults) for sheet in (week(form), AWAY, OTHER)}
    others = read_other(tables[OTHER.name], form)
    weekly = frozenset(others) | frozenset(read_week(tables[week(form).name], form, others, faults))
    absences = frozenset(read_away(tables[AWAY.name], form))
    return Returned(path.name, form, absences, weekly, faults.found())


def _grids(path: Path, faults: Faults) -> dict[str, Grid] | None:
    """The sheets; faults of the workbook are passed on without what stands in a cell or a sheet's own name."""
    found = Faults()
    grids = workbook_grids(path, found)
    ours = {f"{path.name}, sheet '{name}'" for name in (START, HIDDEN, AWAY.name, OTHER.name, "Your week")}
    for fault in found.found():
        where = fault.where if fault.where in ours else path.name
        faults.add(where, fault.remedy, row=fault.row)
    return grids


def _form(name: str, grids: Mapping[str, Grid], problem: Problem, faults: Faults) -> Form | None:
    grid = grids.get(fold(HIDDEN))
    said = _hidden(grid) if grid else None
    if said is None:
        faults.add(name, _NOT_OURS)
        return None
    version, form = said
    remedy = _too_old(version, form, problem) if form else _NOT_OURS
    if remedy:
        faults.add(name, remedy)
        return None
    return form


def _hidden(grid: Grid) -> tuple[str, Form | None] | None:
    """The version and the form that the hidden sheet describes; no form when it is of another version."""
    rows = [(plain(cells[0]), plain(cells[1])) for _, cells in grid.rows if len(cells) >= 2]
    if not rows or rows[0][0] != "version" or any(len(said) > _LONGEST_FACT for _, said in rows):
        return None
    if rows[0][1] != str(VERSION):
        return rows[0][1], None
    try:
        facts = [from_data(Form, json.loads(said)) for word, said in rows if word == "form"]
        absences = tuple(_known(Absence, rows, "absence"))
        weekly = tuple(_known(Weekly, rows, "weekly"))
        form = replace(facts[0], absences=absences, weekly=weekly)
        form.year.ends()
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    mine = all(one.person == form.person for one in (*absences, *weekly))
    days = all(0 <= day <= 6 for day in (*form.weekdays, *(one.weekday for one in weekly)))
    sessions = all(_is_time(one.start) and _is_time(one.end) and one.start < one.end for one in form.sessions)
    return (rows[0][1], form) if mine and days and sessions else None


def _is_time(at: time) -> bool:
    """Whether a table could hold the time: to the minute, and of no zone."""
    return at.tzinfo is None and at == time(at.hour, at.minute)


def _known(kind: type[Any], rows: list[tuple[str, str]], word: str) -> list[Any]:
    return [from_data(kind, json.loads(said)) for key, said in rows if key == word]


def _too_old(version: str, form: Form | None, problem: Problem) -> str | None:
    if form is None or version != str(VERSION):
        return f"this form is of another version of rota. {_AGAIN}"
    if form.year != problem.year:
        theirs, ours = who(form)["Year"], who(replace(form, year=problem.year))["Year"]
        return f"this form is for another year, {theirs}; the tables are for {ours}. {_AGAIN}"
    if fold(form.council) != fold(problem.council):
        return f"this form is of another council. {_AGAIN}"
    if form.person not in _people(problem):
        return "the person of this form is not a member or a host any more. Take the form out, or add the person again."
    return None


def _people(problem: Problem) -> set[str]:
    return {member.id for member in problem.members} | {host.id for host in problem.hosts}


def _only_its_sheets(name: str, grids: Mapping[str, Grid], form: Form, faults: Faults) -> None:
    known = {fold(title) for title in (START, HIDDEN, AWAY.name, OTHER.name, week(form).name)}
    if any(folded not in known and grid.rows for folded, grid in grids.items()):
        remedy = "a sheet was added that the form did not have. Take it out: reasons are never kept."
        faults.add(name, remedy)


def _check_who(grids: Mapping[str, Grid], form: Form, faults: Faults) -> None:
    """The first sheet must be as it was sent: a name typed over would put one person's answers under another."""
    grid = grids.get(fold(START))
    if grid is None:
        return  # whose form it is stands in the hidden sheet
    fixed, expected = who(form), {TITLE, *HOW}
    for number, cells in grid.rows:
        word = plain(cells[0]).strip() if cells else ""
        if word in fixed:
            _same(grid.where, number, word, cells[1] if len(cells) > 1 else None, fixed[word], faults)
            cells = cells[2:]
        for place, cell in enumerate(cells):
            text = plain(cell).strip()
            if text and text not in expected:
                stray(grid.where, number, place + (2 if word in fixed else 0), faults)


def _same(where: str, number: int, word: str, cell: Cell, expected: str, faults: Faults) -> None:
    if fold(plain(cell)) != fold(expected):
        remedy = f"'{word}' was changed on this form, so whose it is cannot be told. {_AGAIN}"
        faults.add(where, remedy, row=number, column="B")


def _table(name: str, grids: Mapping[str, Grid], sheet: TableSchema, faults: Faults) -> Table:
    grid = grids.get(fold(sheet.name))
    if grid is None:
        faults.add(name, f"the sheet '{sheet.name}' is gone. {_AGAIN}")
        return Table(name, (), whole=False)
    return read_table(screened(grid, sheet, faults, fixed=(SESSION,)), sheet, faults, strict=False)
