"""Edits of people: what would change in the tables of members, committees, absences and regular weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from rota.domain.people import Absence, CommitteePlace, Member, Weekly
from rota.domain.spans import Dated, Span
from rota.domain.tables import Tables

MemberFact = Literal["yearly_limit", "needs_step_free"]


@dataclass(frozen=True, slots=True)
class SetMember:
    """A fact of a member is another."""

    member: str
    fact: MemberFact
    value: int | bool

    def apply(self, tables: Tables) -> None:
        """Changes the fact."""
        _change(tables, self.member, lambda member: _with(member, self.fact, self.value))


@dataclass(frozen=True, slots=True)
class Leave:
    """A member's last day on the council."""

    member: str
    last_day: date

    def apply(self, tables: Tables) -> None:
        """Ends the member's terms by that day."""
        before = Span(None, self.last_day)
        _change(
            tables,
            self.member,
            lambda member: replace(member, terms=tuple(cut for term in member.terms if (cut := term.within(before)))),
        )


@dataclass(frozen=True, slots=True)
class Away:
    """A member or a host cannot be there."""

    person: str
    start: datetime
    end: datetime

    def apply(self, tables: Tables) -> None:
        """Adds the absence."""
        tables.absences += (Absence(self.person, self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Free:
    """A member or a host can be there after all, from ``start`` to ``end`` of one day."""

    person: str
    start: datetime
    end: datetime

    def apply(self, tables: Tables) -> None:
        """Takes the stretch out of the person's absences, and makes it free in their week on that day."""
        tables.absences = tuple(part for one in tables.absences for part in self._cut(one))
        weekly = [part for row in tables.weekly for part in self._freed(row)]
        day = self.start.date()
        offered = any(row.person == self.person and row.pattern == "available" and day in row.span for row in weekly)
        if offered:
            hours = (self.start.time(), _end_of_day(self.end))
            weekly.append(Weekly(self.person, day.weekday(), *hours, span=Span(day, day)))
        tables.weekly = tuple(weekly)

    def _cut(self, absence: Absence) -> list[Absence]:
        if absence.person != self.person or absence.end <= self.start or self.end <= absence.start:
            return [absence]
        parts = ((absence.start, min(absence.end, self.start)), (max(absence.start, self.end), absence.end))
        return [replace(absence, start=start, end=end) for start, end in parts if start < end]

    def _freed(self, row: Weekly) -> list[Weekly]:
        """An 'unavailable' row without this day."""
        day = self.start.date()
        if row.person != self.person or row.pattern != "unavailable" or day not in row.span:
            return [row]
        before = Span(None, day - timedelta(1)).within(row.span)
        after = Span(day + timedelta(1), None).within(row.span)
        return [replace(row, span=span) for span in (before, after) if span]


@dataclass(frozen=True, slots=True)
class Appoint:
    """A member sits on a committee."""

    member: str
    committee: str

    def apply(self, tables: Tables) -> None:
        """Adds the place."""
        tables.committees += (CommitteePlace(self.member, self.committee),)


@dataclass(frozen=True, slots=True)
class GiveRole:
    """A member holds a role."""

    member: str
    role: str

    def apply(self, tables: Tables) -> None:
        """Adds the role."""
        _change(tables, self.member, lambda member: replace(member, roles=(*member.roles, Dated(self.role))))


@dataclass(frozen=True, slots=True)
class Clear:
    """A member is trained, or checked, from this day on."""

    member: str
    what: Literal["trained", "checked"]
    start: date

    def apply(self, tables: Tables) -> None:
        """Brings the training, or the check, into date from then on."""
        _change(tables, self.member, lambda member: _with(member, self.what, Span(self.start)))


def _with(member: Member, field: str, value: object) -> Member:
    fields: dict[str, Any] = {field: value}
    return replace(member, **fields)


def _change(tables: Tables, id: str, change: Callable[[Member], Member]) -> None:
    if not any(member.id == id for member in tables.members):
        raise KeyError(id)
    tables.members = tuple(change(member) if member.id == id else member for member in tables.members)


def _end_of_day(end: datetime) -> time:
    return time(23, 59) if end.time() == time.min else end.time()
