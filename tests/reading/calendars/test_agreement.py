"""Series are read as recurring-ical-events reads them, which shares nothing with ours but the standard."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rota.domain import LONDON
from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.series import Busy, DaysAsked
from tests.agreement.reading import read_by
from tests.reading.calendars.ics import calendar, event
from tests.support.builders import span

YEAR = ("2026-09-01", "2027-04-30")
ZONES = ("Europe/London", "America/New_York", "UTC", "DATE")
SERIES = 300


class Drawn:
    """A series drawn at random: its zone, its start, how it repeats, and how long each time lasts."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.zone = chance, chance.choice(ZONES)
        hour = 0 if self.zone == "DATE" else chance.randint(7, 18)
        self.start = datetime(2026, chance.randint(1, 12), chance.randint(1, 28), hour)
        self.frequency, self.interval = chance.choice(("DAILY", "WEEKLY", "MONTHLY")), chance.randint(1, 3)
        minutes = 24 * 60 if self.zone == "DATE" else chance.choice((30, 60, 120))
        self.length = timedelta(minutes=minutes)

    def at(self, step: int) -> datetime:
        """The start of the time that comes so many steps after the first."""
        steps = step * self.interval
        if self.frequency != "MONTHLY":
            return self.start + timedelta(steps * (7 if self.frequency == "WEEKLY" else 1))
        months = self.start.month - 1 + steps
        return self.start.replace(year=self.start.year + months // 12, month=months % 12 + 1)

    def line(self, name: str, at: datetime) -> str:
        """A line of this name and time, in the zone of the series."""
        if self.zone == "DATE":
            return f"{name};VALUE=DATE:{at:%Y%m%d}"
        return f"{name}:{at:%Y%m%dT%H%M%SZ}" if self.zone == "UTC" else f"{name};TZID={self.zone}:{at:%Y%m%dT%H%M%S}"

    def times(self, start: datetime) -> list[str]:
        """The lines of a start and its end."""
        return [self.line("DTSTART", start), self.line("DTEND", start + self.length)]

    def last(self) -> str:
        """An end in the year, within which both changes of the clocks have been."""
        return "20270415" if self.zone == "DATE" else "20270415T120000Z"

    def moved(self, step: int, hours: int) -> datetime:
        """Where a time is moved to: so many hours on, or a day."""
        return self.at(step) + (timedelta(1) if self.zone == "DATE" else timedelta(hours=hours))

    def parts(self) -> list[str]:
        """The series, with times taken out, moved, cancelled, and sometimes all later ones moved."""
        chance, steps = self.chance, self.chance.sample(range(1, 40), 5)
        end = f"COUNT={chance.randint(2, 90)}" if chance.random() < 0.4 else f"UNTIL={self.last()}"
        out = [self.line("EXDATE", self.at(step)) for step in steps[: chance.randint(0, 2)]]
        rule = f"RRULE:FREQ={self.frequency};INTERVAL={self.interval};{end}"
        found = [event(*self.times(self.start), rule, *out, uid="a")]
        for step in steps[2 : 2 + chance.randint(0, 2)]:
            state = ["STATUS:CANCELLED"] if chance.random() < 0.3 else []
            change = [self.line("RECURRENCE-ID", self.at(step)), *self.times(self.moved(step, chance.randint(1, 30)))]
            found.append(event(*change, *state, uid="a"))
        if chance.random() < 0.4 and self.zone != "UTC":
            change = [self.line("RECURRENCE-ID;RANGE=THISANDFUTURE", self.at(steps[4]))]
            found.append(event(*change, *self.times(self.moved(steps[4], chance.randint(1, 5))), uid="a"))
        return found


def theirs(line: str) -> Busy:
    """The stretch in what the reader says of an event; days are London's."""
    start, end = (_utc(word) for word in line.split("|")[2:4])
    return start, end


def _utc(word: str) -> datetime:
    if word.endswith("Z"):
        return datetime.strptime(word, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.strptime(word, "%Y%m%d").replace(tzinfo=LONDON).astimezone(UTC)


def outermost(times: set[Busy]) -> set[Busy]:
    """Those that meet the year, less what lies within another."""
    year = DaysAsked(span(*YEAR))
    met = {(start, end) for start, end in times if start < year.end and year.start < end}
    return {one for one in met if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in met)}


@pytest.mark.calendars
def test_series_are_read_as_another_program_reads_them(tmp_path: Path) -> None:
    """Across both changes of the clocks: 25 October 2026 and 28 March 2027."""
    drawn = {f"{seed:03}.ics": calendar(*Drawn(random.Random(seed)).parts()) for seed in range(SERIES)}
    for name, data in drawn.items():
        (tmp_path / name).write_bytes(data)
    said: dict[str, set[Busy]] = {name: set() for name in drawn}
    for line in read_by("icalendar", tmp_path):
        if not line.endswith("|CANCELLED"):
            said[line.partition("|")[0]].add(theirs(line))
    ours = {name: busy_times(data, span(*YEAR)) for name, data in drawn.items()}
    assert {name: dict(read.skipped) for name, read in ours.items() if read.skipped} == {}
    assert [name for name, read in ours.items() if set(read.times) != outermost(said[name])] == []
    assert sum(len(read.times) for read in ours.values()) > 10 * SERIES, "there is something to agree on"
