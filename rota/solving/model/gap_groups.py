"""Aparts that ask the same of other visits, or of other members, become one gap: a rule may say pairs one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations

from rota.rules import Apart, Ids

FEW = 8
"""So many that are alike stay as they are, each a set of visits: they cost little, and engines know sets best.

This, MANY and SMALL were chosen without measurement of other values. Measured with them: 43,200 Aparts of pairs, which
took 24 GB as sets, are one gap of pairs (28 November 2026); bytes of 8 to 64 sets either way would set them."""
MANY = 64
"""With more gaps than this left, those of few visits are held as pairs even where no other is like them."""
SMALL = 32
"""Visits of a set that is held as pairs: a larger one takes less as a set."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """One gap to be: an Apart and, where it is of pairs, the sets of visits any two of which it binds."""

    rule: str
    apart: Apart
    cliques: tuple[Ids, ...] = ()


Asked = tuple[str, Apart]


def grouped(aparts: Sequence[Asked]) -> list[GapGroup]:
    """The gaps of these Aparts, each with its rule, in the order of the first of each."""
    left = _members_together(aparts) if len(aparts) > FEW else list(aparts)
    if len(left) <= FEW:
        return [GapGroup(rule, apart) for rule, apart in left]
    alike: dict[object, list[Asked]] = defaultdict(list)
    for number, (rule, apart) in enumerate(left):
        small = apart.visits is not None and len(apart.visits) <= SMALL
        key = (rule, apart.shared, apart.days, apart.members, apart.points)
        alike[key if small else number].append((rule, apart))
    many = sum(1 if _as_pairs(those) else len(those) for those in alike.values()) > MANY
    return [gap for those in alike.values() for gap in _gaps(those, many)]


def _members_together(aparts: Iterable[Asked]) -> list[Asked]:
    """Shared Aparts over the same visits whose members are others, more than a few of them, as one."""
    alike: dict[object, list[Asked]] = defaultdict(list)
    for number, (rule, apart) in enumerate(aparts):
        one_by_one = apart.shared and apart.members is not None
        alike[(rule, replace(apart, members=None, why="")) if one_by_one else number].append((rule, apart))
    return [joined for those in alike.values() for joined in _joined(those)]


def _joined(those: list[Asked]) -> list[Asked]:
    members = list(chain.from_iterable(apart.members or () for _, apart in those))
    of_everybody = any(apart.members is None for _, apart in those)
    if of_everybody or len(those) <= FEW or len(set(members)) < len(members):
        return those
    rule, first = those[0]
    return [(rule, replace(first, members=tuple(sorted(members))))]


def _as_pairs(those: Sequence[Asked]) -> bool:
    """Whether these, alike, had better be one gap of pairs: sets of visits that lie apart are well kept apart.

    An Apart of all visits names none, and has no pairs to be held.
    """
    if any(apart.visits is None for _, apart in those):
        return False
    named = [apart.visits or () for _, apart in those]
    overlap = sum(map(len, named)) > len(set(chain.from_iterable(named)))
    return len(those) > FEW and (overlap or those[0][1].shared)


def _gaps(those: list[Asked], many: bool) -> Iterator[GapGroup]:
    rule, first = those[0]
    lone = first.visits is None or len(first.visits) > SMALL or not first.shared
    if not _as_pairs(those) and (lone or not many):
        yield from (GapGroup(rule, apart) for rule, apart in those)
        return
    cliques = [apart.visits or () for _, apart in those]
    for layer in [cliques] if first.points is None else _each_pair_once(cliques):
        yield GapGroup(rule, first, tuple(layer))


def _each_pair_once(cliques: Iterable[Ids]) -> list[list[Ids]]:
    """The sets in as many layers as it takes that no layer has a pair twice: two who ask for points each get them."""
    layers: list[tuple[list[Ids], set[tuple[str, str]]]] = []
    for clique in cliques:
        pairs = set(combinations(sorted(clique), 2))
        layer = next((layer for layer in layers if layer[1].isdisjoint(pairs)), None)
        if layer is None:
            layer = ([], set())
            layers.append(layer)
        layer[0].append(clique)
        layer[1].update(pairs)
    return [sets for sets, _ in layers]
