"""Improves a draft by solving neighbourhoods of it exactly, again and again: large problems, and repair.

A neighbourhood frees some visits and keeps the rest. Three shapes have paid in measurements: many
visits that keep their dates, a dozen with a few dates each, a handful with more. Which shape comes
next depends only on what each has paid so far for its work, never on the clock.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rota.solving.bounds.reduced_cost_fixing import Fixing
from rota.solving.bounds.visits_to_blame import visits_to_blame
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment, Measure, counts, measure
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import Presolved
from rota.solving.model.restrict import musts_of
from rota.solving.model.variety import VarietyCounts
from rota.solving.model.violations import troubled_visits
from rota.solving.search.annealing import Schedule, annealed
from rota.solving.search.greedy import cheapest_group

MENDING = (Schedule(1_000, 100.0), Schedule(4_000, 150.0), Schedule(10_000, 150.0))
"""Local search for musts alone, where each breach costs 1,000: rather cold, since few are broken to begin with.

Measured with it alone: greedy breaks a must on five of S-tight's seeds and seven of M-tight's, and all are mended but
three of S-tight that are proven to have no rota (27 November 2026). Other heats and lengths were not compared."""
WORK_EACH = 0.3
"""Deterministic time for one neighbourhood; most take a tenth of it.

Chosen without measurement, as are the 0.8 by which a shape's gains fade and its turn in every fourth round: what would
be measured is the excess of M and L after 5 s. The shapes themselves are the best of a prototype's (November 2026)."""
WORK_TO_BUILD = 1e-4
"""Work counted for each variable of a model: building and reading one takes longer than solving many.

Chosen without measurement; seconds of building for each variable, on the machine where a unit is one, would set it."""


@dataclass(slots=True)
class Shape:
    """How many visits are freed, how many slots and members each may choose from, and what that has paid."""

    visits: int
    slots: int
    members: int
    gain: float = 0.0
    work: float = 1e-3

    @property
    def rate(self) -> float:
        """Points gained for each unit of work, the recent more than the old."""
        return self.gain / self.work


