"""Too few people for the places: a max-flow that cannot fill what is asked for, and the cut that proves it.

The cut is a sum that anybody can check: these visits ask for so many places, which only these members may
fill, and they may make no more than so many visits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.graph.python import max_flow

from rota.solving.bounds.laminar import mask_of, nests_in, set_of
from rota.solving.diagnosis.demand import Asked, LeastMembers, Limit, VisitsAlike, caps, members_in
from rota.solving.model.compiled_model import Compiled, Mask, Numbers

SOURCE, SINK, FIRST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Need:
    """A visit needs so many places filled from among these members, besides what it needs from fewer of them."""

    visit: int
    members: Mask
    places: int
    least: LeastMembers


@dataclass(frozen=True, slots=True)
class Cut:
    """What the ``needs`` ask for is more than can be: ``most`` by the ``limits``, and one for each of ``singles``.

    ``singles`` are (member, visit) outside the limits who could fill one place there. ``short`` places are
    left over. ``members`` (a bit for each) are all who could fill any of it.
    """

    needs: tuple[Need, ...]
    limits: tuple[Limit, ...]
    singles: tuple[tuple[int, int], ...]
    short: int
    members: int

    @property
    def asked(self) -> int:
        """The places that the visits ask for."""
        return sum(need.places for need in self.needs)

    @property
    def visits(self) -> tuple[int, ...]:
        """The visits that ask, in order."""
        return tuple(sorted({need.visit for need in self.needs}))


def renumbered(cut: Cut, visits: Sequence[int]) -> Cut:
    """The cut of a part, with its visits numbered as in the whole, where the part's are these."""
    needs = tuple(replace(need, visit=visits[need.visit]) for need in cut.needs)
    return replace(cut, needs=needs, singles=tuple((member, visits[visit]) for member, visit in cut.singles))


def too_few(compiled: Compiled) -> Cut | None:
    """The cut that is short of most places, or None when counting alone does not show that any cannot be filled."""
    asked = Asked.of(compiled)
    for network in networks(asked):
        flow = network.flow(network.everybody)
        if flow.short:
            cut = network.cut(flow)
            return cut if holds(compiled, cut) else None
    return None


def holds(compiled: Compiled, cut: Cut) -> bool:
    """Whether the sum is right, read off the musts again without the flow."""
    asked = Asked.of(compiled)
    limited = np.zeros(compiled.member_count, dtype=bool)
    for limit in cut.limits:
        limited |= limit.members
    singles = set(cut.singles)
    others = {(member, need.visit) for need in cut.needs for member in np.flatnonzero(need.members & ~limited).tolist()}
    known = {(limit.members.tobytes(), limit.most) for limit in asked.limits}
    right = all((limit.members.tobytes(), limit.most) in known for limit in cut.limits)
    disjoint = int(sum(limit.members.sum() for limit in cut.limits)) == int(limited.sum())
    most = sum(limit.most for limit in cut.limits) + len(singles)
    sums = right and disjoint and cut.asked - most >= cut.short > 0
    return sums and others <= singles and _is_asked(asked, cut)


def _is_asked(asked: Asked, cut: Cut) -> bool:
    """Whether each visit asks for as many places as the cut says, of sets of members of which no two meet."""
    by_visit: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for need in cut.needs:
        by_visit[need.visit].append((set_of(need.members), need.places))
    for alike in asked.alike:
        known: dict[int, int] = defaultdict(int)
        for least in alike.leasts:
            known[least.members] = max(known[least.members], least.places)
        for visit in alike.visits:
            needs = by_visit.pop(visit, [])
            widest = {one for one, _ in needs if not any(one & ~other == 0 and one != other for other, _ in needs)}
            if sum(members.bit_count() for members in widest) != _union(widest).bit_count():
                return False
            if any(sum(many for one, many in needs if one & ~wide == 0) > known[wide] for wide in widest):
                return False
    return not by_visit


def _union(sets: Iterable[int]) -> int:
    union = 0
    for members in sets:
        union |= members
    return union


def networks(asked: Asked) -> Iterator[PlaceNetwork]:
    """The network of all that nests; then, for each kind of count left out because it crosses others, one with it."""
    first = PlaceNetwork(asked)
    yield first
    for kind in sorted(first.left_out):
        yield PlaceNetwork(asked, kind)


@dataclass(frozen=True, slots=True)
class PlaceDemand:
    """Visits alike that need so many places each from these members, besides what they need from fewer of them."""

    group: int
    team: str
    visits: tuple[int, ...]
    members: int
    places: int
    least: LeastMembers

    @property
    def total(self) -> int:
        """The places of all these visits."""
        return self.places * len(self.visits)


@dataclass(frozen=True, slots=True)
class PlaceFlow:
    """What a flow from the sources ``active`` could not fill: ``unmet`` of them by ``short`` places altogether.

    ``reached`` are the nodes that the source still reaches.
    """

    active: tuple[int, ...]
    short: int
    unmet: tuple[int, ...]
    reached: frozenset[int]


