"""What is assumed of an event, or is probably not meant as it stands: a word for each, which quotes nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from rota.domain.visits import LONDON
from rota.reading.calendars.components import Component
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.stamps import any_stamp_of
from rota.reading.calendars.values import Length, Moment

EXRULE = "the rule that takes times out is not followed: those times stay busy"
FLOATING = "no time zone is given: the times are read as those of {zone}"
DECLINED = "it was declined by the person whose calendar this is: it is not busy"
ALL_DECLINED = (
    "everybody invited to it has declined, and nothing says which of them has this calendar: it is busy all the same"
)
WORKING_ELSEWHERE = "it is marked as 'working elsewhere', which is not away: it is not busy"
NO_LENGTH = "it has a time but no length, so it is not busy. Give it an end if it takes time"
ASSUMED_LENGTH = "it has a time but no length: it is read as lasting {minutes} minutes"
MIDNIGHTS = (
    "it runs from midnight to midnight: it is busy until the midnight at which its last day begins. "
    "If that day is meant too, make it an all-day event"
)
OTHER_MIDNIGHTS = (
    "it runs from midnight to midnight by a clock that is not London's: it is busy for those hours, not for whole "
    "days in London. If whole days are meant, make it an all-day event"
)

_UNTIL = re.compile(r"UNTIL\s*=\s*(\d{8})", re.ASCII | re.IGNORECASE)
_UNSAID = timedelta(31)
"""How long something may last that does not say when it ends."""


def doubts_of(component: Component, start: Moment, length: Length, assumed_minutes: int) -> Iterator[str]:
    """What is to be said of an event that is busy. ``assumed_minutes`` is its length where it gives none, or 0."""
    if "EXRULE" in component.lines:
        yield EXRULE
    if start.floating:
        yield FLOATING.format(zone="London" if start.zone == LONDON else "the calendar's own zone")
    if assumed_minutes:
        yield ASSUMED_LENGTH.format(minutes=assumed_minutes)
    elif not length.on_the_wall and not length.exact and not start.all_day:
        yield NO_LENGTH
    if not start.all_day:
        yield from _midnights(component, start, length)


def _midnights(component: Component, start: Moment, length: Length) -> Iterator[str]:
    """A word for a time that begins and ends at midnight, unless its program says that it means whole days."""
    end = length.after(start.wall, start.zone)
    if end - start.instant < timedelta(hours=23):  # a day on which the clocks go forward has no more
        return
    if all(moment.astimezone(LONDON).time() == time.min for moment in (start.instant, end)):
        if component.word("X-MICROSOFT-CDO-ALLDAYEVENT") != "TRUE":
            yield MIDNIGHTS
    elif start.wall.time() == time.min and (start.wall + length.on_the_wall + length.exact).time() == time.min:
        yield OTHER_MIDNIGHTS


def may_concern(component: Component, first: date, last: date) -> bool:
    """Whether an event may happen between two days: where its dates cannot be read, it may."""
    try:
        began, ended = _from_to(component)
    except (RefusedError, OverflowError):
        return True
    return began <= last + timedelta(2) and ended >= first - timedelta(2)


def _from_to(component: Component) -> tuple[date, date]:
    start, end = component.one("DTSTART"), component.one("DTEND")
    if start is None:
        return date.min, date.max
    began = any_stamp_of(start.value).wall
    lasts = any_stamp_of(end.value).wall - began if end else _UNSAID
    rules = [line.value for line in component.all("RRULE")]
    ends = [_UNTIL.search(rule) for rule in rules]
    if "RDATE" in component.lines or not all(ends):
        return began.date(), date.max
    days = [any_stamp_of(found[1]).wall for found in ends if found]
    return began.date(), _plus(max([began, *days]), lasts)


def _plus(day: datetime, lasts: timedelta) -> date:
    return day.date() if day.year >= date.max.year - 1 else (day + lasts).date()
