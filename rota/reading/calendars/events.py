"""One event of a calendar: when it starts, how long it lasts, how it repeats, and whether it keeps anyone busy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from rota.reading.calendars.components import Component
from rota.reading.calendars.doubts import ALL_DECLINED, DECLINED, WORKING_ELSEWHERE, doubts_of
from rota.reading.calendars.invited import Declined, Invited, declined
from rota.reading.calendars.lines import Line
from rota.reading.calendars.listed import LONGEST, listed
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.rules import RecurrenceRule, rule_of
from rota.reading.calendars.stamps import LAST_YEAR, Stamp, any_stamp_of
from rota.reading.calendars.values import Length, Moment, between, duration_of, moment_of
from rota.reading.calendars.work import EVENT, ExpansionBudget
from rota.reading.calendars.zones import Zones

MOST_RULES = 10
LONGEST_REPEATED = timedelta(31)

NO_TIME = Length()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule and where it ends, if it does."""

    rule: RecurrenceRule
    until: Stamp | None


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is read with. ``scope`` tells the series of one file apart where needed; ``usual_minutes`` is what
    a time without an end lasts; ``cancelled`` when the whole calendar takes its events back."""

    zones: Zones
    work: ExpansionBudget
    owner: Invited
    scope: str
    usual_minutes: int
    cancelled: bool


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


def event_of(component: Component, context: Context) -> Event:
    """The event. RefusedError when it cannot be read. An event without a UID is a series of its own."""
    context.work.spend(EVENT)
    if component.refused:
        raise RefusedError(component.refused)
    uid = component.one("UID")
    series = uid.value if uid and uid.value else f"{context.scope}, event {component.number}"
    replaced = component.one("RECURRENCE-ID")
    event = Event(
        component.number,
        series,
        _version(component),
        None,
        replaces=moment_of(replaced, context.zones) if replaced else None,
        and_later=bool(replaced) and "THISANDFUTURE" in _range(replaced),
    )
    answers = declined(component, context.owner, context.work)
    free, said = _free(component, context.cancelled, answers)
    if free:
        return replace(event, remarks=(said,)) if said else event
    return _with_times(event, component, context, (ALL_DECLINED,) if answers is Declined.EVERYBODY else ())


def _with_times(event: Event, component: Component, context: Context, remarks: tuple[str, ...]) -> Event:
    """The event with when it is: it keeps somebody busy. RefusedError when that cannot be read."""
    start = _start(component, context.zones)
    length, assumed = _length(component, start, context)
    repeats = tuple(_repeats(component, start, context)) if event.replaces is None or event.and_later else ()
    more, without = listed(component, context.zones, context.work)
    if length.most > (LONGEST_REPEATED + timedelta(hours=2) if repeats or more else LONGEST):
        raise RefusedError("it lasts longer than anything does")
    return replace(
        event,
        start=start,
        length=length,
        repeats=repeats,
        more=more,
        without=without,
        remarks=(*doubts_of(component, start, length, assumed), *remarks),
    )


def _range(line: Line | None) -> str:
    return line.parameters.get("RANGE", "").upper() if line else ""


def _free(component: Component, cancelled: bool, answers: Declined) -> tuple[bool, str]:
    """Whether it takes up no time, and what is to be said of that.

    What is tentative does take time: a visit cannot be made on the strength of a maybe.
    """
    outlook = component.word("X-MICROSOFT-CDO-BUSYSTATUS")
    if cancelled or component.word("STATUS") in ("CANCELLED", "CANCELED"):
        return True, ""
    if component.word("TRANSP") == "TRANSPARENT" or outlook == "FREE":
        return True, ""
    if answers is Declined.OWNER:
        return True, DECLINED
    return (True, WORKING_ELSEWHERE) if outlook == "WORKINGELSEWHERE" else (False, "")


def _version(component: Component) -> tuple[int, str]:
    sequence = component.word("SEQUENCE")
    number = int(sequence) if sequence.isascii() and sequence.isdecimal() and len(sequence) < 10 else 0
    return number, component.word("LAST-MODIFIED")[:16]


def _start(component: Component, zones: Zones) -> Moment:
    line = component.one("DTSTART")
    if line is None:
        raise RefusedError("it has no start")
    return moment_of(line, zones)


def _length(component: Component, start: Moment, context: Context) -> tuple[Length, int]:
    """How long it lasts, and how many minutes of that are assumed."""
    end, duration = component.one("DTEND"), component.one("DURATION")
    assumed = 0
    if end is not None:
        length = between(start, moment_of(end, context.zones))
        if length.on_the_wall + length.exact < timedelta(0):
            raise RefusedError("it ends before it starts")
    elif duration is not None:
        length = duration_of(duration.value)
    else:
        assumed = 0 if start.all_day else context.usual_minutes
        length = Length(exact=timedelta(minutes=assumed))
    if start.all_day and not length.on_the_wall:
        return Length(timedelta(1)), 0  # a day without an end, or that ends as it starts, is that day
    return length, assumed


def _repeats(component: Component, start: Moment, context: Context) -> Iterator[Repeat]:
    for count, line in enumerate(component.all("RRULE"), start=1):
        if count > MOST_RULES:
            raise RefusedError(f"it repeats by more than {MOST_RULES} rules")
        rule = rule_of(line.value, context.work)
        until = any_stamp_of(rule.until) if rule.until else None
        if until and start.all_day:
            until = Stamp(datetime.combine(_last_day(until, context.zones.own), time.min), "day")
        yield Repeat(rule, until)


def _last_day(until: Stamp, home: tzinfo) -> date:
    """The day at whose beginning or end a series of whole days stops, when it says so by an instant.

    Exchange means the last day, and writes its midnight at home in UTC: of 20 July in London 20260719T230000Z.
    What is neither a day's beginning there nor its last minute is taken as the day that is written.
    """
    if until.kind != "utc" or until.wall.year > LAST_YEAR:
        return until.wall.date()
    local = until.wall.replace(tzinfo=UTC).astimezone(home)
    at_an_end = local.time() == time.min or (local.hour, local.minute) == (23, 59)
    return local.date() if at_an_end else until.wall.date()
