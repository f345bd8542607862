"""School holidays in the files that councils and schools publish: a calendar (.ics) or a CSV file of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rota.domain import Closure, Span
from rota.importing.read_bytes import NAME_IT
from rota.reading.calendars.components import OUTSIDE, Component, calendars_of
from rota.reading.calendars.folding import is_calendar
from rota.reading.calendars.lines import KEPT, Line, plain_text
from rota.reading.calendars.refused import RefusedError, UnreadableError
from rota.reading.calendars.stamps import stamp_of
from rota.reading.calendars.values import duration_of
from rota.reading.calendars.work import ExpansionBudget
from rota.reading.council import periods
from rota.reading.csv_folder import grid_of
from rota.tables.cells import Unreadable, as_text
from rota.tables.faults import Faults
from rota.tables.letters import text_of
from rota.tables.schema import SCHOOL_HOLIDAYS, Column, TableSchema
from rota.tables.table import read_table

MOST_BYTES = 2 * 2**20

LONGEST = 70
"""Days: the longest school holidays, in Northern Ireland, are July and August."""
LONGEST_HALF_TERM = 21
"""Days: a "half term" of seven weeks is half of a term, in which there is school."""

_SHEET = TableSchema(
    "school terms",
    SCHOOL_HOLIDAYS.about,
    (Column("academic_year", "Such as 2026-2027."), *SCHOOL_HOLIDAYS.columns),
    required=True,
)
_TITLES = KEPT | {"SUMMARY"}
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_TURN = re.compile(
    r"\b(?:starts?|begins?|commences?|ends?|finish(?:es)?|returns?|re-?opens?|opens?|back|breaks? up|"
    r"(?:first|last) day)\b"
)
_HALF_TERM = re.compile(r"\bhalf[\s-]*terms?\b")
_HOLIDAY = re.compile(r"\b(?:holidays?|break|vacation|recess|closed)\b")


@dataclass(frozen=True, slots=True)
class TermDates:
    """The holidays in a file, what else it has, each with the reason why it is left out, and what is odd about it."""

    holidays: tuple[Closure, ...] = ()
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_term_dates(where: str, data: bytes, faults: Faults, told: str = "") -> TermDates:
    """The holidays in the file. What is no holiday is left out and named; what cannot be read is a fault.

    ``told`` are the letters of a CSV file that is not UTF-8.
    """
    if where.casefold().endswith(".ics") or is_calendar(data):
        found, left_out, remarks = _of_calendar(where, data, faults)
    else:
        found, left_out, remarks = list(_of_csv(where, data, faults, told)), [], []
    reasons = [(holiday, _no_holiday(holiday)) for holiday in found]
    holidays = tuple(dict.fromkeys(holiday for holiday, reason in reasons if not reason))
    left_out += [f"'{holiday.reason}' {reason}" for holiday, reason in reasons if reason]
    if not holidays and not len(faults):
        faults.add(
            where, f"there are no school holidays in this file{': ' if left_out else ''}{'; '.join(left_out[:8])}."
        )
    return TermDates(holidays, tuple(left_out), tuple(remarks))


def _no_holiday(closure: Closure) -> str:
    """Why these days are none of holiday, or nothing. What stands in brackets only explains."""
    words = _IN_BRACKETS.sub(" ", closure.reason).casefold()
    days = closure.span.length()
    if _TURN.search(words):
        return "is the day on which something starts or ends"
    if re.search(r"\bterms?\b", words) and not _HALF_TERM.search(words) and not _HOLIDAY.search(words):
        return "is a term"
    if days > LONGEST or (_HALF_TERM.search(words) and days > LONGEST_HALF_TERM):
        return f"lasts {days} days, longer than such a holiday does"
    return ""


def _of_csv(where: str, data: bytes, faults: Faults, told: str) -> Iterator[Closure]:
    text = text_of(where, data, faults, told, NAME_IT)
    if text is None:
        return
    if text.lstrip().startswith("<"):
        faults.add(where, "this is a web page, not a CSV file. Save the dates as CSV: name, start, end.")
        return
    grid = grid_of(where, text, faults)
    if grid.whole:
        yield from periods(read_table(grid, _SHEET, faults, strict=False).rows)


def _of_calendar(where: str, data: bytes, faults: Faults) -> tuple[list[Closure], list[str], list[str]]:
    found: list[Closure] = []
    left_out: list[str] = []
    try:
        file = calendars_of(data, ExpansionBudget(), _TITLES)
    except UnreadableError as error:
        faults.add(where, f"this calendar was not read: {error}")
        return found, left_out, []
    left_out += [f"event {number}: {OUTSIDE}" for number in file.outside]
    for event in (event for calendar in file.calendars for event in calendar.events if event.kind == "VEVENT"):
        try:
            found.append(_holiday(event))
        except RefusedError as error:
            left_out.append(f"event {event.number}: {error}")
    return found, left_out, file.remarks


def _holiday(event: Component) -> Closure:
    """The days of an all-day event. RefusedError, which says why, when it is none."""
    if event.refused:
        raise RefusedError(event.refused)
    if event.word("STATUS") == "CANCELLED":
        raise RefusedError("it is cancelled")
    if event.one("RRULE") or event.one("RDATE"):
        raise RefusedError("it repeats, as no school holiday does")
    start = event.one("DTSTART")
    if start is None:
        raise RefusedError("it has no start")
    first = _day(start)
    last = max(first, _end(event, first) - timedelta(1))  # the end of an event is the first day that is not in it
    return Closure(Span(first, last), _title(event))


def _end(event: Component, first: date) -> date:
    end, duration = event.one("DTEND"), event.one("DURATION")
    if end is not None:
        day = _day(end)
        if day < first:
            raise RefusedError("it ends before it starts")
        return day
    return first + duration_of(duration.value).on_the_wall if duration is not None else first


def _day(line: Line) -> date:
    stamp = stamp_of(line.value)
    if stamp.kind == "utc" or (stamp.wall.hour, stamp.wall.minute) != (0, 0):
        raise RefusedError("it has a time of day, so it is no holiday")
    return stamp.wall.date()


def _title(event: Component) -> str:
    line = event.one("SUMMARY")
    text = plain_text(line.value).replace("\n", " ") if line else ""
    try:
        return as_text(text) or "School holiday"
    except Unreadable as error:
        raise RefusedError(f"its title {error}") from None
