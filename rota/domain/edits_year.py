"""Edits of the year: what would change of teams, closures, meetings, and of what is fixed or called off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from rota.domain.closures import Closure
from rota.domain.people import Meeting
from rota.domain.problem import Problem
from rota.domain.spans import Span
from rota.domain.teams import Team
from rota.domain.visits import Cancellation, Pin

TeamFact = Literal[
    "visits_a_year", "group_least", "group_most", "spacing_days", "host", "deputy", "step_free", "requires"
]
Value = int | bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetTeam:
    """A fact of a team is another."""

    team: str
    fact: TeamFact
    value: Value

    def applied(self, problem: Problem) -> Problem:
        """The problem with the fact changed."""
        return _with_team(problem, self.team, lambda team: _with(team, self.fact, self.value))


@dataclass(frozen=True, slots=True)
class Close:
    """A team's last day."""

    team: str
    last_day: date

    def applied(self, problem: Problem) -> Problem:
        """The problem with the team closed after that day."""

        def closed(team: Team) -> Team:
            return replace(team, open=Span(team.open.start, min(team.open.end or date.max, self.last_day)))

        return _with_team(problem, self.team, closed)


@dataclass(frozen=True, slots=True)
class Shut:
    """A day on which no visit is made, and why."""

    day: date
    reason: str

    def applied(self, problem: Problem) -> Problem:
        """The problem with the day closed."""
        return replace(problem, closures=(*problem.closures, Closure(Span(self.day, self.day), self.reason)))


@dataclass(frozen=True, slots=True)
class Reopen:
    """A day that was closed is open after all."""

    day: date

    def applied(self, problem: Problem) -> Problem:
        """The problem with the day taken out of every closure."""
        return replace(problem, closures=tuple(cut for one in problem.closures for cut in _without(one, self.day)))


@dataclass(frozen=True, slots=True)
class Fix:
    """What an officer fixes of a visit."""

    pin: Pin

    def applied(self, problem: Problem) -> Problem:
        """The problem with the pin, in place of others of the same visit that say otherwise."""
        return replace(problem, pins=(*(pin for pin in problem.pins if not _clash(pin, self.pin)), self.pin))


@dataclass(frozen=True, slots=True)
class Unfix:
    """What was fixed of a visit is free again."""

    pin: Pin

    def applied(self, problem: Problem) -> Problem:
        """The problem without the pin."""
        return replace(problem, pins=tuple(pin for pin in problem.pins if pin != self.pin))


@dataclass(frozen=True, slots=True)
class Cancel:
    """A visit is not made on the day for which it was planned."""

    cancellation: Cancellation

    def applied(self, problem: Problem) -> Problem:
        """The problem in which it is still owed."""
        return replace(problem, cancelled=(*problem.cancelled, self.cancellation))


@dataclass(frozen=True, slots=True)
class Postpone:
    """A committee does not meet then, but some other time."""

    meeting: Meeting

    def applied(self, problem: Problem) -> Problem:
        """The problem without the meeting."""
        return replace(problem, meetings=tuple(one for one in problem.meetings if one != self.meeting))


def _with(team: Team, field: str, value: object) -> Team:
    fields: dict[str, Any] = {field: value}
    return replace(team, **fields)


def _with_team(problem: Problem, id: str, change: Callable[[Team], Team]) -> Problem:
    changed = change(problem.team(id))
    return replace(problem, teams=tuple(changed if team.id == id else team for team in problem.teams))


def _without(closure: Closure, day: date) -> list[Closure]:
    if day not in closure.span:
        return [closure]
    before = Span(None, day - timedelta(1)).within(closure.span)
    after = Span(day + timedelta(1), None).within(closure.span)
    return [Closure(span, closure.reason) for span in (before, after) if span]


def _clash(old: Pin, new: Pin) -> bool:
    """Whether the old pin says of the same visit and matter something that the new one changes."""
    if old.visit != new.visit:
        return False
    if new.member is not None:
        return old.member == new.member
    return old.member is None
