"""What an officer has fixed of the year's visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time

from rota.domain import Pin, Team, Visit
from rota.reading.council import CouncilSettings
from rota.tables.cells import WEEKDAYS
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.table import Table


class Owed:
    """The visits that the year owes, by team and number."""

    def __init__(self, visits: Iterable[Visit], teams: Iterable[Team]) -> None:
        visits = tuple(visits)
        self._ids = {(visit.team, visit.number): visit.id for visit in visits}
        self._count = Counter(visit.team for visit in visits)
        self._names = {team.id: team.name for team in teams}

    def find(self, row: Row, column: str, team: str, number: int) -> str | None:
        """The id of the team's visit of this number; a fault that says how many are owed when there is none."""
        visit = self._ids.get((team, number))
        if visit is None:
            count = self._count[team]
            owed = "no visit" if count == 0 else "1 visit" if count == 1 else f"{count} visits"
            name = self._names.get(team, team)
            blank = f"this is blank, which means visit {number}, but the year" if row.blank(column) else ""
            row.fault(column, f"{blank or 'is not a visit of the year: it'} owes {owed} to '{name}'.")
        return visit


def read_fixed(table: Table, members: Names, teams: Names, owed: Owed, council: CouncilSettings) -> Iterator[Pin]:
    """The pins. Two rows that fix one visit to different times are a fault."""
    fixed: dict[str, tuple[date | None, time | None]] = {}
    for row in table.rows:
        team = teams.find(row, "team")
        number = row.number_in("visit", 1, 366, 1)
        visit = owed.find(row, "visit", team, number) if team and row.good else None
        day, start = _day(row, council), _start(row, council)
        member = None if row.blank("member") else members.find(row, "member")
        never = row.yes("never", False)
        _says_something(row, never)
        if visit and row.good:
            _agrees(row, fixed, visit, day, start)
        if visit and row.good:
            yield Pin(visit, day, start, member, never)


def _day(row: Row, council: CouncilSettings) -> date | None:
    day = row.date("date")
    if day is None:
        return None
    if day not in council.year:
        first, last = council.year.ends()
        row.fault("date", f"is not in the year, {first.isoformat()} to {last.isoformat()}.")
    elif day.weekday() not in council.weekdays:
        days = ", ".join(WEEKDAYS[number] for number in council.weekdays)
        row.fault("date", f"is a {WEEKDAYS[day.weekday()]}. Visits are made on: {days}.")
    return day


def _start(row: Row, council: CouncilSettings) -> time | None:
    start = row.time("time")
    starts = sorted({session.start for session in council.sessions})
    if start is not None and start not in starts:
        row.fault("time", f"is not a session. The sessions start at {', '.join(f'{at:%H:%M}' for at in starts)}.")
    return start


def _says_something(row: Row, never: bool) -> None:
    """A row that fixes nothing, or that says 'never' of anything but a member, is a slip."""
    if never and (row.blank("member") or not row.blank("date") or not row.blank("time")):
        row.fault("never", "goes with a member alone: the one who does not go. Name the member, without date and time.")
    elif row.good and all(row.blank(column) for column in ("date", "time", "member")):
        row.fault(None, "nothing is fixed in this row. Give a date, a time or a member, or take it out.")


def _agrees(
    row: Row, fixed: dict[str, tuple[date | None, time | None]], visit: str, day: date | None, start: time | None
) -> None:
    earlier_day, earlier_start = fixed.get(visit, (None, None))
    if day and earlier_day and day != earlier_day:
        row.fault("date", f"is not the date that another row fixes for this visit, {earlier_day.isoformat()}.")
    elif start and earlier_start and start != earlier_start:
        row.fault("time", f"is not the time that another row fixes for this visit, {earlier_start:%H:%M}.")
    fixed[visit] = (earlier_day or day, earlier_start or start)
