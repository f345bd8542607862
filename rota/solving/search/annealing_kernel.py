"""Local search over flat tables: replace a member, let two members change places, move a visit to another date.

This is the one source of the search. It runs as it stands, over lists, and compiled by numba, over arrays,
when that is there (``annealing``): it holds whole numbers only and its own random numbers, so that both
give the same answer. A must that is broken costs its price like anything else, so repair needs no code.
"""

from __future__ import annotations

from typing import Any

from rota.solving.search.annealing_changes import (
    can,
    counters_cost,
    draw,
    place_cost,
    seat_at_known_team,
    sits_on,
    vary,
)
from rota.solving.search.kernel_state import KernelTables, State

REPLACE, SWAP = 8, 13
"""Of sixteen proposals so many replace a member, the next up to here are swaps, the rest move a visit.

Chosen without measurement; what would be measured is the excess of M and L after 1 s and 5 s at other shares."""
TRIED = 3
"""Members tried in the place of each who cannot make the new date.

Chosen without measurement; what would be measured is the excess of M-tight, where few can come, at 1, 3 and 6."""


def sit(t: KernelTables, s: State, visit: int, seat: int, come: int) -> None:
    """Gives the seat to ``come``, or to nobody, and keeps the counts."""
    out = s.who[seat]
    s.who[seat] = come
    for entry in range(t.counter_first[visit], t.counter_first[visit + 1]):
        start = t.counter_row[entry]
        cell = t.counter_cell[entry]
        if out != t.nobody and t.row[start + out] >= 0:
            s.count[cell + t.row[start + out]] -= t.weight[start + out]
        if come != t.nobody and t.row[start + come] >= 0:
            s.count[cell + t.row[start + come]] += t.weight[start + come]
    if out != t.nobody:
        start = out * t.visits
        last = start + s.own_count[out] - 1
        index = start
        while s.own[index] != visit:
            index += 1
        s.own[index] = s.own[last]
        s.own_count[out] -= 1
    if come != t.nobody:
        s.own[come * t.visits + s.own_count[come]] = visit
        s.own_count[come] += 1


def replace(t: KernelTables, s: State, limit: int) -> int:
    """Proposes somebody else, or nobody, on a seat; gives what it changes, 0 when it is not taken."""
    seat = draw(s, t.seat_first[t.visits])
    visit = t.seat_visit[seat]
    pool = t.seat_pool[seat]
    out = s.who[seat]
    first = t.able_first[pool]
    several = t.able_first[pool + 1] - first
    pick = draw(s, several + 1)
    come = t.nobody if pick == several else t.able[first + pick]
    slot = s.slot[visit]
    if come == out or (come != t.nobody and (not can(t, come, visit, slot) or sits_on(t, s, come, visit))):
        return 0
    change = counters_cost(t, s, visit, out, come, -1)
    change += place_cost(t, s, come, visit, slot, -1) - place_cost(t, s, out, visit, slot, -1)
    if t.varied:
        change += vary(t, s, visit, seat, out, come)
    if change > limit:
        if t.varied:
            vary(t, s, visit, seat, come, out)
        return 0
    sit(t, s, visit, seat, come)
    return change


def swap(t: KernelTables, s: State, limit: int) -> int:
    """Proposes that two members change places; gives what it changes, 0 when it is not taken.

    Where different teams are counted every second other place is one at a team that the first member meets anyway.
    """
    seat = draw(s, t.seat_first[t.visits])
    other_seat = draw(s, t.seat_first[t.visits])
    visit = t.seat_visit[seat]
    other = t.seat_visit[other_seat]
    one = s.who[seat]
    if t.varied and one != t.nobody and draw(s, 2) == 0:
        known = seat_at_known_team(t, s, one)
        if known >= 0:
            other_seat = known
            other = t.seat_visit[known]
    two = s.who[other_seat]
    if visit == other or one == two or one == t.nobody or two == t.nobody:
        return 0
    if t.seat_pool[seat] - visit != t.seat_pool[other_seat] - other:  # one goes, the other receives
        return 0
    slot = s.slot[visit]
    other_slot = s.slot[other]
    if not can(t, one, other, other_slot) or not can(t, two, visit, slot):
        return 0
    if sits_on(t, s, one, other) or sits_on(t, s, two, visit):
        return 0
    change = counters_cost(t, s, visit, one, two, other) + counters_cost(t, s, other, two, one, visit)
    change += place_cost(t, s, two, visit, slot, other) - place_cost(t, s, one, visit, slot, -1)
    change += place_cost(t, s, one, other, other_slot, visit) - place_cost(t, s, two, other, other_slot, -1)
    if t.varied:
        change += vary(t, s, visit, seat, one, two) + vary(t, s, other, other_seat, two, one)
    if change > limit:
        if t.varied:
            vary(t, s, other, other_seat, one, two)
            vary(t, s, visit, seat, two, one)
        return 0
    sit(t, s, visit, seat, two)
    sit(t, s, other, other_seat, one)
    return change


