"""The CP-SAT model of a frame: every variable hinted, everything outside the frame constant, breaches at a price."""

from __future__ import annotations

import random

import numpy as np
import pytest
from ortools.sat.python import cp_model

from rota.rules import Apart, Bar, Crowd, Price, Statement, Tally
from rota.solving.cpsat.encoder import Builder
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, Measure, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.cost_curves import Curve
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import Stated
from tests.support.builders import a_member, a_problem, a_team, span
from tests.support.tiny_world import every_draft

SLOTS = [f"2026-06-0{day} {hour}" for day in (1, 2) for hour in ("10:00", "11:00", "14:00")]
STATEMENTS: tuple[Statement, ...] = (
    Bar(("a",), None, (SLOTS[0],), "away"),
    Bar(("b",), ("north-1",), None, "interest"),
    Bar(None, ("south-1",), (SLOTS[1],), "closed"),
    Bar(("c",), ("north-1",), (SLOTS[2], SLOTS[3]), "clearance from a date"),
    Price(3, ("a",), None, (SLOTS[4],), "not a preferred time"),
    Price(4, ("a", "c"), None, (SLOTS[4], SLOTS[5]), "nor this one"),
    Price(5, None, ("north-1",), (SLOTS[0], SLOTS[4]), "school holidays"),
    Price(7, ("b", "c"), ("south-1",), None, "seen last year"),
    Price(2, ("c",), ("south-1",), (SLOTS[3],), "this visit at this time"),
    Tally(None, None, "visit", "group size", least=1, most=2, cost=(0, 0, 4)),
    Tally(("a",), None, "", "fair share", cost=(0, 100, 400)),
    Tally(("b",), None, "", "fair share", cost=(0, 300, 800)),
    Tally(("c",), None, "member", "fair share and limit", most=1, cost=(0, 100, 400)),
    Tally(("b", "c"), None, "visit", "two groups", cost=(20, 0)),
    Tally((), None, "visit", "a role that nobody holds", cost=(3, 0)),
    Tally(("a", "b"), ("north-1",), "visit", "mentoring", cost=(8, 0), cost_from=-1, weights=(("a", 2), ("b", -1))),
    Apart(None, 0, "one place at a time", shared=True),
    Apart(None, 1, "breathing space", shared=True, points=6),
    Apart(None, 2, "pace", points=11),
    Apart(None, 0, "one host"),
    Crowd(None, tuple(SLOTS[:3]), "day limit", most=1),
    Crowd(("north-1",), tuple(SLOTS[2:4]), "longest gap", cost=(9, 0)),
)


def small_world() -> Compiled:
    """Two visits, three members, six slots on two days, and every kind of statement with every kind of field."""
    members = [a_member(name) for name in "abc"]
    world = a_problem(
        members,
        [a_team("north"), a_team("south")],
        sessions=("10:00", "11:00", "14:00"),
        year=span("2026-06-01", "2026-06-02"),
    )
    return compile_statements(world, [Stated("rule", False, statement) for statement in STATEMENTS])


WORLD = small_world()
DRAFTS = [(draft, measure(WORLD, draft)) for draft in every_draft(WORLD.problem)]
EVERYBODY = np.arange(3)


def frame_of(visits: tuple[int, ...]) -> Frame:
    slots = presolve(WORLD).slots
    return Frame(visits, {visit: slots[visit] for visit in visits}, dict.fromkeys(visits, EVERYBODY))


def some_drafts(count: int, kept: bool) -> list[tuple[Assignment, Measure]]:
    """Drafts that keep every bar and, when asked, every must: a frame never starts from a barred place."""
    chosen = [(draft, now) for draft, now in DRAFTS if _no_bar_broken(draft) and not (kept and now.broken)]
    return random.Random(7).sample(chosen, count)


