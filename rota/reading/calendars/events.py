"""One event of a calendar: when it starts, how long it lasts, how it repeats, and whether it keeps anyone busy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rota.domain.visits import LONDON
from rota.reading.calendars.components import Component
from rota.reading.calendars.lines import Line
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.rules import Rule, rule_of
from rota.reading.calendars.stamps import Stamp, stamp_of
from rota.reading.calendars.values import Length, Moment, between, duration_of, moment_of
from rota.reading.calendars.zones import Zones

MOST_DATES = 2_000
"""Dates that are added to an event and dates that are taken out, together."""
MOST_RULES = 10
LONGEST_REPEATED = timedelta(31)
LONGEST = timedelta(800)
"""A single event may last as long as a rota's year may: long leave is the busiest time there is."""

EXRULE = "the rule that takes times out is not followed: those times stay busy"
FLOATING = "no time zone is given: the times are read as those of {zone}"


NO_TIME = Length()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule and where it ends, if it does."""

    rule: Rule
    until: Stamp | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event, or the override of one time of a series (``replaces``), or of that time and all later ones.

    ``start`` is None for what keeps nobody busy: its times are not even looked at. ``version`` orders
    two of the same series: the higher is the newer. ``remarks`` say what was assumed.
    """

    number: int
    series: str
    version: tuple[int, str]
    start: Moment | None
    length: Length = NO_TIME
    replaces: Moment | None = None
    and_later: bool = False
    repeats: tuple[Repeat, ...] = ()
    more: tuple[tuple[Moment, Length | None], ...] = ()
    without: tuple[Moment, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def repeated(self) -> bool:
        """Whether it happens more than once."""
        return bool(self.repeats or self.more)


def event_of(component: Component, zones: Zones, scope: str, usual_minutes: int, cancelled: bool) -> Event:
    """The event. RefusedError when it cannot be read; ``usual_minutes`` is what a time without an end lasts.

    An event without a UID is a series of its own. ``scope`` tells the series of one file apart where needed.
    """
    if component.refused:
        raise RefusedError(component.refused)
    uid = component.one("UID")
    series = uid.value if uid and uid.value else f"{scope}, event {component.number}"
    version = _version(component)
    replaced = component.one("RECURRENCE-ID")
    replaces = moment_of(replaced, zones) if replaced else None
    and_later = bool(replaced) and "THISANDFUTURE" in _range(replaced)
    if cancelled or not _busy(component):
        return Event(component.number, series, version, None, replaces=replaces, and_later=and_later)
    start = _start(component, zones)
    length = _length(component, start, zones, usual_minutes)
    repeats = tuple(_repeats(component)) if replaces is None or and_later else ()
    more, without = _added(component, zones), _taken_out(component, zones)
    if len(more) + len(without) > MOST_DATES:
        raise RefusedError(f"more than {MOST_DATES:,} dates are added to it or taken out")
    if length.most > (LONGEST_REPEATED + timedelta(hours=2) if repeats or more else LONGEST):
        raise RefusedError("it lasts longer than anything does")
    return Event(
        component.number,
        series,
        version,
        start,
        length,
        replaces,
        and_later,
        repeats,
        more,
        without,
        tuple(_remarks(component, start)),
    )


def _range(line: Line | None) -> str:
    return line.parameters.get("RANGE", "").upper() if line else ""


def _busy(component: Component) -> bool:
    """Whether it takes up time. What is tentative does: a visit cannot be made on the strength of a maybe."""
    return (
        component.word("STATUS") not in ("CANCELLED", "CANCELED")
        and component.word("TRANSP") != "TRANSPARENT"
        and component.word("X-MICROSOFT-CDO-BUSYSTATUS") != "FREE"
    )


def _version(component: Component) -> tuple[int, str]:
    sequence = component.word("SEQUENCE")
    number = int(sequence) if sequence.isascii() and sequence.isdecimal() and len(sequence) < 10 else 0
    return number, component.word("LAST-MODIFIED")[:16]


def _start(component: Component, zones: Zones) -> Moment:
    line = component.one("DTSTART")
    if line is None:
        raise RefusedError("it has no start")
    return moment_of(line, zones)


def _length(component: Component, start: Moment, zones: Zones, usual_minutes: int) -> Length:
    end, duration = component.one("DTEND"), component.one("DURATION")
    if end is not None:
        length = between(start, moment_of(end, zones))
        if length.on_the_wall + length.exact < timedelta(0):
            raise RefusedError("it ends before it starts")
    elif duration is not None:
        length = duration_of(duration.value)
    else:
        length = Length(exact=timedelta(minutes=0 if start.all_day else usual_minutes))
    if start.all_day and not length.on_the_wall:
        return Length(timedelta(1))  # a day without an end, or that ends as it starts, is that day
    return length


def _repeats(component: Component) -> Iterator[Repeat]:
    for count, line in enumerate(component.all("RRULE"), start=1):
        if count > MOST_RULES:
            raise RefusedError(f"it repeats by more than {MOST_RULES} rules")
        rule = rule_of(line.value)
        yield Repeat(rule, stamp_of(rule.until) if rule.until else None)


def _added(component: Component, zones: Zones) -> tuple[tuple[Moment, Length | None], ...]:
    found: list[tuple[Moment, Length | None]] = []
    for line, value in _dates(component, "RDATE"):
        found.append(period_of(line, value, zones) if "/" in value else (moment_of(line, zones, value), None))
    return tuple(found)


def _taken_out(component: Component, zones: Zones) -> tuple[Moment, ...]:
    return tuple(moment_of(line, zones, value) for line, value in _dates(component, "EXDATE"))


def _dates(component: Component, name: str) -> Iterator[tuple[Line, str]]:
    count = 0
    for line in component.all(name):
        count += line.value.count(",") + 1
        if count > MOST_DATES:
            raise RefusedError(f"more than {MOST_DATES:,} dates are added to it or taken out")
        yield from ((line, value) for value in line.value.split(",") if value.strip())


def period_of(line: Line, value: str, zones: Zones) -> tuple[Moment, Length]:
    """A period: its start and its end, or its start and how long it lasts."""
    first, _, second = value.partition("/")
    start = moment_of(line, zones, first)
    if second.strip().upper().startswith(("P", "+P")):
        length = duration_of(second)
    else:
        length = between(start, moment_of(line, zones, second))
    if not timedelta(0) <= length.on_the_wall + length.exact <= LONGEST:
        raise RefusedError("a period of it ends before it starts, or lasts longer than anything does")
    return start, length


def _remarks(component: Component, start: Moment) -> Iterator[str]:
    if any(line.name == "EXRULE" for line in component.lines):
        yield EXRULE
    if start.floating:
        yield FLOATING.format(zone="London" if start.zone == LONDON else "the calendar's own zone")


def day_of(moment: Moment) -> date:
    """The day that is meant where a series of whole days is spoken of with a time."""
    zone_is_a_wall = moment.all_day or moment.floating or moment.wall.time() == datetime.min.time()
    return moment.wall.date() if zone_is_a_wall else moment.instant.astimezone(LONDON).date()
