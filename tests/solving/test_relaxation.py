"""The linear program without dates: its rows and what they pay, derived by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rota.rules import Bar, Crowd, Price, Statement, Tally
from rota.solving.bounds import lp_relaxation as relaxation
from rota.solving.bounds.lp_relaxation import SCALE, Relaxation, relaxed, row_prices
from rota.solving.bounds.lp_rows import LpRow, row_of
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.cost_curves import NO_BOUND, Curve
from rota.solving.model.presolve import Presolved, presolve
from tests.support.builders import a_problem, a_team
from tests.support.drawn_statements import a_world, compiled_of

MON, MON_LATER, TUE, TUE_LATER = (f"2026-06-0{day} {hour}:00" for day in (1, 2) for hour in (10, 11))


def of(*asked: Statement) -> Compiled:
    """Three members and one visit, on Monday at 10 and 11 and on Tuesday at 10 and 11."""
    return compiled_of(a_world("abc", ("north",), 2), asked)


def program_of(*asked: Statement) -> Relaxation:
    compiled = of(*asked)
    program = relaxed(compiled, presolve(compiled))
    assert program is not None
    return program


@pytest.mark.parametrize(
    ("curve", "low", "high", "most", "row"),
    [
        # Nothing costs: the row holds the bounds, or all that can be made.
        (Curve(None, None, (), 0), 0, 4, 4, LpRow(0, 4, 0, 0, (), ())),
        (Curve(1, 2, (), 0), 0, 4, 4, LpRow(1, 2, 0, 0, (), ())),
        (Curve(1, 3, (), 0), 0, 4, 2, LpRow(1, 2, 0, 0, (), ())),
        # One step all along: a price for each unit, and no other variable.
        (Curve(None, None, (0, 5, 10), 0), 0, 2, 2, LpRow(0, 2, 5, 0, (), ())),
        (Curve(None, None, (10, 5, 0), 0), 0, 2, 2, LpRow(0, 2, -5, 10, (), ())),
        # 9, 4, 0, 0, 5, 12: the flattest part is from 2 to 3. Below it steps of -4 and -5, above it of 5 and 7.
        (
            Curve(None, None, (9, 4, 0, 0, 5, 12), 0),
            0,
            5,
            5,
            LpRow(2, 3, 0, 0, ((1, 5), (1, 7)), ((1, 5), (1, 4))),
        ),
        # Loads of 0, 1, 4, 9, the first step the flattest: 1 for each unit, then 3 - 1 and 5 - 1 on top of it.
        (Curve(None, None, (0, 1, 4, 9), 0), 0, 3, 3, LpRow(0, 1, 1, 0, ((1, 2), (1, 4)), ())),
        # The table goes on beyond its end by its last step: 0, 5, 10, 15 is one run of three.
        (Curve(None, None, (0, 5), 0), 0, 3, 3, LpRow(0, 3, 5, 0, (), ())),
        # From -1 on it costs 8 and 0; at -2 it costs 16: two below the flat part, at 8 each.
        (Curve(None, None, (8, 0), -1), -2, 2, 2, LpRow(0, 2, 0, 0, (), ((2, 8),))),
        # Only one at once, of two that would do: from 20 to 5, and 0 is out of reach.
        (Curve(None, None, (20, 5, 0), 0), 0, 2, 1, LpRow(0, 1, -15, 20, (), ())),
        # One count alone can be made: what it costs is certain.
        (Curve(2, None, (9, 4, 3), 0), 0, 2, 2, LpRow(2, 2, 0, 3, (), ())),
    ],
)
def test_a_curve_becomes_a_row(curve: Curve, low: int, high: int, most: int, row: LpRow) -> None:
    assert row_of(curve, low, high, most) == row


@pytest.mark.parametrize(
    "cost", [(21, 9, 4, 2, 2, 5, 12), (30, 19, 12, 8, 6, 5, 5), (40, 30, 21, 13, 7, 2, 0), (0, 2, 4, 7, 11, 20, 30)]
)
def test_steps_of_a_row_add_up_to_the_curve(cost: tuple[int, ...]) -> None:
    """At every count the price, the constant and the cheapest way above or below give the curve's points."""
    curve = Curve(None, None, cost, -2)
    row = row_of(curve, -2, 4, 4)
    for count in range(-2, 5):
        above = sorted(points for units, points in row.above for _ in range(units))[: max(0, count - row.high)]
        below = sorted(points for units, points in row.below for _ in range(units))[: max(0, row.low - count)]
        assert row.constant + row.price * count + sum(above) + sum(below) == curve.points(count)


