"""Dates and times as people write them in spreadsheets: the day always comes before the month."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from rota.domain import YEARS
from rota.tables.cells import Cell, Unreadable, plain
from rota.text.english import MONTHS

EARLIEST, LATEST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)

_LIKE = "Write it like 2026-06-30."
_TIME_LIKE = "Write it like 10:00 or 2.30 pm."
_MONTHS = tuple(month.lower() for month in MONTHS)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_NUMBERS = re.compile(r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d+)", re.ASCII)
_WORDS = re.compile(r"(?P<day>\d{1,2})[ -](?P<month>[a-z]{3,9})[ -](?P<year>\d+)", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.0*)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?:[:.]00)?)?(?: ?([ap])\.?m\.?)?", re.ASCII)
_DATE_AND_TIME = re.compile(r"(?P<date>.*\d)(?: at |, ?|[ t]+)(?P<time>\d{1,2}(?:[:.]\d{2}.*| ?[ap]\.?m\.?))", re.ASCII)
_EXCEL_DAY_ZERO = date(1899, 12, 30)


def as_date(cell: Cell) -> date:
    """A date. Unreadable when it is none, has a time, a year of two digits, or is outside sense."""
    day, at = as_moment(cell)
    if at is not None:
        raise Unreadable("has a time of day where only a date belongs. " + _LIKE)
    return day


def as_moment(cell: Cell) -> tuple[date, time | None]:
    """A date, and the time when one is given; midnight in a real Excel date counts as none."""
    if isinstance(cell, datetime):
        rounded = (cell.replace(tzinfo=None) + timedelta(seconds=30)).replace(second=0, microsecond=0)
        return _in_sense(rounded.date()), None if rounded.time() == time.min else rounded.time()
    if isinstance(cell, date):
        return _in_sense(cell), None
    text = " ".join(plain(cell).casefold().split())
    split = _DATE_AND_TIME.fullmatch(text)
    if split and not _ISO.fullmatch(text):
        return _date(split["date"]), as_time(split["time"])
    return _date(text), None


def as_time(cell: Cell) -> time:
    """A time of day, to the minute."""
    if isinstance(cell, timedelta) and timedelta(0) <= cell < timedelta(1):
        cell = cell / timedelta(1)
    if isinstance(cell, time):
        return time(cell.hour, cell.minute)
    if isinstance(cell, datetime):
        return time(cell.hour, cell.minute)
    text = " ".join(plain(cell).casefold().split())
    if re.fullmatch(r"0?\.\d+", text, re.ASCII) or (isinstance(cell, float) and 0 <= cell < 1):
        minutes = round(float(text) * 24 * 60)
        return _clock(minutes // 60, minutes % 60)
    match = _TIME.fullmatch(text)
    if not match or isinstance(cell, (int, float)) or not (match[2] or match[3]):
        raise Unreadable("is not a time. " + _TIME_LIKE)
    return _clock(_hour(int(match[1]), match[3]), int(match[2] or 0))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise Unreadable("is not a time. " + _TIME_LIKE)
    return hour % 12 + (12 if half == "p" else 0)


def _clock(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Unreadable("is not a time. " + _TIME_LIKE) from None


def _date(text: str) -> date:
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _in_sense(_EXCEL_DAY_ZERO + timedelta(int(serial[1])))
    match = _ISO.fullmatch(text) or _NUMBERS.fullmatch(text) or _WORDS.fullmatch(text)
    if not match:
        raise Unreadable("is not a date. " + _LIKE)
    if len(match["year"]) != 4:
        raise Unreadable("has not a year of four digits. " + _LIKE)
    try:
        return _in_sense(date(int(match["year"]), _month(match["month"]), int(match["day"])))
    except ValueError as error:
        raise error if isinstance(error, Unreadable) else Unreadable("is not a date. " + _LIKE) from None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for number, name in enumerate(_MONTHS, start=1):
        if text in (name, name[:3]) or (text == "sept" and number == 9):
            return number
    raise Unreadable("is not a date. " + _LIKE)


def _in_sense(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise Unreadable(f"is outside the years {EARLIEST.year} to {LATEST.year}. Check the year.")
    return day


_ONE_POLL = re.compile(
    r"(?:(?P<first>\d[\d/.-]{6,}\d|\d{1,2} [a-z]+ \d{4})\W+(?P<whose>\w.*?)\W*|"
    r"(?P<who>\w.*?)\W+(?P<last>\d[\d/.-]{6,}\d|\d{1,2} [a-z]+ \d{4}))",
    re.IGNORECASE,
)


def polls_of(cell: Cell) -> tuple[tuple[str, date], ...]:
    """Dates of polls with semicolons between them, each with the ward or the person whose it is: none for everybody's.

    >>> polls_of("2028-05-04; South Ward 2027-11-18")
    (('', datetime.date(2028, 5, 4)), ('South Ward', datetime.date(2027, 11, 18)))
    """
    if not isinstance(cell, str):
        return (("", as_date(cell)),)
    found = []
    for part in (part.strip() for part in cell.split(";") if part.strip()):
        try:
            found.append(("", as_date(part)))
        except Unreadable:
            one = _ONE_POLL.fullmatch(part)
            if one is None:
                raise
            found.append((one["whose"] or one["who"], as_date(one["first"] or one["last"])))
    return tuple(found)
