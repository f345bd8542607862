"""Dates taken out of the year, each with its named reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rota.domain.bank_holidays import NONE, Division, Titles, bank_holidays
from rota.domain.spans import Span

NOTICE_WORKING_DAYS = 25
"""Working days from the last day for the notice of election to the poll: the Local Elections
(Principal Areas) (England and Wales) Rules 2006, schedule 2, as shown in Electoral Commission timetables."""


BANK_HOLIDAY = "bank holiday: "
"""How the reason of a closure begins that is a bank holiday."""

OFFICES_CLOSED = "offices closed: "
"""How the reason of a closure begins on which nobody of the council works, say between Christmas and the New Year.

Any other closure, a recess or the time before an election, stops visits and not the answering of letters.
"""

_NOBODY_WORKS = {reason.rstrip(": ") for reason in (BANK_HOLIDAY, OFFICES_CLOSED)}


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which nothing (or, as a school holiday, preferably nothing) is held, and why."""

    span: Span
    reason: str

    @property
    def stops_work(self) -> bool:
        """Whether its days are no working days: a bank holiday, or one that says that the offices are closed.

        Capitals make no difference. One that is open on a side stops nothing, for no day would be left to work on.
        """
        named = self.reason.partition(":")[0].strip().casefold() in _NOBODY_WORKS
        return named and self.span.start is not None and self.span.end is not None


def pre_election_period(poll: date, division: Division, own: Titles = NONE) -> Closure:
    """The days from the notice of election, 25 working days before the poll, to the poll itself.

    >>> pre_election_period(date(2027, 5, 6), "england-and-wales").span.start
    datetime.date(2027, 3, 31)
    """
    holidays = bank_holidays(division, Span(poll - timedelta(70), poll), own)
    day = poll
    remaining = NOTICE_WORKING_DAYS
    while remaining:
        day -= timedelta(1)
        remaining -= day.weekday() < 5 and day not in holidays
    return Closure(Span(day, poll), f"pre-election period: poll on {poll:%-d %B %Y}")


def bank_holiday_closures(division: Division, year: Span, own: Titles = NONE) -> Iterator[Closure]:
    """One closure for each bank holiday of the division in the year."""
    for day, title in sorted(bank_holidays(division, year, own).items()):
        yield Closure(Span(day, day), f"{BANK_HOLIDAY}{title}")


def august_closures(year: Span) -> Iterator[Closure]:
    """Each August that the year touches: the usual summer recess (domain default, A31)."""
    first, last = year.ends()
    for number in range(first.year, last.year + 1):
        span = Span(date(number, 8, 1), date(number, 8, 31)).within(year)
        if span:
            yield Closure(span, "August recess")


def christmas_closures(year: Span) -> Iterator[Closure]:
    """20 December to 4 January: the usual Christmas recess (domain default, A31)."""
    first, last = year.ends()
    for number in range(first.year - 1, last.year + 1):
        span = Span(date(number, 12, 20), date(number + 1, 1, 4)).within(year)
        if span:
            yield Closure(span, "Christmas recess")
