"""Every calendar of an input folder, as absences of people and meetings of committees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from rota.domain import LONDON, Absence, Meeting, Span
from rota.reading.availability import MEETING_HOURS
from rota.reading.calendars.busy import BusyTimes, busy_times
from rota.reading.calendars.files import bytes_of, where
from rota.reading.calendars.owners import Owner, Owners
from rota.reading.calendars.refused import UnreadableError
from rota.reading.calendars.series import Busy
from rota.reading.calendars.work import TooMuchWorkError
from rota.source import Source
from rota.tables.cell_uses import SHOWN_ROWS
from rota.tables.faults import Faults
from rota.text.english import numbered

MOST_COSTLY = 5
"""Calendars that may each cost more work than any should, before the rest of the folder is left unread."""

GIVEN_UP = f"was not read: {MOST_COSTLY} other calendars take too much work. Mend or take out those first."


@dataclass(frozen=True, slots=True)
class CalendarTimes:
    """When people are away and when committees meet, as their calendars say; each meeting with its calendar.

    ``notes`` say, in sentences, what was left out or assumed: the file, the number of the event, why. Never more.
    """

    absences: tuple[Absence, ...] = ()
    meetings: tuple[tuple[PurePath, Meeting], ...] = ()
    notes: tuple[str, ...] = ()


def read_calendars(
    source: Source, paths: Sequence[PurePath], owners: Owners, year: Span, faults: Faults
) -> CalendarTimes:
    """The busy times of the year in these calendars. A calendar that cannot be read at all is a fault.

    It is a fault and not a note because a rota drawn without it would send people where they cannot be.
    """
    absences: list[Absence] = []
    meetings: list[tuple[PurePath, Meeting]] = []
    notes: list[str] = []
    costly = 0
    for path in paths:
        owner = owners.of(path, faults)
        data = bytes_of(source, path, faults) if owner else None
        if owner is None or data is None:
            continue
        if costly >= MOST_COSTLY:
            faults.add(where(path), GIVEN_UP)
            continue
        try:
            found = _busy(data, owner, year)
        except UnreadableError as error:
            costly += isinstance(error, TooMuchWorkError)
            faults.add(where(path), f"was not read: {error}")
            continue
        notes.extend(_notes(where(path), found))
        if owner.kind == "committee":
            meetings.extend((path, Meeting(owner.name, *_in_london(*busy))) for busy in found.times)
        else:
            absences.extend(Absence(owner.name, *_in_london(*busy)) for busy in found.times)
    return CalendarTimes(tuple(absences), tuple(meetings), tuple(notes))


def _busy(data: bytes, owner: Owner, year: Span) -> BusyTimes:
    """A meeting without an end lasts as long as in the table of meetings; nobody declines a committee's."""
    if owner.kind == "committee":
        return busy_times(data, year, MEETING_HOURS * 60)
    return busy_times(data, year, called=owner.called)


def _in_london(start: datetime, end: datetime) -> Busy:
    """The stretch by London's clock. One within the hour that comes twice is moved to its first coming."""
    first, last = (moment.astimezone(LONDON).replace(fold=0) for moment in (start, end))
    return first, last if first < last else first + (end - start)


def _notes(place: str, found: BusyTimes) -> Iterable[str]:
    for why, numbers in sorted(found.skipped.items()):
        verb = "was" if len(numbers) == 1 else "were"
        yield f"{place}: {_which(numbers)} {verb} not read: {why}."
    for why, numbers in sorted(found.remarks.items()):
        yield f"{place}: {why}." if numbers == [0] else f"{place}: {_which(numbers)}: {why}."
    if not found.times:
        yield f"{place}: there is no busy time in the rota's year. Check that it is the right calendar, and up to date."


def _which(numbers: Sequence[int]) -> str:
    return numbered("event", numbers, SHOWN_ROWS)
