"""Too few people for the places: a max-flow that cannot fill what is asked for, and the cut that proves it.

The cut is a sum that anybody can check: these visits ask for so many places, which only these members may
fill, and they may make no more than so many visits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow

from rota.solving.compiled import Compiled, Mask, Numbers
from rota.solving.counters import Family
from rota.solving.presolve import possible_slots

SOURCE, SINK = 0, 1


@dataclass(frozen=True, slots=True)
class Need:
    """A visit needs so many places filled from among these members, besides what it needs from fewer of them."""

    visit: int
    members: Mask
    places: int


@dataclass(frozen=True, slots=True)
class Limit:
    """These members may fill so many places at most over all visits."""

    members: Mask
    most: int


@dataclass(frozen=True, slots=True)
class Cut:
    """What the ``needs`` ask for is more than can be: ``most`` by the ``limits``, and one for each of ``singles``.

    ``singles`` are (member, visit) outside the limits who could fill one place there. ``short`` places are
    left over.
    """

    needs: tuple[Need, ...]
    limits: tuple[Limit, ...]
    singles: tuple[tuple[int, int], ...]
    short: int

    @property
    def asked(self) -> int:
        """The places that the visits ask for."""
        return sum(need.places for need in self.needs)


def too_few(compiled: Compiled) -> Cut | None:
    """The cut, or None when counting alone does not show that places cannot be filled."""
    able = _able(compiled)
    needs = list(_needs(compiled))
    limits = _limits(compiled)
    if not needs or not limits:
        return None
    network = _Network(able, needs, limits)
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(*network.arrays())
    if flow.solve(SOURCE, SINK) != flow.OPTIMAL:
        raise RuntimeError("the flow of places could not be solved")
    short = sum(need.places for need in needs) - flow.optimal_flow()
    if not short:
        return None
    cut = network.cut(set(np.asarray(flow.get_source_side_min_cut()).tolist()), short)
    return cut if holds(compiled, cut) else None


def holds(compiled: Compiled, cut: Cut) -> bool:
    """Whether the sum is right, read off the musts again without the flow."""
    able = _able(compiled)
    limited = np.zeros(compiled.member_count, dtype=bool)
    for limit in cut.limits:
        limited |= limit.members
    singles = set(cut.singles)
    for need in cut.needs:
        others = np.flatnonzero(need.members & able[:, need.visit] & ~limited).tolist()
        if any((member, need.visit) not in singles for member in others):
            return False
    known = {(limit.members.tobytes(), limit.most) for limit in _limits(compiled)}
    right = all((limit.members.tobytes(), limit.most) in known for limit in cut.limits)
    disjoint = int(sum(limit.members.sum() for limit in cut.limits)) == int(limited.sum())
    most = sum(limit.most for limit in cut.limits) + len(singles)
    return right and disjoint and cut.asked - most >= cut.short > 0


def _able(compiled: Compiled) -> Mask:
    """Members by visits: who may be on the visit at some slot at which it is possible."""
    able = np.zeros((compiled.member_count, compiled.visit_count), dtype=bool)
    for visit in range(compiled.visit_count):
        slots = possible_slots(compiled, visit)
        able[:, visit] = compiled.free_at(visit)[:, slots].any(axis=1)
    return able


def _needs(compiled: Compiled) -> list[Need]:
    """For each visit its nested leasts, each less what is asked of sets inside it."""
    found: list[Need] = []
    by_visit: dict[int, list[tuple[Mask, int]]] = defaultdict(list)
    for family in compiled.families:
        if family.by_visit and (family.weight == 1).all():
            for row in np.unique(family.row[family.row >= 0]).tolist():
                for visit in np.flatnonzero(family.column >= 0).tolist():
                    least = family.cells[row + int(family.column[visit])].curve.least
                    if least is not None and least > 0:
                        by_visit[visit].append((family.row == row, least))
    for visit, asked in sorted(by_visit.items()):
        found.extend(_nested(visit, asked))
    return found


def _nested(visit: int, asked: list[tuple[Mask, int]]) -> list[Need]:
    """Leasts of sets that nest, the smallest first; of sets that cross the later is left out."""
    chosen: list[tuple[Mask, int]] = []
    needs = []
    for members, least in sorted(asked, key=lambda one: (int(one[0].sum()), one[0].tobytes())):
        crossing = any((members & other).any() and not (other <= members).all() for other, _ in chosen)
        if crossing:
            continue
        outermost = [one for one in chosen if not any((one[0] <= o[0]).all() and o is not one for o in chosen)]
        inside = sum(places for _, places in outermost)
        if least > inside:
            needs.append(Need(visit, members, least - inside))
            chosen.append((members, least))
    return needs


def _limits(compiled: Compiled) -> list[Limit]:
    """The least limit on each member's own places over all visits."""
    most = np.full(compiled.member_count, -1, dtype=np.int64)
    for family in compiled.families:
        if _over_all_visits(family):
            rows, counts = np.unique(family.row, return_counts=True)
            alone = set(rows[(counts == 1) & (rows >= 0)].tolist())
            for member in np.flatnonzero(family.row >= 0).tolist():
                bound = family.cells[int(family.row[member]) + int(family.column[0])].curve.most
                if int(family.row[member]) in alone and bound is not None:
                    most[member] = bound if most[member] < 0 else min(most[member], bound)
    members = np.arange(compiled.member_count)
    return [Limit(members == member, int(most[member])) for member in np.flatnonzero(most >= 0).tolist()]


