"""A whole calendar: from its bytes to the busy stretches of a year and what could not be read, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rota.domain.spans import Span
from rota.reading.calendars.components import OUTSIDE, CalendarFile, Component, calendars_of
from rota.reading.calendars.doubts import may_concern
from rota.reading.calendars.events import Context, Event, event_of
from rota.reading.calendars.invited import owner_of
from rota.reading.calendars.listed import period_of
from rota.reading.calendars.refused import RefusedError, UnreadableError
from rota.reading.calendars.series import SAME_UID, Busy, DaysAsked, busy_of, by_series, series_of
from rota.reading.calendars.work import PERIOD, ExpansionBudget
from rota.reading.calendars.zones import Zones

MOST_BUSY = 20_000
"""Busy stretches of one calendar in the year: fifty a day."""

OURS = "-//Rota//"
"""How the product's name begins in the calendars that Rota itself writes."""


@dataclass(slots=True)
class BusyTimes:
    """The busy stretches of a year in order. ``skipped`` and ``remarks`` give the numbers of events by reason.

    The number 0 is the calendar itself. Nothing else of the calendar is here, nor anything that it says.
    """

    times: tuple[Busy, ...] = ()
    skipped: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def busy_times(data: bytes, span: Span, usual_minutes: int = 0, called: Iterable[str] = ()) -> BusyTimes:
    """The busy stretches of ``data`` that meet the days of ``span``. UnreadableError when it is no calendar.

    ``usual_minutes`` is how long an event lasts that has a time and no end: by the standard, no time at all.
    ``called`` are names of the person whose calendar it is: what they have declined does not keep them busy.
    """
    work = ExpansionBudget()
    file = calendars_of(data, work)
    if any(calendar.own.word("PRODID").startswith(OURS.upper()) for calendar in file.calendars):
        raise UnreadableError("it is a calendar that rota wrote: its visits would bar themselves. Take it out.")
    found = BusyTimes()
    for remark in file.remarks:
        found.remarks[remark].append(0)
    if file.outside:
        found.skipped[OUTSIDE].extend(file.outside)
    reading = _Reading(file, DaysAsked(span), work, found)
    found.times = _tidy(reading.all_busy(usual_minutes, tuple(called)), reading.year)
    return found


@dataclass(slots=True)
class _Reading:
    """One file being read; ``components`` are its events by number."""

    file: CalendarFile
    year: DaysAsked
    work: ExpansionBudget
    found: BusyTimes
    components: dict[int, Component] = field(default_factory=dict)

    def all_busy(self, usual_minutes: int, called: tuple[str, ...]) -> Iterator[Busy]:
        """Every busy stretch, in no order."""
        events: list[Event] = []
        for scope, calendar in enumerate(self.file.calendars):
            zones = Zones(calendar, self.year.span, self.work)
            cancelled = calendar.own.word("METHOD") == "CANCEL"
            owner = owner_of(calendar, called)
            context = Context(zones, self.work, owner, f"calendar {scope}", usual_minutes, cancelled)
            for component in calendar.events:
                self.components[component.number] = component
                try:
                    if component.kind == "VFREEBUSY":
                        yield from _free_busy(component, zones, self.work)
                    else:
                        events.append(event_of(component, context))
                except (RefusedError, OverflowError) as error:
                    _skip(self.found, [component.number], error)
        for together in by_series(events):
            yield from self._series(together)

    def _series(self, events: list[Event]) -> Iterator[Busy]:
        try:
            series = series_of(events)
            yield from busy_of(series, self.year, self.work)
        except (RefusedError, OverflowError) as error:
            _skip(self.found, [event.number for event in events], error)
            return
        for event in series.outdated:
            self.found.remarks[SAME_UID].append(event.number)
        for event in events:
            if event.remarks and may_concern(self.components[event.number], *self.year.span.ends()):
                for remark in event.remarks:
                    self.found.remarks[remark].append(event.number)


def _skip(found: BusyTimes, numbers: Iterable[int], error: Exception) -> None:
    why = str(error) if isinstance(error, RefusedError) else "a date of it is beyond the calendar's end"
    found.skipped[why].extend(numbers)


def _free_busy(component: Component, zones: Zones, work: ExpansionBudget) -> Iterator[Busy]:
    """The periods of a VFREEBUSY, but for those that are free. What is tentative, or of no known kind, is busy."""
    if component.refused:
        raise RefusedError(component.refused)
    periods: list[Busy] = []
    for line in component.all("FREEBUSY"):
        if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
            continue
        for value in filter(str.strip, line.value.split(",")):
            work.spend(PERIOD)
            start, length = period_of(line, value, zones)
            periods.append((start.instant, length.after(start.wall, start.zone)))
    yield from periods


def _tidy(times: Iterable[Busy], year: DaysAsked) -> tuple[Busy, ...]:
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
