"""The answers of explanations, by trying every rota."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import numpy as np

from rota.domain import Rota
from rota.explaining.context import RotaContext
from rota.solving.alternatives.alternatives import Swap
from tests.explaining.everywhere import (
    Mask,
    Rules,
    goes_in_all,
    kept,
    parts,
    slots_of_all,
)


def starts(rules: Rules, count: int) -> list[int]:
    """Rotas that keep every must, the same ones on each run."""
    every = np.flatnonzero(kept(rules)).tolist()
    return random.Random(count).sample(every, min(count, len(every)))


def wished(number: int, visit: int, without: str) -> Mask:
    """The rotas in which the member is not on the visit or, with none named, it is at another slot."""
    if without:
        return ~goes_in_all(without, visit)
    return slots_of_all(visit) != parts(number)[0][visit]


Ring = frozenset[tuple[str, str, str]]
"""A swap as (member, gives up, takes on), wherever in the ring one begins."""


def rings(rota: Rota, member: str, visit: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every ring of two or three places of different members on different visits that begins with this place."""
    places = [(one, placement.visit) for placement in rota.placements for one in placement.members]
    for size in (1, 2):
        for others in permutations(places, size):
            ring = ((member, visit), *others)
            if len({one for one, _ in ring}) == len({there for _, there in ring}) == size + 1:
                yield ring


def after(rota: Rota, ring: tuple[tuple[str, str], ...]) -> Rota | None:
    """The rota when each of the ring has taken the next one's place; None when one would be there already."""
    groups = {placement.visit: list(placement.members) for placement in rota.placements}
    for member, visit in ring:
        groups[visit].remove(member)
    for (member, _), (_, takes) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if member in groups[takes]:
            return None
        groups[takes].append(member)
    return Rota(tuple(replace(placement, members=tuple(groups[placement.visit])) for placement in rota.placements))


def worse(asked: RotaContext, rota: Rota) -> bool:
    """Whether the audit finds a must broken that was kept."""
    before = {(one.rule, one.visit, one.sentence) for one in asked.report.breaches}
    now = {(one.rule, one.visit, one.sentence) for one in asked.audited(rota).breaches}
    return bool(now - before)


def legal_by_brute_force(asked: RotaContext, member: str, visit: str) -> dict[Ring, int]:
    """Each legal ring with the points that the audit finds it to change."""
    found = {}
    for ring in rings(asked.rota, member, visit):
        other = after(asked.rota, ring)
        if other is not None and not worse(asked, other):
            moves = zip(ring, (*ring[1:], ring[0]), strict=True)
            found[frozenset((one, gives, takes) for (one, gives), (_, takes) in moves)] = (
                asked.audited(other).points - asked.report.points
            )
    return found


def as_ring(swap: Swap) -> Ring:
    return frozenset((one.member, one.gives_up, one.takes_on) for one in swap.handovers)


def places(rota: Rota) -> list[tuple[str, str]]:
    return [(member, placement.visit) for placement in rota.placements for member in placement.members]