class LargeNeighbourhoodSearch:
    """A draft and the neighbourhoods that improve it. ``draft`` and ``now`` are the best so far.

    ``worth``, once it is known, says where to look: at the visits to blame for what the draft has above the bound.
    """

    worth: Fixing | None = None

    def __init__(self, compiled: Compiled, presolved: Presolved, draft: Assignment, meter: Meter) -> None:
        self.compiled = compiled
        self.presolved = presolved
        self.draft = draft
        self.meter = meter
        self.now = measure(compiled, draft)
        self._random = random.Random(meter.limits.seed)  # noqa: S311 (search, not secrets)
        self._shapes = [Shape(30, 1, 24), Shape(12, 8, 20), Shape(6, 12, 26), Shape(2, 60, 40)]
        self._several = [not family.by_visit for family in compiled.families]

    def adopt(self, draft: Assignment) -> None:
        """Takes a draft found elsewhere as the best so far."""
        self.draft, self.now = draft, measure(self.compiled, draft)

    def mend(self) -> None:
        """Local search for a draft that keeps every must, whatever its points: prices would stand in the way."""
        if not self.now.broken:
            return
        musts = musts_of(self.compiled)
        for schedule in MENDING:
            found = annealed(musts, self.presolved, self.draft, schedule, 0, self.meter, lambda draft: None)
            if measure(musts, found).broken < self.now.broken:
                self.adopt(found)
            if not self.now.broken:
                break

    def anneal(self, schedule: Schedule, bound: int, tell: Callable[[Measure], None]) -> None:
        """Local search from the draft, until the value meets the bound or the limits are reached."""

        def better(draft: Assignment) -> None:
            self.adopt(draft)
            tell(self.now)

        annealed(self.compiled, self.presolved, self.draft, schedule, bound, self.meter, better)

    def improve(self, bound: int, patience: int, tell: Callable[[Measure], None]) -> None:
        """Rounds until the value meets the bound, the limits are reached, or ``patience`` rounds in a row gain nothing.

        While a must is broken, rounds mend it before they save points.
        """
        number = idle = 0
        patience = patience if self.compiled.visit_count else 0
        while idle < patience and not self.meter.over and (self.now.broken or self.now.points > bound):
            gained = self._round(self._pick(number))
            idle = 0 if gained else idle + 1
            number += 1
            tell(self.now)

    def _pick(self, number: int) -> Shape:
        """Each shape in turn at first, and every fourth round; otherwise the one that pays best."""
        if number < 2 * len(self._shapes) or number % 4 == 0:
            return self._shapes[number % len(self._shapes)]
        return max(self._shapes, key=lambda shape: shape.rate)

    def _round(self, shape: Shape) -> int:
        """Solves one neighbourhood and returns what it gained, in points or in mended breaches."""
        broken = bool(self.now.broken)
        frame = self._frame(shape, broken)
        price = self.compiled.breach_price if broken else None
        model = FrameModel(self.compiled, self.draft, frame, price)
        self._prefer(model)
        result = solve_frame(model, self.meter, WORK_EACH)
        building = WORK_TO_BUILD * len(model.model.proto.variables)
        self.meter.spend(building)
        work = result.work + building
        before = self.now.price(self.compiled.breach_price)
        gained = 0
        if result.draft is not None:
            after = measure(self.compiled, result.draft)
            gained = before - after.price(self.compiled.breach_price)
            if self._takes(gained):
                self.draft, self.now = result.draft, after
        shape.gain = 0.8 * shape.gain + max(0, gained)
        shape.work = 0.8 * shape.work + work
        return max(0, gained)

    def _takes(self, gained: int) -> bool:
        """Whether a neighbourhood's answer is taken: even without a gain, for the search goes on from another then."""
        return gained >= 0

    def _prefer(self, model: FrameModel) -> None:
        """Chooses among answers that are as good: here, none before another."""

    # What a neighbourhood frees.

    def _frame(self, shape: Shape, broken: bool) -> Frame:
        size = min(shape.visits, self.compiled.visit_count)
        start = self._seeds(broken)
        visits = tuple(sorted(self._around(start, size)))
        several = 8 if broken and shape.slots == 1 else shape.slots
        fixed = self.draft.groups.copy()
        fixed[:, list(visits)] = False
        loads = [counts(family, fixed) for family in self.compiled.families]
        met = [VarietyCounts(variety, fixed, self.compiled.breach_price) for variety in self.compiled.varieties]
        costs = {visit: self._costs(visit, loads, met) for visit in visits}
        slots = {visit: self._slots(visit, several, costs[visit]) for visit in visits}
        members = {visit: self._members(visit, slots[visit], shape.members, costs[visit]) for visit in visits}
        return Frame(visits, slots, members)

    def _seeds(self, broken: bool) -> list[int]:
        wanted: list[int] = []
        if broken:
            wanted = troubled_visits(self.compiled, self.draft)
        elif self.worth is not None:
            wanted = visits_to_blame(self.compiled, self.worth, self.draft)
        if wanted:
            return self._random.sample(wanted, min(3, len(wanted)))
        return [self._random.randrange(self.compiled.visit_count)]

    def _around(self, seeds: list[int], size: int) -> set[int]:
        """Visits near the seeds in time, of the same team, sharing a member, or anywhere."""
        chosen = set(seeds)
        way = self._random.randrange(3)
        if way == 0:
            distance = np.abs(self.draft.slots - self.draft.slots[seeds[0]])
            order = np.argsort(distance, kind="stable").tolist()
        elif way == 1:
            shared = self.draft.groups[:, seeds[0]].astype(np.int64) @ self.draft.groups.astype(np.int64)
            noise = np.array([self._random.random() for _ in range(self.compiled.visit_count)])
            order = np.argsort(noise - shared, kind="stable").tolist()
        else:
            order = self._random.sample(range(self.compiled.visit_count), self.compiled.visit_count)
        for visit in order:
            if len(chosen) >= size:
                break
            chosen.add(visit)
        return chosen

    def _costs(self, visit: int, loads: list[Numbers], met: list[VarietyCounts]) -> Numbers:
        """What a place on the visit would cost each member, were the free visits empty."""
        costs = self.compiled.place_price[:, visit].copy()
        for priced, several_visits, count in zip(self.compiled.priced, self._several, loads, strict=True):
            if several_visits:
                costs += priced.steps(count, visit)
        for standing in met:
            costs += standing.steps(visit, ())
        return costs

    def _slots(self, visit: int, several: int, costs: Numbers) -> Numbers:
        """The slot the visit has now and others: half those at which the cheapest members are free, half any."""
        now = int(self.draft.slots[visit])
        candidates = self.presolved.slots[visit]
        if several == 1:
            return np.array([now], dtype=np.int64)
        if len(candidates) <= several:
            return np.union1d(candidates, [now])
        chosen = {now}
        order = self._random.sample(range(len(candidates)), len(candidates))
        size = max(1, int(self.draft.groups[: self.compiled.members, visit].sum()))
        priced = np.where(self.compiled.free_at(visit)[:, candidates], costs[:, None], self.compiled.breach_price)
        prices = self.compiled.visit_price[visit, candidates] + cheapest_group(self.compiled, visit, priced, size)
        cheap = sorted(order, key=lambda index: int(prices[index]))
        for index in [*cheap[: several // 2], *order]:
            if len(chosen) >= several:
                break
            chosen.add(int(candidates[index]))
        return np.array(sorted(chosen), dtype=np.int64)

    def _members(self, visit: int, slots: Numbers, several: int, costs: Numbers) -> Numbers:
        """Those on the visit now, all who could receive it, and the cheapest members who could go, with some chance."""
        free = self.compiled.free_at(visit)[:, slots].any(axis=1)
        noise = np.array([self._random.random() for _ in range(self.compiled.member_count)])
        wished = costs + noise * (1 + np.abs(costs) / 4)
        wished[self.compiled.members :] = -np.inf
        wished[~free] = np.inf
        wished[self.draft.groups[:, visit]] = -np.inf
        order = np.argsort(wished, kind="stable")[:several]
        return np.sort(order[wished[order] < np.inf])
