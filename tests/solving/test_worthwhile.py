"""The relaxation's bound is below every rota, at any prices of its rows, and its frame holds every better one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rota.domain import Problem
from rota.rules import Bar, Price, Statement, Tally
from rota.solving import engine
from rota.solving.bounds import lp_relaxation as relaxation
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.bounds.lp_relaxation import SCALE, relaxed, row_prices
from rota.solving.bounds.reduced_cost_fixing import Fixing, priced, worth
from rota.solving.engine import Solved, solve
from rota.solving.limits import Limits
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import Presolved, presolve
from tests.support import reference
from tests.support.drawn_statements import Everywhere, a_world, compiled_of, everywhere, statements
from tests.support.kernel_walks import EVERYTHING, four_and_three
from tests.support.shapes import SHAPES, Shape
from tests.support.tiers import examples
from tests.support.tiny_world import every_draft

pytestmark = pytest.mark.full

MON, MON_LATER, TUE, TUE_LATER = (f"2026-06-0{day} {hour}:00" for day in (1, 2) for hour in (10, 11))
TWO = Tally(None, None, "visit", "group size", least=2, most=2)
MENTORING = Tally(None, None, "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1), ("c", -1)))


def of(*asked: Statement, visits: int = 1) -> Compiled:
    """Three members and a visit or two, on Monday at 10 and 11 and on Tuesday at 10 and 11."""
    return compiled_of(a_world("abc", ("north", "south")[:visits], 2), asked)


def worth_of(compiled: Compiled) -> Fixing:
    made = worth(compiled, presolve(compiled))
    assert made is not None
    return made


def best(compiled: Compiled) -> int:
    """The fewest points of any rota that keeps every must."""
    read = everywhere(compiled)
    return int(read.points[read.broken == 0].min())


# All rotas of drawn worlds.


def test_all_rotas_are_read_as_measure_reads_them() -> None:
    """What the tests below hold the bound against, on every 13th rota and beside every kind of statement."""
    problem = a_world("abc", ("north", "south"), 2)
    checked: Counter[bool] = Counter()
    for shape in SHAPES:
        asked = [part for part in shape.asked if "d" not in str(getattr(part, "members", None) or "")]
        asked = [part for part in asked if not getattr(part, "weights", ()) or part == MENTORING]
        compiled = compiled_of(problem, asked)
        read = everywhere(compiled)
        for number, draft in list(enumerate(every_draft(problem)))[::29]:
            found = measure(compiled, draft)
            assert (read.broken[number], read.points[number]) == (found.broken, found.points)
            said = reference.measure(problem, asked, draft.rota(compiled))
            assert (read.broken[number] > 0, read.points[number]) == (said[0] > 0, said[1])
            checked[said[0] > 0] += 1
    assert min(checked[True], checked[False]) > 50


def some_prices(compiled: Compiled, presolved: Presolved, chance: np.random.Generator) -> list[Fixing]:
    """The worth at the best prices of rows, at none, near the best ones and at any."""
    program = relaxed(compiled, presolved)
    assert program is not None
    rows = len(program.low)
    from_solver = row_prices(program)
    drawn = [
        from_solver,
        np.zeros(rows, dtype=np.int64),
        from_solver + chance.integers(-SCALE, SCALE, rows, endpoint=True),
        chance.integers(0, 12 * SCALE, rows, endpoint=True),
        chance.integers(-12 * SCALE, 12 * SCALE, rows, endpoint=True),
    ]
    return [priced(compiled, presolved, program, prices) for prices in drawn]


def holds_every_rota(made: Fixing, read: Everywhere, points: int, kept: NDArray[np.bool_]) -> None:
    """Each rota of at most these points has all its dates and places in the frame."""
    shape = read.groups.shape
    nothing = Assignment(np.array([visit.slots[0] for visit in made.visits]), np.zeros(shape[1:], dtype=bool))
    frame = made.frame(points, nothing)
    dates = np.zeros((shape[2], int(read.slots.max()) + 1), dtype=bool)
    places = np.zeros(shape[1:], dtype=bool)
    for visit in frame.visits:
        dates[visit, frame.slots[visit]] = True
        places[frame.members[visit], visit] = True
    better = kept & (read.points <= points)
    loses_no_more_than_it_has_above_the_bound(made, read, np.flatnonzero(better)[::23].tolist())
    assert dates[np.arange(shape[2]), read.slots[better]].all()
    assert not (read.groups[better] & ~places).any()


def loses_no_more_than_it_has_above_the_bound(made: Fixing, read: Everywhere, rotas: Sequence[int]) -> None:
    """What the visits of each of these rotas lose one by one."""
    for rota in rotas:
        one_by_one = zip(made.visits, read.slots[rota].tolist(), read.groups[rota].T, strict=True)
        lost = [visit.lost(slot, group) for visit, slot, group in one_by_one]
        assert min(lost) >= 0
        assert made.parts + sum(lost) <= SCALE * int(read.points[rota])


def world_is_bounded(problem: Problem, asked: Sequence[Statement], seed: int) -> str:
    """Reads every rota of the world; says whether the bound was met, fell short, or there was nothing to meet."""
    compiled = compiled_of(problem, asked)
    presolved = presolve(compiled)
    if presolved.barred:
        assert relaxed(compiled, presolved) is None
        return "no date"
    read = everywhere(compiled)
    kept = read.broken == 0
    least = int(read.points[kept].min()) if kept.any() else None
    all_worth = some_prices(compiled, presolved, np.random.default_rng(seed))
    for made in all_worth:
        if least is not None:
            assert made.bound <= least
            for more in (0, 2, 9, 30):
                holds_every_rota(made, read, least + more, kept)
    if least is None:
        return "no rota"
    return "met" if all_worth[0].bound == least else "below"


THREE_AND_TWO = ("abc", ("north", "south"), 2)


@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(150, filtered=True)
def test_the_bound_is_below_every_rota_of_drawn_worlds(asked: list[Statement], seed: int) -> None:
    world_is_bounded(a_world(*THREE_AND_TWO), asked, seed)


@pytest.mark.slow
@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(3000, filtered=True)
def test_the_bound_is_below_every_rota_of_three_thousand_worlds(asked: list[Statement], seed: int) -> None:
    world_is_bounded(a_world(*THREE_AND_TWO), asked, seed)


@cache
def shape_is_bounded(shape: Shape) -> str:
    return world_is_bounded(a_world("abcd", ("north", "south"), 2), shape.asked, 1)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.words)
def test_the_bound_is_below_every_rota_of_a_shape(shape: Shape) -> None:
    assert shape_is_bounded(shape) in {"met", "below", "no rota", "no date"}


def test_the_bound_is_often_met() -> None:
    """A bound of nothing at all would be below every rota too."""
    met = Counter(map(shape_is_bounded, SHAPES))
    assert met["met"] > 2 * met["below"]


# By hand.


def test_two_newcomers_cost_sixteen() -> None:
    """Of a group of two, newcomers weigh -1 each: at -2 the count is one beyond the table, twice 8."""
    compiled = of(TWO, MENTORING, Bar(("a",), None, None, "away"))
    assert (worth_of(compiled).bound, best(compiled)) == (16, 16)


@pytest.mark.parametrize(
    ("price", "value"),
    [
        # A mentor who costs 10 is cheaper than two newcomers alone, 16; parts of a mentor do not help:
        # plainly t of a mentor and 2 - t newcomers cost 10t + 8(2 - 3t), at t = 2/3 only 6.67; but sharpened,
        # 2t + below >= 2, they cost 10t + 8(2 - 2t) = 16 - 6t, at most one of a mentor: 10.
        (10, 10),
        # At 17 newcomers go alone: 17t + 8(2 - 2t) = 16 + t.
        (17, 16),
    ],
)
def test_part_of_a_mentor_is_none(price: int, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = of(TWO, MENTORING, Price(price, ("a",), ("north-1",), None, "far"))
    assert (worth_of(compiled).bound, best(compiled)) == (value, value)
    monkeypatch.setattr(relaxation._Program, "_sharpened", lambda _, family, *__: np.zeros(len(family.cells), bool))
    # 20/3 and 34/3 points, rounded up.
    assert worth_of(compiled).bound == {10: 7, 17: 12}[price]


def test_dates_and_places_by_what_they_add() -> None:
    # One goes: a for 5 and b for 2 whenever, c for 0 on Tuesday at 11 alone, where the visit costs 9 by itself.
    compiled = of(
        Tally(None, None, "visit", "size", least=1, most=1),
        Price(5, ("a",), ("north-1",), None, "far"),
        Price(2, ("b",), ("north-1",), None, "near"),
        Bar(("c",), None, (MON, MON_LATER, TUE), "away"),
        Price(9, None, None, (TUE_LATER,), "late"),
        Price(1, None, None, (TUE,), "Tuesday"),
    )
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    # At 2 points for a place: a costs 3 beside it, b 0 and c -2. On Monday nobody saves anything; on Tuesday at 11
    # the visit costs 9 - 2.
    made = priced(compiled, presolved, program, np.array([2 * SCALE]))
    assert (made.bound, made.parts) == (2, 2 * SCALE)
    assert made.visits[0].dates.tolist() == [0, 0, SCALE, 7 * SCALE]
    assert made.visits[0].places(3).tolist() == [3 * SCALE, 0, 7 * SCALE]
    frames = {
        points: made.frame(points, Assignment(np.array([3]), np.zeros((3, 1), dtype=bool)))
        for points in (1, 2, 3, 5, 9)
    }
    # The draft's date stays in any case. At 1 point there is nothing beside it.
    assert {points: frame.slots[0].tolist() for points, frame in frames.items()} == {
        1: [3],
        2: [0, 1, 3],
        3: [0, 1, 2, 3],
        5: [0, 1, 2, 3],
        9: [0, 1, 2, 3],
    }
    assert {points: frame.members[0].tolist() for points, frame in frames.items()} == {
        1: [],
        2: [1],
        3: [1],
        5: [0, 1],
        9: [0, 1, 2],
    }
    drawn = Assignment(np.array([3]), np.array([[True], [False], [True]]))
    assert made.frame(2, drawn).members[0].tolist() == [0, 1, 2]
    assert made.frame(2, drawn).visits == (0,)


@pytest.mark.parametrize(("price", "dates"), [(10, [4, 0, 6, 0]), (5, [4, 0, 5, 0])])
def test_a_date_is_dear_where_its_member_is(price: int, dates: list[int]) -> None:
    # A alone can go, for 4 on Monday at 10, 6 on Tuesday at 10 and nothing later. A place that is worth 10 saves
    # 6, 10, 4 and 10 there; one that is worth 5 saves 1, 5, nothing (nobody goes) and 5.
    compiled = of(
        Tally(None, None, "visit", "size", least=1, most=1),
        Bar(("b", "c"), None, None, "away"),
        Price(4, ("a",), None, (MON,), "early"),
        Price(6, ("a",), None, (TUE,), "earlier"),
    )
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    made = priced(compiled, presolved, program, np.array([price * SCALE]))
    assert made.bound == 0
    assert made.visits[0].dates.tolist() == [SCALE * more for more in dates]
    assert made.visits[0].places(3).tolist()[0] == 0


def test_what_lies_below_the_curve_is_paid_for_each_unit() -> None:
    # The mentors' row asks for 2a + below >= 2, and each of two below costs 8. At 10 for each unit the row pays 20,
    # a saves 2 x 10, and what lies below 2 x (10 - 8); at 7 the row pays 14, which a saves, and below saves nothing.
    compiled = of(TWO, MENTORING)
    presolved = presolve(compiled)
    program = relaxed(compiled, presolved)
    assert program is not None
    assert program.low.tolist() == [2, 2]
    assert priced(compiled, presolved, program, np.array([0, 10 * SCALE])).parts == -4 * SCALE
    assert priced(compiled, presolved, program, np.array([0, 7 * SCALE])).parts == 0


def test_who_is_never_free_is_in_no_frame() -> None:
    compiled = of(TWO, Bar(("a",), None, None, "away"))
    draft = Assignment(np.array([0]), np.zeros((3, 1), dtype=bool))
    assert worth_of(compiled).frame(10**6, draft).members[0].tolist() == [1, 2]


def test_parts_of_a_point_are_rounded_up() -> None:
    for parts, bound in ((0, 0), (1, 1), (SCALE, 1), (SCALE + 1, 2), (-1, 0), (-SCALE, -1)):
        assert Fixing(parts, (), ()).bound == bound


def test_there_is_none_where_the_program_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = of(TWO)
    assert worth(compiled, presolve(compiled)) is not None
    monkeypatch.setattr(relaxation, "MOST_ENTRIES", 2)
    assert worth(compiled, presolve(compiled)) is None


# In the engine.


def mentors() -> tuple[Problem, Shape]:
    asked = (TWO, MENTORING, Price(10, ("a",), ("north-1",), None, "far"))
    return a_world("abc", ("north",), 2), Shape("mentors", asked)


def test_the_engine_proves_by_the_relaxation_what_the_flow_leaves_open(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, shape = mentors()
    compiled = compiled_of(problem, shape.asked)
    assert lower_bound(compiled, presolve(compiled)).points < 10
    monkeypatch.setattr(engine, "prove", lambda *_: pytest.fail("there was nothing left to prove"))
    result = solve(problem, (shape,), Limits(work=5.0))
    assert isinstance(result, Solved)
    assert (result.certificate.value, result.certificate.bound) == (10, 10)


@pytest.mark.parametrize("made", [True, False])
def test_the_proof_gets_the_frame_where_there_is_one(made: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The value is the same with and without; without the relaxation everything is looked at."""
    shape = Shape("everything", EVERYTHING)
    frames = []

    def noted(*given: object) -> object:
        frames.append([part for part in given if isinstance(part, Frame)])
        return proving(*given)

    proving = engine.prove
    monkeypatch.setattr(engine, "prove", noted)
    if not made:
        monkeypatch.setattr(engine, "worth", lambda *_: None)
    result = solve(four_and_three(), (shape,), Limits(work=20.0))
    assert isinstance(result, Solved)
    assert result.certificate.value == 29
    assert [len(frame) for frame in frames[:1]] == [int(made)]
