"""Teams that are visited, and the facts that tie members to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rota.domain.spans import ALWAYS, Span

TeamKind = Literal["mash", "locality", "corporate parenting", "home"]

KIND_WORDS: dict[TeamKind, str] = {
    "mash": "MASH (multi-agency safeguarding hub)",
    "locality": "locality team",
    "corporate parenting": "corporate parenting service",
    "home": "children's home",
}


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the service that members visit.

    ``visits_a_year`` visits are owed for a full year; each has its own equal part of the year and
    two of them lie at least ``spacing_days`` apart. A group has ``group_least`` to ``group_most``
    members. The ``host`` receives it or, when that cannot be, one of the ``deputies``, the first before the second.
    ``requires`` names roles of which each group must hold at least one. ``pool`` names the committee from which
    visitors are drawn; empty means every councillor. ``open`` is when the team
    exists; ``succeeds`` are the teams it replaces, whose past visits count as its own.
    """

    id: str
    name: str
    kind: TeamKind = "locality"
    site: str = ""
    locality: str = ""
    host: str = ""
    deputies: tuple[str, ...] = ()
    visits_a_year: int = 1
    group_least: int = 2
    group_most: int = 3
    spacing_days: int = 0
    requires: tuple[str, ...] = ()
    pool: str = ""
    step_free: bool = True
    open: Span = ALWAYS
    succeeds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("requires", "succeeds"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    @property
    def receivers(self) -> tuple[str, ...]:
        """Who may receive a visit, each once, the one to be asked first in front; empty when nobody is named."""
        return tuple(person for person in dict.fromkeys((self.host, *self.deputies)) if person)


@dataclass(frozen=True, slots=True, order=True)
class Interest:
    """A declared interest: this member may not visit this team. Why is never kept or shown."""

    member: str
    team: str


@dataclass(frozen=True, slots=True, order=True)
class TravelTime:
    """Minutes from a ward to a site."""

    ward: str
    site: str
    minutes: int
