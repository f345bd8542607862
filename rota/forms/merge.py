"""Puts answers into a council's tables: only the rows that a person changed, the rest to the byte as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from math import inf
from pathlib import Path
from typing import Protocol

from rota.domain import Absence, Problem, Weekly
from rota.errors import RotaError
from rota.forms.collect import Answer
from rota.forms.lines import OtherTime, away, by_days, days_in_words
from rota.reading.availability import read_absences, read_weekly
from rota.reading.council_tables import NotWritableError, OpenTable
from rota.reading.open_tables import open_tables
from rota.tables.columns import MOST_ROWS
from rota.tables.faults import Faults, summary
from rota.tables.references import Names
from rota.tables.schema import ABSENCES, WEEKLY
from rota.tables.table import Table

Noun = Absence | Weekly


class TooLong(RotaError):  # noqa: N818 - an answer, not a fault of the program
    """A table would hold more rows than can be read. The message says which; nothing was written."""


@dataclass(slots=True)
class _Changes:
    """What one person takes out of a table and puts into it."""

    old: frozenset[Noun]
    new: set[Noun]
    spelling: str
    after: int | None = None
    """The number of the last row of the person's own, after which new ones go."""
    kept: set[Noun] = field(default_factory=set)


class _Reader(Protocol):
    def __call__(self, table: Table, people: Names) -> Iterator[Noun]: ...


def merge(path: Path, problem: Problem, answers: Iterable[Answer]) -> dict[str, bytes]:
    """The files that the answers change, by name: tables of a folder, or the workbook; none when all is there already.

    The tables must read without a fault. TooLong when one would have too many rows.
    """
    answers, names, faults = tuple(answers), _names(problem), Faults()
    tables = open_tables(path, faults)
    if tables is None:
        raise NotWritableError(summary(faults.found()))
    absences = {a.form.person: _changes(a, a.old_absences, a.new_absences, names) for a in answers}
    weekly = {a.form.person: _changes(a, a.old_weekly, a.new_weekly, names) for a in answers}
    for sheet, changes, reader in ((ABSENCES, absences, read_absences), (WEEKLY, weekly, read_weekly)):
        table = tables.open(sheet, faults)
        if table is None:
            raise NotWritableError(summary(faults.found()))
        _merge(table, changes, reader, names)
        if len(table.edit.rows()) > MOST_ROWS + 1:
            raise TooLong(f"{table.file} would have more than {MOST_ROWS:,} rows. Take out rows of earlier years.")
    return tables.changed()


def _names(problem: Problem) -> Names:
    names = Names("a member or a host", "members or teams")
    for member in problem.members:
        names.also(member.id, member.name)
    for host in problem.hosts:
        names.also(host.id, host.name)
    return names


def _changes(answer: Answer, old: frozenset[Noun], new: frozenset[Noun], names: Names) -> _Changes:
    form = answer.form
    spelling = form.name if names.id_of(form.name) == form.person else form.person
    return _Changes(old, set(new), spelling)


def _merge(table: OpenTable, changes: Mapping[str, _Changes], reader: _Reader, names: Names) -> None:
    """Makes each person's changes. A row that says something old and something else is split."""
    for row in table.rows.rows:
        nouns = tuple(reader(Table(table.file, (row,)), names))
        mine = changes.get(nouns[0].person) if nouns else None
        if mine is None or row.number is None:
            continue
        mine.spelling = row.text("person") or mine.spelling
        staying = [noun for noun in nouns if noun not in mine.old]
        if len(staying) == len(nouns):
            mine.kept.update(nouns)
        else:
            mine.new.update(staying)
            table.edit.remove(row.number)
        mine.after = row.number
    added = [(mine.after, tuple(_rows(mine.new - mine.kept, mine.spelling))) for mine in changes.values()]
    for after, rows in sorted(added, key=lambda one: -inf if one[0] is None else -one[0]):  # the last rows first
        table.edit.add(*rows, after=after)


def _rows(nouns: Iterable[Noun], person: str) -> Iterator[dict[str, str]]:
    nouns = tuple(nouns)
    for absence in sorted(noun for noun in nouns if isinstance(noun, Absence)):
        yield {"person": person, "start": _start(absence.start), "end": _end(absence)}
    for line in by_days(noun for noun in nouns if isinstance(noun, Weekly)):
        yield {"person": person, **_weekly(line)}


def _start(moment: datetime) -> str:
    return moment.date().isoformat() if moment.time() == time.min else f"{moment:%Y-%m-%d %H:%M}"


def _end(absence: Absence) -> str:
    line = away(absence)
    return f"{line.last.isoformat()} {line.ends:%H:%M}" if line.ends else line.last.isoformat()


def _weekly(line: OtherTime) -> dict[str, str]:
    row = line.row
    first, last = (day.isoformat() if day else "" for day in (row.span.start, row.span.end))
    cells = {"day": days_in_words(line.days), "start": f"{row.start:%H:%M}", "end": f"{row.end:%H:%M}"}
    return {**cells, "pattern": row.pattern, "season": row.season, "from": first, "until": last}
