"""Members go only when they are free, with time to travel there and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar
from weakref import WeakValueDictionary, finalize

from rota.domain import ALWAYS, LONDON, Problem, Rota, Slot, Span, Weekly
from rota.domain.edits import Free
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import joined, moment_in_words


@dataclass(frozen=True)
class Availability(Rule):
    """Each member who goes is free from the travel time before the visit to the travel time after it.

    Free means that no absence of the member overlaps that stretch and no regular week says
    "unavailable" in it; and, for a member who has named times as "available", that those times of
    the visit's weekday cover the whole of it. All times are London times as a clock shows them.

    Why: 45 in 100 members are in work and 28 in 100 care for somebody; a time they cannot make is a visit not held.
    Source: Census of councillors 2013 (domain A36: weekly availability); an hour and 30 minutes of travel (domain A4).
    Kept: A member away until noon visits at 12:30, with 30 minutes of travel.
    Broken: The same member visits at 12:00.
    Numbers: none.
    """

    personal: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        alike: dict[frozenset[str], list[str]] = defaultdict(list)
        people = [member.id for member in problem.members]
        for person, busy in busy_slots(problem, people, problem.travel_minutes).items():
            alike[busy].append(person)
        for busy, members in alike.items():
            if busy:
                yield Bar(
                    tuple(sorted(members)), None, all_or(busy, problem.slots), "availability: members not available"
                )

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            for member in placement.members:
                if not is_free(problem, member, placement.slot, problem.travel_minutes):
                    when = moment_in_words(placement.slot.start)
                    yield self.breach(
                        f"{problem.member(member).name} is not available on {when}.", placement.visit, (member,)
                    )

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        travel = timedelta(minutes=problem.travel_minutes)
        slots = {slot.id: slot for slot in problem.slots}
        asked = [(opening, member) for opening in trouble.openings for member in opening.members]
        edits = [
            Free(member, slots[opening.slot].start - travel, slots[opening.slot].end + travel)
            for opening, member in asked
        ]
        favours = [
            f"{problem.member(member).name} to keep {moment_in_words(slots[opening.slot].start)} free for "
            f"{problem.title(opening.visit)}"
            for opening, member in asked
        ]
        if asked:
            yield WayOut(f"Ask {joined(favours)}.", tuple(edits), len(asked))


# For statements only: a sweep over the year's slots in order of time.


def busy_slots(problem: Problem, people: Iterable[str], travel_minutes: int) -> dict[str, frozenset[str]]:
    """The slots of the year at which each of these people (members or hosts) is not free."""
    hours = (problem.year, problem.weekdays, problem.sessions, problem.visit_minutes, travel_minutes)
    diaries = (problem.absences, problem.weekly, problem.school_holidays)
    asked = (tuple(sorted(people)), hours, diaries)
    known = _KNOWN.get(asked)
    if known is None:
        known = _KNOWN[asked] = _Busy(_busy_slots(problem, asked[0], travel_minutes))
    if id(problem) not in _HELD:
        finalize(problem, _HELD.pop, id(problem), None)
    _HELD.setdefault(id(problem), {})[known] = None
    return dict(known.slots)


@dataclass(frozen=True, eq=False)
class _Busy:
    """An answer, known again by itself alone."""

    slots: dict[str, frozenset[str]]


_KNOWN: WeakValueDictionary[object, _Busy] = WeakValueDictionary()
"""Answers by all that they depend on: re-planning and diagnosis ask the same of many problems that differ elsewhere."""
_HELD: dict[int, dict[_Busy, None]] = {}
"""What each problem that lives has asked: its answers are forgotten with the last problem that asked for them."""


def _busy_slots(problem: Problem, people: tuple[str, ...], travel_minutes: int) -> dict[str, frozenset[str]]:
    sweep = _Sweep.of(problem, travel_minutes)
    busy: dict[str, set[str]] = {person: set() for person in people}
    for absence in problem.absences:
        if absence.person in busy:
            busy[absence.person].update(sweep.during(absence.start, absence.end))
    available: dict[str, list[Weekly]] = defaultdict(list)
    for row in problem.weekly:
        if row.person in busy and row.pattern == "unavailable":
            busy[row.person].update(sweep.each_week(row))
        elif row.person in busy and row.pattern == "available":
            available[row.person].append(row)
    for person, rows in available.items():
        busy[person].update(sweep.outside(rows))
    return {person: frozenset(slots) for person, slots in busy.items()}


@dataclass(frozen=True, slots=True)
class _Sweep:
    """The slots in order of time, when people set off for each and are back from it, and the days all that touches.

    One week is like another: slots of one weekday for which people are gone at the same hours have the same ``hours``.
    """

    slots: tuple[Slot, ...]
    set_off: list[datetime]
    back: list[datetime]
    hours: list[int]
    days: tuple[date, ...]
    holidays: frozenset[date]

    @classmethod
    def of(cls, problem: Problem, travel_minutes: int) -> _Sweep:
        travel = timedelta(minutes=travel_minutes)
        set_off = [slot.start - travel for slot in problem.slots]
        back = [slot.end + travel for slot in problem.slots]
        numbers: dict[object, int] = {}
        hours = [
            numbers.setdefault(_hours(slot.day, leaves, returns), len(numbers))
            for slot, leaves, returns in zip(problem.slots, set_off, back, strict=True)
        ]
        days = tuple(Span(set_off[0].date(), back[-1].date()).days()) if problem.slots else ()
        holidays = frozenset(day for day in days if any(day in closure.span for closure in problem.school_holidays))
        return cls(problem.slots, set_off, back, hours, days, holidays)

    def during(self, start: datetime, end: datetime) -> set[str]:
        """The slots that the time from ``start`` to ``end`` overlaps."""
        if start >= end:
            return set()
        first, after = bisect_right(self.back, start), bisect_left(self.set_off, end)
        return {slot.id for slot in self.slots[first:after]}

    def each_week(self, row: Weekly) -> Iterator[str]:
        """The slots that the row overlaps on any day on which it is in force."""
        for day in self.days:
            if day.weekday() == row.weekday and self._holds(row, day):
                yield from self.during(_at(day, row.start), _at(day, row.end))

    def outside(self, rows: list[Weekly]) -> Iterator[str]:
        """The slots that these times, the only ones that are free, do not cover whole."""
        always = all(row.season == "always" and row.span == ALWAYS for row in rows)
        held: dict[date, tuple[int, ...]] = dict.fromkeys(self.days, tuple(range(len(rows)))) if always else {}
        covers: dict[tuple[tuple[int, ...], int], bool] = {}
        for number, (slot, hours) in enumerate(zip(self.slots, self.hours, strict=True)):
            day = slot.day
            if day not in held:
                held[day] = tuple(index for index, row in enumerate(rows) if self._holds(row, day))
            key = (held[day], hours)
            if key not in covers:
                in_force = [rows[index] for index in held[day]]
                covers[key] = not in_force or self._covered(number, in_force)
            if not covers[key]:
                yield slot.id

    def _covered(self, number: int, rows: list[Weekly]) -> bool:
        set_off, back = self.set_off[number], self.back[number]
        times = _union(rows, self.slots[number].day)
        return any(start <= set_off and back <= end for start, end in times)

    def _holds(self, row: Weekly, day: date) -> bool:
        seasons = ("always", "holidays" if day in self.holidays else "term")
        return row.season in seasons and day in row.span


def _hours(day: date, set_off: datetime, back: datetime) -> tuple[object, ...]:
    return day.weekday(), (day - set_off.date()).days, set_off.time(), (back.date() - day).days, back.time()


def _union(rows: list[Weekly], day: date) -> list[tuple[datetime, datetime]]:
    times: list[tuple[time, time]] = []
    for start, end in sorted((row.start, row.end) for row in rows if row.weekday == day.weekday()):
        if times and start <= times[-1][1]:
            times[-1] = (times[-1][0], max(times[-1][1], end))
        elif start < end:
            times.append((start, end))
    return [(_at(day, start), _at(day, end)) for start, end in times]


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LONDON)


# For checks only: one person at one slot, row by row.


def is_free(problem: Problem, person: str, slot: Slot, travel_minutes: int) -> bool:
    """Whether the person (member or host) is free for the slot with this travel before and after it."""
    travel = timedelta(minutes=travel_minutes)
    start, end = slot.start - travel, slot.end + travel
    stretches = [(absence.start, absence.end) for absence in problem.absences_of(person)]
    weekly = problem.weekly_of(person)
    for offset in range((end.date() - start.date()).days + 1):
        day = start.date() + timedelta(offset)
        stretches += _times_on(problem, weekly, "unavailable", day)
    if any(max(start, begun) < min(end, over) for begun, over in stretches):
        return False
    if not any(row.pattern == "available" and _in_force(problem, row, slot.day) for row in weekly):
        return True
    offered = _times_on(problem, weekly, "available", slot.day)
    # Where cover fails, it fails first at the very start or just as one of the rows ends.
    doubtful = [start] + [over for _, over in offered if start < over < end]
    return all(any(begun <= moment < over for begun, over in offered) for moment in doubtful)


def _times_on(problem: Problem, rows: Iterable[Weekly], pattern: str, day: date) -> list[tuple[datetime, datetime]]:
    return [
        (datetime.combine(day, row.start, LONDON), datetime.combine(day, row.end, LONDON))
        for row in rows
        if row.pattern == pattern and row.weekday == day.weekday() and _in_force(problem, row, day)
    ]


def _in_force(problem: Problem, row: Weekly, day: date) -> bool:
    if day not in row.span:
        return False
    on_holiday = any(day in closure.span for closure in problem.school_holidays)
    return row.season == "always" or on_holiday == (row.season == "holidays")
