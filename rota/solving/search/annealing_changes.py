"""What a proposal of local search would change, over flat tables: the places, the counters, teams and partners met.

Like ``annealing_kernel``, which proposes, it runs as it stands and compiled by numba: whole numbers only.
"""

from __future__ import annotations

from rota.solving.search.kernel_state import KernelTables, State


def draw(s: State, below: int) -> int:
    """A number from 0 up to but not with ``below``."""
    x = s.random[0]
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
    s.random[0] = x
    number: int = (x * below) >> 32
    return number


def can(t: KernelTables, member: int, visit: int, slot: int) -> bool:
    """Whether the bars let the member be on the visit at the slot."""
    at = (t.layer[visit] * t.nobody + member) * t.slots + slot
    able: bool = t.free[at] and t.may_go[member * t.visits + visit]
    return able


def sits_on(t: KernelTables, s: State, member: int, visit: int) -> bool:
    """Whether the member is on the visit."""
    seat = t.seat_first[visit]
    after = t.seat_first[visit + 1]
    while seat < after and s.who[seat] != member:
        seat += 1
    there: bool = seat < after
    return there


def pairs_cost(t: KernelTables, s: State, member: int, visit: int, slot: int, beside: int) -> int:
    """What it costs that the member's other visits (but ``beside``) are paired with this one, and too close."""
    cost = 0
    last = t.own_pair_first[visit + 1]
    start = member * t.visits
    for index in range(start, start + s.own_count[member]):
        other = s.own[index]
        entry = t.own_pair_first[visit]
        after = last
        while entry < after:
            middle = (entry + after) >> 1
            if t.own_pair[middle] < other:
                entry = middle + 1
            else:
                after = middle
        while other != beside and entry < last and t.own_pair[entry] == other:
            gap = t.own_pair_gap[entry]
            reach = t.own_pair_reach[gap] * t.slots + slot
            near = t.low[reach] <= s.slot[other] and s.slot[other] < t.high[reach]
            if near and t.own_pair_member[gap * t.nobody + member]:
                cost += t.own_pair_price[gap]
            entry += 1
    return cost


def place_cost(t: KernelTables, s: State, member: int, visit: int, slot: int, beside: int) -> int:
    """What the place itself costs there: its prices, and the member's other visits (but ``beside``) too close."""
    if member == t.nobody:
        return 0
    at = (t.layer[visit] * t.nobody + member) * t.slots + slot
    cost: int = t.place_price[member * t.visits + visit] + t.time_price[at]
    slots = s.slot
    mine = s.own
    start = member * t.visits
    for entry in range(t.own_gap_first[visit], t.own_gap_first[visit + 1]):
        gap = t.own_gap[entry]
        reach = t.own_gap_reach[gap] * t.slots + slot
        low = t.low[reach]
        high = t.high[reach]
        for index in range(start, start + s.own_count[member] if t.own_gap_member[gap * t.nobody + member] else start):
            other = mine[index]
            near = low <= slots[other] and slots[other] < high
            if near and other != visit and other != beside and t.own_gap_visit[gap * t.visits + other]:
                cost += t.own_gap_price[gap]
    if t.own_pair_first[visit] < t.own_pair_first[visit + 1]:
        cost += pairs_cost(t, s, member, visit, slot, beside)
    return cost


def counters_cost(t: KernelTables, s: State, visit: int, out: int, come: int, other: int) -> int:
    """What the counters change when ``come`` takes the place of ``out``; those shared with ``other`` (or -1) stay."""
    rows, weights, offset, price, count = t.row, t.weight, t.offset, t.price, s.count
    change = 0
    for entry in range(t.counter_first[visit], t.counter_first[visit + 1]):
        start = t.counter_row[entry]
        left = rows[start + out]
        taken = rows[start + come]
        less = weights[start + out]
        more = weights[start + come]
        if left == taken and less == more:
            continue
        cell = t.counter_cell[entry]
        if other >= 0:
            family = start // (t.nobody + 1)
            if t.column[family * t.visits + other] == t.column[family * t.visits + visit]:
                continue
        if left == taken:
            at = offset[cell + left] + count[cell + left]
            change += price[at + more - less] - price[at]
        else:
            if left >= 0:
                at = offset[cell + left] + count[cell + left]
                change += price[at - less] - price[at]
            if taken >= 0:
                at = offset[cell + taken] + count[cell + taken]
                change += price[at + more] - price[at]
    return change


def meet(t: KernelTables, s: State, variety: int, member: int, key: int, by: int) -> int:
    """The member meets the key once more, or once less; gives what that costs."""
    row = t.variety_row[variety * (t.nobody + 1) + member]
    if row < 0:
        return 0
    at = t.row_start[row] + key
    before = s.met[at]
    s.met[at] = before + by
    most = before + by if by > 0 else before
    if (1 if most > 1 else 0) != t.variety_again[variety]:
        return 0
    price = t.row_price[row] + s.variety_count[row]
    s.variety_count[row] += by
    change: int = t.price[price + by] - t.price[price]
    return change


def vary(t: KernelTables, s: State, visit: int, seat: int, out: int, come: int) -> int:
    """Counts teams and partners as if ``come`` had the seat of ``out``, with all others where they sit.

    Gives what that costs; ``sit`` does not see to it, and the same with the two changed takes it back.
    """
    change = 0
    for entry in range(t.variety_first[visit], t.variety_first[visit + 1]):
        variety = t.variety[entry]
        if t.variety_partner[variety]:
            for beside in range(t.seat_first[visit], t.seat_first[visit + 1]):
                other = s.who[beside]
                if beside != seat and other < t.members:
                    if out < t.members:
                        change += meet(t, s, variety, out, other, -1) + meet(t, s, variety, other, out, -1)
                    if come < t.members:
                        change += meet(t, s, variety, come, other, 1) + meet(t, s, variety, other, come, 1)
        else:
            key = t.variety_key[variety * t.visits + visit]
            change += meet(t, s, variety, out, key, -1) + meet(t, s, variety, come, key, 1)
    return change


def seat_at_known_team(t: KernelTables, s: State, member: int) -> int:
    """A seat on a visit to a team that the member meets, or -1: drawn by one of the member's visits."""
    if s.own_count[member] == 0:
        return -1
    mates = t.mates_of[s.own[member * t.visits + draw(s, s.own_count[member])]]
    if mates < 0:
        return -1
    first = t.mate_first[mates]
    visit = t.mate[first + draw(s, t.mate_first[mates + 1] - first)]
    start = t.seat_first[visit]
    several = t.seat_first[visit + 1] - start
    seat: int = start + draw(s, several) if several > 0 else -1
    return seat
