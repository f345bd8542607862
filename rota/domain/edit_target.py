"""The tables of a problem, open to be changed by edits before a new problem is made of them, once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from rota.domain.closures import Closure
from rota.domain.people import Absence, CommitteePlace, Host, Meeting, Member, Weekly
from rota.domain.problem import Problem
from rota.domain.teams import Team
from rota.domain.visits import Cancellation, Pin


@dataclass(slots=True)
class EditTarget:
    """What edits can change, and the hosts whom they may name."""

    members: tuple[Member, ...]
    teams: tuple[Team, ...]
    hosts: tuple[Host, ...]
    closures: tuple[Closure, ...]
    absences: tuple[Absence, ...]
    weekly: tuple[Weekly, ...]
    committees: tuple[CommitteePlace, ...]
    meetings: tuple[Meeting, ...]
    pins: tuple[Pin, ...]
    cancelled: tuple[Cancellation, ...]

    @classmethod
    def of(cls, problem: Problem) -> EditTarget:
        """The tables of this problem."""
        return cls(*(getattr(problem, field.name) for field in fields(cls)))

    def must_know(self, *people: str, hosts_too: bool = False) -> None:
        """KeyError when one of these is not a member nor, with ``hosts_too``, a host."""
        known = {member.id for member in self.members}
        known |= {host.id for host in self.hosts} if hosts_too else set()
        for person in people:
            if person not in known:
                raise KeyError(person)

    def problem(self, before: Problem) -> Problem:
        """The problem as it was, with these tables."""
        return replace(before, **{field.name: getattr(self, field.name) for field in fields(self)})
