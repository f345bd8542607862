"""The day by which a command goes. Here alone the clock is read; below the command line the day is an input."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rota.cli.console import CouldNotRunError, tell
from rota.domain import LONDON, Rota

EARLIEST, LATEST = date(1930, 1, 1), date(2100, 12, 31)


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
    if not EARLIEST <= day <= LATEST:
        raise CouldNotRunError(f"{day} is not a date of our time. Check {option} and the computer's clock.")
    return day


def tell_if_over(rota: Rota, day: date) -> None:
    """Says so when the day was given, and visits since then are over by the clock and may change all the same."""
    from rota.text.english import counted, day_in_words  # here, so that help is soon there

    reached = today()
    since = [place for place in rota.before(reached) if place.slot.day >= day]
    if since:
        last = day_in_words(reached - timedelta(1))
        stretch = f"from {day_in_words(day)} to {last}" if day < reached - timedelta(1) else f"on {last}"
        are = "is" if len(since) == 1 else "are"
        visits = counted(len(since), "visit")
        tell(f"{visits} {stretch} {are} over by today's date, yet may change: so says the day that was given.")
