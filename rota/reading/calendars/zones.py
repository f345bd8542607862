"""Time zones that one calendar's events may name: those that everybody knows, and those that the calendar defines.

A name that the world knows wins over what the calendar says of it: several programs write wrong definitions
of right names. Of a name that nobody knows nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import islice

from rota.domain.spans import Span
from rota.domain.visits import LONDON
from rota.reading.calendars.components import Calendar, Component
from rota.reading.calendars.expansion import occurrences
from rota.reading.calendars.lines import plain_text
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.rules import rule_of
from rota.reading.calendars.stamps import any_stamp_of, offset_of
from rota.reading.calendars.work import DATE, SHIFT, ZONE, ExpansionBudget
from rota.reading.calendars.zone_names import known_zone, windows_zone

MOST_SHIFTS = 1_000
"""Changes of the clocks of one zone: two a year for two centuries are 400."""

_UNKNOWN = "its time zone is not known, and the calendar does not define it"


class Zones:
    """The zones that one calendar's events may name.

    ``floating`` is where times without a zone are meant. ``own`` is where the calendar's owner is, as far as it says:
    there an instant is turned into a day, when a series of whole days speaks of one.
    """

    def __init__(self, calendar: Calendar, window: Span, work: ExpansionBudget) -> None:
        self._window, self._work = window, work
        self._defined = {_plain(_value(zone, "TZID")): zone for zone in reversed(calendar.zones)}
        self._found: dict[str, tzinfo | str] = {}
        named = _plain(_value(calendar.own, "X-WR-TIMEZONE"))
        told = known_zone(named) or windows_zone(named)
        self.floating: tzinfo = told or LONDON
        self.own: tzinfo = told or self._only_one() or LONDON

    def find(self, name: str) -> tzinfo:
        """The zone of this name. RefusedError when nobody knows it, or its definition is refused."""
        if name not in self._found:
            self._work.spend(ZONE)
            try:
                self._found[name] = self._look_for(_plain(name))
            except RefusedError as error:
                self._found[name] = str(error)
        found = self._found[name]
        if isinstance(found, str):
            raise RefusedError(found)
        return found

    def _look_for(self, name: str) -> tzinfo:
        defined = self._defined.get(name)
        known = known_zone(name)
        if known is not None and not (defined and _summer_of_its_own(name, defined)):
            return known
        if defined is not None:
            return _DefinedZone(_shifts(defined, self._window, self._work))
        windows = windows_zone(name)
        if windows is None:
            raise RefusedError(_UNKNOWN)
        return windows

    def _only_one(self) -> tzinfo | None:
        """The zone that the calendar defines, when it defines no other."""
        if len(self._defined) != 1:
            return None
        try:
            return self.find(next(iter(self._defined)))
        except RefusedError:
            return None


def _summer_of_its_own(name: str, defined: Component) -> bool:
    """Whether the calendar calls London's time "GMT", summer and all, as Notes does: in the world GMT has no summer."""
    return name.casefold() == "gmt" and any(part.kind == "DAYLIGHT" for part in defined.parts)


def _plain(name: str) -> str:
    """A name as it is meant: commas stand with a backslash in a definition, and in quotation marks where it is used."""
    return plain_text(name).strip().strip('"').strip()


def _value(component: Component, name: str) -> str:
    lines = component.lines.get(name)
    return lines[0].value if lines else ""


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
        self._walls = [shift.wall for shift in self._shifts]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """The offset at this time on the wall; in an hour that the clocks skip, the one before the change."""
        wall = moment.replace(tzinfo=None) if moment else datetime.min  # noqa: DTZ901 - a wall has no zone
        past = bisect_right(self._walls, wall)
        if not past:
            return self._shifts[0].before
        shift = self._shifts[past - 1]
        skipped = wall - shift.wall < shift.after - shift.before
        return shift.before if skipped else shift.after

    def dst(self, moment: datetime | None) -> timedelta:
        """Nothing: only the whole offset is known, and it alone matters."""
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> None:
        """Not known: only the offset matters."""


def _shifts(zone: Component, window: Span, work: ExpansionBudget) -> list[_Shift]:
    """Every change of the clocks about the window, and the last before it."""
    if zone.refused:
        raise RefusedError(zone.refused)
    every = (shift for part in zone.parts for shift in _shifts_of(part, window, work))
    shifts = list(islice(every, MOST_SHIFTS + 1))
    if not shifts:
        raise RefusedError("its time zone has no rules")
    if len(shifts) > MOST_SHIFTS:
        raise RefusedError(f"its time zone changes more than {MOST_SHIFTS:,} times")
    return shifts


def _shifts_of(part: Component, window: Span, work: ExpansionBudget) -> Iterator[_Shift]:
    if part.refused:
        raise RefusedError(part.refused)
    start, before, after = (part.one(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
    if start is None or before is None or after is None:
        raise RefusedError("its time zone has a rule without a start or an offset")
    began = any_stamp_of(start.value).wall
    offsets = offset_of(before.value), offset_of(after.value)
    work.spend(SHIFT)
    yield _Shift(began, *offsets)
    for line in part.all("RDATE"):
        for value in line.value.split(","):
            work.spend(DATE + SHIFT)
            yield _Shift(any_stamp_of(value.partition("/")[0]).wall, *offsets)
    for line in part.all("RRULE"):
        for wall in _repeated(line.value, began, window, work):
            work.spend(SHIFT)
            yield _Shift(wall, *offsets)


def _repeated(text: str, began: datetime, window: Span, work: ExpansionBudget) -> Iterator[datetime]:
    rule = rule_of(text, work)
    if rule.frequency != "YEARLY" or rule.interval > 1:
        raise RefusedError("its time zone changes more or less often than by the year")
    first, last = window.ends()
    until = any_stamp_of(rule.until).wall if rule.until else None
    # UNTIL is in UTC and the wall is not: a day's grace takes in every offset there is.
    end = until.date() if until else None
    # Of a rule that ended long ago its last change may still hold.
    since = first.year - 2 if end is None else max(min(first.year - 2, end.year - 1), 1)
    yield from occurrences(rule, began, date(since, 1, 1), date(last.year + 2, 12, 31), work, end)
