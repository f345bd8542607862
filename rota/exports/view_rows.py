"""The rows that every format shows, whatever it makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

PLACE_COLUMNS = (
    "visit",
    "team",
    "number",
    "date",
    "start",
    "end",
    "session",
    "site",
    "host",
    "member",
    "group",
    "ward",
    "reserves",
)
"""The headings of a table with a row for each place, in order. The visit is an id; the rest are as people read them."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A member of a visit's group, with group and ward as they are on the first day of the visit's part."""

    id: str
    name: str
    group: str
    ward: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in its place. ``number`` is None for a visit that the year does not owe.

    ``team`` and ``host`` are names, ``team_id`` an id; ``host`` is whoever receives the visit, be it a deputy, and
    ``hosts`` holds the id. ``start`` and ``end`` are London times. ``reserves`` are the names of those who stand by,
    in order.
    """

    visit: str
    title: str
    team_id: str
    team: str
    number: int | None
    start: datetime
    end: datetime
    session: str
    site: str
    host: str
    hosts: tuple[str, ...]
    visitors: tuple[Visitor, ...]
    reserves: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The date on which the visit is made."""
        return self.start.date()

    @property
    def cross_party(self) -> bool:
        """Whether the group holds members of two political groups; one with no group counts as a group alone."""
        groups = {visitor.group for visitor in self.visitors if visitor.group}
        alone = sum(not visitor.group for visitor in self.visitors)
        return len(groups) + alone >= 2


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One member on one visit. ``visitor`` is None where a visit has nobody."""

    visit: VisitRow
    visitor: Visitor | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What a member carries. ``share`` is the part of the time counted that was served, from 0 to 1."""

    id: str
    name: str
    group: str
    ward: str
    visits: int
    earlier: int
    share: Fraction
    load: Fraction


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What a political group carries: its seats on the council and the places that its members fill."""

    group: str
    seats: int
    places: int
    share_of_seats: Fraction
    share_of_places: Fraction


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as it may be shown: ``rule`` is its name, ``kind`` "must" or "preference".

    ``held``: it is of a visit as it was held. ``lost``: it is of a visit on a day on which it was not held.
    """

    rule: str
    kind: str
    points: int
    breach: bool
    sentence: str
    held: bool = False
    lost: bool = False
