"""A whole calendar: from its bytes to the busy stretches of a year and what could not be read, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rota.domain.spans import Span
from rota.reading.calendars.components import Calendar, Component, calendars_of
from rota.reading.calendars.events import Event, event_of, period_of
from rota.reading.calendars.lines import content_lines, text_of
from rota.reading.calendars.refused import RefusedError, UnreadableError
from rota.reading.calendars.series import SAME_UID, Busy, Year, busy_of, by_series, series_of
from rota.reading.calendars.zones import Zones

MOST_BUSY = 20_000
"""Busy stretches of one calendar in the year: fifty a day."""

OURS = "-//Rota//"
"""How the product's name begins in the calendars that Rota itself writes."""

UNENDED = "the file does not end as a calendar does: check that nothing is missing from it"


@dataclass(slots=True)
class BusyTimes:
    """The busy stretches of a year in order. ``skipped`` and ``remarks`` give the numbers of events by reason.

    The number 0 is the calendar itself. Nothing else of the calendar is here, nor anything that it says.
    """

    times: tuple[Busy, ...] = ()
    skipped: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def busy_times(data: bytes, span: Span, usual_minutes: int = 0) -> BusyTimes:
    """The busy stretches of ``data`` that meet the days of ``span``. UnreadableError when it is no calendar.

    ``usual_minutes`` is how long an event lasts that has a time and no end: by the standard, no time at all.
    """
    calendars = calendars_of(content_lines(text_of(data)))
    if any(calendar.own.word("PRODID").startswith(OURS.upper()) for calendar in calendars):
        raise UnreadableError("it is a calendar that rota wrote: its visits would bar themselves. Take it out.")
    found = BusyTimes()
    if not all(calendar.closed for calendar in calendars):
        found.remarks[UNENDED].append(0)
    year = Year(span)
    found.times = _tidy(_all_busy(calendars, year, usual_minutes, found), year)
    return found


def _all_busy(calendars: list[Calendar], year: Year, usual_minutes: int, found: BusyTimes) -> Iterator[Busy]:
    events: list[Event] = []
    for scope, calendar in enumerate(calendars):
        zones = Zones(calendar, year.span)
        cancelled = calendar.own.word("METHOD") == "CANCEL"
        for component in calendar.events:
            try:
                if component.kind == "VFREEBUSY":
                    yield from _free_busy(component, zones)
                else:
                    events.append(event_of(component, zones, f"calendar {scope}", usual_minutes, cancelled))
            except (RefusedError, OverflowError) as error:
                _skip(found, [component.number], error)
    for together in by_series(events):
        yield from _series(together, year, found)


def _series(events: list[Event], year: Year, found: BusyTimes) -> Iterator[Busy]:
    try:
        series = series_of(events)
        yield from busy_of(series, year)
    except (RefusedError, OverflowError) as error:
        _skip(found, [event.number for event in events], error)
        return
    for event in series.outdated:
        found.remarks[SAME_UID].append(event.number)
    for event in events:
        for remark in event.remarks:
            found.remarks[remark].append(event.number)


def _skip(found: BusyTimes, numbers: Iterable[int], error: Exception) -> None:
    why = str(error) if isinstance(error, RefusedError) else "a date of it is beyond the calendar's end"
    found.skipped[why].extend(numbers)


def _free_busy(component: Component, zones: Zones) -> Iterator[Busy]:
    """The periods of a VFREEBUSY, but for those that are free. What is tentative, or of no known kind, is busy."""
    if component.refused:
        raise RefusedError(component.refused)
    periods: list[Busy] = []
    for line in component.all("FREEBUSY"):
        if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
            continue
        for value in filter(str.strip, line.value.split(",")):
            start, length = period_of(line, value, zones)
            periods.append((start.instant, length.after(start.wall, start.zone)))
    yield from periods


def _tidy(times: Iterable[Busy], year: Year) -> tuple[Busy, ...]:
    """In order, only what meets the year, each once and none within another. UnreadableError when there are too many.

    Stretches that only touch or overlap stay apart: three weeks away and then two are not one long leave.
    """
    inside: set[Busy] = set()
    for start, end in times:
        if start < end and start < year.end and year.start < end:
            inside.add((start, end))
        if len(inside) > MOST_BUSY:
            raise UnreadableError(
                f"it has more than {MOST_BUSY:,} busy times in the year. Look for what repeats too often"
            )
    kept: list[Busy] = []
    for start, end in sorted(inside, key=lambda busy: (busy[0], -busy[1].timestamp())):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
