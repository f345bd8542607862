"""Statements become flat arrays: masks over people, visits and slots, counters with one curve each.

Members, visits and slots are numbered in the order of the problem, which is canonical, so equal problems compile
to equal arrays; after the members come the hosts and deputies between whom there is a choice (``receivers``).
Nothing here knows a rule; a statement keeps only its rule's name, for reasons, and whether it measures fairness, for
the certificate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from rota.domain import Problem, Slot
from rota.rules import Apart, Bar, Crowd, Distinct, Ids, Price, Tally
from rota.solving.model.compiled_model import BarBox, Compiled, Gap, Mask, Numbers, SlotCount
from rota.solving.model.cost_curves import Curve
from rota.solving.model.counter_families import families_of
from rota.solving.model.fixed_receivers import settled
from rota.solving.model.gap_groups import GapGroup, grouped
from rota.solving.model.gaps import VisitPairs
from rota.solving.model.statements import Stated
from rota.solving.model.variety import Variety, variety_of


def compile_statements(problem: Problem, stated: Sequence[Stated]) -> Compiled:
    """The arrays for these statements."""
    choice = settled(problem, stated)
    stated = choice.stated
    names = _Numbering(problem, choice.people)
    bars = tuple(_bar_box(names, s) for s in stated if isinstance(s.statement, Bar))
    prices = [s.statement for s in stated if isinstance(s.statement, Price)]
    layer, layers = _layers(names, bars, prices)
    aparts = [(s.rule, s.statement) for s in stated if isinstance(s.statement, Apart)]
    close = {days: _too_close(problem, problem.slots, days) for days in {apart.days for _, apart in aparts}}
    gaps = [_gap(names, alike, *close[alike.apart.days]) for alike in grouped(aparts)]
    asked, implied = without_implied(gaps, len(problem.members))
    return Compiled(
        problem=problem,
        visits=problem.visits,
        days=np.array([slot.day.toordinal() for slot in problem.slots], dtype=np.int64),
        open=open_of(names.sizes, bars),
        may_go=may_go_of(names.sizes, bars),
        layer=layer,
        free=free_of(names.sizes, bars, layers),
        visit_price=_visit_price(names, prices),
        place_price=_place_price(names, prices),
        time_price=_time_price(names, prices, layers),
        has_time_price=any(p.members is not None and p.slots is not None for p in prices),
        families=families_of(
            names.member_numbers,
            names.visit_numbers,
            [(s.rule, s.fairness, names.of_members(s.statement)) for s in stated if isinstance(s.statement, Tally)],
        ),
        gaps=asked,
        implied=implied,
        throngs=tuple(_throng(names, s.rule, s.statement) for s in stated if isinstance(s.statement, Crowd)),
        varieties=tuple(
            _variety(names, problem, s.rule, s.statement) for s in stated if isinstance(s.statement, Distinct)
        ),
        bars=bars,
        people=choice.people,
        members=len(problem.members),
        received=tuple(choice.received.get(visit.id, ()) for visit in problem.visits),
    )


class _Numbering:
    """Ids to numbers and to masks."""

    def __init__(self, problem: Problem, people: Ids) -> None:
        self.member_numbers = {person: number for number, person in enumerate(people)}
        self.everybody = tuple(member.id for member in problem.members)
        self.visit_numbers = {visit.id: number for number, visit in enumerate(problem.visits)}
        self.slot_numbers = {slot.id: number for number, slot in enumerate(problem.slots)}

    @property
    def sizes(self) -> Sizes:
        return len(self.member_numbers), len(self.visit_numbers), len(self.slot_numbers)

    def members(self, ids: Ids | None) -> Mask | None:
        return _mask(self.member_numbers, ids)

    def of_members(self, tally: Tally) -> Tally:
        """The tally with its people named where it is over all members and there are others besides."""
        hosts_too = len(self.member_numbers) > len(self.everybody)
        return replace(tally, members=self.everybody) if tally.members is None and hosts_too else tally

    def bound(self, members: Ids | None) -> Mask | None:
        """Whom a shared Apart binds: these, or all members; None when that is everybody whom there is."""
        hosts_too = len(self.member_numbers) > len(self.everybody)
        return self.members(self.everybody if members is None and hosts_too else members)

    def visits(self, ids: Ids | None) -> Mask | None:
        return _mask(self.visit_numbers, ids)

    def slots(self, ids: Ids | None) -> Mask | None:
        return _mask(self.slot_numbers, ids)


def _mask(numbers: dict[str, int], ids: Ids | None) -> Mask | None:
    if ids is None:
        return None
    mask = np.zeros(len(numbers), dtype=bool)
    mask[[numbers[name] for name in ids]] = True
    return mask


def full(mask: Mask | None, size: int) -> Mask:
    """The mask; one of all where None means that."""
    return np.ones(size, dtype=bool) if mask is None else mask


def _bar_box(names: _Numbering, stated: Stated) -> BarBox:
    bar = stated.statement
    assert isinstance(bar, Bar)
    return BarBox(stated.rule, bar.why, names.members(bar.members), names.visits(bar.visits), names.slots(bar.slots))


Sizes = tuple[int, int, int]
"""How many members, visits and slots there are."""


def open_of(sizes: Sizes, bars: Iterable[BarBox]) -> Mask:
    """Visits by slots: where the bars leave the visit, whoever goes."""
    _, visits, slots = sizes
    result = np.ones((visits, slots), dtype=bool)
    for bar in bars:
        if bar.members is None:
            result[np.ix_(full(bar.visits, visits), full(bar.slots, slots))] = False
    return result


def may_go_of(sizes: Sizes, bars: Iterable[BarBox]) -> Mask:
    """Members by visits: who may be on the visit, whenever it is."""
    members, visits, _ = sizes
    result = np.ones((members, visits), dtype=bool)
    for bar in bars:
        if bar.members is not None and bar.slots is None:
            result[np.ix_(bar.members, full(bar.visits, visits))] = False
    return result


def _layers(names: _Numbering, bars: Sequence[BarBox], prices: Sequence[Price]) -> tuple[Numbers, list[int]]:
    """Visits with the same bars and prices over members and slots share a layer; one visit stands for each."""
    _, visits, _ = names.sizes
    rows = [bar.visits for bar in bars if bar.members is not None and bar.slots is not None and bar.visits is not None]
    rows += [
        mask
        for price in prices
        if price.members is not None and price.slots is not None
        if (mask := names.visits(price.visits)) is not None
    ]
    in_rows = np.array(rows, dtype=bool).reshape(len(rows), visits).T
    signatures = [in_rows[visit].tobytes() for visit in range(visits)]
    firsts: dict[bytes, int] = {}
    layer = np.zeros(visits, dtype=np.int64)
    representatives: list[int] = []
    for visit, signature in enumerate(signatures):
        if signature not in firsts:
            firsts[signature] = len(representatives)
            representatives.append(visit)
        layer[visit] = firsts[signature]
    return layer, representatives


def free_of(sizes: Sizes, bars: Iterable[BarBox], layers: Sequence[int]) -> Mask:
    """Layers by members by slots: who may be when on a visit of the layer, for which one visit stands."""
    members, _, slots = sizes
    result = np.ones((len(layers), members, slots), dtype=bool)
    for bar in bars:
        if bar.members is not None and bar.slots is not None:
            for number, visit in enumerate(layers):
                if bar.visits is None or bar.visits[visit]:
                    result[number][np.ix_(bar.members, bar.slots)] = False
    return result


def _visit_price(names: _Numbering, prices: Iterable[Price]) -> Numbers:
    _, visits, slots = names.sizes
    result = np.zeros((visits, slots), dtype=np.int64)
    for price in prices:
        if price.members is None:
            box = np.ix_(full(names.visits(price.visits), visits), full(names.slots(price.slots), slots))
            result[box] += price.points
    return result


def _place_price(names: _Numbering, prices: Iterable[Price]) -> Numbers:
    members, visits, _ = names.sizes
    result = np.zeros((members, visits), dtype=np.int64)
    for price in prices:
        if price.members is not None and price.slots is None:
            box = np.ix_(full(names.members(price.members), members), full(names.visits(price.visits), visits))
            result[box] += price.points
    return result


def _time_price(names: _Numbering, prices: Iterable[Price], layers: Sequence[int]) -> Numbers:
    members, _, slots = names.sizes
    result = np.zeros((len(layers), members, slots), dtype=np.int64)
    for price in prices:
        if price.members is not None and price.slots is not None:
            visits = names.visits(price.visits)
            box = np.ix_(full(names.members(price.members), members), full(names.slots(price.slots), slots))
            for number, visit in enumerate(layers):
                if visits is None or visits[visit]:
                    result[number][box] += price.points
    return result


def _gap(names: _Numbering, alike: GapGroup, low: Numbers, high: Numbers) -> Gap:
    rule, apart, pairs = alike.rule, alike.apart, None
    if alike.cliques:
        cliques = [[names.visit_numbers[visit] for visit in clique] for clique in alike.cliques]
        pairs = VisitPairs.of(cliques, len(names.visit_numbers))
        visits = np.diff(pairs.first) > 0
    else:
        visits = full(names.visits(apart.visits), len(names.visit_numbers))
    members = names.bound(apart.members) if apart.shared else None
    return Gap(rule, visits, apart.days, low, high, apart.shared, members, apart.points, pairs)


def without_implied(gaps: Sequence[Gap], members: int) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """The gaps without those of no days between visits of one host that longer ones over the same visits imply.

    And, beside them, those that are implied.
    """
    longer = {_about(gap) for gap in gaps if gap.days and gap.points is None and gap.pairs is None}
    of_hosts = [gap for gap in gaps if not (gap.shared and (gap.members is None or gap.members[:members].any()))]
    cliques = [gap for gap in of_hosts if gap.days == 0 and gap.points is None and gap.pairs is None]
    at_once = [gap for gap in cliques if _about(gap) in longer]
    implied = {id(gap): gap for gap in at_once if any(_implies(other, gap) for other in gaps)}
    return tuple(gap for gap in gaps if id(gap) not in implied), tuple(implied.values())


def _about(gap: Gap) -> tuple[bool, bytes, bytes]:
    return gap.shared, gap.visits.tobytes(), b"" if gap.members is None else gap.members.tobytes()


def _implies(one: Gap, other: Gap) -> bool:
    """Whether a must of some days leaves nothing for the other to ask."""
    same = one.days > 0 and one.points is None and one.pairs is None and _about(one) == _about(other)
    return same and bool((one.low <= other.low).all() and (other.high <= one.high).all())


def _too_close(problem: Problem, slots: Sequence[Slot], days: int) -> tuple[Numbers, Numbers]:
    """For each slot the first slot too close to it and the one after the last; slots are in order of time."""
    count = len(slots)
    low, high = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    first = 0
    for number, slot in enumerate(slots):
        while not _close(problem, slots[first], slot, days):
            first += 1
        low[number] = first
    after = 0
    for number, slot in enumerate(slots):
        while after < count and (after <= number or _close(problem, slot, slots[after], days)):
            after += 1
        high[number] = after
    return low, high


def _close(problem: Problem, one: Slot, other: Slot, days: int) -> bool:
    return problem.clash(one, other) if days == 0 else abs((one.day - other.day).days) < days


def _throng(names: _Numbering, rule: str, crowd: Crowd) -> SlotCount:
    _, visits, slots = names.sizes
    visit_mask, slot_mask = (
        full(names.visits(crowd.visits), visits),
        full(names.slots(crowd.slots), slots),
    )
    curve = Curve(crowd.least, crowd.most, crowd.cost, crowd.cost_from)
    return SlotCount(rule, visit_mask, slot_mask, curve.within(0, int(visit_mask.sum())))


def _variety(names: _Numbering, problem: Problem, rule: str, distinct: Distinct) -> Variety:
    members = names.everybody if distinct.members is None else distinct.members
    visits = full(names.visits(distinct.visits), len(names.visit_numbers))
    return variety_of(problem, rule, distinct, {names.member_numbers[member] for member in members}, visits)
