"""The flat tables that the kernel reads, and the state that it changes: lists as it stands, arrays when compiled."""

from __future__ import annotations

from typing import Any, NamedTuple


class KernelTables(NamedTuple):
    """What does not change. People, visits, slots and cells are numbers; nobody, on a seat, is the one after the last.

    Each seat is for somebody of its pool: the members who may go on its visit, or the hosts who may receive it.
    ``*_first[i]`` to ``*_first[i + 1]`` is where the entries of i stand. ``offset[cell] + count`` is where
    ``price`` holds what a count costs, breaches included.
    """

    nobody: int
    visits: int
    slots: int
    seat_first: Any
    seat_visit: Any
    seat_pool: Any
    able_first: Any
    able: Any
    date_first: Any
    date: Any
    free: Any
    may_go: Any
    layer: Any
    visit_price: Any
    place_price: Any
    time_price: Any
    counter_first: Any
    counter_cell: Any
    counter_row: Any
    column: Any
    row: Any
    weight: Any
    offset: Any
    price: Any
    own_gap_first: Any
    own_gap: Any
    own_gap_visit: Any
    own_gap_member: Any
    own_gap_price: Any
    gap_first: Any
    gap: Any
    gap_price: Any
    own_gap_reach: Any
    gap_reach: Any
    own_pair_first: Any
    own_pair: Any
    own_pair_gap: Any
    own_pair_member: Any
    own_pair_price: Any
    own_pair_reach: Any
    pair_first: Any
    pair: Any
    pair_gap: Any
    pair_price: Any
    pair_reach: Any
    low: Any
    high: Any
    throng_first: Any
    throng: Any
    throng_visit: Any
    throng_offset: Any
    members: int
    varied: bool
    variety_first: Any
    variety: Any
    variety_again: Any
    variety_partner: Any
    variety_key: Any
    variety_row: Any
    row_start: Any
    row_price: Any
    mates_of: Any
    mate_first: Any
    mate: Any
    quantile: Any


class State(NamedTuple):
    """What changes: where each visit is and who sits on it, and the counts that follow from that."""

    slot: Any
    who: Any
    own: Any
    own_count: Any
    count: Any
    crowd: Any
    near: Any
    met: Any
    variety_count: Any
    random: Any
    cost: Any
    best_slot: Any
    best_who: Any
