"""From content lines to the parts of a calendar: events, free/busy times and time zones, each within limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rota.reading.calendars.lines import Line
from rota.reading.calendars.refused import RefusedError, UnreadableError

MOST_EVENTS = 5_000
"""Events and free/busy parts of one file."""
MOST_COMPONENTS = 20_000
"""Everything that begins and ends, alarms and the parts of time zones among them."""
DEEPEST = 4
"""VCALENDAR, VEVENT, VALARM, and one to spare."""
MOST_CALENDARS = 100
MOST_ZONES = 20
MOST_OBSERVANCES = 50
MOST_LINES = 10_000
"""Lines that tell times, of one part."""

EVENTS = frozenset({"VEVENT", "VFREEBUSY"})
_READ = frozenset({*EVENTS, "VTIMEZONE"})
_CUT = "it is cut short in the middle of an event. Export the calendar again, and check that the download finishes."


@dataclass(slots=True)
class Component:
    """A part of a calendar with the lines that tell its times. ``number`` counts events of the file from 1.

    ``refused`` says why it cannot be read, or is empty.
    """

    kind: str
    number: int = 0
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    refused: str = ""

    def all(self, name: str) -> Iterator[Line]:
        """Each line of this name. RefusedError when one cannot be read."""
        for line in self.lines:
            if line.name == name:
                if line.refused:
                    raise RefusedError(line.refused)
                yield line

    def one(self, name: str) -> Line | None:
        """The first line of this name, or None. RefusedError when it cannot be read."""
        return next(self.all(name), None)

    def word(self, name: str) -> str:
        """The value of a word such as STATUS in capitals; empty when there is none, or none that can be read."""
        return next((line.value for line in self.lines if line.name == name), "").upper()

    def refuse(self, why: str) -> None:
        """Takes note of the first reason why this cannot be read."""
        self.refused = self.refused or why


@dataclass(slots=True)
class Calendar:
    """One VCALENDAR: its own lines, its events and its time zones."""

    own: Component
    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    closed: bool = False


def calendars_of(lines: Iterable[Line]) -> list[Calendar]:
    """The calendars of one file. UnreadableError when there are too many parts, or the file is cut short."""
    builder = _Builder()
    for line in lines:
        if line.name == "BEGIN":
            builder.begin(line.value.upper())
        elif line.name == "END":
            builder.end(line.value.upper())
        else:
            builder.take(line)
    builder.finish()
    return builder.calendars


class _Builder:
    def __init__(self) -> None:
        self.calendars: list[Calendar] = []
        self._open: list[Component] = []
        self._events = self._components = self._too_deep = 0

    def begin(self, kind: str) -> None:
        self._components += 1
        if self._components > MOST_COMPONENTS:
            raise UnreadableError(f"it has more than {MOST_COMPONENTS:,} parts. Export only the year of the rota.")
        if kind == "VCALENDAR" and len(self._open) <= 1:
            self._new_calendar()
        elif not self._open:
            return
        elif len(self._open) >= DEEPEST:
            self._too_deep += 1
            self._open[1].refuse("it has parts within parts, too many deep")
        else:
            self._inner(kind)

    def _new_calendar(self) -> None:
        if len(self.calendars) >= MOST_CALENDARS:
            raise UnreadableError(f"it has more than {MOST_CALENDARS} calendars in it. Save each as its own file.")
        own = Component("VCALENDAR")
        self.calendars.append(Calendar(own))
        self._open = [own]
        self._too_deep = 0

    def _inner(self, kind: str) -> None:
        if kind in _READ and len(self._open) > 1:
            self._unended()
        component = Component(kind, self._number(kind))
        if len(self._open) == 1:
            self._add(component)
        else:
            self._add_part(component)
        self._open.append(component)

    def _unended(self) -> None:
        """An event begins within another: the other was never ended, and what it said is not trusted."""
        self._open[1].refuse("it does not end before the next one begins")
        del self._open[1:]
        self._too_deep = 0

    def _number(self, kind: str) -> int:
        if kind not in EVENTS:
            return 0
        self._events += 1
        if self._events > MOST_EVENTS:
            raise UnreadableError(f"it has more than {MOST_EVENTS:,} events. Export only the year of the rota.")
        return self._events

    def _add(self, component: Component) -> None:
        calendar = self.calendars[-1]
        if component.kind in EVENTS:
            calendar.events.append(component)
        elif component.kind == "VTIMEZONE":
            if len(calendar.zones) >= MOST_ZONES:
                component.refuse(f"there are more than {MOST_ZONES} time zones")
            calendar.zones.append(component)

    def _add_part(self, component: Component) -> None:
        owner = self._open[1]
        if owner.kind == "VTIMEZONE" and component.kind in ("STANDARD", "DAYLIGHT"):
            owner.parts.append(component)
            if len(owner.parts) > MOST_OBSERVANCES:
                owner.parts.pop()
                owner.refuse(f"its time zone has more than {MOST_OBSERVANCES} rules")

    def end(self, kind: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._open and self._open[-1].kind == kind:
            self._open.pop()
            if kind == "VCALENDAR":
                self.calendars[-1].closed = True
        elif len(self._open) > 1:
            self._open[1].refuse("what begins in it does not end in order")
            kinds = [component.kind for component in self._open]
            if kind in kinds:
                self._cut_back(kinds.index(kind))

    def _cut_back(self, depth: int) -> None:
        del self._open[depth:]
        if not depth:
            self.calendars[-1].closed = True

    def take(self, line: Line) -> None:
        if not self._open or self._too_deep:
            return
        component = self._open[-1]
        if len(component.lines) >= MOST_LINES:
            component.refuse(f"it has more than {MOST_LINES:,} lines of times")
        else:
            component.lines.append(line)

    def finish(self) -> None:
        if len(self._open) > 1:
            raise UnreadableError(_CUT)
