"""Slots, visits, and the rota that joins them to members."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from rota.domain.spans import Span

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """A time of day at which visits may start, such as "morning" at 10:00."""

    start: time
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One date and session: aware ``start`` and ``end`` in Europe/London. The end excludes travel.

    ``id`` is the slot's name, such as "2026-06-03 10:00", which sorts as time does; ``day`` is the date of the visit.
    """

    start: datetime
    end: datetime
    id: str = field(init=False, repr=False, compare=False)
    day: date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Once for each slot: every rule asks for them again and again.
        object.__setattr__(self, "id", self.start.strftime("%Y-%m-%d %H:%M"))
        object.__setattr__(self, "day", self.start.date())


@dataclass(frozen=True, slots=True)
class Visit:
    """The ``number``-th visit that a year owes to ``team``, to be made within ``part`` of the year."""

    id: str
    team: str
    number: int
    part: Span


CancelledBy = Literal["", "council", "service", "members"]


@dataclass(frozen=True, slots=True, order=True)
class Cancellation:
    """A visit that was planned for ``day`` and not made, and who cancelled it; never why.

    It is owed until it is made: its part of the year goes on to the year's end, or to the team's.
    """

    visit: str
    day: date
    by: CancelledBy = ""


@dataclass(frozen=True, slots=True, order=True)
class PastVisit:
    """A visit that a member made in the past, this year or in earlier years."""

    member: str
    team: str
    day: date


@dataclass(frozen=True, slots=True, order=True)
class HeldVisit:
    """A visit of the year that was held on ``day``: a fact, whatever a rota says.

    ``went`` are the members known to have been there and ``absent`` those known not to have been; of others whom a
    rota sends nothing is known, and they are taken to have gone. Why somebody was absent is never kept.
    """

    visit: str
    day: date
    went: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("went", "absent"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))


@dataclass(frozen=True, slots=True)
class Pin:
    """What an officer has fixed of a visit: its date, its time, a member who goes or never goes."""

    visit: str
    day: date | None = None
    start: time | None = None
    member: str | None = None
    never: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """A visit in its slot with its group and whoever receives it, each in order of their ids.

    ``receivers`` is one host or deputy, unless the team names none, or the rota is one that breaks a must.
    """

    visit: str
    slot: Slot
    members: tuple[str, ...]
    receivers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "members", tuple(sorted(self.members)))
        object.__setattr__(self, "receivers", tuple(sorted(self.receivers)))


@dataclass(frozen=True, slots=True)
class Rota:
    """Placements in order of visit id. At most one for each visit when it is whole."""

    placements: tuple[Placement, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "placements", tuple(sorted(self.placements, key=lambda p: (p.visit, p.slot))))

    def of(self, visits: Iterable[str]) -> tuple[Placement, ...]:
        """The placements of these visits."""
        wanted = set(visits)
        return tuple(placement for placement in self.placements if placement.visit in wanted)

    def before(self, day: date) -> tuple[Placement, ...]:
        """The placements on earlier days: on that day they are over."""
        return tuple(placement for placement in self.placements if placement.slot.day < day)

    def of_member(self, member: str) -> tuple[Placement, ...]:
        """The placements in which the member goes, earliest first."""
        mine = (placement for placement in self.placements if member in placement.members)
        return tuple(sorted(mine, key=lambda p: (p.slot, p.visit)))

    def by_member(self) -> dict[str, tuple[Placement, ...]]:
        """What ``of_member`` says of each member who goes anywhere, read in one pass."""
        return self._by_person(lambda placement: placement.members)

    def by_receiver(self) -> dict[str, tuple[Placement, ...]]:
        """The placements that each host or deputy receives, earliest first."""
        return self._by_person(lambda placement: placement.receivers)

    def _by_person(self, people: Callable[[Placement], tuple[str, ...]]) -> dict[str, tuple[Placement, ...]]:
        found: dict[str, list[Placement]] = {}
        for placement in sorted(self.placements, key=lambda p: (p.slot, p.visit)):
            for person in dict.fromkeys(people(placement)):
                found.setdefault(person, []).append(placement)
        return {person: tuple(theirs) for person, theirs in found.items()}
