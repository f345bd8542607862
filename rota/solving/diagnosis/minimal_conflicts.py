"""Whether the musts of a part can be kept at all, and the smallest sets of rules and visits for which they cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from rota.domain import Placement, Rota
from rota.rules import Rule
from rota.rules.validate import findings_of
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.full_model import whole_frame
from rota.solving.cpsat.lazy_constraints import solve_lazily
from rota.solving.cpsat.solve_frame import Outcome
from rota.solving.diagnosis.elastic import rules_of
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved, possible_slots
from rota.solving.model.restrict import only_rules, only_visits
from rota.solving.search.greedy import first_draft

Item = TypeVar("Item")

WORK = 2.0
"""Units of work for one verdict: what a few visits cannot do together takes a hundredth of it.

Chosen without measurement; how many verdicts of benchmarks.diagnosing at L reach it would be measured."""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """A draft that keeps every must, or that there is none; neither when it is not known. ``how`` it was found out."""

    draft: Assignment | None
    impossible: bool
    how: str = ""


def verdict(compiled: Compiled, meter: Meter, presolve: bool = True) -> Feasibility:
    """By counting, by a greedy draft, or else by CP-SAT over all of the part."""
    slots = tuple(possible_slots(compiled, visit) for visit in range(compiled.visit_count))
    if not all(len(one) for one in slots):
        return Feasibility(None, True, "counting")
    presolved = Presolved(slots)
    draft = first_draft(compiled, presolved)
    if not measure(compiled, draft).broken:
        return Feasibility(draft, False, "a rota")
    return _by_solving(compiled, draft, presolved, meter, presolve)


def _by_solving(
    compiled: Compiled, draft: Assignment, presolved: Presolved, meter: Meter, presolve: bool
) -> Feasibility:
    def prepare(model: FrameModel) -> None:
        model.model.minimize(0)  # any rota will do

    frame = whole_frame(compiled, presolved)
    own = Meter(Limits(work=min(WORK, meter.left), seed=meter.limits.seed))
    found = solve_lazily(compiled, draft, frame, own, prepare, presolve=presolve, points=False)
    meter.spend(own.spent)
    outcome: Outcome = found.outcome
    return Feasibility(found.draft, outcome == "impossible", "a solve" if presolve else "a solve without presolve")


def confirmed(compiled: Compiled, meter: Meter, rules: Sequence[Rule]) -> tuple[str, ...]:
    """The two ways by which it is known that the musts cannot be kept; empty when they do not agree on it.

    The second is a solve without presolve over every slot that is open; where none is, it is the ``rules``' own
    checks, which share nothing with their statements, asked of each slot of the year.
    """
    first = verdict(compiled, meter)
    if not first.impossible:
        return ()
    if not compiled.open.any(axis=1).all():
        return (first.how, "the checks of the rules") if _no_slot_by_check(compiled, rules) else ()
    slots = tuple(np.flatnonzero(compiled.open[visit]) for visit in range(compiled.visit_count))
    presolved = Presolved(slots)
    second = _by_solving(compiled, first_draft(compiled, presolved), presolved, meter, presolve=False)
    return (first.how, second.how) if second.impossible else ()


def _no_slot_by_check(compiled: Compiled, rules: Sequence[Rule]) -> bool:
    """Whether some visit would break one of the rules at each slot of the year, though nobody went on it."""
    problem = compiled.problem
    closing = {bar.rule for bar in compiled.bars if bar.members is None}
    asked = [rule for rule in rules if rule.name in closing]
    for visit in np.flatnonzero(~compiled.open.any(axis=1)).tolist():
        placed = (Rota((Placement(compiled.visits[visit].id, slot, ()),)) for slot in problem.slots)
        if all(any(finding.breach for finding in findings_of(problem, asked, rota)) for rota in placed):
            return True
    return False


def smallest_rules(compiled: Compiled, impossible: Callable[[Compiled], bool]) -> tuple[str, ...]:
    """Rules whose musts alone cannot be kept, none of which could be spared.

    Rules that close dates for every visit are spared first, so that what is left is what is special.
    """
    every = rules_of(compiled)
    special = {bar.rule for bar in compiled.bars if bar.members is not None or bar.visits is not None}
    usual = {bar.rule for bar in compiled.bars} - special
    order = sorted(every, key=lambda rule: rule not in usual)
    kept = smallest(tuple(order), lambda rules: impossible(only_rules(compiled, rules)))
    return tuple(rule for rule in every if rule in kept)


def smallest_visits(compiled: Compiled, visits: Sequence[int], meter: Meter) -> tuple[int, ...]:
    """Of these visits, which cannot all be made, some that cannot either, none of which could be spared."""
    return smallest(tuple(visits), lambda some: verdict(only_visits(compiled, some), meter).impossible)


def smallest(items: Sequence[Item], impossible: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    """The items without each that can be spared, tried from the first on; many at once while that works."""
    kept = list(items)
    size = max(1, len(kept) // 2)
    while size:
        start = 0
        while start < len(kept):
            without = kept[:start] + kept[start + size :]
            if len(without) < len(kept) and impossible(without):
                kept = without
            else:
                start += size
        size //= 2
    return tuple(kept)
