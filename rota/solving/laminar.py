"""Counters over nested sets of members as a tree, which is what a network flow can carry.

A flow can count any family of sets of which two are disjoint or nested. Counters that would cross
one already chosen are left out; the bound stays a bound, only lower.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rota.solving.counters import Curve

MOST_SETS = 12
"""Sets taken for one visit: enough for roles and political groups, few enough for a quick flow."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of ``members`` (a bit for each) there are, and what that costs; ``why`` in words, for people."""

    members: int
    curve: Curve
    why: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A set of the tree, its curve, and the number of the smallest set around it (-1 for none)."""

    members: int
    curve: Curve
    parent: int


def tree(counts: Iterable[Count], everyone: int, most_places: int, places_each: int = 1) -> list[Node]:
    """The tree of as many counts as nest, the root (everyone) first.

    No count is above ``most_places``, nor above ``places_each`` for each of its members.
    """
    chosen: dict[int, list[Curve]] = {everyone: []}
    for count in sorted(counts, key=lambda count: _order(count, everyone)):
        if count.members in chosen:
            chosen[count.members].append(count.curve)
        elif (len(chosen) <= MOST_SETS or count.members.bit_count() == 1) and _nests_in(count.members, chosen):
            chosen[count.members] = [count.curve]
    order = sorted(chosen, key=lambda members: (-members.bit_count(), members))
    nodes: list[Node] = []
    for members in order:
        around = [number for number, node in enumerate(nodes) if members & node.members == members]
        curve = _together(chosen[members], min(most_places, places_each * members.bit_count()))
        nodes.append(Node(members, curve, around[-1] if around else -1))
    return nodes


def _order(count: Count, everyone: int) -> tuple[bool, bool, int, int]:
    must = count.curve.least is not None or count.curve.most is not None
    return (count.members != everyone, not must, count.members.bit_count(), count.members)


def _nests_in(members: int, chosen: Iterable[int]) -> bool:
    return all(members & other in (0, members, other) for other in chosen)


def _together(curves: list[Curve], most_places: int) -> Curve:
    most = min([most_places, *(curve.most for curve in curves if curve.most is not None)])
    least = max([0, *(curve.least for curve in curves if curve.least is not None)])
    table = tuple(sum(curve.points(count) for curve in curves) for count in range(most + 1))
    return Curve(least, most, table, 0)


def turned(count: Count, everyone: int, size: Curve) -> Count:
    """A count over most of the members as a count over the rest, where the size of the group allows it.

    Of a group of at most n, at least one outside a set is the same as at most n - 1 inside it. The
    cost may only fall with the count, or the size be fixed; otherwise the count is kept as it is.
    """
    inside = everyone & ~count.members
    if not inside or size.most is None or inside.bit_count() >= count.members.bit_count():
        return count
    falling = all(count.curve.points(n) >= count.curve.points(n + 1) for n in range(size.most))
    if not falling and size.least != size.most:
        return count
    table = tuple(count.curve.points(size.most - n) for n in range(size.most + 1))
    most = None if count.curve.least is None else size.most - count.curve.least
    least = None if count.curve.most is None or size.least is None else max(0, size.least - count.curve.most)
    return Count(inside, Curve(least, most, table, 0), count.why)
