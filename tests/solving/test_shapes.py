"""Statements in shapes that the rule book does not use on the tiny world: arrays, models and bounds read them right.

Each shape is a rule of its own whose check is the tests' reading of the contract (tests/support/reference.py), in
a council of four members, two visits and four slots: two on Monday 1 June and two on Tuesday 2 June.
"""

from __future__ import annotations

import pytest

from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.engine import Impossible, Solved, solve
from rota.solving.limits import Limits
from rota.solving.model.assignment import measure
from rota.solving.model.presolve import presolve
from tests.support.shapes import (
    NEVER,
    SHAPES,
    Shape,
    meant,
    world,
)
from tests.support.tiny_world import every_draft
from tests.support.verdicts import compiled, solver_says

pytestmark = pytest.mark.full

SOME_AND_EVERY = [5, pytest.param(1, marks=pytest.mark.slow)]
"""One rota in five, and all that there are: 5 shares no factor with the numbers of slots (4) and groups (16)."""

each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.words)


def best(shape: Shape) -> int | None:
    """The fewest points of any rota without a breach; None when there is none."""
    return min((points for broken, points in meant(shape) if not broken), default=None)


@each_shape
def test_shapes_tell_rotas_apart(shape: Shape) -> None:
    """A shape that meant the same of every rota would say nothing below, unless that is: there is no rota."""
    assert len(set(meant(shape))) > 1 or shape == NEVER


@pytest.mark.parametrize("step", SOME_AND_EVERY)
@each_shape
def test_arrays_read_shapes_as_the_contract_does(shape: Shape, step: int) -> None:
    arrays = compiled(world(), shape)
    for draft, (broken, points) in list(zip(every_draft(world()), meant(shape), strict=True))[::step]:
        found = measure(arrays, draft)
        assert (found.broken > 0, found.points) == (broken, points)


@pytest.mark.parametrize("about", [40, pytest.param(100, marks=pytest.mark.slow)])
@each_shape
def test_cp_sat_reads_shapes_as_the_contract_does(shape: Shape, about: int) -> None:
    arrays = compiled(world(), shape)
    read = list(zip(every_draft(world()), meant(shape), strict=True))
    for broken, most in ((False, about * 4 // 5), (True, about // 5)):
        alike = [(draft, points) for draft, (breaks, points) in read if breaks == broken]
        for draft, points in alike[:: len(alike) // most + 1]:
            infeasible, value = solver_says(arrays, draft)
            assert infeasible == broken
            assert infeasible or value == points


@each_shape
def test_the_flow_is_below_every_rota_of_a_shape(shape: Shape) -> None:
    arrays = compiled(world(), shape)
    candidates = presolve(arrays)
    if best(shape) is None:
        return
    assert candidates.barred == ()
    bound = lower_bound(arrays, candidates)
    assert not bound.impossible
    assert bound.points <= (best(shape) or 0)


@each_shape
def test_the_engine_finds_the_best_of_every_rota_of_a_shape(shape: Shape) -> None:
    result = solve(world(), (shape,), Limits(work=20.0))
    assert isinstance(result, (Solved, Impossible))
    assert best(shape) == (result.certificate.value if isinstance(result, Solved) else None)
