"""Flat tables and state, held against numbers derived by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rota.rules import Apart, Bar, Crowd, Statement, Tally
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import presolve
from rota.solving.search import annealing_changes as kernel
from rota.solving.search.kernel_state import KernelTables
from rota.solving.search.kernel_tables import SEED, draft_from, state_of, tables_of
from tests.support.drawn_statements import a_world, any_draft, compiled_of

MON, MON_LATER, TUE, TUE_LATER = (f"2026-06-0{day} {hour}:00" for day in (1, 2) for hour in (10, 11))


def of(*asked: Statement) -> Compiled:
    """Four members and two visits, north-1 and south-1, on Monday at 10 and 11 and on Tuesday at 10 and 11."""
    return compiled_of(a_world("abcd", ("north", "south"), 2), asked)


def a_draft(slots: tuple[int, int], north: str = "", south: str = "") -> Assignment:
    groups = np.array([[name in north, name in south] for name in "abcd"])
    return Assignment(np.array(slots, dtype=np.int64), groups)


def tables(compiled: Compiled, draft: Assignment) -> KernelTables:
    return tables_of(compiled, presolve(compiled), draft)


@pytest.mark.parametrize(
    ("asked", "north", "south", "seats"),
    [
        # Nothing says how many may go: one more than there are.
        ((), "", "abc", [1, 4]),
        # A group of exactly two, or of at most three: so many seats, few or many though there are now.
        ((Tally(None, None, "visit", "size", least=2, most=2),), "", "a", [2, 2]),
        ((Tally(None, None, "visit", "size", most=3),), "a", "ab", [3, 3]),
        # At most one on north, which has four: four seats. Of south nothing is said: one more than there are.
        ((Tally(None, ("north-1",), "visit", "size", most=1),), "abcd", "ab", [4, 3]),
        # Of two that say so the fewer, in either order; but never fewer than there are: south has two.
        ((Tally(None, None, "visit", "size", most=3), Tally(None, None, "visit", "room", most=1)), "", "bd", [1, 2]),
        ((Tally(None, None, "visit", "room", most=1), Tally(None, None, "visit", "size", most=3)), "", "bd", [1, 2]),
        # Nobody may go: still a seat, so that there is always something to draw.
        ((Tally(None, None, "visit", "size", most=0),), "", "", [1, 1]),
        # A most of some members, of weighted members, or over both visits does not say how many may go.
        ((Tally(("a", "b"), None, "visit", "some", most=1),), "", "a", [1, 2]),
        ((Tally(None, None, "visit", "weighed", most=1, weights=(("a", 2),)),), "", "a", [1, 2]),
        ((Tally(None, None, "", "all", most=3),), "", "a", [1, 2]),
    ],
)
def test_a_visit_has_a_seat_for_each_who_may_go(
    asked: tuple[Statement, ...], north: str, south: str, seats: list[int]
) -> None:
    compiled = of(*asked)
    flat = tables(compiled, a_draft((0, 2), north, south))
    assert np.diff(flat.seat_first).tolist() == seats
    assert flat.seat_visit.tolist() == [0] * seats[0] + [1] * seats[1]


def test_seats_beyond_the_group_are_vacant() -> None:
    compiled = of(Tally(None, None, "visit", "size", least=1, most=3))
    draft = a_draft((0, 2), "bd", "")
    state = state_of(compiled, tables(compiled, draft), draft, 1)
    # Members b and d are 1 and 3, nobody is 4: two of north's three seats are taken, and none of south's.
    assert state.who.tolist() == [1, 3, 4, 4, 4, 4]
    assert state.best_who.tolist() == state.who.tolist()
    assert state.own_count.tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize("seed", range(20))
def test_a_draft_comes_back_from_its_seats(seed: int) -> None:
    compiled = of(Tally(None, None, "visit", "size", most=2))
    draft = any_draft(compiled, presolve(compiled), seed)
    flat = tables(compiled, draft)
    state = state_of(compiled, flat, draft, 1)
    for slots, who in ((state.slot, state.who), (state.slot.tolist(), state.who.tolist())):
        again = draft_from(flat, slots, who)
        assert (again.slots.tolist(), again.groups.tolist()) == (draft.slots.tolist(), draft.groups.tolist())


def prices(compiled: Compiled, counts: range) -> list[int]:
    """What each count costs in the first cell, as the kernel reads it."""
    flat = tables(compiled, a_draft((0, 2)))
    return [int(flat.price[flat.offset[0] + count]) for count in counts]


def test_the_table_of_prices_holds_points_and_breaches() -> None:
    # Of two visits by four members 0 to 8 places. A breach costs 2 x (steepest step 5 + prices 0 + gaps 6) + 1000.
    compiled = of(Tally(None, None, "", "all", least=2, most=4, cost=(9, 4, 1, 0, 3)), Apart(None, 1, "p", points=6))
    breach = compiled.breach_price
    assert breach == 1022
    # Below 2 and above 4 each place missing or too many is a breach; past the table's end each costs 3 more.
    beside = [9 + 2 * breach, 4 + breach, 1, 0, 3, 6 + breach, 9 + 2 * breach, 12 + 3 * breach, 15 + 4 * breach]
    assert prices(compiled, range(9)) == beside


def test_the_table_of_prices_reaches_below_nothing_with_weights() -> None:
    # South alone: a counts 2, b and c count -1 each, d 0: from -2 to 2. From -1 on it costs 8, 0; below it 8 more.
    weights = (("a", 2), ("b", -1), ("c", -1), ("d", 0))
    compiled = of(Tally(None, ("south-1",), "visit", "mentors", cost=(8, 0), cost_from=-1, weights=weights))
    assert prices(compiled, range(-2, 3)) == [16, 8, 0, 0, 0]


def test_both_ends_of_all_prices_are_in_the_table() -> None:
    """Everybody on both visits, and those alone who count below nothing: no count falls off the table's edge."""
    weights = (("a", 3), ("b", -2))
    compiled = of(
        Tally(None, None, "", "all", cost=(0, 1), cost_from=0, weights=weights),
        Tally(("c",), None, "", "one", cost=(50, 0)),
        Crowd(None, (MON,), "room", cost=(40, 0, 0)),
    )
    flat = tables(compiled, a_draft((0, 2)))
    # All: a 6, b -4, c 2, d 2: from -4 to 10, each of which above 0 costs 1. Then c alone: 50, 0, 0.
    assert [int(flat.price[flat.offset[0] + count]) for count in range(-4, 11)] == [0] * 5 + list(range(1, 11))
    assert [int(flat.price[flat.offset[1] + count]) for count in range(3)] == [50, 0, 0]
    assert [int(flat.price[flat.throng_offset[0] + count]) for count in range(3)] == [40, 0, 0]


