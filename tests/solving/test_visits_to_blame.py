"""Which visits are to blame for what a draft has above the bound, by hand, and that the search begins there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rota.rules import Price, Statement, Tally
from rota.solving import engine
from rota.solving.bounds.lp_relaxation import SCALE, relaxed
from rota.solving.bounds.reduced_cost_fixing import Fixing, priced, worth
from rota.solving.bounds.visits_to_blame import visits_to_blame
from rota.solving.engine import solve
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import presolve
from rota.solving.search import large_neighbourhood as search
from rota.solving.search import strategy as plan
from rota.solving.search.annealing import Schedule
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch
from rota.solving.search.strategy import AT_ONCE, QUICKLY, WHERE_SMALL, WHERE_TIGHT, WITHOUT_BLAME, plan_for
from tests.support.drawn_statements import a_world, compiled_of
from tests.support.kernel_walks import EVERYTHING, four_and_three
from tests.support.shapes import Shape

TWO = Tally(None, None, "visit", "group size", least=2, most=2)
ONE = Tally(None, None, "visit", "group size", least=1, most=1)
MENTORING = Tally(None, None, "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1), ("c", -1)))
TUESDAY = ("2026-06-02 10:00", "2026-06-02 11:00")


def of(*asked: Statement) -> Compiled:
    """Members a, b and c, visits to the north and the south, on Monday at 10 and 11 and on Tuesday at 10 and 11."""
    return compiled_of(a_world("abc", ("north", "south"), 2), asked)


def a_draft(slots: Sequence[int], *groups: str) -> Assignment:
    members = np.array([[member in group for group in groups] for member in "abc"])
    return Assignment(np.array(slots), members)


def at_no_prices(compiled: Compiled) -> Fixing:
    """The worth when no row pays anything: each place costs what it costs by itself, each counter what it says."""
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    return priced(compiled, presolved, program, np.zeros(len(program.low), dtype=np.int64))


def at_best_prices(compiled: Compiled) -> Fixing:
    made = worth(compiled, presolve(compiled))
    assert made is not None
    return made


def test_a_visit_is_to_blame_for_a_dear_date() -> None:
    compiled = of(TWO, Price(5, None, None, TUESDAY, "Tuesday"))
    made = at_best_prices(compiled)
    assert visits_to_blame(compiled, made, a_draft([0, 2], "ab", "ab")) == [1]
    assert visits_to_blame(compiled, made, a_draft([0, 1], "ab", "ab")) == []


def test_a_visit_is_to_blame_for_who_goes_and_who_does_not() -> None:
    # Two of three go. At the best prices a place is worth 0, which b and c cost, so that a, who costs 3, is one too
    # many; where the price is 3, b and c, who save 3, are missed.
    compiled = of(TWO, Price(3, ("a",), None, None, "far"))
    made = at_best_prices(compiled)
    assert visits_to_blame(compiled, made, a_draft([0, 1], "bc", "ac")) == [1]
    assert visits_to_blame(compiled, made, a_draft([0, 1], "bc", "bc")) == []


def test_less_than_half_a_point_is_not_noticed() -> None:
    compiled = compiled_of(a_world("ab", ("north", "south"), 2), [TWO, Price(1, ("a",), None, None, "far")])
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    assert len(program.low) == 2
    # A place is worth a point but for so many parts: this is what a loses who goes.
    for parts, blamed in ((SCALE // 2 - 1, []), (SCALE // 2, [0, 1])):
        made = priced(compiled, presolved, program, np.array([SCALE - parts, SCALE - parts]))
        assert [visit.lost(0, np.array([True, True])) for visit in made.visits] == [parts, parts]
        assert visits_to_blame(compiled, made, Assignment(np.array([0, 1]), np.ones((2, 2), dtype=bool))) == blamed


def test_a_counter_that_counts_too_many_blames_the_visits_it_counts() -> None:
    # Whoever goes twice costs 10; a goes twice, b and c not at all.
    compiled = of(ONE, Tally(None, None, "member", "once", cost=(0, 0, 10)))
    made = at_no_prices(compiled)
    assert visits_to_blame(compiled, made, a_draft([0, 2], "a", "a")) == [0, 1]
    assert visits_to_blame(compiled, made, a_draft([0, 2], "a", "b")) == []


HALF = SCALE // 2


@pytest.mark.parametrize(("saved", "blamed"), [(10 * SCALE, [0, 1]), (HALF, [0, 1]), (HALF - 1, []), (0, [])])
def test_what_a_counter_says_is_read_beside_what_its_row_charges(saved: int, blamed: list[int]) -> None:
    # A goes twice, for 10. Where each visit of a member is charged 10 already, and each visit pays as much, one visit
    # fewer of a's saves nothing; where it is charged less, it saves the rest.
    compiled = of(ONE, Tally(None, None, "member", "once", cost=(0, 0, 10)))
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    size, each = program.counting
    assert (len(size.rows), len(each.rows)) == (2, 3)
    prices = np.zeros(5, dtype=np.int64)
    prices[size.rows] = 10 * SCALE - saved
    prices[each.rows] = saved - 10 * SCALE
    assert visits_to_blame(compiled, priced(compiled, presolved, program, prices), a_draft([0, 2], "a", "a")) == blamed


def test_a_counter_that_counts_nobody_cannot_count_fewer() -> None:
    # The visit would like a and c, for 3 and 2, but is charged 4 for each, so that neither should be counted there;
    # the program charges 2 of that itself. Of the visit's own places, which are cheap by as much, nothing is said.
    compiled = of(ONE, Tally(("a", "c"), ("north-1",), None, "a and c", cost=(5, 2, 0)))
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    _, wished = program.counting
    prices = np.zeros(len(program.low), dtype=np.int64)
    prices[wished.rows] = 2 * SCALE
    assert (wished.prices.tolist(), len(wished.rows)) == ([-2], 1)
    made = priced(compiled, presolved, program, prices)
    assert visits_to_blame(compiled, made, a_draft([0, 2], "b", "b")) == [0]
    assert made.visits[0].lost(0, np.array([False, True, False])) == 2 * 4 * SCALE
    made = Fixing(made.parts, (made.visits[1], made.visits[1]), made.pulls)
    assert visits_to_blame(compiled, made, a_draft([0, 2], "b", "b")) == []


def test_a_counter_of_one_visit_blames_it_even_when_it_counts_nobody() -> None:
    # 20 points where neither b nor c is there: they are missed on the second visit, by a counter that counts nobody
    # and is one of two of that visit.
    either = Tally(("b", "c"), None, "visit", "b or c", cost=(20, 0, 0))
    compiled = of(ONE, either, Tally(("a",), None, "visit", "a", cost=(0, 0)))
    assert visits_to_blame(compiled, at_no_prices(compiled), a_draft([0, 2], "c", "a")) == [1]
    assert visits_to_blame(compiled, at_no_prices(compiled), a_draft([0, 2], "c", "b")) == []
    assert visits_to_blame(compiled, at_best_prices(compiled), a_draft([0, 2], "c", "a")) == [1]


def test_a_counter_whose_weights_were_sharpened_blames_nobody() -> None:
    # Its row counts otherwise than it does itself. Without a group of two there is nothing to sharpen by.
    for asked, several in (((TWO, MENTORING), 0), ((MENTORING,), 2)):
        compiled = of(*asked)
        program = relaxed(compiled, presolve(compiled))
        assert program is not None
        assert len(program.counting[-1].cells) == several


# In the search.


def test_a_neighbourhood_begins_at_a_visit_to_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = a_world("abcdef", ("one", "two", "three", "four", "five", "six"), 2)
    compiled = compiled_of(problem, [ONE])
    draft = Assignment(np.array([0, 1, 2, 3, 0, 1]), np.eye(6, dtype=bool))
    seen = []
    monkeypatch.setattr(search, "visits_to_blame", lambda *_: [4])
    monkeypatch.setattr(LargeNeighbourhoodSearch, "_round", lambda _, shape: seen.append(shape) or 0)
    for known in (at_best_prices(compiled), None):
        searching = LargeNeighbourhoodSearch(compiled, presolve(compiled), draft, Meter(Limits()))
        searching.worth = known
        starts = {tuple(searching._seeds(broken=False)) for _ in range(40)}
        assert starts == ({(4,)} if known else {(visit,) for visit in range(6)})


@pytest.mark.parametrize(
    ("small", "known", "schedules"),
    [
        (0, True, (AT_ONCE, QUICKLY)),
        (0, False, (AT_ONCE, QUICKLY, *WITHOUT_BLAME)),
        (10**6, True, (AT_ONCE, QUICKLY, *WHERE_SMALL)),
        (10**6, False, (AT_ONCE, QUICKLY, *WHERE_SMALL)),
    ],
)
def test_a_long_local_search_is_for_where_nobody_knows_whom_to_blame(
    small: int, known: bool, schedules: tuple[Schedule, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[Schedule] = []
    monkeypatch.setattr(LargeNeighbourhoodSearch, "anneal", lambda _, schedule, *__: run.append(schedule))
    patience: list[int] = []
    monkeypatch.setattr(LargeNeighbourhoodSearch, "improve", lambda _, __, several, ___: patience.append(several))
    monkeypatch.setattr(engine._Run, "_proven", lambda _: False)
    monkeypatch.setattr(plan, "SMALL", small)
    if not known:
        monkeypatch.setattr(engine, "worth", lambda *_: None)
    solve(four_and_three(), (Shape("everything", EVERYTHING),), Limits(work=5.0))
    assert tuple(run) == schedules
    planned = plan_for(100, tight=False)
    assert patience == ([planned.blamed] if known else []) + [planned.last]
    assert not set(WHERE_TIGHT) & set(run)
