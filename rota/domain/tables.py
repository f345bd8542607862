"""The tables of a problem, open to be changed by edits before a new problem is made of them, once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from rota.domain.closures import Closure
from rota.domain.people import Absence, CommitteePlace, Meeting, Member, Weekly
from rota.domain.problem import Problem
from rota.domain.teams import Team
from rota.domain.visits import Cancellation, Pin


@dataclass(slots=True)
class Tables:
    """What edits can change."""

    members: tuple[Member, ...]
    teams: tuple[Team, ...]
    closures: tuple[Closure, ...]
    absences: tuple[Absence, ...]
    weekly: tuple[Weekly, ...]
    committees: tuple[CommitteePlace, ...]
    meetings: tuple[Meeting, ...]
    pins: tuple[Pin, ...]
    cancelled: tuple[Cancellation, ...]

    @classmethod
    def of(cls, problem: Problem) -> Tables:
        """The tables of this problem."""
        return cls(*(getattr(problem, field.name) for field in fields(cls)))

    def problem(self, before: Problem) -> Problem:
        """The problem as it was, with these tables."""
        return replace(before, **{field.name: getattr(self, field.name) for field in fields(self)})
