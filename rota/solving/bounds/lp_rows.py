"""A counter's curve as one row of a linear program: its flattest part is a range, the rest has variables beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rota.solving.model.cost_curves import NO_BOUND, Curve


@dataclass(frozen=True, slots=True)
class LpRow:
    """``low`` <= the count, less what lies above and more what lies below <= ``high``; every step has a price.

    ``price`` is charged on each unit of the count itself; ``above`` and ``below`` hold (units, price a unit).
    """

    low: int
    high: int
    price: int
    constant: int
    above: tuple[tuple[int, int], ...]
    below: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def _row_of(least: int, most: int, cost: tuple[int, ...], first: int, low: int, high: int) -> LpRow:
    least, most = max(low, least), min(high, most)
    table = Curve(None, None, cost, first).within(least, max(least, most)).cost
    if not table:
        return LpRow(least, most, 0, 0, (), ())
    runs = list(_runs(table))
    if not runs:
        return LpRow(least, most, 0, table[0], (), ())
    flattest = min(range(len(runs)), key=lambda index: (abs(runs[index][1]), index))
    before = sum(units for units, _ in runs[:flattest])
    pivot = least + before
    slope = runs[flattest][1]
    above = tuple((units, points - slope) for units, points in runs[flattest + 1 :])
    below = tuple((units, slope - points) for units, points in runs[:flattest])
    constant = table[before] - slope * pivot
    return LpRow(pivot, pivot + runs[flattest][0], slope, constant, above, below)


def row_of(curve: Curve, low: int, high: int, most: int) -> LpRow:
    """The curve over the counts from ``low`` to ``high`` that can be made, of which no more than ``most`` at once."""
    least = -NO_BOUND if curve.least is None else curve.least
    bound = NO_BOUND if curve.most is None else curve.most
    return _row_of(least, min(bound, most), curve.cost, curve.cost_from, low, high)


def _runs(table: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Runs of equal steps: (how many, the step)."""
    steps = [after - before for before, after in pairwise(table)]
    start = 0
    for index, step in enumerate(steps):
        if index + 1 == len(steps) or steps[index + 1] != step:
            yield index + 1 - start, step
            start = index + 1
