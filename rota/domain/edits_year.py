"""Edits of the year: what would change of teams, closures, meetings, and of what is fixed or called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from rota.domain.closures import Closure
from rota.domain.edit_target import EditTarget
from rota.domain.editable_fields import TEAM_FACTS, must_fit
from rota.domain.people import Meeting
from rota.domain.spans import Span
from rota.domain.teams import Team
from rota.domain.visits import Cancellation, Pin

TeamFact = Literal[
    "visits_a_year", "group_least", "group_most", "spacing_days", "host", "deputies", "step_free", "requires"
]
Value = int | bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetTeam:
    """A fact of a team is another. ValueError for a value that it cannot have."""

    team: str
    fact: TeamFact
    value: Value

    def __post_init__(self) -> None:
        must_fit(TEAM_FACTS, self.fact, self.value)

    def apply(self, tables: EditTarget) -> None:
        """Changes the fact. KeyError for a host whom there is not; a team may have none."""
        named = {"host": (self.value,), "deputies": self.value}.get(self.fact, ())
        assert isinstance(named, tuple)
        for person in set(named) - {"", *(host.id for host in tables.hosts)}:
            raise KeyError(person)
        _change(tables, self.team, lambda team: _with(team, self.fact, self.value))


@dataclass(frozen=True, slots=True)
class Close:
    """A team's last day."""

    team: str
    last_day: date

    def apply(self, tables: EditTarget) -> None:
        """Closes the team after that day."""

        def closed(team: Team) -> Team:
            return replace(team, open=Span(team.open.start, min(team.open.end or date.max, self.last_day)))

        _change(tables, self.team, closed)


@dataclass(frozen=True, slots=True)
class Shut:
    """A day on which no visit is made, and why."""

    day: date
    reason: str

    def apply(self, tables: EditTarget) -> None:
        """Closes the day."""
        tables.closures += (Closure(Span(self.day, self.day), self.reason),)


@dataclass(frozen=True, slots=True)
class Reopen:
    """A day that was closed is open after all."""

    day: date

    def apply(self, tables: EditTarget) -> None:
        """Takes the day out of every closure."""
        tables.closures = tuple(cut for one in tables.closures for cut in _without(one, self.day))


@dataclass(frozen=True, slots=True)
class Fix:
    """What an officer fixes of a visit."""

    pin: Pin

    def apply(self, tables: EditTarget) -> None:
        """Adds the pin, in place of whatever others of the same visit say of the same."""
        if self.pin.member is not None:
            tables.must_know(self.pin.member, hosts_too=True)
        tables.pins = (*(rest for pin in tables.pins for rest in _beside(pin, self.pin)), self.pin)


@dataclass(frozen=True, slots=True)
class Unfix:
    """What was fixed of a visit is free again."""

    pin: Pin

    def apply(self, tables: EditTarget) -> None:
        """Takes the pin out."""
        tables.pins = tuple(pin for pin in tables.pins if pin != self.pin)


@dataclass(frozen=True, slots=True)
class Cancel:
    """A visit is not made on the day for which it was planned."""

    cancellation: Cancellation

    def apply(self, tables: EditTarget) -> None:
        """Adds the cancellation; the visit is still owed."""
        tables.cancelled += (self.cancellation,)


@dataclass(frozen=True, slots=True)
class Postpone:
    """A committee does not meet then, but some other time."""

    meeting: Meeting

    def apply(self, tables: EditTarget) -> None:
        """Takes the meeting out."""
        tables.meetings = tuple(one for one in tables.meetings if one != self.meeting)


def _with(team: Team, field: str, value: object) -> Team:
    fields: dict[str, Any] = {field: value}
    return replace(team, **fields)


def _change(tables: EditTarget, id: str, change: Callable[[Team], Team]) -> None:
    if not any(team.id == id for team in tables.teams):
        raise KeyError(id)
    tables.teams = tuple(change(team) if team.id == id else team for team in tables.teams)


def _without(closure: Closure, day: date) -> list[Closure]:
    if day not in closure.span:
        return [closure]
    before = Span(None, day - timedelta(1)).within(closure.span)
    after = Span(day + timedelta(1), None).within(closure.span)
    return [Closure(span, closure.reason) for span in (before, after) if span]


def _beside(old: Pin, new: Pin) -> list[Pin]:
    """What of the old pin stands beside the new one: date, time and member are each a matter of its own."""
    if old.visit != new.visit:
        return [old]
    day = old.day if new.day is None else None
    start = old.start if new.start is None else None
    member = old.member if old.member != new.member else None
    rest = Pin(old.visit, day, start, member, old.never and member is not None)
    return [rest] if (day, start, member) != (None, None, None) else []
