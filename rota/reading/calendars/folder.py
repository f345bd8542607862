"""Every calendar of an input folder, as absences of people and meetings of committees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rota.domain import LONDON, Absence, Meeting, Span
from rota.reading.availability import MEETING_HOURS
from rota.reading.calendars.files import bytes_of, where
from rota.reading.calendars.owners import Owners
from rota.reading.calendars.worker import Answer, Worker
from rota.reading.faults import Faults
from rota.reading.uses import SHOWN_ROWS
from rota.words import numbered

MOST_LOST = 5
"""Calendars that may each cost the process its life before the rest of the folder is left unread."""

GIVEN_UP = f"was not read: {MOST_LOST} other calendars took too long. Mend or take out those first."


@dataclass(frozen=True, slots=True)
class CalendarTimes:
    """When people are away and when committees meet, as their calendars say; each meeting with its calendar.

    ``notes`` say, in sentences, what was left out or assumed: the file, the number of the event, why. Never more.
    """

    absences: tuple[Absence, ...] = ()
    meetings: tuple[tuple[Path, Meeting], ...] = ()
    notes: tuple[str, ...] = ()


def read_calendars(paths: Sequence[Path], owners: Owners, year: Span, faults: Faults) -> CalendarTimes:
    """The busy times of the year in these calendars. A calendar that cannot be read at all is a fault.

    It is a fault and not a note because a rota drawn without it would send people where they cannot be.
    """
    absences: list[Absence] = []
    meetings: list[tuple[Path, Meeting]] = []
    notes: list[str] = []
    lost = 0
    with Worker() as worker:
        for path in paths:
            owner = owners.of(path, faults)
            data = bytes_of(path, faults) if owner else None
            if owner is None or data is None:
                continue
            if lost >= MOST_LOST:
                faults.add(where(path), GIVEN_UP)
                continue
            answer = worker.read(data, year, MEETING_HOURS * 60 if owner.kind == "committee" else 0)
            lost += answer.lost
            if answer.unread:
                faults.add(where(path), f"was not read: {answer.unread}")
                continue
            notes.extend(_notes(where(path), answer))
            if owner.kind == "committee":
                meetings.extend((path, Meeting(owner.name, *ends)) for ends in _ends(answer))
            else:
                absences.extend(Absence(owner.name, *ends) for ends in _ends(answer))
    return CalendarTimes(tuple(absences), tuple(meetings), tuple(notes))


def _ends(answer: Answer) -> Iterator[tuple[datetime, datetime]]:
    for start, end in answer.times:
        yield _in_london(start, end)


def _in_london(start: int, end: int) -> tuple[datetime, datetime]:
    """The stretch by London's clock. One within the hour that comes twice is moved to its first coming."""
    first, last = (datetime.fromtimestamp(seconds, LONDON).replace(fold=0) for seconds in (start, end))
    return first, last if first < last else first + timedelta(seconds=end - start)


def _notes(place: str, answer: Answer) -> Iterable[str]:
    for why, numbers in sorted(answer.skipped.items()):
        verb = "was" if len(numbers) == 1 else "were"
        yield f"{place}: {_which(numbers)} {verb} not read: {why}."
    for why, numbers in sorted(answer.remarks.items()):
        yield f"{place}: {why}." if numbers == [0] else f"{place}: {_which(numbers)}: {why}."
    if not answer.times:
        yield f"{place}: there is no busy time in the rota's year. Check that it is the right calendar, and up to date."


def _which(numbers: Sequence[int]) -> str:
    return numbered("event", numbers, SHOWN_ROWS)
