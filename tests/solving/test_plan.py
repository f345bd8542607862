"""What each size and kind of problem gets, at and beyond each boundary."""

from __future__ import annotations

import pytest

from rota.solving.search.annealing import Schedule
from rota.solving.search.strategy import (
    AT_ONCE,
    MIDDLING,
    QUICKLY,
    SMALL,
    WHERE_SMALL,
    WHERE_TIGHT,
    WHERE_VARIED,
    WITHOUT_BLAME,
    plan_for,
    work_for_proof,
)


@pytest.mark.parametrize(
    ("size", "tight", "idle", "again", "without_blame", "whole", "outright"),
    [
        (SMALL, False, (2, 2), WHERE_SMALL, WHERE_SMALL, True, True),
        (SMALL, True, (8, 8), WHERE_TIGHT, WHERE_TIGHT, True, True),
        (SMALL + 1, False, (20, 2), (), WITHOUT_BLAME, True, False),
        (MIDDLING, True, (8, 8), WHERE_TIGHT, WHERE_TIGHT, True, False),
        (MIDDLING + 1, False, (20, 30), (), WITHOUT_BLAME, False, False),
        (MIDDLING + 1, True, (8, 30), WHERE_TIGHT, WHERE_TIGHT, False, False),
    ],
)
def test_each_size_and_kind_gets_its_searches(
    size: int,
    tight: bool,
    idle: tuple[int, int],
    again: tuple[Schedule, ...],
    without_blame: tuple[Schedule, ...],
    whole: bool,
    outright: bool,
) -> None:
    plan = plan_for(size, tight)
    assert plan.early == (AT_ONCE, QUICKLY)
    assert (plan.blamed, plan.last) == idle
    assert (plan.again, plan.without_blame) == (again, without_blame)
    assert (plan.whole, plan.fairness, plan.linearization) == (whole, outright, 1 if outright else 2)


@pytest.mark.parametrize(("most", "proof"), [(0.5, 1.0), (10.0, 1.0), (30.0, 3.0)])
def test_a_proof_takes_a_tenth_of_the_work_and_one_unit_at_least(most: float, proof: float) -> None:
    assert work_for_proof(most) == pytest.approx(proof)


def test_large_problems_that_count_teams_are_annealed_and_end() -> None:
    """Neighbourhoods gain little there for their time: 300 visits to 25 homes took six times as long with them."""
    plan = plan_for(MIDDLING + 1, tight=False, varied=True)
    assert (plan.early, plan.again, plan.without_blame) == ((AT_ONCE,), WHERE_VARIED, WHERE_VARIED)
    assert (plan.blamed, plan.last, plan.whole, plan.fairness) == (0, 0, False, False)
    assert plan_for(MIDDLING + 1, tight=True, varied=True) == plan_for(MIDDLING + 1, tight=True)
    assert plan_for(MIDDLING, tight=False, varied=True) == plan_for(MIDDLING, tight=False)
