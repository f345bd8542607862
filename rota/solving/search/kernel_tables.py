"""Compiled arrays and a draft laid flat for the kernel: one list for each kind of number, no objects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from rota.solving.model.assignment import Assignment, counts, measure
from rota.solving.model.compiled_model import Compiled, Gap, Mask, Numbers
from rota.solving.model.cost_curves import NO_BOUND
from rota.solving.model.marginal_costs import prices_of
from rota.solving.model.presolve import Presolved
from rota.solving.search.kernel_state import KernelTables, State
from rota.solving.search.kernel_varieties import variety_tables

SEED = 2_463_534_242
"""Where the kernel's random numbers begin, with the seed of the limits."""


def tables_of(compiled: Compiled, presolved: Presolved, draft: Assignment) -> KernelTables:
    """The tables of the problem; each visit has a seat for each member it may take, and for whoever may receive it."""
    pools = _pools(compiled)
    seats = _seats(compiled, draft)
    able = [
        np.flatnonzero(pool[:, visit] & _able(compiled, visit, slots))
        for pool in pools
        for visit, slots in enumerate(presolved.slots)
    ]
    offset, throng_offset, price = _prices(compiled)
    varieties, price = variety_tables(compiled, int(seats[0].sum()), price)
    return KernelTables(
        nobody=compiled.member_count,
        visits=compiled.visit_count,
        slots=compiled.slot_count,
        seat_first=np.concatenate(([0], np.cumsum(seats.sum(axis=0)))),
        seat_visit=np.repeat(np.arange(compiled.visit_count), seats.sum(axis=0)),
        seat_pool=np.repeat(np.arange(seats.size).reshape(seats.shape).T.ravel(), seats.T.ravel()),
        **_ragged("able", able),
        **_ragged("date", [np.union1d(slots, draft.slots[v : v + 1]) for v, slots in enumerate(presolved.slots)]),
        free=compiled.free.ravel(),
        may_go=compiled.may_go.ravel(),
        layer=compiled.layer,
        visit_price=compiled.visit_price.ravel(),
        place_price=compiled.place_price.ravel(),
        time_price=compiled.time_price.ravel(),
        **_counters(compiled),
        offset=offset,
        price=price,
        **_gaps(compiled),
        **_ragged("throng", _throngs_at(compiled)),
        throng_visit=_flat([throng.visits for throng in compiled.throngs]),
        throng_offset=throng_offset,
        members=compiled.members,
        varied=bool(compiled.varieties),
        **varieties,
        quantile=np.array(_QUANTILES, dtype=np.int64),
    )


def _counters(compiled: Compiled) -> dict[str, Numbers]:
    """For each visit the families that count it, and where; for each family whom it counts, and for how much."""
    columns = np.stack([family.column for family in compiled.families] or [np.full(compiled.visit_count, -1)])
    base = np.cumsum([0, *(len(family.cells) for family in compiled.families)]).astype(np.int64)
    counting = [np.flatnonzero(columns[:, visit] >= 0) for visit in range(compiled.visit_count)]
    return {
        "counter_first": _ragged("counter", counting)["counter_first"],
        "counter_cell": _flat([base[f] + columns[f, v] for v, f in enumerate(counting)]),
        "counter_row": _flat(counting) * (compiled.member_count + 1),
        "column": columns.ravel(),
        "row": _flat([np.append(family.row, -1) for family in compiled.families]),
        "weight": _flat([np.append(family.weight, 1) for family in compiled.families]),
    }


def _gaps(compiled: Compiled) -> dict[str, Numbers]:
    """For each visit its gaps, of either kind; for each gap its price and what is too close."""
    own, plain = _cliques(compiled.shared_gaps), _cliques(compiled.plain_gaps)
    reaches = _Reaches()
    return {
        **_ragged("own_gap", _of_visit(own, compiled.visit_count)),
        "own_gap_visit": _flat([gap.visits for gap in own]),
        "own_gap_member": _flat([_bound(compiled, gap) for gap in own]),
        "own_gap_price": _gap_prices(compiled, own),
        "own_gap_reach": reaches.of(own),
        **_ragged("gap", _of_visit(plain, compiled.visit_count)),
        "gap_price": _gap_prices(compiled, plain),
        "gap_reach": reaches.of(plain),
        **_pairs(compiled, "own_pair", [gap for gap in compiled.shared_gaps if gap.pairs], reaches),
        "own_pair_member": _flat([_bound(compiled, gap) for gap in compiled.shared_gaps if gap.pairs]),
        **_pairs(compiled, "pair", [gap for gap in compiled.plain_gaps if gap.pairs], reaches),
        "low": _flat([low for low, _ in reaches.known]),
        "high": _flat([high for _, high in reaches.known]),
    }


