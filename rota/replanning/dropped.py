"""Visits that are no longer owed: whom it concerns that they are not made, and what those people are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date

from rota.compare import DiaryChange, Role
from rota.domain import Placement, Problem
from rota.solving.minimum_change.disturbance import Disturbance


@dataclass(frozen=True, slots=True)
class Dropped:
    """Visits to come that people know of and that will not be made. A visit's id is its team's with a number."""

    problem: Problem
    placements: tuple[Placement, ...]

    @property
    def people(self) -> frozenset[str]:
        """Everybody who was to go on one of them or to receive it."""
        return frozenset(change.person for change in self.changes)

    @property
    def titles(self) -> tuple[str, ...]:
        """The visits in words."""
        return tuple(map(self._title, self.placements))

    @property
    def changes(self) -> tuple[DiaryChange, ...]:
        """The entries that their people lose."""
        return tuple(
            change
            for place in self.placements
            for change in (
                *(self._gone(place, one, "member") for one in dict.fromkeys(place.members)),
                *(self._gone(place, one, "host") for one in dict.fromkeys(place.receivers)),
            )
        )

    def disturbs(self, first: date, last: date) -> Disturbance:
        """What that adds to the disturbance of any rota, its people aside, with a notice period from first to last."""
        soon = {place.visit for place in self.placements if first <= place.slot.day <= last}
        late = sum(change.visit in soon for change in self.changes)
        return Disturbance(len(soon), 0, 0, late, len(self.changes))

    def _gone(self, place: Placement, person: str, role: Role) -> DiaryChange:
        name = self.problem.name_of(person)
        return DiaryChange(person, name, role, place.visit, self._title(place), place.slot, None)

    def _title(self, place: Placement) -> str:
        """The team's name, with the visit's number unless it is the only one that goes."""
        number = place.visit.rpartition("-")[2]
        name = next((team.name for team in self.problem.teams if team.id == _team(place)), "")
        alone = number == "1" and sum(_team(other) == _team(place) for other in self.placements) == 1
        return place.visit if not name else name if alone else f"{name}, visit {number}"


def together(one: Disturbance, other: Disturbance) -> Disturbance:
    """Both, level by level."""
    return Disturbance(*(int(mine) + int(yours) for mine, yours in zip(astuple(one), astuple(other), strict=True)))


def by_person(changes: Sequence[DiaryChange]) -> tuple[DiaryChange, ...]:
    """The changes in the order in which people look for themselves: members first, by name."""
    return tuple(sorted(changes, key=lambda one: (one.role == "host", one.name.casefold(), one.person, one.visit)))


def _team(place: Placement) -> str:
    return place.visit.rpartition("-")[0]