def slot_cost(t: KernelTables, s: State, visit: int, slot: int, to: int) -> int:
    """What the move changes by itself, whoever is on the visit."""
    change: int = t.visit_price[visit * t.slots + to] - t.visit_price[visit * t.slots + slot]
    for entry in range(t.throng_first[slot], t.throng_first[slot + 1]):
        throng = t.throng[entry]
        if t.throng_visit[throng * t.visits + visit]:
            at = t.throng_offset[throng] + s.crowd[throng]
            change += t.price[at - 1] - t.price[at]
            s.crowd[throng] -= 1
    for entry in range(t.throng_first[to], t.throng_first[to + 1]):
        throng = t.throng[entry]
        if t.throng_visit[throng * t.visits + visit]:
            at = t.throng_offset[throng] + s.crowd[throng]
            change += t.price[at + 1] - t.price[at]
    for entry in range(t.throng_first[slot], t.throng_first[slot + 1]):
        throng = t.throng[entry]
        if t.throng_visit[throng * t.visits + visit]:
            s.crowd[throng] += 1
    for entry in range(t.gap_first[visit], t.gap_first[visit + 1]):
        gap = t.gap[entry]
        reach = t.gap_reach[gap] * t.slots + slot
        itself = 1 if t.low[reach] <= to and to < t.high[reach] else 0
        change += t.gap_price[gap] * (s.near[gap * t.slots + to] - itself - s.near[gap * t.slots + slot] + 1)
    for entry in range(t.pair_first[visit], t.pair_first[visit + 1]):
        gap = t.pair_gap[entry]
        reach = t.pair_reach[gap] * t.slots
        other = s.slot[t.pair[entry]]
        if t.low[reach + to] <= other and other < t.high[reach + to]:
            change += t.pair_price[gap]
        if t.low[reach + slot] <= other and other < t.high[reach + slot]:
            change -= t.pair_price[gap]
    return change


def move(t: KernelTables, s: State, visit: int, to: int) -> None:
    """Takes the visit to the slot and keeps the counts."""
    slot = s.slot[visit]
    s.slot[visit] = to
    for entry in range(t.throng_first[slot], t.throng_first[slot + 1]):
        if t.throng_visit[t.throng[entry] * t.visits + visit]:
            s.crowd[t.throng[entry]] -= 1
    for entry in range(t.throng_first[to], t.throng_first[to + 1]):
        if t.throng_visit[t.throng[entry] * t.visits + visit]:
            s.crowd[t.throng[entry]] += 1
    for entry in range(t.gap_first[visit], t.gap_first[visit + 1]):
        gap = t.gap[entry]
        reach = t.gap_reach[gap] * t.slots
        for at in range(t.low[reach + slot], t.high[reach + slot]):
            s.near[gap * t.slots + at] -= 1
        for at in range(t.low[reach + to], t.high[reach + to]):
            s.near[gap * t.slots + at] += 1


def stand_in(t: KernelTables, s: State, visit: int, seat: int, to: int) -> int:
    """Gives the seat to the cheapest of a few who can make the slot, or to nobody; gives what that changes."""
    out = s.who[seat]
    pool = t.seat_pool[seat]
    first = t.able_first[pool]
    several = t.able_first[pool + 1] - first
    leaving = place_cost(t, s, out, visit, s.slot[visit], -1)
    chosen = t.nobody
    least = counters_cost(t, s, visit, out, t.nobody, -1) - leaving
    if t.varied:
        least += vary(t, s, visit, seat, out, t.nobody)
        vary(t, s, visit, seat, t.nobody, out)
    found = 0
    for _ in range(4 * TRIED if several else 0):
        come = t.able[first + draw(s, several)]
        if come != out and can(t, come, visit, to) and not sits_on(t, s, come, visit):
            change = counters_cost(t, s, visit, out, come, -1) + place_cost(t, s, come, visit, to, -1) - leaving
            if t.varied:
                change += vary(t, s, visit, seat, out, come)
                vary(t, s, visit, seat, come, out)
            if change < least:
                least = change
                chosen = come
            found += 1
            if found == TRIED:
                break
    if t.varied:
        vary(t, s, visit, seat, out, chosen)
    sit(t, s, visit, seat, chosen)
    return least


def shift(t: KernelTables, s: State, limit: int, left: Any) -> int:
    """Proposes another date, and others for those who cannot make it; gives what it changes, 0 when not taken."""
    visit = draw(s, t.visits)
    first = t.date_first[visit]
    to = t.date[first + draw(s, t.date_first[visit + 1] - first)]
    slot = s.slot[visit]
    if to == slot:
        return 0
    change = slot_cost(t, s, visit, slot, to)
    start = t.seat_first[visit]
    after = t.seat_first[visit + 1]
    for seat in range(start, after):
        member = s.who[seat]
        left[seat - start] = member
        if member != t.nobody:
            if can(t, member, visit, to):
                change += place_cost(t, s, member, visit, to, -1) - place_cost(t, s, member, visit, slot, -1)
            else:
                change += stand_in(t, s, visit, seat, to)
    if change > limit:
        for seat in range(start, after):
            if s.who[seat] != left[seat - start]:
                if t.varied:
                    vary(t, s, visit, seat, s.who[seat], left[seat - start])
                sit(t, s, visit, seat, left[seat - start])
        return 0
    move(t, s, visit, to)
    return change


def anneal(t: KernelTables, s: State, left: Any, first: int, last: int, proposals: int, heat: int, enough: int) -> None:
    """The proposals from ``first`` to ``last`` of so many, ever colder, until the cost is ``enough``.

    ``heat`` is the temperature to begin with, in 256ths of a point; ``left`` is room for the largest group.
    ``cost`` holds the cost now and the least so far, of which ``best_slot`` and ``best_who`` are.
    """
    cost = s.cost[0]
    for number in range(first, last):
        warmth = heat * (proposals - number) // proposals * (proposals - number) // proposals
        limit = (t.quantile[draw(s, 1024)] * warmth) >> 16
        kind = draw(s, 16)
        if kind < REPLACE:
            cost += replace(t, s, limit)
        elif kind < SWAP:
            cost += swap(t, s, limit)
        else:
            cost += shift(t, s, limit, left)
        if cost < s.cost[1] and (number & 127 == 127 or number + 1 == last or cost <= enough):
            s.cost[1] = cost
            s.best_slot[:] = s.slot
            s.best_who[:] = s.who
            if cost <= enough:
                break
    s.cost[0] = cost