def limiting_rules(compiled: Compiled) -> tuple[str, ...]:
    """The rules that limit members' own places over all visits."""
    cells = (cell for family in compiled.families if _over_all_visits(family) for cell in family.cells)
    return tuple(dict.fromkeys(cell.rule for cell in cells if cell.curve.most is not None))


def _over_all_visits(family: Family) -> bool:
    columns = family.column
    one = len(columns) > 0 and bool((columns >= 0).all()) and len(set(columns.tolist())) == 1
    return one and bool((family.weight == 1).all())


class _Network:
    """Source, needs, a place for each member on each visit, members, sink."""

    def __init__(self, able: Mask, needs: Sequence[Need], limits: Sequence[Limit]) -> None:
        self.able, self.needs, self.limits = able, needs, limits
        members, visits = able.shape
        self.place_of = 2 + len(needs)
        self.member_of = self.place_of + members * visits
        self.unlimited = np.ones(members, dtype=bool)
        for limit in limits:
            self.unlimited &= ~limit.members
        self._tails: list[Numbers] = []
        self._heads: list[Numbers] = []
        self._capacities: list[Numbers] = []

    def arrays(self) -> tuple[Numbers, Numbers, Numbers]:
        """Tails, heads and capacities of every arc."""
        members, visits = self.able.shape
        for number, need in enumerate(self.needs):
            self._arcs([SOURCE], [2 + number], [need.places])
            inside = np.flatnonzero(need.members & self.able[:, need.visit])
            places = self.place_of + inside * visits + need.visit
            self._arcs(np.full_like(places, 2 + number), places, np.ones_like(places))
        member, visit = np.nonzero(self.able)
        self._arcs(self.place_of + member * visits + visit, self.member_of + member, np.ones_like(member))
        most = np.full(members, visits, dtype=np.int64)
        for limit in self.limits:
            most[limit.members] = limit.most
        everyone = np.arange(members)
        self._arcs(self.member_of + everyone, np.full_like(everyone, SINK), most)
        tails, heads, capacities = (np.concatenate(one) for one in (self._tails, self._heads, self._capacities))
        return tails.astype(np.int32), heads.astype(np.int32), capacities.astype(np.int64)

    def _arcs(self, tails: object, heads: object, capacities: object) -> None:
        self._tails.append(np.asarray(tails, dtype=np.int64))
        self._heads.append(np.asarray(heads, dtype=np.int64))
        self._capacities.append(np.asarray(capacities, dtype=np.int64))

    def cut(self, reached: set[int], short: int) -> Cut:
        """What the source still reaches, as a sum."""
        needs = tuple(need for number, need in enumerate(self.needs) if 2 + number in reached)
        limits = tuple(
            limit for limit in self.limits if self.member_of + int(np.flatnonzero(limit.members)[0]) in reached
        )
        limited = {int(np.flatnonzero(limit.members)[0]) for limit in limits}
        asked = {(member, need.visit) for need in needs for member in np.flatnonzero(need.members).tolist()}
        singles = sorted((m, v) for m, v in asked if self.able[m, v] and m not in limited)
        return Cut(needs, limits, tuple(singles), short)
