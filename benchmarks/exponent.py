"""How something grows: the power of the size that its cost is proportional to."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable


def exponent(costs: Iterable[tuple[float, float]]) -> float | None:
    """The slope by least squares of the logarithm of the cost on that of the size; None without two sizes."""
    logs = [(math.log(size), math.log(cost)) for size, cost in costs]
    sizes, values = [size for size, _ in logs], [value for _, value in logs]
    if len(set(sizes)) < 2:
        return None
    return statistics.linear_regression(sizes, values).slope
