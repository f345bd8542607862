"""How something grows: the power of the size that its cost is proportional to."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Power:
    """A cost of ``factor`` times the size to the power of ``exponent``."""

    factor: float
    exponent: float

    def at(self, size: float) -> float:
        """The cost at this size."""
        return float(self.factor * size**self.exponent)


def fitted(costs: Iterable[tuple[float, float]]) -> Power | None:
    """The power nearest to these sizes and costs, by least squares of their logarithms; None without two sizes."""
    logs = [(math.log(size), math.log(cost)) for size, cost in costs]
    sizes, values = [size for size, _ in logs], [value for _, value in logs]
    if len(set(sizes)) < 2:
        return None
    line = statistics.linear_regression(sizes, values)
    return Power(math.exp(line.intercept), line.slope)
