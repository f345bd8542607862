"""Curves within reach, and the arrays of many cells, against the plain reading of each table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.rules import cost_at
from rota.solving.model.cost_curves import Counter, Curve, curves_of

TABLES = ((), (0,), (7,), (5, 2, 0, 0, 4), (0, 0, 3), (6, 3), (4, 4, 4))


@pytest.mark.parametrize("cost", TABLES)
@given(first=st.integers(-6, 6), lowest=st.integers(-9, 9), more=st.integers(0, 12))
def test_within_reach_each_count_costs_what_the_table_says(
    cost: tuple[int, ...], first: int, lowest: int, more: int
) -> None:
    inside = Curve(None, None, cost, first).within(lowest, lowest + more)
    plain = tuple(cost_at(cost, first, count) for count in range(lowest, lowest + more + 1))
    assert inside == Curve(None, None, plain if any(plain) else (), lowest)


def _cell(why: str, curve: Curve) -> Counter:
    return Counter("rule", False, why, curve)


def test_the_arrays_of_cells_read_as_the_curves_do_whether_they_repeat_or_not() -> None:
    priced, bound = Curve(None, 3, (4, 1, 0, 2), -1), Curve(1, None, (), 0)
    cells = [_cell("a", priced)] * 3 + [_cell("b", bound), _cell("c", priced), _cell("b", bound)]
    curves = curves_of(cells)
    for count in range(-1, 3):
        at = np.full(len(cells), count)
        known = [cell.curve.points(count) if cell.curve.cost else 0 for cell in cells]
        assert curves.points(np.arange(len(cells)), at).tolist() == known
        assert curves.short(np.arange(len(cells)), at).tolist() == [cell.curve.short(count) for cell in cells]


def test_no_cells_have_empty_arrays() -> None:
    assert len(curves_of([]).table) == len(curves_of([]).least) == 0
