"""The day by which a command goes. Here alone the clock is read; below the command line the day is an input."""

from __future__ import annotations

from datetime import date, datetime

from rota.domain import LONDON, YEARS
from rota.errors import CouldNotRunError


def now() -> datetime:
    """The time in London."""
    return datetime.now(LONDON)


def today() -> date:
    """The date in London, which in summer is an hour ahead of Greenwich."""
    return now().date()


def first_day(since: datetime | None) -> date:
    """The first day that may change: the one that --from names, or today.

    CouldNotRunError when it is of another time.
    """
    return of_our_time((since or now()).date(), "--from")


def of_our_time(day: date, option: str) -> date:
    """The day, which the option or the clock gave. CouldNotRunError when it is of another time."""
    if day.year not in YEARS:
        raise CouldNotRunError(f"{day} is not a date of our time. Check {option} and the computer's clock.")
    return day
