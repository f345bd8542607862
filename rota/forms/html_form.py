"""The form as a page to print, with boxes to tick and lines to write on. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from rota.exports import page as pages
from rota.forms.form import Form
from rota.forms.lines import PATTERN_WORDS, away, days_in_words, grid, other_times
from rota.forms.questions import AWAY, GRID_WORDS, HOW, OTHER, TITLE, week, who
from rota.tables.cells import WEEKDAYS
from rota.tables.schema import SEASONS, Column, TableSchema

EMPTY_LINES = {AWAY.name: 20, OTHER.name: 5}
"""Lines left to write on, below what is known: a page of paper each."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A cell to fill in: boxes to tick, each with whether it is ticked, or without ``options`` a line to write on."""

    label: str
    options: tuple[tuple[str, bool], ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A row of a table of the form."""

    heading: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of the form."""

    id: str
    name: str
    about: str
    headings: tuple[str, ...]
    lines: tuple[FormLine, ...]


def page(form: Form) -> bytes:
    """The page in UTF-8."""
    sheets = (_week(form), _table("away", AWAY, _away(form)), _table("other", OTHER, _other(form)))
    return pages.page("form", council=form.council, title=TITLE, name=form.name, who=who(form), how=HOW, sheets=sheets)


def _week(form: Form) -> FormTable:
    known, asked = grid(form), week(form)
    lines = tuple(
        FormLine(
            session.label,
            tuple(
                _ticks(f"{WEEKDAYS[day]}, {session.label}", GRID_WORDS, known.get((place, day)))
                for day in form.weekdays
            ),
        )
        for place, session in enumerate(form.sessions)
    )
    return FormTable("week", asked.name, asked.about, _headings(column.name for column in asked.columns), lines)


def _ticks(label: str, words: Iterable[str], ticked: str | None) -> FormField:
    return FormField(label, tuple((word, word == ticked) for word in words))


def _away(form: Form) -> Iterator[tuple[str, ...]]:
    for absence in form.absences:
        line = away(absence)
        yield tuple(_written(value) for value in (line.first, line.begins, line.last, line.ends))


def _other(form: Form) -> Iterator[tuple[str, ...]]:
    for line in other_times(form):
        one = line.row
        times = (_written(one.start), _written(one.end), PATTERN_WORDS[one.pattern], one.season)
        yield (days_in_words(line.days), *times, _written(one.span.start), _written(one.span.end))


def _table(id: str, asked: TableSchema, known: Iterable[tuple[str, ...]]) -> FormTable:
    blank = ("",) * len(asked.columns)
    rows = [*known, *[blank] * EMPTY_LINES[asked.name]]
    lines = tuple(FormLine(str(number), _fields(asked, number, row)) for number, row in enumerate(rows, start=1))
    return FormTable(
        id, asked.name, asked.about, _headings(["line", *(column.name for column in asked.columns)]), lines
    )


def _fields(asked: TableSchema, number: int, row: tuple[str, ...]) -> tuple[FormField, ...]:
    cells = zip(asked.columns, row, strict=True)
    return tuple(_field(column, f"{asked.name}, line {number}, {column.name}", said) for column, said in cells)


def _field(column: Column, label: str, said: str) -> FormField:
    if column.options and column.options != SEASONS and column.name != "day":
        return _ticks(label, column.options, said)
    return FormField(label, said=said)


def _headings(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name[:1].upper() + name[1:] for name in names)


def _written(value: date | time | None) -> str:
    if value is None:
        return ""
    return f"{value:%H:%M}" if isinstance(value, time) else f"{value:%d/%m/%Y}"
