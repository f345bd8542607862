"""From content lines to the parts of a calendar: events, free/busy times and time zones, each within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rota.reading.calendars.folding import INDENTED, unfolded
from rota.reading.calendars.lines import KEPT, Line, content_lines
from rota.reading.calendars.refused import RefusedError, UnreadableError
from rota.reading.calendars.work import COMPONENT, ExpansionBudget

DEEPEST = 4
"""VCALENDAR, VEVENT, VALARM, and one to spare."""
MOST_ZONES = 200
MOST_OBSERVANCES = 50
MOST_LINES = 10_000
"""Lines that tell times, of one part."""

EVENTS = frozenset({"VEVENT", "VFREEBUSY"})
_READ = frozenset({*EVENTS, "VTIMEZONE"})
_CUT = "it is cut short in the middle of an event. Export the calendar again, and check that the download finishes."
OUTSIDE = "it stands outside the calendar, after its last line (END:VCALENDAR)"
UNBEGUN = "its first line (BEGIN) is missing"
UNENDED = "the file does not end as a calendar does: check that nothing is missing from it"


@dataclass(slots=True)
class Component:
    """A part of a calendar with the lines that tell its times, by name; ``count`` is how many lines there are.

    ``number`` counts events of the file from 1. ``refused`` says why it cannot be read, or is empty.
    """

    kind: str
    number: int = 0
    lines: dict[str, list[Line]] = field(default_factory=dict)
    count: int = 0
    parts: list[Component] = field(default_factory=list)
    refused: str = ""

    def all(self, name: str) -> Iterator[Line]:
        """Each line of this name. RefusedError when one cannot be read."""
        for line in self.lines.get(name, ()):
            if line.refused:
                raise RefusedError(line.refused)
            yield line

    def one(self, name: str) -> Line | None:
        """The first line of this name, or None. RefusedError when it cannot be read."""
        lines = self.lines.get(name)
        if lines and lines[0].refused:
            raise RefusedError(lines[0].refused)
        return lines[0] if lines else None

    def word(self, name: str) -> str:
        """The value of a word such as STATUS in capitals; empty when there is none, or none that can be read."""
        lines = self.lines.get(name)
        return lines[0].value.upper() if lines else ""

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


@dataclass(slots=True)
class CalendarFile:
    """The calendars of one file, the numbers of the events that stand outside all of them, and what is odd about it."""

    calendars: list[Calendar] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def calendars_of(data: bytes, work: ExpansionBudget, kept: frozenset[str] = KEPT) -> CalendarFile:
    """The calendars of one file. UnreadableError when it is none, costs too much work, or is cut short."""
    text = unfolded(data, work)
    builder = _Builder(work)
    for line in content_lines(text.data, work, kept):
        if line.name == "BEGIN":
            builder.begin(line.value.upper())
        elif line.name == "END":
            builder.end(line.value.upper())
        else:
            builder.take(line)
    found = builder.finish()
    if text.indented:
        found.remarks.append(INDENTED)
    return found


class _Builder:
    def __init__(self, work: ExpansionBudget) -> None:
        self._work = work
        self._found = CalendarFile()
        self._open: list[Component] = []
        self._events = self._too_deep = 0

    def begin(self, kind: str) -> None:
        self._work.spend(COMPONENT)
        if kind == "VCALENDAR" and len(self._open) <= 1:
            own = Component("VCALENDAR")
            self._found.calendars.append(Calendar(own))
            self._open = [own]
            self._too_deep = 0
        elif not self._open:
            if kind in EVENTS:
                self._found.outside.append(self._number(kind))
        elif len(self._open) >= DEEPEST:
            self._too_deep += 1
            self._open[1].refuse("it has parts within parts, too many deep")
        else:
            self._inner(kind)

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
        return self._events

    def _add(self, component: Component) -> None:
        calendar = self._found.calendars[-1]
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
                self._found.calendars[-1].closed = True
        elif len(self._open) == 1 and kind in EVENTS:
            unbegun = Component(kind, self._number(kind))
            unbegun.refuse(UNBEGUN)
            self._add(unbegun)
        elif len(self._open) > 1:
            self._open[1].refuse("what begins in it does not end in order")
            kinds = [component.kind for component in self._open]
            if kind in kinds:
                self._cut_back(kinds.index(kind))

    def _cut_back(self, depth: int) -> None:
        del self._open[depth:]
        if not depth:
            self._found.calendars[-1].closed = True

    def take(self, line: Line) -> None:
        if not self._open or self._too_deep:
            return
        component = self._open[-1]
        component.count += 1
        if component.count > MOST_LINES:
            component.refuse(f"it has more than {MOST_LINES:,} lines of times")
        else:
            component.lines.setdefault(line.name, []).append(line)

    def finish(self) -> CalendarFile:
        if len(self._open) > 1:
            raise UnreadableError(_CUT)
        if not all(calendar.closed for calendar in self._found.calendars):
            self._found.remarks.append(UNENDED)
        return self._found
