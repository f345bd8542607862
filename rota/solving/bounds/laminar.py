"""Counters over nested sets of members as a tree, which is what a network flow can carry.

A flow can count any family of sets of which two are disjoint or nested. Counters that would cross
one already chosen are left out; the bound stays a bound, only lower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rota.rules import Table
from rota.solving.model.cost_curves import Curve

MOST_SETS = 12
"""Sets of several members taken for one visit: enough for roles and political groups, few enough for a quick flow.

Chosen without measurement; seconds of H's flow (1.2 to 1.4) and its bound, at 6 and 24, would set it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of ``members`` (a bit for each) there are, and what that costs."""

    members: int
    curve: Curve
    fairness: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A set of the tree, its curve, what of it is fairness, and the number of the smallest set around it (-1: none)."""

    members: int
    curve: Curve
    fairness: Table
    parent: int


def set_of(members: NDArray[np.bool_]) -> int:
    """The members of this mask, a bit for each."""
    return int.from_bytes(np.packbits(members, bitorder="little").tobytes(), "little")


def mask_of(members: int, count: int) -> NDArray[np.bool_]:
    """The mask over ``count`` members of those whose bits these are."""
    octets = np.frombuffer(members.to_bytes((count + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(octets, count=count, bitorder="little").astype(bool)


def tree(counts: Sequence[Count], everyone: int, most_places: int, places_each: int = 1) -> list[Node]:
    """The tree of as many counts as nest, the root (everyone) first.

    No count is above ``most_places``, nor above ``places_each`` for each of its members. Counts that can
    change nothing up to there are left out: they would only take the place of others.
    """
    most = {count.members: min(most_places, places_each * count.members.bit_count()) for count in counts}
    most[everyone] = min(most_places, places_each * everyone.bit_count())
    chosen = _chosen([count for count in counts if not _idle(count.curve, most[count.members])], everyone)
    nodes: list[Node] = []
    wide: list[int] = []
    for members in sorted(chosen, key=lambda members: (-members.bit_count(), members)):
        around = [number for number in wide if members & nodes[number].members == members]
        curve, fairness = _together(chosen[members], most[members])
        if members.bit_count() > 1:
            wide.append(len(nodes))
        nodes.append(Node(members, curve, fairness, around[-1] if around else -1))
    return nodes


def _chosen(counts: Iterable[Count], everyone: int) -> dict[int, list[Count]]:
    """Counts of which two are nested or apart, by the members they count."""
    chosen: dict[int, list[Count]] = {everyone: []}
    several = [everyone]
    for count in sorted(counts, key=lambda count: _order(count, everyone)):
        one = count.members.bit_count() == 1
        if count.members in chosen:
            chosen[count.members].append(count)
        elif one or (len(several) <= MOST_SETS and nests_in(count.members, several)):
            chosen[count.members] = [count]
            several += [] if one else [count.members]
    return chosen


def _idle(curve: Curve, most: int) -> bool:
    """Whether the curve neither asks nor costs anything, nor stands in the way, up to this count."""
    free = curve.least is None or curve.least <= 0
    return free and (curve.most is None or curve.most >= most) and not any(curve.within(0, most).cost)


def _order(count: Count, everyone: int) -> tuple[bool, bool, int, int]:
    must = count.curve.is_must
    return (count.members != everyone, not must, count.members.bit_count(), count.members)


def nests_in(members: int, chosen: Iterable[int]) -> bool:
    """Whether these members and each chosen set are apart, or one of the two is inside the other."""
    return all(members & other in (0, members, other) for other in chosen)


def _together(counts: list[Count], most_places: int) -> tuple[Curve, Table]:
    """One curve for all these counts, and the part of its points that is fairness."""
    curves = [count.curve for count in counts]
    most = min([most_places, *(curve.most for curve in curves if curve.most is not None)])
    least = max([0, *(curve.least for curve in curves if curve.least is not None)])
    fairness = _sum([count.curve for count in counts if count.fairness], most)
    return Curve(least, most, _sum(curves, most), 0), fairness


def _sum(curves: list[Curve], most: int) -> Table:
    """The points of all these curves at each count from 0 to ``most``; none where it is 0 throughout."""
    tables = [table for curve in curves if (table := curve.within(0, most).cost)]
    return tables[0] if len(tables) == 1 else tuple(map(sum, zip(*tables, strict=True)))


def turned(count: Count, everyone: int, size: Curve) -> list[Count]:
    """A count over most of the members as a count over the rest, where the size of the group allows it.

    Of a group of at most n, at least one outside a set is the same as at most n - 1 inside it. The
    cost may only fall with the count, or the size be fixed; otherwise the count is kept as it is, and
    only what it must be is turned.
    """
    inside = everyone & ~count.members
    if not inside or size.most is None or inside.bit_count() >= count.members.bit_count():
        return [count]
    most = None if count.curve.least is None else size.most - count.curve.least
    least = None if count.curve.most is None or size.least is None else max(0, size.least - count.curve.most)
    must = Count(inside, Curve(least, most, (), 0))
    points = [count.curve.points(n) for n in range(size.most + 1)]
    if size.least != size.most and points != sorted(points, reverse=True):
        return [count] if count.fairness else [count, must]
    return [Count(inside, Curve(least, most, tuple(reversed(points)), 0), count.fairness)]