def test_crowds_and_nearness_are_counted() -> None:
    """Slots 0 and 1 are Monday's, 2 and 3 Tuesday's."""
    compiled = of(
        Crowd(None, (MON, TUE), "at ten", cost=(0, 1, 4)),
        Crowd(("south-1",), (MON, MON_LATER), "Monday", cost=(0, 1)),
        Apart(None, 1, "one a day", points=5),
        Apart(("north-1",), 2, "north alone", points=7),
        Apart(None, 1, "shared", True, points=3),
    )
    draft = a_draft((0, 2), "a", "ab")
    flat = tables(compiled, draft)
    state = state_of(compiled, flat, draft, 1)
    # North is on Monday at 10 and south on Tuesday at 10: both at ten, and south not on Monday.
    assert state.crowd.tolist() == [2, 0]
    # Of the first gap each slot has one visit on its day. The second counts north alone, within two days: everywhere.
    assert state.near.tolist() == [1, 1, 1, 1, 1, 1, 1, 1]
    # At ten twice costs 4 and nothing else costs: no day has two visits.
    assert state.cost.tolist() == [4, 4]
    # On one day: 1 visit at ten, one of south's on Monday, both too close whoever goes (5), and a is on both (3).
    draft = a_draft((0, 1), "a", "ab")
    state = state_of(compiled, flat, draft, 1)
    assert state.crowd.tolist() == [1, 1]
    assert state.near.tolist() == [2, 2, 0, 0, 1, 1, 1, 1]
    assert state.cost.tolist() == [1 + 1 + 5 + 3] * 2


def test_who_can_go_and_when_a_visit_can_be() -> None:
    compiled = of(
        Bar(("a",), ("north-1",), None, "interest"),
        Bar(("b",), None, (MON, MON_LATER, TUE), "away"),
        Bar(None, ("south-1",), (TUE_LATER,), "closed"),
    )
    draft = a_draft((3, 0))
    flat = tables(compiled, draft)
    # A never goes to north; b can on Tuesday at 11 alone, when south is closed.
    able = [flat.able[flat.able_first[visit] : flat.able_first[visit + 1]].tolist() for visit in (0, 1)]
    assert able == [[1, 2, 3], [0, 2, 3]]
    dates = [flat.date[flat.date_first[visit] : flat.date_first[visit + 1]].tolist() for visit in (0, 1)]
    assert dates == [[0, 1, 2, 3], [0, 1, 2]]
    assert [slot for slot in range(4) if kernel.can(flat, 1, 0, slot)] == [3]
    assert [member for member in range(4) if kernel.can(flat, member, 0, 3)] == [1, 2, 3]


def test_a_date_that_the_draft_has_stays_possible() -> None:
    """A rota to begin with may have been drawn under other rules."""
    compiled = of(Bar(None, ("south-1",), (TUE_LATER,), "closed"))
    flat = tables(compiled, a_draft((0, 3)))
    assert flat.date[flat.date_first[1] :].tolist() == [0, 1, 2, 3]


def test_seeds_begin_the_random_numbers_apart_and_never_at_nothing() -> None:
    """At 0 the random numbers would stay 0 for ever."""
    compiled = of()
    draft = a_draft((0, 2))
    flat = tables(compiled, draft)
    # The seed for which SEED + 7919 x seed is a multiple of 2 to the 32.
    nothing = -SEED * pow(7919, -1, 2**32) % 2**32
    begun = [int(state_of(compiled, flat, draft, seed).random[0]) for seed in (0, 1, 2, nothing)]
    assert begun == [SEED, SEED + 7919, SEED + 2 * 7919, SEED]
    state = state_of(compiled, flat, draft, 1)
    drawn = [kernel.draw(state, 10) for _ in range(1000)]
    assert [min(drawn), max(drawn)] == [0, 9]
    assert all(50 < drawn.count(number) < 150 for number in range(10))
