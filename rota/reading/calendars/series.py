"""All times of a series: what its rules and dates give, less what is taken out, with what was moved or cancelled."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from rota.domain.spans import Span
from rota.domain.visits import LONDON
from rota.reading.calendars.events import Event, Repeat
from rota.reading.calendars.expansion import occurrences
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.values import Length, Moment, instant_of
from rota.reading.calendars.work import OVERRIDE, TIME, ExpansionBudget

MOST_OVERRIDES = 1_000
"""Times of one series that were moved, changed or cancelled one by one."""
FURTHEST = timedelta(366)
"""How far a change to all later times may move them."""

Busy = tuple[datetime, datetime]
"""A busy stretch: its start and its end, in UTC."""
Key = date | datetime
"""What names a time of a series: its day, or its instant in UTC."""

SAME_UID = "another event has the same UID and is newer: only the newer one counts"


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """The days asked for, from midnight to midnight in London."""

    span: Span

    @property
    def start(self) -> datetime:
        """The first midnight."""
        return self._midnight(self.span.ends()[0])

    @property
    def end(self) -> datetime:
        """The midnight after the last day."""
        return self._midnight(self.span.ends()[1] + timedelta(1))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


def by_series(events: Iterable[Event]) -> list[list[Event]]:
    """The events of each series together, in the order in which the series are met."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.series].append(event)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Series:
    """The newest of each event of a series: its masters, and the overrides."""

    masters: tuple[Event, ...]
    single: tuple[Event, ...]
    later: tuple[Event, ...]
    outdated: tuple[Event, ...]


def series_of(events: list[Event]) -> Series:
    """The series. RefusedError when it has too many overrides.

    Of masters with one UID the newest counts; those that are equally new all do, for nobody knows which is wrong.
    """
    masters = [event for event in events if event.replaces is None]
    newest = max((event.version for event in masters), default=(0, ""))
    overrides: dict[tuple[bool, datetime], Event] = {}
    for event in events:
        if event.replaces is not None:
            key = (event.and_later, event.replaces.instant)
            held = overrides.get(key)
            overrides[key] = event if held is None or event.version >= held.version else held
    if len(overrides) > MOST_OVERRIDES:
        raise RefusedError(f"more than {MOST_OVERRIDES:,} times of it were changed one by one")
    ordered = [overrides[key] for key in sorted(overrides)]
    return Series(
        tuple(event for event in masters if event.version == newest),
        tuple(event for event in ordered if not event.and_later),
        tuple(event for event in ordered if event.and_later),
        tuple(event for event in masters if event.version != newest),
    )


def busy_of(series: Series, year: DaysAsked, work: ExpansionBudget) -> Iterator[Busy]:
    """When the series keeps its owner busy; some of it may lie outside the year."""
    for master in series.masters:
        if master.start is not None:
            yield from _of_master(master, master.start, series, year, work)
    for event in series.single:
        if event.start is not None:
            yield _stretch(event.start.wall, event.start.zone, event.length)
    for event in series.later:
        if event.start is not None and event.repeated:
            yield from _of_master(event, event.start, Series((), series.single, (), ()), year, work)
        elif event.start is not None:
            yield _stretch(event.start.wall, event.start.zone, event.length)


def _stretch(wall: datetime, zone: tzinfo, length: Length) -> Busy:
    return instant_of(wall, zone), length.after(wall, zone)


def _of_master(master: Event, start: Moment, series: Series, year: DaysAsked, work: ExpansionBudget) -> Iterator[Busy]:
    work.spend(OVERRIDE * (len(master.without) + len(series.single) + len(series.later)))
    without = {_key(moment, start) for moment in master.without}
    changed = {_key(event.replaces, start) for event in series.single if event.replaces}
    shifts = [_Later.of(event, start) for event in series.later]
    margin = max([master.length.most, *(later.reach for later in shifts)])
    for wall, length in _times(master, start, year, margin, work):
        keys = _keys(wall, start)
        if keys & without or keys & changed:
            continue
        later = _last_before(shifts, instant_of(wall, start.zone))
        if later is None:
            yield _stretch(wall, start.zone, length or master.length)
        elif later.busy and not later.own_rule and not _keys(wall + later.shift, start) & changed:
            yield _stretch(wall + later.shift, later.zone, later.length)