def _cliques(gaps: Iterable[Gap]) -> list[Gap]:
    return [gap for gap in gaps if gap.pairs is None]


def _bound(compiled: Compiled, gap: Gap) -> Mask:
    """The people whom a gap between visits that share somebody binds."""
    return np.ones(compiled.member_count, dtype=bool) if gap.members is None else gap.members


def _pairs(compiled: Compiled, name: str, gaps: Sequence[Gap], reaches: _Reaches) -> dict[str, Numbers]:
    """For each visit those paired with it, in order, and the gap of each pair; for each gap its price and its reach."""
    sides = [pairs.each() for gap in gaps if (pairs := gap.pairs)]
    one = np.concatenate([np.zeros(0, dtype=np.int64), *(side for pair in sides for side in pair)])
    other = np.concatenate([np.zeros(0, dtype=np.int64), *(side for pair in sides for side in reversed(pair))])
    of_gap = np.repeat(np.arange(len(gaps)), [2 * len(pair[0]) for pair in sides])
    order = np.lexsort((of_gap, other, one))
    return {
        f"{name}_first": np.searchsorted(one[order], np.arange(compiled.visit_count + 1)).astype(np.int64),
        name: _flat([other[order]]),
        f"{name}_gap": _flat([of_gap[order]]),
        f"{name}_price": _gap_prices(compiled, gaps),
        f"{name}_reach": reaches.of(gaps),
    }


def state_of(compiled: Compiled, tables: KernelTables, draft: Assignment, seed: int) -> State:
    """The draft on the seats of the tables, with random numbers of this seed."""
    cost = measure(compiled, draft).price(compiled.breach_price)
    who = np.full(len(tables.seat_visit), compiled.member_count, dtype=np.int64)
    own = np.zeros((compiled.member_count, compiled.visit_count), dtype=np.int64)
    number = np.zeros(compiled.member_count, dtype=np.int64)
    for visit in range(compiled.visit_count):
        going = np.flatnonzero(draft.groups[:, visit])
        seats = np.arange(int(tables.seat_first[visit]), int(tables.seat_first[visit + 1]))
        for pool, chosen in ((0, going[going < compiled.members]), (1, going[going >= compiled.members])):
            mine = seats[tables.seat_pool[seats] == pool * compiled.visit_count + visit]
            who[mine[: len(chosen)]] = chosen
        own[going, number[going]] = visit
        number[going] += 1
    plain = _cliques(compiled.plain_gaps)
    near = np.zeros((len(plain), compiled.slot_count), dtype=np.int64)
    for gap, row in zip(plain, near, strict=True):
        for slot in draft.slots[gap.visits].tolist():
            row[gap.low[slot] : gap.high[slot]] += 1
    crowd = [int((throng.visits & throng.slots[draft.slots]).sum()) for throng in compiled.throngs]
    return State(
        slot=draft.slots.copy(),
        who=who,
        own=own.ravel(),
        own_count=number,
        count=_flat([counts(family, draft.groups) for family in compiled.families]),
        crowd=np.array(crowd, dtype=np.int64),
        near=near.ravel(),
        met=_flat([variety.met(draft.groups).ravel() for variety in compiled.varieties]),
        variety_count=_flat([variety.counts(draft.groups) for variety in compiled.varieties]),
        random=np.array([(SEED + 7919 * seed) & 0xFFFFFFFF or SEED], dtype=np.int64),
        cost=np.array([cost, cost], dtype=np.int64),
        best_slot=draft.slots.copy(),
        best_who=who.copy(),
    )


def draft_from(tables: KernelTables, slots: Sequence[int], who: Sequence[int]) -> Assignment:
    """The draft of these slots and seats."""
    seated = np.array(who, dtype=np.int64)
    taken = np.flatnonzero(seated < tables.nobody)
    groups = np.zeros((tables.nobody, tables.visits), dtype=bool)
    groups[seated[taken], np.asarray(tables.seat_visit)[taken]] = True
    return Assignment(np.array(slots, dtype=np.int64), groups)


