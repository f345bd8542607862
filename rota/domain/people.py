"""Members of the council, hosts of the service, and when each can be somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Literal

from rota.domain.spans import ALWAYS, Dated, Span, value_on, values_on

MemberKind = Literal["councillor", "co-opted"]
Pattern = Literal["available", "unavailable", "preferred"]
Season = Literal["always", "term", "holidays"]


@dataclass(frozen=True, slots=True)
class Member:
    """An elected (or co-opted) member who may be asked to visit.

    Groups, wards and roles hold for dates, so that a change of group in January does not rewrite
    December. ``terms`` are the stretches for which the person is a member of the council; two may not
    overlap (ValueError). ``trained`` and ``checked`` say from when, and until when, training and the
    safeguarding check are valid; None means none is recorded. ``yearly_limit`` None means the rule's
    own limit.
    """

    id: str
    name: str
    groups: tuple[Dated, ...] = ()
    wards: tuple[Dated, ...] = ()
    roles: tuple[Dated, ...] = ()
    terms: tuple[Span, ...] = (ALWAYS,)
    kind: MemberKind = "councillor"
    trained: Span | None = None
    checked: Span | None = None
    yearly_limit: int | None = None
    needs_step_free: bool = False

    def __post_init__(self) -> None:
        for name in ("groups", "wards", "roles"):
            history = sorted(getattr(self, name), key=lambda d: (d.span.sort_key(), d.value))
            object.__setattr__(self, name, tuple(history))
        terms = tuple(sorted(self.terms, key=Span.sort_key))
        if any(one.within(other) for one, other in pairwise(terms)):
            raise ValueError(f"the terms of {self.name} overlap")
        object.__setattr__(self, "terms", terms)

    def group_on(self, day: date) -> str:
        """The political group the member sits with on ``day``; empty when with none."""
        return value_on(self.groups, day)

    def ward_on(self, day: date) -> str:
        """The ward the member represents on ``day``; empty when none."""
        return value_on(self.wards, day)

    def roles_on(self, day: date) -> tuple[str, ...]:
        """The roles the member holds on ``day``, such as "lead member"."""
        return values_on(self.roles, day)

    def serves_in(self, year: Span) -> bool:
        """Whether the person is a member of the council on a day of the year."""
        return any(term.within(year) for term in self.terms)

    def serves_on(self, day: date) -> bool:
        """Whether the person is a member of the council on ``day``."""
        return any(day in term for term in self.terms)


@dataclass(frozen=True, slots=True, order=True)
class Host:
    """Somebody of the service who receives visitors: a service manager, or a deputy."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Absence:
    """A person (member or host) cannot be there from ``start`` to ``end``. No reason is ever kept.

    Whole days run from midnight to the midnight after the last day.
    """

    person: str
    start: datetime
    end: datetime


def spells_away(absences: Iterable[Absence]) -> tuple[tuple[datetime, datetime], ...]:
    """From when to when one person is away: absences that overlap, or of which one begins where one ends, are one."""
    spells: list[tuple[datetime, datetime]] = []
    for start, end in sorted((one.start, one.end) for one in absences):
        if spells and start <= spells[-1][1]:
            spells[-1] = spells[-1][0], max(spells[-1][1], end)
        else:
            spells.append((start, end))
    return tuple(spells)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A person's regular week: on ``weekday`` (Monday is 0) from ``start`` to ``end``.

    ``available`` rows, once a person has any in force on a date, are the only times that person
    is free; ``unavailable`` rows are never free; ``preferred`` rows are merely liked.
    ``season`` limits the row to school terms or to school holidays.
    """

    person: str
    weekday: int
    start: time
    end: time
    pattern: Pattern = "available"
    season: Season = "always"
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class CommitteePlace:
    """A member sits on a committee for these dates."""

    member: str
    committee: str
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A committee meets. The committee "council" is the full council: every councillor sits on it."""

    committee: str
    start: datetime
    end: datetime
