"""Who could step in today without breaking a must, and the reserves that every visit carries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rota.explaining.context import Over, RotaContext
from rota.record import Reserves
from rota.solving.alternatives.reserve_assignment import spread

USUAL = 2
"""Reserves that each visit carries."""
LISTED = 12
"""Of those who could step in on a visit the best so many are candidates for its reserves: enough to keep them apart."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """A member who could step in on a visit for those named in ``for_names``, at least so many points dearer."""

    member: str
    name: str
    group: str
    stands_in_for: tuple[str, ...]
    for_names: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class StandBy:
    """Everybody who could step in on a visit, best first: for more of those who go, then for fewer points.

    Nobody can on one that is ``over``. ``remarks`` are what the rules say of whom they let go no more.
    """

    visit: str
    title: str
    names: tuple[str, ...]
    reserves: tuple[Reserve, ...]
    over: Over | None = None
    remarks: tuple[str, ...] = ()


def stand_by(ground: RotaContext, visit: str, out: str = "") -> StandBy:
    """Who could step in on the visit; with ``out``, for this member. KeyError for a visit not placed."""
    placement, problem = ground.placement(visit), ground.problem
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in ground.around.stand_ins([visit]):
        if out in ("", one.out):
            found[one.member][one.out] = one.points
    day = problem.first_day(visit)
    reserves = [
        Reserve(
            member,
            problem.member(member).name,
            problem.member(member).group_on(day),
            tuple(stands_in),
            ground.names(tuple(stands_in)),
            min(stands_in.values()),
        )
        for member, stands_in in found.items()
    ]
    reserves.sort(key=lambda one: (-len(one.stands_in_for), one.points, one.member))
    names = ground.names(placement.members)
    return StandBy(visit, problem.title(visit), names, tuple(reserves), ground.over(visit), tuple(ground.remarks()))


def reserves(ground: RotaContext, number: int = USUAL) -> tuple[Reserves, ...]:
    """So many reserves for each visit that is placed and not over, best first, kept apart as far as they can be."""
    placed = (visit.id for visit in ground.problem.visits if ground.around.places(visit.id))
    visits = [visit for visit in placed if ground.over(visit) is None]
    lists = [[reserve.member for reserve in stand_by(ground, visit).reserves[:LISTED]] for visit in visits]
    return tuple(Reserves(visit, given) for visit, given in zip(visits, spread(lists, number), strict=True))
