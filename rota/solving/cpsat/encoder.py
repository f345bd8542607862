"""A CP-SAT model under construction: Booleans that carry hints, points, and curves over counters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from ortools.sat.python import cp_model

from rota.solving.model.cost_curves import Curve

Variable = cp_model.IntVar
Terms = list[tuple[Variable, int]]


class Builder:
    """Collects variables, their hints and the points to minimise.

    ``infeasible`` says that a must cannot be kept whatever is chosen. With ``breach_price`` a bound
    may be missed at that price for each unit (to repair a draft); without it bounds are musts. When
    ``forgiving``, a bound that what is fixed has broken already asks only that it gets no worse.
    """

    def __init__(self, breach_price: int | None, forgiving: bool = False) -> None:
        self.model = cp_model.CpModel()
        self.infeasible = False
        self._breach_price = breach_price
        self._forgiving = forgiving
        self._cost: Terms = []
        self._constant = 0
        self._fairness: Terms = []
        self._fairness_constant = 0
        self._hints: list[int] = []
        self._most: dict[int, int] = {}

    def boolean(self, hint: bool) -> Variable:
        """A new Boolean that starts from ``hint``."""
        variable = self.model.new_bool_var("")
        self.model.add_hint(variable, hint)
        self._hints.append(int(hint))
        self._most[variable.index] = 1
        return variable

    def number(self, most: int, hint: int) -> Variable:
        """A new variable from 0 to ``most`` that starts from ``hint``, or from 0 when that is below."""
        variable = self.model.new_int_var(0, most, "")
        self.model.add_hint(variable, max(0, hint))
        self._hints.append(max(0, hint))
        self._most[variable.index] = most
        return variable

    def charge(self, variable: Variable, points: int, fairness: bool = False) -> None:
        """Each unit of the variable costs the points, which may be points of fairness."""
        if points:
            self._cost.append((variable, points))
            if fairness:
                self._fairness.append((variable, points))

    def objective(self) -> cp_model.LinearExpr:
        """The points altogether."""
        return total(self._cost) + self._constant

    def fairness(self) -> cp_model.LinearExpr:
        """The points of fairness alone."""
        return total(self._fairness) + self._fairness_constant

    def hinted(self) -> tuple[int, int]:
        """The points, and those of fairness, of the hints: what the model charges for the draft that it began with."""
        points, fairness = (
            sum(by * self._hints[variable.index] for variable, by in terms) for terms in (self._cost, self._fairness)
        )
        return points + self._constant, fairness + self._fairness_constant

    def total_of(self, terms: Terms, most: int, hint: int) -> Terms:
        """The terms, or when they are many one variable that equals their sum."""
        if len(terms) <= 3:
            return terms
        variable = self.number(most, hint)
        self.model.add(total(terms) == variable)
        return [(variable, 1)]

    def curve(self, curve: Curve, terms: Terms, fixed: int, now: int, fairness: bool = False) -> None:
        """The must and the cost of one counter: ``fixed`` comes from outside, ``now`` is the hint of the terms.

        The cost is of ``fairness`` where the counter measures that.
        """
        if self._forgiving:
            curve = _no_worse(curve, fixed)
        terms = [(variable, weight) for variable, weight in terms if weight]
        if not terms:
            self._add(curve.points(fixed), fairness)
            self._miss(curve.short(fixed))
            return
        reaches = [weight * self._upper(variable) for variable, weight in terms]
        lowest = fixed + sum(most for most in reaches if most < 0)
        highest = fixed + sum(most for most in reaches if most > 0)
        reach = curve.within(lowest, highest)
        inside = total(terms) + fixed
        if reach.least is not None:
            self.model.add(inside + self._slack(reach.least - lowest, reach.least - fixed - now) >= reach.least)
        if reach.most is not None:
            self.model.add(inside - self._slack(highest - reach.most, fixed + now - reach.most) <= reach.most)
        if reach.cost:
            self._convex(reach, terms, inside, fixed, fixed + now, fairness)

    def _upper(self, variable: Variable) -> int:
        """Known here without asking the model, unless the variable was made elsewhere: a third of a frame's time."""
        most = self._most.get(variable.index)
        return int(variable.proto.domain[1]) if most is None else most

    def _add(self, points: int, fairness: bool) -> None:
        self._constant += points
        self._fairness_constant += points * fairness

    def _slack(self, most: int, hint: int) -> cp_model.LinearExpr | int:
        if self._breach_price is None:
            return 0
        slack = self.number(most, hint)
        self.charge(slack, self._breach_price)
        return slack

    def _miss(self, short: int) -> None:
        if short and self._breach_price is None:
            self.infeasible = True
        self._constant += short * (self._breach_price or 0)

    def _convex(
        self, curve: Curve, terms: Terms, inside: cp_model.LinearExpr, fixed: int, now: int, fairness: bool
    ) -> None:
        """A convex table of ``inside``, which is the terms and what is fixed.

        Its flattest step is charged on the terms, each change of slope on a variable of its own.
        """
        table, first = curve.cost, curve.cost_from
        slopes = [after - before for before, after in pairwise(table)]
        pivot = min(range(len(slopes)), key=lambda index: (abs(slopes[index]), index))
        self._add(table[pivot] + slopes[pivot] * (fixed - first - pivot), fairness)
        for variable, weight in terms:
            self.charge(variable, weight * slopes[pivot], fairness)
        for index in range(pivot + 1, len(slopes)):
            if slopes[index] > slopes[index - 1]:
                over = self.number(len(slopes) - index, now - first - index)
                self.model.add(inside - (first + index) <= over)
                self.charge(over, slopes[index] - slopes[index - 1], fairness)
        for index in range(pivot):
            if slopes[index] < slopes[index + 1]:
                under = self.number(index + 1, first + index + 1 - now)
                self.model.add(inside - (first + index + 1) >= -under)
                self.charge(under, slopes[index + 1] - slopes[index], fairness)


def _no_worse(curve: Curve, fixed: int) -> Curve:
    """The curve with a most that is kept by what is fixed."""
    return curve if curve.most is None or curve.most >= fixed else replace(curve, most=fixed)


def total(terms: Iterable[tuple[Variable, int]]) -> cp_model.LinearExpr:
    """The weighted sum of the terms."""
    pairs = list(terms)
    summed: cp_model.LinearExpr = cp_model.LinearExpr.weighted_sum(
        [variable for variable, _ in pairs], [weight for _, weight in pairs]
    )
    return summed
