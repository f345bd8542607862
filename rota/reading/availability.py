"""When people can be somewhere: absences, regular weeks, committees and their meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import cast

from rota.domain import LONDON, Absence, CommitteePlace, Meeting, Weekly
from rota.domain.people import Pattern, Season
from rota.tables.cells import as_weekdays
from rota.tables.dates import has_date
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.schema import PATTERNS, SEASONS
from rota.tables.table import Table
from rota.tables.vacancies import is_vacancy

MEETING_HOURS = 2
"""How long a meeting lasts when its end is not given: ModernGov gives none (domain, section C2)."""

_DAY = timedelta(1)


def read_absences(table: Table, people: Names) -> Iterator[Absence]:
    """The absences. A last day without a time is absent to its midnight."""
    for row in table.rows:
        person = people.find(row, "person")
        started = row.moment("start") if row.needed("start", "a date like 2026-06-30") else None
        ended = row.moment("end") or (started[0], None) if started else None
        if not started or not ended or not row.good or not person:
            continue
        start = _at(started[0], started[1] or time.min)
        end = _at(ended[0], ended[1]) if ended[1] else _midnight_after(ended[0])
        if end <= start:
            row.fault("end", f"comes before 'start', {_shown(started)}. Change one of the two.")
        else:
            yield Absence(person, start, end)


def read_weekly(table: Table, people: Names) -> Iterator[Weekly]:
    """The regular weeks, a row for each day of the week."""
    for row in table.rows:
        person = people.find(row, "person")
        row.needed("day", "a day like Monday, or Monday-Friday")
        days = row.read("day", as_weekdays, ())
        start = row.time("start") if row.needed("start", "a time like 09:00") else None
        end = row.time("end") if row.needed("end", "a time like 17:00") else None
        pattern = cast(Pattern, row.choice("pattern", PATTERNS, "available"))
        season = cast(Season, row.choice("season", SEASONS, "always"))
        span = row.span("from", "until")
        if start and end and end <= start:
            row.fault("end", f"is not after 'start', {start:%H:%M}. Change one of the two.")
        if row.good and person and start is not None and end is not None:
            yield from (Weekly(person, day, start, end, pattern, season, span) for day in days)


def read_committees(table: Table, members: Names) -> Iterator[tuple[Row, CommitteePlace]]:
    """Who sits on which committee, as it is spelt in the row."""
    for row in table.rows:
        word = row.text("member")
        if members.is_vacant(word) or is_vacancy(word):
            then = ", and the row is passed over. Take it out until the seat is filled."
            many = ", and these rows are passed over. Take them out until the seats are filled."
            row.warn("member", "is a vacancy", then, many)
            continue
        member = members.find(row, "member")
        row.needed("committee", "the committee's name")
        name, span = row.text("committee"), row.span("from", "until")
        if row.good and member:
            yield row, CommitteePlace(member, name, span)


def read_meetings(table: Table) -> Iterator[tuple[Row, Meeting]]:
    """When committees meet, each as it is spelt in the row."""
    for row in table.rows:
        row.needed("committee", "the committee's name")
        name = row.text("committee")
        start = _meeting_start(row)
        end = _meeting_end(row, start) if start else None
        if row.good and start and end:
            yield row, Meeting(name, start, end)


def _meeting_start(row: Row) -> datetime | None:
    if row.blank("date"):
        moment = row.moment("start") if row.needed("start", "a date and time like 2026-06-03 18:00") else None
        if moment and moment[1] is None:
            row.fault("start", "has no time. Write it like 2026-06-03 18:00.")
        return _at(moment[0], moment[1]) if moment and moment[1] else None
    day = row.date("date")
    start = row.time_on("start", day) if row.needed("start", "a time like 18:00") and day else None
    return _at(day, start) if day and start is not None else None


def _meeting_end(row: Row, start: datetime) -> datetime | None:
    if row.blank("end"):
        return start + timedelta(hours=MEETING_HOURS)
    day, at = _end_in(row, start)
    if at is None or day is None:
        return None
    end = _at(day, at)
    if end <= start:
        row.fault("end", f"is not after the start, {start:%H:%M}. Change one of the two.")
    elif end - start > _DAY:
        began = f"{start:%Y-%m-%d %H:%M}"
        row.fault("end", f"is more than a day after the start, {began}. Write the time alone, like 20:00.")
    return end


def _end_in(row: Row, start: datetime) -> tuple[date | None, time | None]:
    """The end as a time of the same day, or as a date and time."""
    if has_date(row.cells.get("end")):
        moment = row.moment("end")
        if moment and moment[1] is None:
            row.fault("end", "has no time. Write it like 20:00.")
        return moment or (None, None)
    return start.date(), row.time("end")


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON)


def _midnight_after(day: date) -> datetime:
    return _at(day + _DAY, time.min)


def _shown(moment: tuple[date, time | None]) -> str:
    day, at = moment
    return day.isoformat() if at is None else f"{day.isoformat()} {at:%H:%M}"
