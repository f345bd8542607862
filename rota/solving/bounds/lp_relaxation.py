"""The rules without dates and without whole numbers, as a linear program: places may be shared out in parts.

Each place of a member on a visit is a variable from 0 to 1, at its least price over the dates left; each
counter is one row. What the best solution pays can only be less than any rota pays, and the price that it
puts on each row says which places and dates no better rota can hold (``worthwhile``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from ortools.linear_solver.linear_solver_pb2 import MPModelProto

from rota.solving.bounds.lp_rows import row_of
from rota.solving.bounds.variety_counters import without_varieties
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.cost_curves import NO_BOUND, Family
from rota.solving.model.presolve import Presolved

MOST_ENTRIES = 2_500_000
"""Entries up to which the program is solved; 100 members and 302 visits have 270,000: a third of a second.

Measured (27 November 2026): Hx0.5, below it, peaks at 990 MB; H has 8 million and would take 28 s and 2.8 GB."""
HOW = "use_dual_simplex: true perturb_costs_in_dual_simplex: true use_preprocessing: false"
"""For the solver. So many places are alike that without the perturbation it is four times slower, or fifteen.

Measured on L, seed 1: 0.2 s instead of 0.8 (27 November 2026)."""
SCALE = 1024
"""Prices of rows are whole numbers of so many parts of a point, so that the bound is computed without rounding."""
NOT_FREE = 10**9
"""Above every price: a member who is not free costs this much."""


FEW = 8
"""Members of a set up to which it is worth asking whether they can be free together.

