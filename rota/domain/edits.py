"""Edits: changes to a problem that can be named, taken and told; what-if, re-planning and ways out all speak in them.

Each is what an officer would change in one table. ``edited`` gives a new problem; the one given stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, get_args

from rota.domain.edit_target import EditTarget
from rota.domain.editable_fields import LARGEST_GROUP, MOST
from rota.domain.edits_people import Appoint, Away, Clear, Free, GiveRole, Leave, SetMember
from rota.domain.edits_year import Cancel, Close, Fix, Postpone, Reopen, SetTeam, Shut, Unfix, Value
from rota.domain.problem import Problem
from rota.domain.snapshot import from_data, to_data
from rota.domain.spans import YEARS

__all__ = [
    "LARGEST_GROUP",
    "MOST",
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
    "edit_from_data",
    "edit_to_data",
    "edited",
]


@dataclass(frozen=True, slots=True)
class SetRule:
    """A number of a rule is another, or with ``number`` "on" and False the rule is switched off."""

    rule: str
    number: str
    value: Value

    def apply(self, tables: EditTarget) -> None:
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
    """The problem with each edit made in turn. KeyError when one names a member, a host or a team that there is not."""
    tables = EditTarget.of(problem)
    for edit in edits:
        edit.apply(tables)
    return tables.problem(problem)


def edit_to_data(edit: Edit) -> dict[str, Any]:
    """The edit as plain JSON data: its fields, and under "edit" which it is."""
    return {"edit": type(edit).__name__, **to_data(edit)}


def edit_from_data(data: Any) -> Edit:
    """The edit that ``edit_to_data`` gave. ValueError, TypeError or KeyError when the data is not of its form."""
    if not isinstance(data, dict):
        raise TypeError(f"{data!r:.80} is not an edit")
    kinds: dict[str, Any] = {kind.__name__: kind for kind in get_args(Edit)}
    kind, facts = kinds[data["edit"]], {name: value for name, value in data.items() if name != "edit"}
    edit = _with_value(kind, facts) if "value" in facts else from_data(kind, facts)
    if not all(day.year in YEARS for day in _dates(edit)):
        raise ValueError(f"{data!r:.80} is of another time")
    return edit  # type: ignore[no-any-return]


def _with_value(kind: Any, facts: dict[str, Any]) -> Any:
    """An edit whose value is of any kind: a number, yes or no, a text or a list of texts."""
    value = facts.pop("value")
    listed = isinstance(value, list)
    texts = [*facts.values(), *(value if listed else [])]
    if not all(isinstance(text, str) for text in texts) or not (listed or isinstance(value, (int, str))):
        raise ValueError(f"{value!r:.80} is not the value of an edit")
    return kind(**facts, value=tuple(value) if listed else value)


def _dates(noun: Any) -> Iterator[date]:
    """Every date and moment in it."""
    if isinstance(noun, date):
        yield noun
    elif is_dataclass(noun) and not isinstance(noun, type):
        for field in fields(noun):
            yield from _dates(getattr(noun, field.name))