def test_a_place_costs_its_least_over_the_dates_that_are_left() -> None:
    # Monday is dear for a by 4 or 5 and Tuesday by 6, on top of 2; b is only free when it costs 7; c never.
    program = program_of(
        Price(2, ("a",), ("north-1",), None, "seen"),
        Price(4, ("a",), None, (MON,), "dear"),
        Price(5, ("a",), None, (MON_LATER,), "dear"),
        Price(6, ("a",), None, (TUE, TUE_LATER), "dear"),
        Bar(("b",), None, (MON, TUE, TUE_LATER), "away"),
        Price(7, ("b",), None, (MON_LATER,), "dear"),
        Bar(("c",), None, None, "away"),
    )
    assert (program.members.tolist(), program.visits.tolist()) == ([0, 1], [0, 0])
    assert program.cost.tolist() == [6, 7]
    assert program.upper.tolist() == [1, 1]
    assert program.constant == 0


def test_what_is_certain_is_constant() -> None:
    # The crowd costs at least 3; somebody who cannot go costs 7 for not going; group sizes cost 1 from the start.
    program = program_of(
        Bar(("a",), None, None, "away"),
        Crowd(None, (MON, TUE), "room", cost=(5, 3)),
        Tally(("a",), None, "", "once", cost=(7, 0)),
        Tally(None, None, "visit", "size", cost=(1, 1, 1, 1)),
    )
    assert program.constant == 3 + 7 + 1


def test_rows_hold_the_bounds_and_the_weights() -> None:
    program = program_of(
        Tally(None, None, "visit", "size", least=1, most=2), Tally(("a", "c"), None, "", "two", cost=(0, 1, 4))
    )
    # Size: a + b + c from 1 to 2. Two: a + c - above from 0 to 1, where above costs 3 - 1 on top of 1 for each.
    assert (program.low.tolist(), program.high.tolist()) == ([1, 0], [2, 1])
    assert program.cost.tolist() == [1, 0, 1, 2]
    rows = np.zeros((2, 4), dtype=np.int64)
    np.add.at(rows, (program.rows, program.columns), program.coefficients)
    assert rows.tolist() == [[1, 1, 1, 0], [1, 0, 1, -1]]


def test_reduced_costs_and_what_rows_pay() -> None:
    program = program_of(
        Tally(None, None, "visit", "size", least=1, most=2), Tally(("a", "c"), None, "", "two", cost=(0, 1, 4))
    )
    # At 3 for a place and -2 for one of the two: a and c cost 1 - 3 + 2, b 0 - 3, above 2 - 2.
    prices = SCALE * np.array([3, -2])
    assert program.reduced(prices).tolist() == [0, -3 * SCALE, 0, 0]
    # The first row pays 3 x 1 at least, the second -2 x 1.
    assert program.paid(prices) == SCALE * (3 - 2)
    assert program.paid(-prices) == SCALE * (-3 * 2 + 2 * 0)


def test_prices_of_rows_are_those_of_the_best_solution() -> None:
    # Two of three must go: a costs 1, b 4, c 9. One more of them would cost 9, one fewer save 4: from 4 to 9 a place.
    program = program_of(
        Tally(None, None, "visit", "size", least=2, most=2),
        *(Price(points, (name,), ("north-1",), None, "dear") for points, name in ((1, "a"), (4, "b"), (9, "c"))),
    )
    (price,) = row_prices(program).tolist()
    assert 4 * SCALE <= price <= 9 * SCALE


def test_a_program_without_rows_has_no_prices() -> None:
    program = program_of(Price(1, None, None, (MON,), "dear"))
    assert len(program.low) == 0
    assert row_prices(program).tolist() == []


def test_where_no_places_fit_prices_are_still_numbers() -> None:
    """Two must go and only one may: the program has no solution, and any prices will do."""
    sized = Tally(None, None, "visit", "size", least=2, most=2)
    compiled = of(sized, Tally(None, None, "", "all", most=1))
    program = relaxed(compiled, presolve(compiled))
    assert program is not None
    assert row_prices(program).tolist() == [0, 0]


