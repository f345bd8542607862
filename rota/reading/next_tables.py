"""A council's tables as they stand, made those of the next year: row by row, in the officer's own spelling."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rota.domain import PastVisit, Problem
from rota.reading.raw import Raw
from rota.reading.tracking.written import rows_of
from rota.tables.cells import Cell, fold
from rota.tables.references import Names
from rota.tables.row import Row
from rota.tables.schema import TABLES
from rota.tables.tracking_schema import TRACKING_TABLES
from rota.text.english import counted
from rota.tracking.year_end import YearEnd

Line = Mapping[str, Cell]
Lines = dict[str, list[Line]]

_PEOPLE = {"members": "name", "absences": "person", "weekly": "person"}
"""The column that names the person, where it is not 'member'."""
_LAST_DAY = {
    "absences": ("end", "start"),
    "weekly": ("until",),
    "committees": ("until",),
    "meetings": ("date", "start"),
}
"""Columns of which the first that is filled says the last day of a row."""
_OF_THE_YEAR = ("fixed", "cancelled", "published")
"""Tables that speak of one year's visits."""


@dataclass(slots=True)
class _Next:
    """Whose rows are left out, and from which day on the new year is."""

    names: Names
    gone: Collection[str]
    wards: Collection[str]
    first: date
    leave_days: int

    def keeps(self, table: str, row: Row) -> bool:
        """Whether the row goes along."""
        if table == "travel":
            return fold(row.text("ward")) in self.wards
        word = row.text(_PEOPLE.get(table, "member"))
        if word and self.names.meant(word) in self.gone:
            return False
        last = _last_day(row, _LAST_DAY.get(table, ()))
        return last is None or last >= self.first or (table == "absences" and self._is_leave(row, last))

    def _is_leave(self, row: Row, last: date) -> bool:
        """Whether the absence is so long that it lessens a share of the time counted, in years to come too."""
        start = row.moment("start")
        return start is not None and (last - start[0]).days + 1 >= self.leave_days


def next_tables(raw: Raw, problem: Problem, end: YearEnd, first: date, remarks: list[str]) -> Lines:
    """The tables, read without a fault, from the ``first`` day of the next year on. What is left out is remarked."""
    names = Names("a member or a host", "members or teams")
    for member in problem.members:
        names.also(member.id, member.name)
    for host in problem.hosts:
        names.also(host.id, host.name)
    gone = {member.id for member in end.leavers}
    wards = {fold(ward.value) for member in problem.members if member.id not in gone for ward in member.wards}
    following = _Next(names, gone, wards, first, problem.leave_days)
    found: Lines = {}
    tracked = {sheet.name for sheet in TRACKING_TABLES}
    for sheet in TABLES:
        if sheet.name in tracked or sheet.name not in raw.tables:
            continue
        rows = raw.tables[sheet.name].rows
        kept = [] if sheet.name in _OF_THE_YEAR else [row for row in rows if following.keeps(sheet.name, row)]
        found[sheet.name] = [row.cells for row in kept]
        if len(kept) < len(rows) and sheet.name != "members":
            remarks.append(_left_out(sheet.name, len(rows) - len(kept)))
    found["history"] = [*found.get("history", []), *_made(problem, end.made)]
    found |= _kept(problem, end)
    return found


def _left_out(table: str, count: int) -> str:
    why = {
        **dict.fromkeys(_OF_THE_YEAR, "it is of the year that ends; write anew what still holds"),
        "travel": "nobody who is listed has the ward",
        "meetings": "the date is over",
    }.get(table, "what it says is over, or of a member who has left")
    return f"Left out of '{table}': {counted(count, 'row')}, because {why}."


def _last_day(row: Row, columns: tuple[str, ...]) -> date | None:
    for column in columns:
        if not row.blank(column):
            moment = row.moment(column)
            return moment[0] if moment else None
    return None


def _made(problem: Problem, made: Collection[PastVisit]) -> Iterator[Line]:
    """The visits held, as rows of the history; those that it has already are not written twice."""
    for past in sorted(set(made) - set(problem.history), key=lambda one: (one.day, one.team, one.member)):
        names = {"member": problem.member(past.member).name, "team": problem.team(past.team).name}
        yield {**names, "date": past.day}


def _kept(problem: Problem, end: YearEnd) -> Lines:
    """What is kept of the visits, with people and teams by their names."""
    members = {member.id: member.name for member in problem.members}
    teams = {team.id: team.name for team in problem.teams}
    by: dict[str, Callable[[str], str]] = {
        "member": lambda word: members.get(word, word),
        "who": lambda word: members.get(word, word),
        "team": lambda word: teams.get(word, word),
    }
    rows = rows_of(end.visits, end.facts)
    return {
        name: [{key: by[key](word) if key in by else word for key, word in row.items()} for row in lines]
        for name, lines in rows.items()
        if lines
    }
