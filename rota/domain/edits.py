"""Edits: changes to a problem that can be named, taken and told; what-if, re-planning and ways out all speak in them.

Each is what an officer would change in one table. ``edited`` gives a new problem; the one given stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rota.domain.edits_people import Appoint, Away, Clear, Free, GiveRole, Leave, SetMember
from rota.domain.edits_year import Cancel, Close, Fix, Postpone, Reopen, SetTeam, Shut, Unfix, Value
from rota.domain.problem import Problem
from rota.domain.tables import Tables

__all__ = [
    "Appoint",
    "Away",
    "Cancel",
    "Clear",
    "Close",
    "Edit",
    "Fix",
    "Free",
    "GiveRole",
    "Leave",
    "Postpone",
    "Reopen",
    "SetMember",
    "SetRule",
    "SetTeam",
    "Shut",
    "Unfix",
    "Value",
    "edited",
]


@dataclass(frozen=True, slots=True)
class SetRule:
    """A number of a rule is another, or with ``number`` "on" and False the rule is switched off."""

    rule: str
    number: str
    value: Value

    def apply(self, tables: Tables) -> None:
        """Changes no table: ``rota.rules.ruled`` changes the rules."""


Edit = (
    SetTeam
    | SetMember
    | SetRule
    | Leave
    | Close
    | Shut
    | Reopen
    | Fix
    | Unfix
    | Cancel
    | Away
    | Free
    | Postpone
    | Appoint
    | GiveRole
    | Clear
)


def edited(problem: Problem, edits: Iterable[Edit]) -> Problem:
    """The problem with each edit made in turn. KeyError when one names a member or a team that there is not."""
    tables = Tables.of(problem)
    for edit in edits:
        edit.apply(tables)
    return tables.problem(problem)
