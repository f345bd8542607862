"""Who could step in for whom, and which places could be swapped, when every visit keeps its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rota.solving.model.compiled_model import Mask, Numbers
from rota.solving.model.delta_cost import DeltaCost, Exchanges


@dataclass(frozen=True, slots=True)
class StepIn:
    """``member`` in the place of ``out`` on the visit breaks no must, and changes the points by so many."""

    visit: int
    out: int
    member: int
    points: int


def step_ins(ledger: DeltaCost, visit: int) -> Iterator[StepIn]:
    """Every member who could take a member's place on the visit, in order of their numbers."""
    on = ledger.draft.groups[: ledger.compiled.members, visit]
    out, come = _pairs(np.flatnonzero(on), np.flatnonzero(~on))
    able = ledger.may_go(come, np.full_like(come, visit))
    out, come = out[able], come[able]
    if not len(out):
        return
    members = np.stack([out, come], axis=1)
    legal, points = ledger.legal(Exchanges(members, np.full_like(members, visit), np.array([-1, 1])))
    for row in np.flatnonzero(legal).tolist():
        yield StepIn(visit, int(out[row]), int(come[row]), int(points[row]))


Move = tuple[int, int, int]
"""A member, the visit given up and the visit taken on."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Members who pass their places on in a ring: each takes the place that the next gives up."""

    moves: tuple[Move, ...]
    points: int


def swaps(ledger: DeltaCost, member: int, visit: int, over: Mask) -> list[Cycle]:
    """Every two-way and three-way swap that begins with this place and breaks no must, fewest points first.

    No place on a visit that is ``over`` changes hands.
    """
    places = _places_besides(ledger, member, over | (np.arange(len(over)) == visit))
    found = [*_two_way(ledger, member, visit, places), *_three_way(ledger, member, visit, places)]
    return sorted(found, key=lambda cycle: (cycle.points, len(cycle.moves), cycle.moves))


Places = tuple[Numbers, Numbers]
"""Members, each with a visit on which they go."""


def _two_way(ledger: DeltaCost, member: int, visit: int, places: Places) -> Iterator[Cycle]:
    others, theirs = places
    may = _may_take(ledger, np.full_like(theirs, member), theirs, visit)
    may &= _may_take(ledger, others, np.full_like(others, visit), theirs)
    others, theirs = others[may], theirs[may]
    count = len(others)
    members = np.stack([np.full(count, member), np.full(count, member), others, others], axis=1)
    visits = np.stack([np.full(count, visit), theirs, theirs, np.full(count, visit)], axis=1)
    for row, points in _legal(ledger, members, visits):
        other, their = int(others[row]), int(theirs[row])
        yield Cycle(((member, visit, their), (other, their, visit)), points)


def _three_way(ledger: DeltaCost, member: int, visit: int, places: Places) -> Iterator[Cycle]:
    """The member takes the second's place, the second the third's, the third the member's."""
    others, theirs = places
    first = _may_take(ledger, np.full_like(theirs, member), theirs, visit)
    last = _may_take(ledger, others, np.full_like(others, visit), theirs)
    second, third = _pairs(np.flatnonzero(first), np.flatnonzero(last))
    apart = (others[second] != others[third]) & (theirs[second] != theirs[third])
    second, third = second[apart], third[apart]
    may = _may_take(ledger, others[second], theirs[third], theirs[second])
    second, third = second[may], third[may]
    same, there = np.full(len(second), member), np.full(len(second), visit)
    members = np.stack([same, same, others[second], others[second], others[third], others[third]], axis=1)
    visits = np.stack([there, theirs[second], theirs[second], theirs[third], theirs[third], there], axis=1)
    for row, points in _legal(ledger, members, visits):
        (_, _, two, _, three, _), (_, at_two, _, at_three, _, _) = members[row].tolist(), visits[row].tolist()
        yield Cycle(((member, visit, at_two), (two, at_two, at_three), (three, at_three, visit)), points)


def _pairs(ones: Numbers, others: Numbers) -> tuple[Numbers, Numbers]:
    """Each of the ones with each of the others."""
    return np.repeat(ones, len(others)), np.tile(others, len(ones))


def _places_besides(ledger: DeltaCost, member: int, besides: Mask) -> Places:
    """The places of other members on other visits than these."""
    groups = ledger.draft.groups[: ledger.compiled.members].copy()
    groups[member] = False
    groups[:, besides] = False
    others, theirs = np.nonzero(groups)
    return others.astype(np.int64), theirs.astype(np.int64)


def _may_take(ledger: DeltaCost, members: Numbers, visits: Numbers, given_up: Numbers | int) -> Mask:
    """Whether each member may be on the visit, is not on it yet, and does not give up that very visit."""
    may: Mask = ledger.may_go(members, visits) & ~ledger.draft.groups[members, visits] & (visits != given_up)
    return may


def _legal(ledger: DeltaCost, members: Numbers, visits: Numbers) -> Iterator[tuple[int, int]]:
    """The rows that break no must, each with the points that it changes."""
    if not len(members):
        return
    sign = np.tile(np.array([-1, 1]), members.shape[1] // 2)
    legal, points = ledger.legal(Exchanges(members, visits, sign))
    for row in np.flatnonzero(legal).tolist():
        yield row, int(points[row])
