"""Of the ways in which a must can give way, one that asks the fewest people, teams or days, for the least."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from rota.solving.cpsat.encoder import Variable, total
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.full_model import whole_frame
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.diagnosis.elastic import WORK, counted_places, elastic, trouble_of
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import BarBox, Compiled
from rota.solving.model.cost_curves import Family
from rota.solving.model.presolve import presolve

MORE = 1000
"""What one more who is asked costs; what is asked of one costs 1: only the order counts, without measurement."""


def fewest_asked(compiled: Compiled, rule: str, draft: Assignment, meter: Meter) -> Assignment | None:
    """A draft that breaks only this rule, as ``draft`` does, for fewer; None when that asks the fewest, or near it."""
    asked = _asked(compiled, rule, draft)
    # No draft asks for less altogether, and nobody can be asked for more than once for each visit.
    least = -(-len(asked) // compiled.visit_count)
    if len(set(asked)) <= least:
        return None
    soft = elastic(compiled, {rule: 1})
    presolved = presolve(soft)
    if presolved.barred:
        return None
    model = FrameModel(soft, draft, whole_frame(soft, presolved))
    asking = _Asking(compiled, model)
    for bar in compiled.bars:
        if bar.rule == rule:
            asking.add_bar(bar)
    for family in compiled.families:
        asking.add_family(family, rule)
    points = MORE * total([(one, 1) for one in asking.asked.values()]) + model.builder.objective()
    model.model.add(points >= MORE * least)
    model.model.minimize(points)
    return solve_frame(model, meter, WORK).draft


def _asked(compiled: Compiled, rule: str, draft: Assignment) -> list[Hashable]:
    """Who would have to give something, once for each time: people, teams that are visited, or days.

    A visit that must itself be somewhere else asks for one thing, whichever it is.
    """
    trouble, teams = trouble_of(compiled, draft, rule), {visit.id: visit.team for visit in compiled.visits}
    days = any(bar.rule == rule and bar.members is None and bar.visits is None for bar in compiled.bars)
    asked: list[Hashable] = [member for opening in trouble.openings for member in opening.members]
    asked += [opening.slot[:10] for opening in trouble.openings if days and not opening.members]
    asked += [member for miss in trouble.misses for member in miss.counted for _ in range(miss.over)]
    return asked + [teams[visit] for miss in trouble.misses if miss.missing for visit in miss.visits]


class _Asking:
    """A Boolean for each who is asked."""

    def __init__(self, compiled: Compiled, model: FrameModel) -> None:
        self.compiled = compiled
        self.model = model
        self.asked: dict[Hashable, Variable] = {}

    def _of(self, who: Hashable) -> Variable:
        if who not in self.asked:
            self.asked[who] = self.model.model.new_bool_var("")
        return self.asked[who]

    def add_bar(self, bar: BarBox) -> None:
        """Whom a bar keeps away is asked to come after all; one for all visits, whoever goes, asks for the day."""
        if bar.members is None and bar.visits is not None:
            return
        visits = range(self.compiled.visit_count)
        for visit in (v for v in visits if bar.visits is None or bar.visits[v]):
            at = {slot: one for slot, one in self.model.y[visit].items() if bar.slots is None or bar.slots[slot]}
            if bar.members is None:
                for slot, one in at.items():
                    self.model.model.add_implication(one, self._of(("day", int(self.compiled.days[slot]))))
                continue
            then = total([(one, 1) for one in at.values()])
            for member in np.flatnonzero(bar.members).tolist():
                if (member, visit) in self.model.x and at:
                    self.model.model.add(self.model.x[member, visit] + then - 1 <= self._of(("member", member)))

    def add_family(self, family: Family, rule: str) -> None:
        """Who goes above a limit of their own is asked, and the team that is visited by fewer."""
        for number, cell in enumerate(family.cells):
            if cell.rule != rule:
                continue
            members, visits = np.nonzero(counted_places(family, number))
            pairs = zip(members.tolist(), visits.tolist(), strict=True)
            places = [(self.model.x[place], 1) for place in pairs if place in self.model.x]
            if cell.curve.most is not None and len(set(members.tolist())) == 1:
                who = self._of(("member", int(members[0])))
                self.model.model.add(total(places) <= cell.curve.most + len(places) * who)
            if cell.curve.least is not None and len(set(visits.tolist())) == 1:
                who = self._of(("team", self.compiled.visits[int(visits[0])].team))
                self.model.model.add(total(places) >= cell.curve.least - cell.curve.least * who)
