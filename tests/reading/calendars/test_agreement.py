"""Series are read as recurring-ical-events reads them, which shares nothing with ours but the standard."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from rota.domain import LONDON
from rota.reading.calendars.busy import busy_times
from rota.reading.calendars.series import Busy
from tests.builders import span
from tests.reading.calendars.ics import calendar, event

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

    def moved(self, step: int, hours: int) -> datetime:
        """Where a time is moved to: so many hours on, or a day."""
        return self.at(step) + (timedelta(1) if self.zone == "DATE" else timedelta(hours=hours))

    def parts(self) -> list[str]:
        """The series, with times taken out, moved, cancelled, and sometimes all later ones moved."""
        chance, steps = self.chance, self.chance.sample(range(1, 40), 5)
        count = f";COUNT={chance.randint(2, 90)}" if chance.random() < 0.4 else ""
        out = [self.line("EXDATE", self.at(step)) for step in steps[: chance.randint(0, 2)]]
        rule = f"RRULE:FREQ={self.frequency};INTERVAL={self.interval}{count}"
        found = [event(*self.times(self.start), rule, *out, uid="a")]
        for step in steps[2 : 2 + chance.randint(0, 2)]:
            state = ["STATUS:CANCELLED"] if chance.random() < 0.3 else []
            change = [self.line("RECURRENCE-ID", self.at(step)), *self.times(self.moved(step, chance.randint(1, 30)))]
            found.append(event(*change, *state, uid="a"))
        if chance.random() < 0.4 and self.zone != "UTC":
            change = [self.line("RECURRENCE-ID;RANGE=THISANDFUTURE", self.at(steps[4]))]
            found.append(event(*change, *self.times(self.moved(steps[4], chance.randint(1, 5))), uid="a"))
        return found


def theirs(data: bytes) -> set[Busy]:
    """What recurring-ical-events finds in the year, less what lies within another stretch."""
    import icalendar
    import recurring_ical_events

    first, last = (datetime.combine(day, time.min, tzinfo=LONDON) for day in span(*YEAR).ends())
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(first, last + timedelta(1))
    times = {(_utc(one.start), _utc(one.end)) for one in found if str(one.get("STATUS")) != "CANCELLED"}
    return {one for one in times if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in times)}


def _utc(moment: date) -> datetime:
    aware = moment if isinstance(moment, datetime) else datetime.combine(moment, time.min, tzinfo=LONDON)
    return aware.astimezone(UTC)


@pytest.mark.calendars
@pytest.mark.parametrize("seed", range(SERIES))
def test_a_series_is_read_as_another_program_reads_it(seed: int) -> None:
    """Across both changes of the clocks: 25 October 2026 and 28 March 2027."""
    data = calendar(*Drawn(random.Random(seed)).parts())
    read = busy_times(data, span(*YEAR))
    assert dict(read.skipped) == {}
    assert set(read.times) == theirs(data)
