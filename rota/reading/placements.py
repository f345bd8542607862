"""From a table with a row for each place to placements: a published rota, or one made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from rota.domain import Placement, Problem
from rota.reading.pins import Owed
from rota.tables.cells import slug
from rota.tables.faults import Faults
from rota.tables.references import Names, VisitNames
from rota.tables.row import Row
from rota.tables.table import Table


class Register:
    """What the rows of a rota refer to: the problem's members, teams and visits, by name or id.

    Unless the lists are ``complete``, a name they do not have is no fault. Somebody who receives a visit and is no host
    may have been one when it was made: ``strangers`` are their names by id.
    """

    def __init__(self, problem: Problem, *, complete: bool = True) -> None:
        self.problem = problem
        self.members = Names("a member", "members")
        self.teams = Names("a team", "teams")
        self.hosts = Names("a host", "teams")
        self.visits = VisitNames("a visit", "the year")
        self.strangers: dict[str, str] = {}
        self.owed = Owed(problem.visits, problem.teams)
        for names in (self.members, self.teams, self.visits):
            names.complete = complete
        for member in problem.members:
            self.members.also(member.id, member.name)
        for host in problem.hosts:
            self.hosts.also(host.id, host.name)
        for team in problem.teams:
            self.teams.also(team.id, team.name)
        for visit in problem.visits:
            self.visits.also(visit.id, visit.id)
        for visit_id, title in _titles(problem):
            self.visits.also(visit_id, title)

    def receiver(self, name: str) -> str:
        """The id of the host or deputy; of somebody who is neither the one that a host of this name would have."""
        found = self.hosts.id_of(name)
        if found is None:
            found = slug(name) or name
            self.strangers[found] = name
        return found

    def about_strangers(self, faults: Faults) -> list[str]:
        """A sentence for each of the strangers, with the nearest name that is known."""
        return [
            f"'{name}', who receives a visit, is not a host or deputy in teams, so nothing is known of when they can."
            f"{self.hosts.nearest(name, faults)}"
            for name in self.strangers.values()
        ]

    def rows_of(self, table: Table | None) -> dict[str, str]:
        """Where each visit first stands in a table with a row for each place, read without a fault."""
        return _first_places(table, lambda row: _visit(row, self))

    def rows_fixed(self, table: Table | None) -> dict[str, str]:
        """Where each visit first stands in the table 'fixed' with a date, read without a fault."""

        def visit_of(row: Row) -> str | None:
            team = None if row.blank("date") else self.teams.find(row, "team")
            return self.owed.find(row, "visit", team, row.number_in("visit", 1, 366, 1)) if team else None

        return _first_places(table, visit_of)


def _first_places(table: Table | None, visit_of: Callable[[Row], str | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table.rows if table else ():
        visit = visit_of(row)
        if visit:
            found.setdefault(visit, row.place)
    return found


def _titles(problem: Problem) -> Iterator[tuple[str, str]]:
    """Each visit's title, as ``problem.title`` gives it, without counting the visits anew for each."""
    counts = Counter(visit.team for visit in problem.visits)
    for visit in problem.visits:
        name = problem.team(visit.team).name
        count = counts[visit.team]
        yield visit.id, name if count == 1 else f"{name}, visit {visit.number} of {count}"


@dataclass(slots=True)
class _Group:
    """The members of one visit as its rows name them, and the time that its first row gives."""

    start: datetime
    row: int | None
    members: list[str] = field(default_factory=list)
    receivers: dict[str, None] = field(default_factory=dict)


def read_places(table: Table, register: Register, *, in_year: bool = False) -> Iterator[Placement]:
    """A placement for each visit in the table. Rows of one visit that give different times are a fault.

    With ``in_year`` a date outside the year is a fault; else it is for the audit to find.
    """
    groups: dict[str, _Group] = {}
    for row in table.rows:
        visit = _visit(row, register)
        start = _start(row, register.problem)
        if in_year and start is not None and start.date() not in register.problem.year:
            first, last = register.problem.year.ends()
            row.fault("date", f"is not in the year, {first.isoformat()} to {last.isoformat()}.")
        members = [found for word in row.several("member") if (found := register.members.find(row, "member", word))]
        if not row.good or visit is None or start is None:
            continue
        group = groups.setdefault(visit, _Group(start, row.number))
        if group.start != start:
            other = f"row {group.row} has the same visit on {group.start:%Y-%m-%d} at {group.start:%H:%M}"
            row.fault("date", f"at {start:%H:%M} is another time: {other}. Change one of the two.")
        for member in members:
            if member in group.members:
                row.fault("member", "is on this visit already. Take one of the two rows out.")
            group.members.append(member)
        group.receivers |= dict.fromkeys(register.receiver(word) for word in row.several("host"))
    for visit, group in groups.items():
        yield Placement(visit, register.problem.slot_at(group.start), tuple(group.members), tuple(group.receivers))


def _visit(row: Row, register: Register) -> str | None:
    """The visit by its id or its title, or by team and number."""
    if not row.blank("visit"):
        return register.visits.find(row, "visit")
    if row.blank("team"):
        row.fault("visit", "this is blank. Write the visit's id, such as mash-1, or fill in 'team' and 'number'.")
        return None
    team = register.teams.find(row, "team")
    number = row.number_in("number", 1, 366, 1)
    return register.owed.find(row, "number", team, number) if team and row.good else None


def _start(row: Row, problem: Problem) -> datetime | None:
    moment = row.moment("date") if row.needed("date", "a date like 2026-06-30") else None
    if moment is None:
        return None
    day, at = moment
    start = _time(row, day, problem)
    if start is None and row.good:
        start = at or _only_session(row, problem)
    return _together(day, start) if start is not None else None


def _time(row: Row, day: date, problem: Problem) -> time | None:
    """The time in 'start' (alone, or after the same date), or of the session that the row names."""
    if not row.blank("start"):
        return row.time_on("start", day)
    named = slug(row.text("session"))
    return next((session.start for session in problem.sessions if named and slug(session.name) == named), None)


def _only_session(row: Row, problem: Problem) -> time | None:
    starts = {session.start for session in problem.sessions}
    if len(starts) == 1:
        return starts.pop()
    if row.blank("start"):
        row.fault("start", "this is blank. Write the time at which the visit starts, like 10:00.")
    return None


def _together(day: date, start: time) -> datetime:
    return datetime.combine(day, start)