class PlaceNetwork:
    """Source, needs of visits alike, a place for each member on such visits, members, sink.

    Visits alike are one node: what flows there can always be dealt out to the single visits, since what they need
    of sets that nest is met by each as soon as it is met by all together and nobody has more places than visits.
    """

    def __init__(self, asked: Asked, first: tuple[str, str] | None = None) -> None:
        self.left_out: set[tuple[str, str]] = set()
        self.sources: list[PlaceDemand] = []
        for group, alike in enumerate(asked.alike):
            self.sources += self._nested(group, alike, first)
        self.members = asked.member_count
        self.everybody = _union([source.members for source in self.sources])
        self.limits = asked.limits
        self.caps = caps(asked.limits, asked.member_count)
        self._place_of = FIRST + len(self.sources)
        self._member_of = self._place_of + len(asked.alike) * self.members
        self._own = [np.array(members_in(source.members), dtype=np.int64) for source in self.sources]
        self._groups = [len(alike.visits) for alike in asked.alike]

    def _nested(self, group: int, alike: VisitsAlike, first: tuple[str, str] | None) -> Iterator[PlaceDemand]:
        """The leasts that nest, the smallest first, each less what is asked of sets inside it."""
        chosen: list[LeastMembers] = []
        for least in sorted(alike.leasts, key=lambda one: (one.kind != first, one.members.bit_count(), one.members)):
            if nests_in(least.members, [one.members for one in chosen]):
                chosen.append(least)
            else:
                self.left_out.add(least.kind)
        counted: list[tuple[int, int]] = []
        for least in sorted(chosen, key=lambda one: (one.members.bit_count(), one.members, -one.places)):
            widest = [one for one in counted if not any(one[0] & ~o[0] == 0 and one != o for o in counted)]
            inside = sum(places for members, places in widest if members & ~least.members == 0)
            if least.places > inside:
                counted = [one for one in counted if one[0] != least.members] + [(least.members, least.places)]
                yield PlaceDemand(group, alike.team, alike.visits, least.members, least.places - inside, least)

    def flow(self, within: int) -> PlaceFlow:
        """As much as can be filled of what only members ``within`` these can fill."""
        active = tuple(n for n, source in enumerate(self.sources) if source.members & ~within == 0)
        totals = [self.sources[number].total for number in active]
        flow, arcs, short = self._solved(active, totals, self.caps)
        if not short:
            return PlaceFlow(active, 0, (), frozenset())
        filled = flow.flows(arcs[: len(active)]).tolist()
        unmet = tuple(n for n, sent, total in zip(active, filled, totals, strict=True) if sent < total)
        return PlaceFlow(active, short, unmet, frozenset(np.asarray(flow.get_source_side_min_cut()).tolist()))

    def short(self, caps: Numbers, fewer: Mapping[str, int], rule: str) -> int:
        """How many places are left over with other limits, and groups of these teams smaller than this rule says."""
        totals = []
        for source in self.sources:
            less = fewer.get(source.team, 0) if source.least.everybody and source.least.rule == rule else 0
            totals.append(max(0, source.places - less) * len(source.visits))
        return self._solved(range(len(self.sources)), totals, caps)[2]

    def _solved(
        self, active: Sequence[int], totals: Sequence[int], caps: Numbers
    ) -> tuple[max_flow.SimpleMaxFlow, Numbers, int]:
        """The flow, the numbers of its arcs (those from the source first), and the places left over."""
        flow = max_flow.SimpleMaxFlow()
        if not sum(totals):
            return flow, np.zeros(0, dtype=np.int64), 0
        tails, heads, capacities = self._arcs(active, totals, caps)
        arcs = flow.add_arcs_with_capacity(tails.astype(np.int32), heads.astype(np.int32), capacities)
        if flow.solve(SOURCE, SINK) != flow.OPTIMAL:
            raise RuntimeError("the flow of places could not be solved")
        return flow, arcs, sum(totals) - flow.optimal_flow()

    def _arcs(self, active: Sequence[int], totals: Sequence[int], caps: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Tails, heads and capacities: those from the source first, in the order of ``active``."""
        nodes = FIRST + np.array(active, dtype=np.int64)
        parts = [(np.zeros(len(active), dtype=np.int64), nodes, np.array(totals, dtype=np.int64))]
        own = [self._own[number] for number in active]
        group = np.repeat([self.sources[number].group for number in active], [len(one) for one in own])
        tails = np.repeat(nodes, [len(one) for one in own])
        places = group * self.members + np.concatenate(own)
        sizes = np.array(self._groups, dtype=np.int64)
        parts.append((tails, self._place_of + places, sizes[group]))
        used = np.unique(places)
        member = used % self.members
        parts.append((self._place_of + used, self._member_of + member, sizes[used // self.members]))
        everyone = np.unique(member)
        most = np.minimum(caps[everyone], int(sizes.sum()) + 1)
        parts.append((self._member_of + everyone, np.full_like(everyone, SINK), most))
        columns = [np.concatenate([part[column] for part in parts]) for column in range(3)]
        return columns[0], columns[1], columns[2]

    def short_in(self, flow: PlaceFlow) -> int:
        """The members (a bit for each) who alone can fill the smallest part in which the flow is as short."""
        return _union([source.members for source in self._reached(flow)])

    def cut(self, flow: PlaceFlow) -> Cut:
        """That part as a sum."""
        chosen, members = self._reached(flow), self.short_in(flow)
        needs = tuple(
            Need(visit, mask_of(source.members, self.members), source.places, source.least)
            for source in chosen
            for visit in source.visits
        )
        limited = [member for member in members_in(members) if self._member_of + member in flow.reached]
        outside = members & ~sum(1 << member for member in limited)
        singles = {
            (member, visit)
            for source in chosen
            for member in members_in(source.members & outside)
            for visit in source.visits
        }
        limits = tuple(self._limit(member) for member in limited)
        return Cut(needs, limits, tuple(sorted(singles)), flow.short, members)

    def _reached(self, flow: PlaceFlow) -> list[PlaceDemand]:
        return [self.sources[number] for number in flow.active if FIRST + number in flow.reached]

    def _limit(self, member: int) -> Limit:
        """The limit that binds the member; of several the first."""
        return next(limit for limit in self.limits if limit.members[member] and limit.most == self.caps[member])