Chosen without measurement; what would be measured is the bound on S, where leads and chairs are few, at 4, 8 and 16."""


@dataclass(frozen=True)
class Counting:
    """Cells of a family, the row of each, and the price that the program puts on each unit of the count itself."""

    cells: Numbers
    rows: Numbers
    prices: Numbers


@dataclass(frozen=True)
class Relaxation:
    """The program: places (``members``, ``visits``), other variables after them, rows, and the entries of the rows.

    ``counting`` holds for each family, in order, which cells are counted by a row as they are, and those rows.
    """

    members: Numbers
    visits: Numbers
    cost: Numbers
    upper: Numbers
    low: Numbers
    high: Numbers
    rows: Numbers
    columns: Numbers
    coefficients: Numbers
    constant: int
    counting: tuple[Counting, ...]

    def reduced(self, prices: Numbers) -> Numbers:
        """What each variable costs, in parts of a point, beside what the rows pay for it."""
        left: Numbers = SCALE * self.cost
        np.subtract.at(left, self.columns, self.coefficients * prices[self.rows])
        return left

    def paid(self, prices: Numbers) -> int:
        """The least that the rows together pay, in parts of a point."""
        return int(np.where(prices > 0, prices * self.low, prices * self.high).sum())


def relaxed(compiled: Compiled, presolved: Presolved) -> Relaxation | None:
    """The program; None when it would be too large, when a visit has no date, or when there is no visit."""
    compiled = without_varieties(compiled, presolved)
    if not presolved.slots or not all(len(slots) for slots in presolved.slots):
        return None
    able = np.stack([compiled.free_at(v)[:, slots].any(axis=1) for v, slots in enumerate(presolved.slots)])
    visits, members = np.nonzero(able)
    if len(members) * max(1, len(compiled.families)) > MOST_ENTRIES:
        return None
    return _Program(compiled, presolved, members, visits).made()


class _Program:
    def __init__(self, compiled: Compiled, presolved: Presolved, members: Numbers, visits: Numbers) -> None:
        self.compiled = compiled
        self.presolved = presolved
        self.members, self.visits = members, visits
        self.cost = [_least_prices(compiled, presolved, members, visits)]
        self.upper = [np.ones(len(members), dtype=np.int64)]
        self.variables = len(members)
        self.low: list[int] = []
        self.high: list[int] = []
        none = np.zeros(0, dtype=np.int64)
        self.entries: list[tuple[Numbers, Numbers, Numbers]] = [(none, none, none)]
        least, most = compiled.group_sizes
        self.sizes = np.where(least == most, least, 0)
        self.counting: list[Counting] = []
        self.constant = sum(min(throng.curve.cost, default=0) for throng in compiled.throngs)

    def made(self) -> Relaxation:
        for family in self.compiled.families:
            self._family(family)
        rows, columns, coefficients = (np.concatenate(parts) for parts in zip(*self.entries, strict=True))
        return Relaxation(
            self.members,
            self.visits,
            np.concatenate(self.cost),
            np.concatenate(self.upper),
            np.array(self.low, dtype=np.int64),
            np.array(self.high, dtype=np.int64),
            rows,
            columns,
            coefficients,
            self.constant,
            tuple(self.counting),
        )

    def _family(self, family: Family) -> None:
        inside, cells = family.counted(self.members, self.visits)
        weights = family.weight[self.members[inside]]
        lowest, highest = np.zeros(len(family.cells), dtype=np.int64), np.zeros(len(family.cells), dtype=np.int64)
        np.add.at(lowest, cells, np.minimum(0, weights))
        np.add.at(highest, cells, np.maximum(0, weights))
        at_once = self._at_once(family, highest)
        weights = weights.copy()
        number = np.full(len(family.cells), -1, dtype=np.int64)
        price = np.zeros(len(family.cells), dtype=np.int64)
        extra: list[tuple[int, int, int, int]] = []
        for cell, (low, high, most) in enumerate(zip(lowest.tolist(), highest.tolist(), at_once, strict=True)):
            row = row_of(family.cells[cell].curve, low, high, most)
            self.constant += row.constant
            price[cell] = row.price
            if row.low > low or row.high < high:
                number[cell] = len(self.low)
                self.low.append(row.low)
                self.high.append(row.high)
                extra += [(int(number[cell]), -1, units, points) for units, points in row.above]
                extra += [(int(number[cell]), 1, units, points) for units, points in row.below]
        self.cost[0][inside] += price[cells] * weights
        as_they_are = (number >= 0) & ~self._sharpened(family, inside, cells, weights, number)
        counted = np.flatnonzero(as_they_are)
        self.counting.append(Counting(counted, number[counted], price[counted]))
        kept = number[cells] >= 0
        self.entries.append((number[cells][kept], inside[kept], weights[kept]))
        self._beside(np.array(extra, dtype=np.int64).reshape(-1, 4))

    def _sharpened(self, family: Family, inside: Numbers, cells: Numbers, weights: Numbers, number: Numbers) -> Mask:
        """Changes the weights of rows that ask for enough of one visit, so part of a member does less; which cells.

        In a group of n, weights may all be raised by the same where the bound is raised n times as much;
        then no weight above the bound does more than the bound itself.
        """
        sharpened = np.zeros(len(number), dtype=bool)
        if (family.weight == 1).all():
            return sharpened
        for visit in np.flatnonzero(family.alone & (self.sizes > 0)).tolist():
            mine = np.flatnonzero((self.visits[inside] == visit) & (number[cells] >= 0))
            for cell in np.unique(cells[mine]).tolist():
                row = int(number[cell])
                here = mine[cells[mine] == cell]
                counted = inside[here]
                everybody = np.flatnonzero((self.visits == visit) & (self.members < self.compiled.members))
                if len(counted) != len(everybody) or self.high[row] < int(weights[here].clip(0).sum()):
                    continue
                raised = max(0, -int(weights[here].min()))
                self.low[row] += raised * int(self.sizes[visit])
                self.high[row] = NO_BOUND
                weights[here] = np.minimum(weights[here] + raised, max(0, self.low[row]))
                sharpened[cell] = True
        return sharpened

    def _beside(self, extra: Numbers) -> None:
        """Variables for what lies above or below the flattest part of a curve."""
        columns = self.variables + np.arange(len(extra))
        self.variables += len(extra)
        self.upper.append(extra[:, 2])
        self.cost.append(extra[:, 3])
        self.entries.append((extra[:, 0], columns, extra[:, 1]))

    def _at_once(self, family: Family, highest: Numbers) -> list[int]:
        """The most that can count in each cell: of one visit, only so many members are ever free at one date."""
        most = highest.copy()
        if (family.weight == 1).all():
            for visit in np.flatnonzero(family.alone).tolist():
                free = self.compiled.free_at(visit)[:, self.presolved.slots[visit]].astype(np.int64)
                for row, members in family.members_of.items():
                    cell = row + int(family.column[visit])
                    if most[cell] > 1 and members.sum() <= FEW:
                        most[cell] = min(int(most[cell]), int(free[members].sum(axis=0).max()))
        listed: list[int] = most.tolist()
        return listed


def _least_prices(compiled: Compiled, presolved: Presolved, members: Numbers, visits: Numbers) -> Numbers:
    prices: Numbers = compiled.place_price[members, visits].copy()
    if compiled.has_time_price:
        for visit, slots in enumerate(presolved.slots):
            timed = np.where(
                compiled.free_at(visit)[:, slots], compiled.time_price[compiled.layer[visit]][:, slots], NOT_FREE
            )
            prices[visits == visit] += timed.min(axis=1)[members[visits == visit]]
    return prices


def row_prices(program: Relaxation) -> Numbers:
    """What one more unit of each row is worth at the best solution, in parts of a point.

    They come from a solver in floating point; any whole numbers give a true bound, these a good one.
    """
    model = MPModelProto()
    for cost, upper in zip(program.cost.tolist(), program.upper.tolist(), strict=True):
        model.variable.add(lower_bound=0, upper_bound=upper, objective_coefficient=cost)
    order = np.argsort(program.rows, kind="stable")
    ends = np.searchsorted(program.rows[order], np.arange(len(program.low) + 1)).tolist()
    columns, coefficients = program.columns[order].tolist(), program.coefficients[order].tolist()
    for row, (low, high) in enumerate(zip(program.low.tolist(), program.high.tolist(), strict=True)):
        entries = slice(ends[row], ends[row + 1])
        model.constraint.add(
            lower_bound=low, upper_bound=high, var_index=columns[entries], coefficient=coefficients[entries]
        )
    solver = pywraplp.Solver.CreateSolver("GLOP")
    refused = solver.LoadModelFromProto(model) or not solver.SetSolverSpecificParametersAsString(HOW)
    if refused or solver.Solve() != pywraplp.Solver.OPTIMAL:
        return np.zeros(len(program.low), dtype=np.int64)
    return whole(program, np.array([row.dual_value() for row in solver.constraints()]))


def whole(program: Relaxation, prices: NDArray[np.float64]) -> Numbers:
    """The prices in whole parts of a point. One below 0, on a row without an upper end, would cost the whole bound."""
    parts: Numbers = np.rint(prices * SCALE).astype(np.int64)
    return np.where(program.high >= NO_BOUND, np.maximum(0, parts), parts)
