"""The times at which a rule makes an event happen, between two days: never more work than those days ask for.

Each period of the rule (a day, week, month or year) is gone through once, from the event's start or, where
nothing is counted, from just before the first day asked for, to the last. No rule can run on for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from rota.reading.calendars.rules import RecurrenceRule
from rota.reading.calendars.work import DAY, STRETCH, TIME, ExpansionBudget

_DAY = timedelta(1)


def occurrences(
    rule: RecurrenceRule, start: datetime, first: date, last: date, work: ExpansionBudget, end: date | None = None
) -> Iterator[datetime]:
    """The times on the wall from ``first`` to ``last``, both included, as the rule and the start give them.

    The start itself is always one of them when it lies there, whatever the rule says (RFC 5545, section 3.8.5.3).
    After ``end`` and the day that follows it nothing is looked for: where exactly a rule ends is for who knows the
    zone to say. TooMuchWorkError when the ``work`` does not suffice.
    """
    clock = time(
        start.hour if rule.hour is None else rule.hour,
        start.minute if rule.minute is None else rule.minute,
        start.second if rule.second is None else rule.second,
    )
    if first <= start.date() <= last:
        work.spend(TIME)
        yield start
    if end is not None and end < last:
        last = max(end, date.min) + _DAY
    seen = 0
    for day in _days(_completed(rule, start.date()), start.date(), first, last, work):
        moment = datetime.combine(day, clock)
        if moment < start:
            continue
        seen += 1
        if rule.count is not None and seen > rule.count:
            return
        if day >= first and moment != start:
            work.spend(TIME)
            yield moment


def _completed(rule: RecurrenceRule, start: date) -> RecurrenceRule:
    """The rule with what it leaves to the start: the day of the week, of the month, of the year.

    Weeks by their numbers alone are days of the start's weekday in them (RFC 5545, section 3.3.10: what a rule does
    not say is taken from DTSTART); dateutil takes all seven days.
    """
    if rule.year_days or rule.month_days or rule.weekdays:
        return rule
    if rule.frequency == "WEEKLY" or rule.week_numbers:
        return replace(rule, weekdays=frozenset({(0, start.weekday())}))
    if rule.frequency == "MONTHLY":
        return replace(rule, month_days=frozenset({start.day}))
    if rule.frequency == "YEARLY":
        return replace(rule, month_days=frozenset({start.day}), months=rule.months or frozenset({start.month}))
    return rule


def _days(rule: RecurrenceRule, start: date, first: date, last: date, work: ExpansionBudget) -> Iterator[date]:
    for period in _periods(rule, start, first, last):
        possible = list(_days_of(rule, period))
        work.spend(STRETCH + DAY * len(possible))
        days = [day for day in possible if _matches(rule, day)]
        for day in _at_positions(rule, days):
            if start <= day <= last:
                yield day


def _periods(rule: RecurrenceRule, start: date, first: date, last: date) -> Iterator[date]:
    """The first day of each period. What is counted must be gone through from the start."""
    at = 0 if rule.count is not None or first <= start else max(0, _steps(rule, start, first) - 1)
    while True:
        period = _period(rule, start, at * rule.interval)
        if period is None or period > last:
            return
        yield period
        at += 1


def _steps(rule: RecurrenceRule, start: date, to: date) -> int:
    """How many periods of the rule there are, about, between two days: never too many."""
    if rule.frequency in ("DAILY", "WEEKLY"):
        periods = (to - start).days // (7 if rule.frequency == "WEEKLY" else 1)
    elif rule.frequency == "MONTHLY":
        periods = (to.year - start.year) * 12 + to.month - start.month
    else:
        periods = to.year - start.year
    return periods // rule.interval


def _period(rule: RecurrenceRule, start: date, steps: int) -> date | None:
    """The first day of the period that comes ``steps`` after the start's own; None beyond the last year."""
    try:
        if rule.frequency == "DAILY":
            return start + timedelta(steps)
        if rule.frequency == "WEEKLY":
            return start - timedelta((start.weekday() - rule.week_start) % 7) + timedelta(7 * steps)
        if rule.frequency == "MONTHLY":
            months = start.month - 1 + steps
            return date(start.year + months // 12, months % 12 + 1, 1)
        return date(start.year + steps, 1, 1)
    except (OverflowError, ValueError):
        return None


def _days_of(rule: RecurrenceRule, period: date) -> Iterator[date]:
    """The days of a period that may match: whole months that do not are passed over."""
    if rule.frequency == "DAILY":
        yield period
    elif rule.frequency == "WEEKLY":
        yield from (period + timedelta(offset) for offset in range(7))
    elif rule.frequency == "MONTHLY":
        yield from _month(period) if not rule.months or period.month in rule.months else ()
    else:
        for month in sorted(rule.months) or range(1, 13):
            yield from _month(date(period.year, month, 1))


def _month(first: date) -> Iterator[date]:
    return (first + timedelta(offset) for offset in range((_next_month(first) - first).days))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The month or the year in which "the second Monday" and "the last day" are counted."""

    first: date
    after: date

    def numbers(self, day: date) -> tuple[int, int]:
        """The number of the day, from the front and from the end: 1 and -30 for the first of a month of 30 days."""
        return (day - self.first).days + 1, (day - self.after).days

    def weeks(self, day: date) -> tuple[int, int]:
        """Which day of its weekday this is, from the front and from the end: 1 and -5 for the first of five."""
        return 1 + (day - self.first).days // 7, -1 - ((self.after - _DAY) - day).days // 7


def _matches(rule: RecurrenceRule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _numbered(rule.month_days, day, _month_stretch(day)))
        and (not rule.year_days or _numbered(rule.year_days, day, _year_stretch(day)))
        and (not rule.week_numbers or _in_week(rule, day))
        and (not rule.weekdays or _on_weekday(rule, day))
    )


def _month_stretch(day: date) -> _Stretch:
    return _month_of(day.year, day.month)


def _year_stretch(day: date) -> _Stretch:
    return _year_of(day.year)


@lru_cache(maxsize=4_096)
def _month_of(year: int, month: int) -> _Stretch:
    first = date(year, month, 1)
    return _Stretch(first, _next_month(first))


@lru_cache(maxsize=512)
def _year_of(year: int) -> _Stretch:
    return _Stretch(date(year, 1, 1), date(year + 1, 1, 1))


def _numbered(numbers: frozenset[int], day: date, stretch: _Stretch) -> bool:
    return not numbers.isdisjoint(stretch.numbers(day))


def _on_weekday(rule: RecurrenceRule, day: date) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.weekdays:
        return True
    by_year = rule.frequency == "YEARLY" and not rule.months
    stretch = _year_stretch(day) if by_year else _month_stretch(day)
    return any((which, weekday) in rule.weekdays for which in stretch.weeks(day))


def _in_week(rule: RecurrenceRule, day: date) -> bool:
    """Whether the day is in one of the rule's weeks. Week 1 is the first with four days of the year."""
    one, following = _week_one(day.year, rule.week_start), _week_one(day.year + 1, rule.week_start)
    if day < one:
        one, following = _week_one(day.year - 1, rule.week_start), one
    elif day >= following:
        one, following = following, _week_one(day.year + 2, rule.week_start)
    weeks = (following - one).days // 7
    number = (day - one).days // 7 + 1
    return number in rule.week_numbers or number - weeks - 1 in rule.week_numbers


@lru_cache(maxsize=4_096)
def _week_one(year: int, week_start: int) -> date:
    fourth = date(year, 1, 4)
    return fourth - timedelta((fourth.weekday() - week_start) % 7)


def _at_positions(rule: RecurrenceRule, days: list[date]) -> list[date]:
    if not rule.positions:
        return days
    count = len(days)
    return [day for index, day in enumerate(days) if index + 1 in rule.positions or index - count in rule.positions]
