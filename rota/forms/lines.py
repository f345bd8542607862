"""Absences and regular weeks as lines that a person fills in, and back: days, times, and words for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from rota.domain import ALWAYS, LONDON, Absence, Weekly
from rota.forms.form import Form
from rota.tables.cells import WEEKDAYS

CAN, CANNOT, PREFER, CAN_ONLY = "can", "cannot", "prefer", "can only"
PATTERN_WORDS = {"unavailable": CANNOT, "preferred": PREFER, "available": CAN_ONLY}
"""How the form says each pattern; "can" in the grid is the same as leaving it blank."""

_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class AwayLine:
    """A line of dates away. Without times the days are whole."""

    first: date
    begins: time | None
    last: date
    ends: time | None


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A line of other times: ``row`` on each of these days of the week."""

    days: tuple[int, ...]
    row: Weekly


def away(absence: Absence) -> AwayLine:
    """The absence as a line: midnight is no time but the edge of a whole day."""
    start, end = absence.start, absence.end
    whole = end.time() == time.min
    return AwayLine(
        start.date(),
        start.time() if start.time() != time.min else None,
        end.date() - _DAY if whole else end.date(),
        None if whole else end.time(),
    )


def absence(person: str, line: AwayLine) -> Absence:
    """The absence that the line stands for."""
    start = datetime.combine(line.first, line.begins or time.min, tzinfo=LONDON)
    last = (line.last, line.ends) if line.ends else (line.last + _DAY, time.min)
    return Absence(person, start, datetime.combine(*last, tzinfo=LONDON))


def grid(form: Form) -> dict[tuple[int, int], str]:
    """The word at each session (by its place in the form) and weekday that the tables already hold."""
    words: dict[tuple[int, int], str] = {}
    for place, session in enumerate(form.sessions):
        for weekday in form.weekdays:
            for pattern in ("unavailable", "preferred"):
                if form.session_row(session, weekday, pattern) in form.weekly:
                    words.setdefault((place, weekday), PATTERN_WORDS[pattern])
    return words


def other_times(form: Form) -> tuple[OtherTime, ...]:
    """The rows of the regular week that the grid of sessions does not say."""
    said = {_row_at(form, place, weekday, word) for (place, weekday), word in grid(form).items()}
    return tuple(by_days(row for row in form.weekly if row not in said))


def _row_at(form: Form, place: int, weekday: int, word: str) -> Weekly:
    pattern = next(pattern for pattern, said in PATTERN_WORDS.items() if said == word)
    return form.session_row(form.sessions[place], weekday, pattern)


def by_days(rows: Iterable[Weekly]) -> Iterator[OtherTime]:
    """Rows that differ in their day alone, as one line."""
    for _, alike in groupby(sorted(rows, key=_week_key), key=lambda row: _week_key(row)[:-1]):
        same = list(alike)
        yield OtherTime(tuple(row.weekday for row in same), replace(same[0], weekday=0))


def _week_key(row: Weekly) -> tuple[object, ...]:
    return (row.pattern, row.start, row.end, row.season, *row.span.sort_key(), row.weekday)


def days_in_words(days: tuple[int, ...]) -> str:
    """The days as a table has them: "Monday-Friday" for three or more in a row, otherwise "Monday; Wednesday"."""
    if len(days) >= 3 and days[-1] - days[0] == len(days) - 1:
        return f"{WEEKDAYS[days[0]]}-{WEEKDAYS[days[-1]]}"
    return "; ".join(WEEKDAYS[day] for day in days)


def clashes(row: Weekly, others: Iterable[Weekly]) -> bool:
    """Whether another row says, of the whole year, that this time is not free."""
    return any(
        other.pattern == "unavailable"
        and (other.season, other.span, other.weekday) == ("always", ALWAYS, row.weekday)
        and other.start < row.end
        and row.start < other.end
        for other in others
    )
