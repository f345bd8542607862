"""Dates, times and durations as calendars write them, in the zone in which they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from rota.domain.visits import LONDON
from rota.reading.calendars.lines import Line
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.stamps import stamp_of
from rota.reading.calendars.zones import Zones

_DURATION = re.compile(
    r"\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and time: ``wall`` is what a clock in ``zone`` shows; of a date, London's midnight.

    ``floating`` when no zone is given for a time. ``home`` is where the calendar's owner is: there an instant is
    turned into a day, when a series of whole days speaks of one.
    """

    wall: datetime
    zone: tzinfo
    all_day: bool = False
    floating: bool = False
    home: tzinfo = LONDON

    @property
    def instant(self) -> datetime:
        """The same in UTC. A time that the clocks skip is read with the offset before the change; of a time
        that comes twice, the first is meant (RFC 5545, section 3.3.5)."""
        return instant_of(self.wall, self.zone)

    @property
    def day(self) -> date:
        """The day that is meant where a series of whole days is spoken of with a time."""
        if self.all_day or self.floating or self.wall.time() == time.min:
            return self.wall.date()
        return self.instant.astimezone(self.home).date()


def instant_of(wall: datetime, zone: tzinfo) -> datetime:
    """What a clock in the zone shows, in UTC."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: so much on the clock on the wall, then so much of time itself.

    A day of the wall's clock has 23 or 25 hours when the clocks change; an hour of time has not.
    """

    on_the_wall: timedelta = timedelta(0)
    exact: timedelta = timedelta(0)

    @property
    def most(self) -> timedelta:
        """Not shorter than this lasts, whatever the clocks do."""
        return self.on_the_wall + self.exact + timedelta(hours=2)

    def after(self, wall: datetime, zone: tzinfo) -> datetime:
        """The end, in UTC, of what starts at this time in this zone."""
        return instant_of(wall + self.on_the_wall, zone) + self.exact


def moment_of(line: Line, zones: Zones, value: str | None = None) -> Moment:
    """The moment that the line says (or one ``value`` of it). RefusedError when it is none, or of no known zone."""
    stamp = stamp_of(line.value if value is None else value)
    if stamp.kind == "day":
        return Moment(stamp.wall, LONDON, all_day=True)
    if stamp.kind == "utc":
        return Moment(stamp.wall, UTC, home=zones.own)
    zone = line.parameters.get("TZID", "")
    if not zone:
        return Moment(stamp.wall, zones.floating, floating=True, home=zones.own)
    return Moment(stamp.wall, zones.find(zone), home=zones.own)


def duration_of(text: str) -> Length:
    """A duration such as P1D or PT1H30M: weeks and days on the wall, the rest exact. RefusedError when it is none."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise RefusedError("a duration of it cannot be read")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return Length(timedelta(weeks=weeks, days=days), timedelta(hours=hours, minutes=minutes, seconds=seconds))


def between(start: Moment, end: Moment) -> Length:
    """How long it is from start to end: on the wall when both are of one zone, otherwise exact."""
    if start.all_day != end.all_day:
        raise RefusedError("of its start and its end, one is a day and the other a time")
    if start.zone == end.zone:
        return Length(end.wall - start.wall)
    return Length(exact=end.instant - start.instant)
