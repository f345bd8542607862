"""Dates, times and offsets as they stand in a calendar, before any time zone is thought of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rota.reading.calendars.refused import RefusedError

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A date outside these is a slip or a trick, such as the year 1604 of birthdays without a year."""

_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII | re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a clock shows (midnight of a day), and whether it is a day, a time in UTC or one on some wall."""

    wall: datetime
    kind: Literal["day", "utc", "wall"]

    @property
    def believable(self) -> bool:
        """Whether it lies in the years in which anything here happens."""
        return FIRST_YEAR <= self.wall.year <= LAST_YEAR


def stamp_of(text: str) -> Stamp:
    """A date such as 20260601, or a time such as 20260601T090000Z. RefusedError when it is none, or not believable."""
    stamp = any_stamp_of(text)
    if not stamp.believable:
        raise RefusedError(f"a date of it is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return stamp


def any_stamp_of(text: str) -> Stamp:
    """The same of any year: calendars write 1601 or 1800 for "always", and 9999 for "for ever"."""
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        raise RefusedError("a date or time of it cannot be read")
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        if hour is None:
            return Stamp(datetime(int(year), int(month), int(day)), "day")  # noqa: DTZ001 - the zone comes later
        seconds = min(int(second), 59)
        wall = datetime(int(year), int(month), int(day), int(hour), int(minute), seconds)  # noqa: DTZ001
    except ValueError:
        raise RefusedError("a date or time of it does not exist") from None
    return Stamp(wall, "utc" if utc else "wall")


def offset_of(text: str) -> timedelta:
    """An offset from UTC such as +0100. RefusedError when it is none."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None or int(match[2]) > 23 or int(match[3]) > 59 or int(match[4] or 0) > 59:
        raise RefusedError("its time zone has an offset that cannot be read")
    size = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -size if match[1] == "-" else size
