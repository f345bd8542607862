"""The power by which a cost grows, on sizes and costs of which it is known."""

from __future__ import annotations

import pytest

from benchmarks.power import Power, fitted


@pytest.mark.parametrize(
    ("costs", "factor", "exponent"),
    [
        ([(1, 3), (2, 6), (4, 12)], 3.0, 1.0),
        ([(10, 5), (1_000, 500_000)], 5 / 10**2.5, 2.5),  # a hundred times the size costs a hundred thousand times
        # Heights of 0, 1 and 3 doublings at 0, 1 and 2: a slope of (4/3 + 5/3) / 2, and 4/3 - 3/2 doublings at 0.
        ([(1, 1), (2, 2), (4, 8)], 2 ** (4 / 3 - 3 / 2), 1.5),
    ],
)
def test_the_power_is_the_slope_of_the_logarithms(
    costs: list[tuple[float, float]], factor: float, exponent: float
) -> None:
    power = fitted(costs)
    assert power
    assert [power.factor, power.exponent] == pytest.approx([factor, exponent])


def test_a_power_says_what_a_size_costs() -> None:
    assert Power(3.0, 0.5).at(16) == 12.0


@pytest.mark.parametrize("costs", [[], [(40, 7)], [(40, 7), (40, 9)]])
def test_one_size_has_no_power(costs: list[tuple[float, float]]) -> None:
    assert fitted(costs) is None
