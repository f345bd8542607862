"""Edits of people: what would change in the tables of members, committees, absences and regular weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from rota.domain.edit_target import EditTarget
from rota.domain.editable_fields import MEMBER_FACTS, must_fit
from rota.domain.people import Absence, CommitteePlace, Member, Weekly
from rota.domain.spans import Dated, Span

MemberFact = Literal["yearly_limit", "needs_step_free"]


@dataclass(frozen=True, slots=True)
class SetMember:
    """A fact of a member is another. ValueError for a value that it cannot have."""

    member: str
    fact: MemberFact
    value: int | bool

    def __post_init__(self) -> None:
        must_fit(MEMBER_FACTS, self.fact, self.value)

    def apply(self, tables: EditTarget) -> None:
        """Changes the fact."""
        _change(tables, self.member, lambda member: _with(member, self.fact, self.value))


@dataclass(frozen=True, slots=True)
class Leave:
    """A member's last day on the council."""

    member: str
    last_day: date

    def apply(self, tables: EditTarget) -> None:
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

    def apply(self, tables: EditTarget) -> None:
        """Adds the absence."""
        tables.must_know(self.person, hosts_too=True)
        tables.absences += (Absence(self.person, self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Free:
    """A member or a host can be there after all, from ``start`` to ``end`` of one day."""

    person: str
    start: datetime
    end: datetime

    def apply(self, tables: EditTarget) -> None:
        """Takes the stretch out of the person's absences, and makes it free in their week on that day."""
        tables.must_know(self.person, hosts_too=True)
        tables.absences = tuple(part for one in tables.absences for part in self._cut(one))
        tables.weekly = (*(part for row in tables.weekly for part in self._freed(row)), *self._offered(tables.weekly))

    def _cut(self, absence: Absence) -> list[Absence]:
        if absence.person != self.person or absence.end <= self.start or self.end <= absence.start:
            return [absence]
        parts = ((absence.start, min(absence.end, self.start)), (max(absence.start, self.end), absence.end))
        return [replace(absence, start=start, end=end) for start, end in parts if start < end]

    def _freed(self, row: Weekly) -> list[Weekly]:
        """An 'unavailable' row without this stretch of this day."""
        day, start, end = self._hours()
        mine = row.person == self.person and row.weekday == day.weekday() and day in row.span
        if not mine or row.pattern != "unavailable" or row.end <= start or end <= row.start:
            return [row]
        before = Span(None, day - timedelta(1)).within(row.span)
        after = Span(day + timedelta(1), None).within(row.span)
        rests = ((row.start, start), (end, row.end))
        today = [replace(row, start=begins, end=ends, span=Span(day, day)) for begins, ends in rests if begins < ends]
        return [*(replace(row, span=span) for span in (before, after) if span), *today]

    def _offered(self, rows: tuple[Weekly, ...]) -> list[Weekly]:
        """The stretch among the times that the person offers that day, in each season in which they offer any."""
        day, start, end = self._hours()
        offers = (row for row in rows if row.person == self.person and row.pattern == "available" and day in row.span)
        seasons = sorted({row.season for row in offers})
        return [
            Weekly(self.person, day.weekday(), start, end, season=season, span=Span(day, day)) for season in seasons
        ]

    def _hours(self) -> tuple[date, time, time]:
        """The day, and from when to when; a week's rows cannot end later than 23:59."""
        same_day = self.end.date() == self.start.date()
        return self.start.date(), self.start.time(), self.end.time() if same_day else time(23, 59)


@dataclass(frozen=True, slots=True)
class Appoint:
    """A member sits on a committee."""

    member: str
    committee: str

    def apply(self, tables: EditTarget) -> None:
        """Adds the place."""
        tables.must_know(self.member)
        tables.committees += (CommitteePlace(self.member, self.committee),)


@dataclass(frozen=True, slots=True)
class GiveRole:
    """A member holds a role."""

    member: str
    role: str

    def apply(self, tables: EditTarget) -> None:
        """Adds the role."""
        _change(tables, self.member, lambda member: replace(member, roles=(*member.roles, Dated(self.role))))


@dataclass(frozen=True, slots=True)
class Clear:
    """A member is trained, or checked, from this day on."""

    member: str
    what: Literal["trained", "checked"]
    start: date

    def apply(self, tables: EditTarget) -> None:
        """Makes the training, or the check, hold from then on; what held until then without a break still does."""
        _change(tables, self.member, lambda member: _with(member, self.what, self._valid(getattr(member, self.what))))

    def _valid(self, before: Span | None) -> Span:
        unbroken = before is not None and (before.end is None or (self.start - before.end).days <= 1)
        if before is None or not unbroken or (before.start is not None and before.start > self.start):
            return Span(self.start)
        return Span(before.start)


def _with(member: Member, field: str, value: object) -> Member:
    fields: dict[str, Any] = {field: value}
    return replace(member, **fields)


def _change(tables: EditTarget, id: str, change: Callable[[Member], Member]) -> None:
    tables.must_know(id)
    tables.members = tuple(change(member) if member.id == id else member for member in tables.members)
