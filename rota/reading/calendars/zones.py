"""Time zones by the names that calendars give them: the world's, Windows' own, and those a calendar defines.

A name that the world knows wins over what the calendar says of it: several programs write wrong definitions
of right names. Of a name that nobody knows nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rota.domain.spans import Span
from rota.domain.visits import LONDON
from rota.reading.calendars.components import Calendar, Component
from rota.reading.calendars.expansion import occurrences
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.rules import rule_of
from rota.reading.calendars.stamps import offset_of, stamp_of

MOST_SHIFTS = 1_000
"""Changes of the clocks of one zone: two a year for two centuries are 400."""

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)
_OF_THIS_MACHINE = frozenset({"localtime", "posixrules", "factory"})
_UTC = frozenset({"utc", "z", "gmt", "etc/utc", "tzone://microsoft/utc", "coordinated universal time"})
_UNKNOWN = "its time zone is not known, and the calendar does not define it"


class Zones:
    """The zones that one calendar's events may name. ``floating`` is where times without a zone are meant."""

    def __init__(self, calendar: Calendar, window: Span) -> None:
        self._window = window
        self._defined = {_name_of(zone): zone for zone in reversed(calendar.zones)}
        self._found: dict[str, tzinfo | str] = {}
        self.floating: tzinfo = _floating(calendar)

    def find(self, name: str) -> tzinfo:
        """The zone of this name. RefusedError when nobody knows it, or its definition is refused."""
        if name not in self._found:
            try:
                self._found[name] = self._look_for(name)
            except RefusedError as error:
                self._found[name] = str(error)
        found = self._found[name]
        if isinstance(found, str):
            raise RefusedError(found)
        return found

    def _look_for(self, name: str) -> tzinfo:
        known = known_zone(name)
        if known is not None:
            return known
        defined = self._defined.get(name.strip())
        if defined is not None:
            return _DefinedZone(_shifts(defined, self._window))
        windows = _of_windows(name)
        if windows is None:
            raise RefusedError(_UNKNOWN)
        return windows


def known_zone(name: str) -> tzinfo | None:
    """The zone that the world knows by this name, also after a program's own prefix; None when there is none."""
    word = name.strip()
    if word.casefold() in _UTC:
        return UTC
    if word.startswith("/"):
        parts = word.strip("/").split("/")
        tails = ("/".join(parts[-count:]) for count in (3, 2) if count <= len(parts))
        return next((zone for tail in tails if (zone := _of_the_world(tail))), None)
    return _of_the_world(word)


def _of_the_world(key: str) -> ZoneInfo | None:
    if not _KEY.fullmatch(key) or key.casefold() in _OF_THIS_MACHINE:
        return None
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _of_windows(name: str) -> tzinfo | None:
    # Imported late: only calendars from Outlook that leave out a definition need it, and it takes a while.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    key = WINDOWS_TO_OLSON.get(name.strip())
    return _of_the_world(key) if key else None


def _name_of(zone: Component) -> str:
    return next((line.value for line in zone.lines if line.name == "TZID"), "")


def _floating(calendar: Calendar) -> tzinfo:
    named = next((line.value for line in calendar.own.lines if line.name == "X-WR-TIMEZONE"), "")
    return known_zone(named) or LONDON


@dataclass(frozen=True, slots=True, order=True)
class _Shift:
    """From ``wall`` on, as the clock showed it before, the offset is ``after``."""

    wall: datetime
    before: timedelta
    after: timedelta


class _DefinedZone(tzinfo):
    """A zone as a calendar defines it."""

    def __init__(self, shifts: Sequence[_Shift]) -> None:
        self._shifts = sorted(shifts)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """The offset at this time on the wall; in an hour that the clocks skip, the one before the change."""
        wall = moment.replace(tzinfo=None) if moment else datetime.min  # noqa: DTZ901 - a wall has no zone
        offset = self._shifts[0].before
        for shift in self._shifts:
            if wall < shift.wall:
                break
            skipped = wall < shift.wall + (shift.after - shift.before)
            offset = shift.before if skipped else shift.after
        return offset

    def dst(self, moment: datetime | None) -> None:
        """Not known: only the offset matters."""

    def tzname(self, moment: datetime | None) -> None:
        """Not known: only the offset matters."""


def _shifts(zone: Component, window: Span) -> list[_Shift]:
    """Every change of the clocks about the window, and the last before it."""
    if zone.refused:
        raise RefusedError(zone.refused)
    every = (shift for part in zone.parts for shift in _shifts_of(part, window))
    shifts = list(islice(every, MOST_SHIFTS + 1))
    if not shifts:
        raise RefusedError("its time zone has no rules")
    if len(shifts) > MOST_SHIFTS:
        raise RefusedError(f"its time zone changes more than {MOST_SHIFTS:,} times")
    return shifts


def _shifts_of(part: Component, window: Span) -> Iterator[_Shift]:
    if part.refused:
        raise RefusedError(part.refused)
    start, before, after = (part.one(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
    if start is None or before is None or after is None:
        raise RefusedError("its time zone has a rule without a start or an offset")
    began = stamp_of(_in_sight(start.value)).wall
    offsets = offset_of(before.value), offset_of(after.value)
    yield _Shift(began, *offsets)
    for line in part.all("RDATE"):
        yield from (_Shift(stamp_of(value).wall, *offsets) for value in line.value.split(","))
    for line in part.all("RRULE"):
        yield from (_Shift(wall, *offsets) for wall in _repeated(line.value, began, window))


def _in_sight(value: str) -> str:
    """The start of a zone's rule: programs write the year 1601 for "always", which is as good as 1900."""
    return "1900" + value[4:] if value[:4].isdecimal() and value[:4] < "1900" else value


def _repeated(text: str, began: datetime, window: Span) -> Iterator[datetime]:
    rule = rule_of(text)
    if rule.frequency != "YEARLY" or rule.interval > 1:
        raise RefusedError("its time zone changes more or less often than by the year")
    first, last = window.ends()
    until = stamp_of(rule.until).wall if rule.until else None
    for wall in occurrences(rule, began, date(first.year - 2, 1, 1), date(last.year + 2, 12, 31)):
        # UNTIL is in UTC and the wall is not: a day's grace takes in every offset there is.
        if until is None or wall <= until + timedelta(1):
            yield wall