_QUANTILES = tuple(round(-256 * math.log((number + 0.5) / 1024)) for number in range(1024))
"""In 256ths, what a random price that falls off by e for each point is below, 1,024 times equally often."""


def _able(compiled: Compiled, visit: int, slots: Numbers) -> Mask:
    able: Mask = np.asarray(compiled.free_at(visit)[:, slots].any(axis=1))
    return able


def _pools(compiled: Compiled) -> tuple[Mask, ...]:
    """Who may sit on what kind of seat, people by visits: members and, where there is a choice, those who receive."""
    members, receivers = compiled.may_go.copy(), compiled.may_go.copy()
    members[compiled.members :] = False
    receivers[: compiled.members] = False
    return (members, receivers) if receivers.any() else (members,)


def _seats(compiled: Compiled, draft: Assignment) -> Numbers:
    """For each kind and visit as many seats as it may have people, and always one for a member.

    Where nothing says how many it may have, one more than there are on the visit now.
    """
    kinds = [_seats_for(draft.groups[: compiled.members], compiled.group_sizes[1])]
    receivers = draft.groups[compiled.members :]
    if len(_pools(compiled)) > 1:
        asked = compiled.may_go[compiled.members :].any(axis=0) | receivers.any(axis=0)
        kinds.append(np.where(asked, _seats_for(receivers, compiled.receivers_most), 0))
    return np.stack(kinds)


def _seats_for(groups: Mask, most: Numbers) -> Numbers:
    going: Numbers = groups.sum(axis=0).astype(np.int64)
    seats: Numbers = np.where(most < NO_BOUND, np.maximum(going, np.maximum(most, 1)), going + 1)
    return seats


def _ragged(name: str, parts: Sequence[Numbers]) -> dict[str, Numbers]:
    firsts = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    joined = np.concatenate([*parts, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    return {f"{name}_first": firsts, name: joined} if name != "counter" else {"counter_first": firsts}


def _flat(rows: Sequence[Numbers | Mask]) -> Numbers:
    """The rows one after another; something stands there in any case, for numba takes no empty kinds apart."""
    return np.concatenate([*rows, np.zeros(1, dtype=np.int64)]).astype(np.int64)


def _of_visit(gaps: Sequence[Gap], visits: int) -> list[Numbers]:
    """For each visit the numbers of its gaps."""
    if not gaps:
        return [np.zeros(0, dtype=np.int64)] * visits
    masks = np.stack([gap.visits for gap in gaps])
    return [np.flatnonzero(masks[:, visit]) for visit in range(visits)]


def _gap_prices(compiled: Compiled, gaps: Iterable[Gap]) -> Numbers:
    prices = [compiled.breach_price if gap.points is None else gap.points for gap in gaps]
    return np.array(prices or [0], dtype=np.int64)


class _Reaches:
    """The distinct reaches of gaps: which slots are too close to each."""

    def __init__(self) -> None:
        self.known: list[tuple[Numbers, Numbers]] = []
        self._numbers: dict[bytes, int] = {}

    def of(self, gaps: Sequence[Gap]) -> Numbers:
        numbers = []
        for gap in gaps:
            key = gap.low.tobytes() + gap.high.tobytes()
            if key not in self._numbers:
                self._numbers[key] = len(self.known)
                self.known.append((gap.low, gap.high))
            numbers.append(self._numbers[key])
        return np.array(numbers or [0], dtype=np.int64)


def _throngs_at(compiled: Compiled) -> list[Numbers]:
    """For each slot the numbers of the throngs with it."""
    if not compiled.throngs:
        return [np.zeros(0, dtype=np.int64)] * compiled.slot_count
    masks = np.stack([throng.slots for throng in compiled.throngs])
    return [np.flatnonzero(masks[:, slot]) for slot in range(compiled.slot_count)]


def _prices(compiled: Compiled) -> tuple[Numbers, Numbers, Numbers]:
    """One table for all counters and throngs, and where in it the prices of each begin."""
    tables, offsets, length = [], [], 0
    for priced in compiled.priced:
        offsets.append(priced.offset + length)
        tables.append(priced.table)
        length += len(priced.table)
    throngs = []
    for throng in compiled.throngs:
        throngs.append(length)
        tables.append(prices_of(throng.curve, 0, int(throng.visits.sum()), compiled.breach_price))
        length += len(tables[-1])
    return _flat(offsets), np.array([*throngs, 0], dtype=np.int64), _flat(tables)