def _no_bar_broken(draft: Assignment) -> bool:
    open_slots = all(draft.slots[visit] in presolve(WORLD).slots[visit] for visit in (0, 1))
    free = all(WORLD.free_at(visit)[member, draft.slots[visit]] for member, visit in np.argwhere(draft.groups).tolist())
    shared = bool((draft.groups[:, 0] & draft.groups[:, 1]).any())
    clash = WORLD.gaps[0].low[draft.slots[0]] <= draft.slots[1] < WORLD.gaps[0].high[draft.slots[0]]
    return open_slots and free and not (shared and clash)


@pytest.mark.parametrize("breach_price", [None, 5000])
@pytest.mark.parametrize("visits", [(0, 1), (0,), (1,)])
def test_every_variable_carries_a_hint_that_is_the_draft_itself(
    visits: tuple[int, ...], breach_price: int | None
) -> None:
    """A hint that misses a variable gave nothing in measurements; a complete one is a solution, and can be kept."""
    for draft, now in some_drafts(25, kept=breach_price is None):
        model = FrameModel(WORLD, draft, frame_of(visits), breach_price)
        hint = model.model.proto.solution_hint
        assert sorted(hint.vars) == list(range(len(model.model.proto.variables)))
        for index, value in zip(hint.vars, hint.values, strict=True):
            domain = model.model.proto.variables[index].domain
            domain.clear()
            domain.extend([value, value])
        result = solve_frame(model, Meter(Limits()))
        assert result.draft is not None
        assert measure(WORLD, result.draft) == now


@pytest.mark.parametrize("visits", [(0,), (1,), (0, 1)])
def test_a_frame_is_solved_to_the_best_of_all_its_drafts(visits: tuple[int, ...]) -> None:
    fixed = [visit for visit in (0, 1) if visit not in visits]
    for start, _ in some_drafts(12, kept=True):
        result = solve_frame(FrameModel(WORLD, start, frame_of(visits)), Meter(Limits()))
        assert result.draft is not None
        found = measure(WORLD, result.draft)
        assert not found.broken
        assert found.points == min(
            now.points
            for draft, now in DRAFTS
            if not now.broken
            and (draft.slots[fixed] == start.slots[fixed]).all()
            and (draft.groups[:, fixed] == start.groups[:, fixed]).all()
        )


def test_breaches_are_mended_at_their_price() -> None:
    """From a draft that breaks musts, the priced model reaches the cheapest draft that breaks none."""
    best = min(now.points for _, now in DRAFTS if not now.broken)
    for start, now in some_drafts(12, kept=False):
        result = solve_frame(FrameModel(WORLD, start, frame_of((0, 1)), WORLD.breach_price), Meter(Limits()))
        assert result.draft is not None
        assert measure(WORLD, result.draft) == Measure(0, best, 0), now


def test_the_breach_price_is_above_every_saving() -> None:
    # The steepest step in this world is 500 (bob's second visit); all prices add up to less than 100.
    assert WORLD.breach_price > 500


@pytest.mark.parametrize("least", [None, 0, 1])
@pytest.mark.parametrize("most", [None, 1, 2, 3])
def test_a_curve_costs_what_its_table_says_at_every_count(least: int | None, most: int | None) -> None:
    """Tables that begin below, at or above what can be reached, with fixed counts outside: all are read alike."""
    for cost, cost_from in [
        ((9, 4, 0, 0, 5), -1),
        ((0, 100, 300), 0),
        ((7,), 1),
        ((20, 0), 0),
        ((0, 3, 9), 2),
        ((), 0),
    ]:
        curve = Curve(least, most, cost, cost_from)
        for fixed in (0, 1, 2):
            for count in range(3):
                builder = Builder(None)
                terms = [(builder.boolean(number < count), 1) for number in range(3)]
                for number, (variable, _) in enumerate(terms):
                    builder.model.add(variable == (number < count))
                builder.curve(curve, terms, fixed, count)
                builder.model.minimize(builder.objective())
                solver = cp_model.CpSolver()
                status = solver.solve(builder.model)
                if curve.short(fixed + count):
                    assert status == cp_model.INFEASIBLE
                else:
                    assert status == cp_model.OPTIMAL
                    assert round(solver.objective_value) == curve.points(fixed + count)
