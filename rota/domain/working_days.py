"""Working days: Monday to Friday, without bank holidays and the days on which the council's offices are closed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from rota.domain.bank_holidays import NONE, Division, Titles, known_years
from rota.domain.closures import Closure, bank_holiday_closures
from rota.domain.spans import Span

WORKING_WEEK = 5


def working_days_after(day: date, count: int, closures: Collection[Closure]) -> date:
    """The ``count``-th working day after this one, or the day itself for none.

    Of the closures only those count that stop work.
    """
    off = [closure.span for closure in closures if closure.stops_work]
    while count > 0:
        day += timedelta(1)
        count -= day.weekday() < WORKING_WEEK and not any(day in span for span in off)
    return day


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of many years: Monday to Friday without the closures that stop work.

    ``known`` are the years whose bank holidays are known; beyond them every Monday to Friday seems to be one.
    """

    closures: tuple[Closure, ...]
    known: Span
    _off: dict[date, str] = field(init=False, repr=False, compare=False)
    _weekdays_off: list[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        stops = sorted((one for one in set(self.closures) if one.stops_work), key=_by_day)
        object.__setattr__(self, "closures", tuple(stops))
        object.__setattr__(self, "_off", {day: one.reason for one in reversed(stops) for day in one.span.days()})
        object.__setattr__(self, "_weekdays_off", sorted(day for day in self._off if day.weekday() < WORKING_WEEK))

    def works_on(self, day: date) -> bool:
        """Whether the day is a working day."""
        return day.weekday() < WORKING_WEEK and day not in self._off

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after this one, or the day itself for none."""
        while count > 0:
            day += timedelta(1)
            count -= self.works_on(day)
        return day

    def before(self, day: date, count: int) -> date:
        """The ``count``-th working day before this one, or the day itself for none."""
        while count > 0:
            day -= timedelta(1)
            count -= self.works_on(day)
        return day

    def between(self, after: date, until: date) -> int:
        """How many working days there are after the first and up to the second; none when that is not later."""
        days = (until - after).days
        if days <= 0:
            return 0
        weeks, rest = divmod(days, 7)
        weekdays = weeks * WORKING_WEEK + sum(
            (until - timedelta(back)).weekday() < WORKING_WEEK for back in range(rest)
        )
        return weekdays - (bisect_right(self._weekdays_off, until) - bisect_right(self._weekdays_off, after))

    def last_before(self, day: date) -> date:
        """The working day itself, or the last one before it."""
        while not self.works_on(day):
            day -= timedelta(1)
        return day

    def left_out(self, after: date, until: date) -> tuple[tuple[date, str], ...]:
        """The days after the first and up to the second that would be working days but for a closure, and why not."""
        days = (after + timedelta(offset) for offset in range(1, (until - after).days + 1))
        return tuple((day, self._off[day]) for day in days if day.weekday() < WORKING_WEEK and day in self._off)


def working_days(closures: Iterable[Closure], division: Division, own: Titles = NONE) -> WorkingDays:
    """The working days of all years whose bank holidays are known, without the council's ``closures`` that stop work.

    ``own`` are the council's bank holidays, from a newer file of gov.uk.
    """
    known = known_years(division, own)
    return WorkingDays((*closures, *bank_holiday_closures(division, known, own)), known)


def _by_day(closure: Closure) -> tuple[tuple[date, date], str]:
    """The order in which closures of the same day give their reasons: of two, that of the earlier is told."""
    return closure.span.sort_key(), closure.reason