MENTORING = Tally(None, None, "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1), ("c", -1)))


def rows_of(program: Relaxation) -> list[tuple[int, int, list[int]]]:
    """Each row: its bounds and, for each place and then the other variables, what it counts there."""
    table = np.zeros((len(program.low), len(program.cost)), dtype=np.int64)
    np.add.at(table, (program.rows, program.columns), program.coefficients)
    return list(zip(program.low.tolist(), program.high.tolist(), table.tolist(), strict=True))


def test_weights_are_sharpened_where_the_size_of_the_group_is_fixed() -> None:
    # Plainly 2a - b - c + below >= 0. In a group of two each may count one more where 2 more are asked for:
    # 3a + 0b + 0c + below >= 2; and a alone is enough, so 2a + below >= 2 says the same of whole members.
    sized = Tally(None, None, "visit", "size", least=2, most=2)
    assert rows_of(program_of(sized, MENTORING)) == [(2, 2, [1, 1, 1, 0]), (2, NO_BOUND, [2, 0, 0, 1])]


@pytest.mark.parametrize(
    "sized",
    [
        (),
        (Tally(None, None, "visit", "size", least=1, most=2),),
        (Tally(("a", "b"), None, "visit", "s", least=1, most=1),),
    ],
)
def test_weights_stay_where_the_size_is_not_fixed(sized: tuple[Statement, ...]) -> None:
    assert rows_of(program_of(*sized, MENTORING))[-1] == (0, 2, [2, -1, -1, 1])


def test_weights_stay_where_not_everybody_counts() -> None:
    """C does not count: a group of two need not be two of those who do."""
    some = Tally(("a", "b"), None, "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1)))
    sized = Tally(None, None, "visit", "size", least=2, most=2)
    # From -1 to 2: one below the flat part.
    assert rows_of(program_of(sized, some))[-1] == (0, 2, [2, -1, 0, 1])


def test_weights_stay_where_too_many_cost_as_well() -> None:
    """Above 1 the count costs: to count members for more than they do would then be wrong."""
    dear = Tally(None, None, "visit", "m", cost=(8, 0, 0, 5), cost_from=-1, weights=(("a", 2), ("b", -1), ("c", -1)))
    sized = Tally(None, None, "visit", "size", least=2, most=2)
    assert rows_of(program_of(sized, dear))[-1][:2] == (0, 1)
    assert rows_of(program_of(sized, dear))[-1][2][:3] == [2, -1, -1]


def test_only_so_many_are_ever_free_at_once() -> None:
    # A is free on Monday and b on Tuesday: of the two only one goes, and that costs 5, not 0.
    apart = (Bar(("a",), None, (TUE, TUE_LATER), "away"), Bar(("b",), None, (MON, MON_LATER), "away"))
    program = program_of(*apart, Tally(("a", "b"), None, "visit", "both", cost=(20, 5, 0)))
    assert rows_of(program) == [(0, 1, [1, 1, 0])]
    assert (program.cost.tolist(), program.constant) == ([-15, -15, 0], 20)
    # If b can go on Monday at 11 too, both can, though on no other date.
    somewhen = (apart[0], Bar(("b",), None, (MON,), "away"), Bar(("c",), None, (TUE,), "away"))
    program = program_of(*somewhen, Tally(("a", "b"), None, "visit", "both", cost=(20, 5, 0)))
    assert rows_of(program)[0][:2] == (1, 2)
    # One member who counts for three is at once more than one.
    program = program_of(*apart, Tally(("a", "b"), None, "visit", "both", most=2, weights=(("a", 3),)))
    assert rows_of(program) == [(0, 2, [3, 1, 0])]
    # Over two visits each may go once: nothing is known of both at once.
    both = compiled_of(a_world("abc", ("north", "south"), 2), (*apart, Tally(("a", "b"), None, "", "t", most=3)))
    over = relaxed(both, presolve(both))
    assert over is not None
    assert (over.low.tolist(), over.high.tolist()) == ([0], [3])


def test_a_set_of_many_is_not_asked_who_is_free_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = (Bar(("a",), None, (TUE, TUE_LATER), "away"), Bar(("b",), None, (MON, MON_LATER), "away"))
    monkeypatch.setattr(relaxation, "FEW", 1)
    program = program_of(*apart, Tally(("a", "b"), None, "visit", "both", most=1))
    assert (program.low.tolist(), program.high.tolist()) == ([0], [1])
    program = program_of(*apart, Tally(("a", "b"), None, "visit", "both", cost=(0, 0, 5)))
    assert rows_of(program) == [(0, 1, [1, 1, 0, -1])]


def test_a_visit_without_a_date_has_no_program() -> None:
    compiled = of(Tally(None, None, "visit", "size", least=1))
    assert relaxed(compiled, presolve(compiled)) is not None
    assert relaxed(compiled, Presolved((np.zeros(0, dtype=np.int64),))) is None


def test_a_year_without_visits_has_no_program() -> None:
    problem = a_problem(teams=[a_team(visits_a_year=0)])
    compiled = compiled_of(problem, (Tally(None, None, "", "all", cost=(7, 0)),))
    assert relaxed(compiled, presolve(compiled)) is None


def test_a_program_too_large_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    # Three places and two families: six entries at most.
    compiled = of(Tally(None, None, "visit", "size", least=1), Tally(None, None, "member", "load", cost=(0, 1, 4)))
    for most, made in ((6, True), (5, False)):
        monkeypatch.setattr(relaxation, "MOST_ENTRIES", most)
        assert (relaxed(compiled, presolve(compiled)) is not None) == made


def test_a_price_rounded_below_nothing_does_not_cost_the_bound() -> None:
    """At -0.0006 of a point the row that ends would pay -1 part of 1,024 for each of its 3, the endless one none."""
    none = np.zeros(0, dtype=np.int64)
    low, high = np.array([0, 0]), np.array([3, NO_BOUND])
    program = Relaxation(none, none, none, none, low, high, none, none, none, 0, ())
    prices = relaxation.whole(program, np.array([-0.0006, -0.0006]))
    assert prices.tolist() == [-1, 0]
    assert program.paid(prices) == -3
