"""The CP-SAT model of a frame: some visits free to move, the rest of the draft constant.

Two layers of Booleans: ``x[m, v]`` (the member is on the visit) and ``y[v, s]`` (the visit is at the
slot), linked by one clause for each pair: being on a visit means that it is at one of the slots the
member can do. Whatever lies outside the frame is a constant, every variable carries a hint, and gaps
between two free visits that share a member come only when asked for (lazily), because they are many
and rarely broken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from rota.solving.cpsat.encoder import Builder, Terms, Variable, total
from rota.solving.cpsat.variety_encoding import VarietyEncoder
from rota.solving.model.assignment import Assignment, counts
from rota.solving.model.compiled_model import Compiled, Gap, Mask, Numbers
from rota.solving.model.cost_curves import Family
from rota.solving.model.frame import Frame, Outside

Pairs = frozenset[tuple[int, int, int]]
"""Pairs of visits, each with the number of the gap between them, (gap, visit, visit); and pairs of members who meet
too often, with the number of the variety, which comes after those of all gaps."""


class FrameModel:
    """The model of a frame of a draft; see Builder for ``breach_price``, ``forgiving`` and ``infeasible``.

    Of gaps that bind only visits with a shared member, those between two free visits are left out
    unless ``eager``, or unless the pair (gap, visit, visit) is among ``asked_pairs``.
    """

    def __init__(
        self,
        compiled: Compiled,
        draft: Assignment,
        frame: Frame,
        breach_price: int | None = None,
        eager: bool = True,
        asked_pairs: Pairs = frozenset(),
        forgiving: bool = False,
    ) -> None:
        self.compiled = compiled
        self.draft = draft
        self.frame = frame
        self.breach_price = breach_price
        self.eager = eager
        self.asked_pairs = asked_pairs
        self.builder = Builder(breach_price, forgiving)
        self.model = self.builder.model
        free = np.zeros(self.compiled.visit_count, dtype=bool)
        free[list(self.frame.visits)] = True
        groups = self.draft.groups.copy()
        groups[:, free] = False
        self._whole = bool(free.all())
        self._outside = Outside(groups, self.draft.slots, np.flatnonzero(~free))
        self.x: dict[tuple[int, int], Variable] = {}
        self.y: dict[int, dict[int, Variable]] = {}
        self._near: dict[tuple[int, int, int], Variable] = {}
        for visit in self.frame.visits:
            self._add_slots(visit)
        for visit in self.frame.visits:
            self._add_members(visit)
        self._add_tallies()
        self._add_throngs()
        self._add_varieties()
        for number, gap in enumerate(self.compiled.gaps):
            self._add_gap(number, gap)
        self.model.minimize(self.builder.objective())

    def read(self, value: cp_model.CpSolver) -> Assignment:
        """The draft with the solver's answer in the frame."""
        draft = self.draft.copy()
        for visit in self.frame.visits:
            draft.slots[visit] = next(slot for slot, variable in self.y[visit].items() if value.boolean_value(variable))
            draft.groups[:, visit] = False
        for (member, visit), variable in self.x.items():
            draft.groups[member, visit] = value.boolean_value(variable)
        return draft

    def bound_objective(self, bound: int) -> None:
        """Tells the solver a bound that is proven elsewhere."""
        self.model.add(self.builder.objective() >= bound)

    # Slots of a visit, and what fixed visits leave of them.

    def _add_slots(self, visit: int) -> None:
        slots = self.frame.slots[visit]
        price = self.compiled.visit_price[visit, slots].copy()
        kept = np.ones(len(slots), dtype=bool)
        for gap in self.compiled.plain_gaps:
            if gap.visits[visit]:
                close = self._close_to_fixed(gap, slots, gap.beside(visit, self._outside.fixed))
                if gap.points is not None:
                    price += gap.points * close
                elif self.breach_price is None:
                    kept &= close == 0
                else:
                    price += self.breach_price * close
        now = int(self.draft.slots[visit])
        self.y[visit] = {slot: self.builder.boolean(slot == now) for slot in slots[kept].tolist()}
        self.model.add_exactly_one(self.y[visit].values())
        for slot, points in zip(slots[kept].tolist(), price[kept].tolist(), strict=True):
            self.builder.charge(self.y[visit][slot], points)

    def _close_to_fixed(self, gap: Gap, slots: Numbers, fixed: Iterable[int]) -> Numbers:
        """For each slot how many of these fixed visits are too close to it."""
        close = np.zeros(len(slots), dtype=np.int64)
        for other in fixed:
            at = self._outside.slots[other]
            close += (gap.low[at] <= slots) & (slots < gap.high[at])
        return close

    # Members of a visit, and when they can do it.

    def _add_members(self, visit: int) -> None:
        slots = np.array(list(self.y[visit]), dtype=np.int64)
        layer = int(self.compiled.layer[visit])
        members = self.frame.members[visit]
        allowed = self.compiled.free[layer][np.ix_(members, slots)] & self.compiled.may_go[members, visit, None]
        price = (
            self.compiled.place_price[members, visit, None] + self.compiled.time_price[layer][np.ix_(members, slots)]
        )
        for gap in self.compiled.shared_gaps:
            if gap.visits[visit]:
                close = self._close_to_own(gap, visit, members, slots)
                if gap.points is None:
                    allowed &= close == 0
                else:
                    price = price + gap.points * close
        for index, member in enumerate(members.tolist()):
            if allowed[index].any():
                self._add_member(member, visit, slots, allowed[index], price[index])

    def _close_to_own(self, gap: Gap, visit: int, members: Numbers, slots: Numbers) -> Numbers:
        """Members by slots: how many fixed visits of the member's own are too close."""
        fixed = gap.beside(visit, self._outside.fixed)
        at = self._outside.slots[fixed]
        near = (gap.low[at][:, None] <= slots) & (slots < gap.high[at][:, None])
        own: Numbers = self._outside.groups[np.ix_(members, fixed)].astype(np.int64) @ near.astype(np.int64)
        return own if gap.members is None else own * gap.members[members][:, None]

    def _add_member(self, member: int, visit: int, slots: Numbers, allowed: Mask, price: Numbers) -> None:
        on = bool(self.draft.groups[member, visit])
        place = self.x[member, visit] = self.builder.boolean(on)
        at = self.y[visit]
        if not allowed.all():
            self.model.add_bool_or([~place, *(at[slot] for slot in slots[allowed].tolist())])
        levels = sorted(set(price[allowed].tolist()))
        self.builder.charge(place, levels[0])
        for below, level in pairwise(levels):
            dear = slots[allowed & (price >= level)].tolist()
            at_dear = on and int(self.draft.slots[visit]) in dear
            both = self.builder.boolean(at_dear)
            self.model.add(total([(place, 1), *((at[slot], 1) for slot in dear), (both, -1)]) <= 1)
            self.builder.charge(both, level - below)

    # Counters.

    def _add_tallies(self) -> None:
        places = list(self.x)
        members = np.array([member for member, _ in places], dtype=np.int64)
        visits = np.array([visit for _, visit in places], dtype=np.int64)
        variables = list(self.x.values())
        now = self.draft.groups[members, visits].tolist()
        for family in self.compiled.families:
            fixed = counts(family, self._outside.groups)
            rows, columns = family.row[members], family.column[visits]
            terms: dict[int, Terms] = defaultdict(list)
            count: dict[int, int] = defaultdict(int)
            for index in np.flatnonzero((rows >= 0) & (columns >= 0)).tolist():
                cell = int(rows[index] + columns[index])
                weight = int(family.weight[members[index]])
                terms[cell].append((variables[index], weight))
                count[cell] += weight * now[index]
            for cell in range(len(family.cells)) if self._whole else self._concerned(family):
                curve, fairness = family.cells[cell].curve, bool(family.fairness[cell])
                self.builder.curve(curve, terms.get(cell, []), int(fixed[cell]), count.get(cell, 0), fairness)

    def _concerned(self, family: Family) -> list[int]:
        """The counters that a free visit counts in, or would if anybody could go."""
        columns = family.column[list(self.frame.visits)]
        rows = np.unique(family.row[family.row >= 0]) if (family.row >= 0).any() else np.zeros(1, dtype=np.int64)
        cells: list[int] = np.unique(rows[:, None] + columns[columns >= 0]).tolist()
        return cells

    def _add_throngs(self) -> None:
        by_visits: dict[bytes, list[int]] = defaultdict(list)
        for number, throng in enumerate(self.compiled.throngs):
            by_visits[throng.visits.tobytes()].append(number)
        for numbers in by_visits.values():
            self._add_throngs_of(numbers)

    def _add_throngs_of(self, numbers: Sequence[int]) -> None:
        """Throngs over the same visits: slots that are in the same throngs are counted once, in one variable."""
        throngs = [self.compiled.throngs[number] for number in numbers]
        visits = throngs[0].visits
        membership = np.array([throng.slots for throng in throngs])
        _, kind_of = np.unique(membership, axis=1, return_inverse=True)
        kinds: dict[int, Terms] = defaultdict(list)
        current: dict[int, int] = defaultdict(int)
        for visit in (v for v in self.frame.visits if visits[v]):
            for slot, variable in self.y[visit].items():
                kinds[int(kind_of[slot])].append((variable, 1))
            current[int(kind_of[self.draft.slots[visit]])] += 1
        most = len(self.frame.visits)
        atoms = {kind: self.builder.total_of(terms, most, current[kind]) for kind, terms in kinds.items()}
        example = {int(kind): slot for slot, kind in enumerate(kind_of.tolist())}
        fixed_slots = self._outside.slots[self._outside.fixed[visits[self._outside.fixed]]]
        for throng in throngs:
            inside = [kind for kind in atoms if throng.slots[example[kind]]]
            terms = [term for kind in inside for term in atoms[kind]]
            fixed = int(throng.slots[fixed_slots].sum())
            self.builder.curve(throng.curve, terms, fixed, sum(current[kind] for kind in inside))

    def _add_varieties(self) -> None:
        """Varieties are numbered after the gaps, so that what is asked for names either."""
        gaps, visits = len(self.compiled.gaps), list(self.frame.visits)
        asked = None if self.eager else {(n - gaps, one, other) for n, one, other in self.asked_pairs if n >= gaps}
        encoder = VarietyEncoder(self.builder, self.x, self.draft, self._outside.groups, asked)
        for number, variety in enumerate(self.compiled.varieties):
            if self._whole or variety.visits[visits].any():
                encoder.add(number, variety)

    # Gaps between two free visits.

    def _add_gap(self, number: int, gap: Gap) -> None:
        visits = [visit for visit in self.frame.visits if gap.visits[visit]]
        if gap.pairs is None and not gap.shared and gap.points is None and self.breach_price is None:
            for window in gap.windows(sorted({slot for visit in visits for slot in self.y[visit]})):
                inside = [self.y[visit][slot] for visit in visits for slot in window if slot in self.y[visit]]
                self.model.add_at_most_one(inside)
            return
        for one, other in gap.pairs_among(visits):
            self._add_pair(number, gap, one, other)

    def _add_pair(self, number: int, gap: Gap, one: int, other: int) -> None:
        asked = (number, min(one, other), max(one, other)) in self.asked_pairs
        if gap.shared and not self.eager and not asked:
            return
        shared = [
            member
            for member in self.frame.members[one].tolist()
            if gap.shared and gap.binds(member) and (member, one) in self.x and (member, other) in self.x
        ]
        if gap.shared and not shared:
            return
        near = self._near_variable(gap, one, other)
        if near is None:
            return
        price = gap.points if gap.points is not None else self.breach_price
        if not gap.shared and price is None:
            self.model.add(near == 0)
        elif not gap.shared:
            self.builder.charge(near, price or 0)
        for member in shared:
            both = [~self.x[member, one], ~self.x[member, other], ~near]
            if gap.points is not None:
                now = self.draft.groups[member, one] and self.draft.groups[member, other]
                charged = self.builder.boolean(bool(now) and self._is_near(gap, one, other))
                self.builder.charge(charged, gap.points)
                both.append(charged)
            self.model.add_bool_or(both)

    def _near_variable(self, gap: Gap, one: int, other: int) -> Variable | None:
        """A Boolean that is true when the two visits are too close; None when they never can be."""
        key = (min(one, other), max(one, other), gap.days)
        if key not in self._near:
            slots = sorted({*self.y[one], *self.y[other]})
            windows = [
                (ones, others)
                for window in gap.windows(slots)
                if (ones := [self.y[one][slot] for slot in window if slot in self.y[one]])
                if (others := [self.y[other][slot] for slot in window if slot in self.y[other]])
            ]
            if not windows:
                return None
            near = self._near[key] = self.builder.boolean(self._is_near(gap, one, other))
            for ones, others in windows:
                self.model.add(total([(variable, 1) for variable in ones + others]) <= 1 + near)
        return self._near[key]

    def _is_near(self, gap: Gap, one: int, other: int) -> bool:
        return gap.too_close(int(self.draft.slots[one]), int(self.draft.slots[other]))