def _times(
    master: Event, start: Moment, year: DaysAsked, margin: timedelta, work: ExpansionBudget
) -> Iterator[tuple[datetime, Length | None]]:
    """Every time on the wall at which the master happens, near enough to the year; some more than once."""
    first, last = (day + step for day, step in zip(year.span.ends(), (-margin, margin), strict=True))
    first, last = first - timedelta(2), last + timedelta(2)
    if not master.repeats:
        yield start.wall, None
    for repeat in master.repeats:
        end = repeat.until.wall.date() if repeat.until else None
        for wall in occurrences(repeat.rule, start.wall, first, last, work, end):
            if wall == start.wall or not _ended(repeat, wall, start):
                yield (datetime.combine(wall.date(), time.min) if start.all_day else wall), None
    for moment, length in master.more:
        work.spend(TIME)
        yield _on_the_wall_of(moment, start), length


def _on_the_wall_of(moment: Moment, start: Moment) -> datetime:
    """A further date of a series, as the clock of the series shows it."""
    if moment.all_day and not start.all_day:
        return datetime.combine(moment.wall.date(), start.wall.time())
    if start.all_day:
        return datetime.combine(moment.day, time.min)
    if moment.floating or moment.zone == start.zone:
        return moment.wall
    return _wall_in(moment.instant, start.zone, moment.wall)


def _wall_in(instant: datetime, zone: tzinfo, about: datetime) -> datetime:
    """What the clock in the zone shows at this instant: found from the offset there, whoever defines the zone."""
    offset = instant_of(about, zone) - about.replace(tzinfo=UTC)
    wall = instant.replace(tzinfo=None) - offset
    again = instant_of(wall, zone) - wall.replace(tzinfo=UTC)
    return instant.replace(tzinfo=None) - again


def _ended(repeat: Repeat, wall: datetime, start: Moment) -> bool:
    until = repeat.until
    if until is None:
        return False
    if until.kind == "day" or start.all_day:
        return wall.date() > until.wall.date()
    if until.kind == "utc":
        return instant_of(wall, start.zone) > until.wall.replace(tzinfo=UTC)
    return wall > until.wall


def _key(moment: Moment, start: Moment) -> Key:
    """The name of the time that the moment speaks of, in the series that starts so."""
    if start.all_day or moment.all_day:
        return moment.day
    return instant_of(moment.wall, start.zone) if moment.floating else moment.instant


def _keys(wall: datetime, start: Moment) -> set[Key]:
    """The names by which a time of the series may be spoken of."""
    return {wall.date()} if start.all_day else {wall.date(), instant_of(wall, start.zone)}


@dataclass(frozen=True, slots=True)
class _Later:
    """A change of one time and all later ones: they move by ``shift`` and last as long as it says."""

    since: datetime
    shift: timedelta
    zone: tzinfo
    length: Length
    busy: bool
    own_rule: bool

    @property
    def reach(self) -> timedelta:
        """How far from its first place a time may end up, with how long it lasts."""
        return abs(self.shift) + self.length.most

    @classmethod
    def of(cls, event: Event, start: Moment) -> _Later:
        """The change. RefusedError when it moves the series too far."""
        assert event.replaces is not None
        since = event.replaces.instant
        if event.start is None:
            return cls(since, timedelta(0), start.zone, Length(), busy=False, own_rule=False)
        same = event.replaces.zone == event.start.zone
        shift = event.start.wall - event.replaces.wall if same else event.start.instant - since
        if abs(shift) > FURTHEST:
            raise RefusedError("a change to all later times moves them by more than a year")
        zone = event.start.zone if start.all_day else start.zone
        return cls(since, shift, zone, event.length, busy=True, own_rule=event.repeated)


def _last_before(shifts: list[_Later], instant: datetime) -> _Later | None:
    """The last of the changes, which are in order, that holds at this instant."""
    held = bisect_right(shifts, instant, key=lambda later: later.since)
    return shifts[held - 1] if held else None
