"""The musts of a problem, and the same after edits: asked of the rules anew each time, so that nothing is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rota.auditing import audit
from rota.domain import Problem
from rota.domain.edits import Edit, edited
from rota.rules import Rule, ruled
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.lazy_constraints import solve_lazily
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import Presolved, possible_slots
from rota.solving.model.statements import gather, musts_alone
from rota.solving.search.greedy import first_draft
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch

PATIENCE = 30
"""Rounds of repair without a gain after which it is given up; fewer from a draft that is nearly right.

Chosen without measurement of other values, as are those below. Measured: with the engine's long local search before
it, where there mostly is no rota, a diagnosis was up to twenty times slower (24 November 2026)."""
NEARLY = 8
"""The same, from there."""
MOST_KEPT = 6
"""Worlds that are kept for a while."""
FEW = 12
"""Visits that are placed anew all at once."""


@dataclass(frozen=True, slots=True)
class HardProblem:
    """A problem with the rules that have musts in it, compiled without any points."""

    problem: Problem
    rules: tuple[Rule, ...]
    compiled: Compiled

    @classmethod
    def of(cls, problem: Problem, rules: Sequence[Rule]) -> HardProblem:
        """The world of these rules; those without a must are left out."""
        stated = musts_alone(gather(problem, rules))
        asking = {each.rule for each in stated}
        kept = tuple(rule for rule in rules if rule.name in asking)
        return cls(problem, kept, compile_statements(problem, stated))

    def edited(self, edits: Iterable[Edit]) -> HardProblem:
        """The world after these edits. KeyError or ValueError when one cannot be made."""
        edits = tuple(edits)
        return HardProblem.of(edited(self.problem, edits), ruled(self.rules, edits))

    def allows(self, edits: Iterable[Edit]) -> bool:
        """Whether these edits can be made: they name what there is, with numbers that their rules accept."""
        edits = tuple(edits)
        try:
            edited(self.problem, edits)
            ruled(self.rules, edits)
        except (KeyError, ValueError):
            return False
        return True

    def rule(self, name: str) -> Rule:
        """The rule of this name."""
        return next(rule for rule in self.rules if rule.name == name)

    def kept(self, draft: Assignment, part: Compiled) -> bool:
        """Whether the audit, too, finds every must kept on the visits of the part."""
        rota = draft.rota(part)
        owed = {visit.id for visit in part.visits}
        report = audit(self.problem, self.rules, rota)
        return not any(finding.visit in owed or finding.visit is None for finding in report.breaches)


class Worlds:
    """Worlds after edits. The last few are kept: what is tried is often tried again, and then taken."""

    def __init__(self) -> None:
        self._kept: list[tuple[HardProblem, tuple[Edit, ...], HardProblem]] = []

    def after(self, world: HardProblem, edits: Iterable[Edit]) -> HardProblem:
        """As ``World.edited``; the world itself where there are no edits."""
        edits = tuple(edits)
        if not edits:
            return world
        known = next((after for before, made, after in self._kept if before is world and made == edits), None)
        if known is None:
            known = world.edited(edits)
            self._kept = [*self._kept[1 - MOST_KEPT :], (world, edits, known)]
        return known


def repaired(compiled: Compiled, meter: Meter, start: Assignment | None = None) -> Assignment:
    """A draft that keeps every must, or as many as repair could mend. Each visit must have a possible slot."""
    slots = tuple(possible_slots(compiled, visit) for visit in range(compiled.visit_count))
    presolved = Presolved(slots)
    search = LargeNeighbourhoodSearch(compiled, presolved, start or first_draft(compiled, presolved), meter)
    search.improve(0, NEARLY if start else PATIENCE, lambda now: None)
    return search.draft


def mended(compiled: Compiled, draft: Assignment, chosen: Sequence[int], meter: Meter) -> Assignment:
    """A draft in which the chosen visits are placed anew so that every must is kept, and others if that is needed."""
    if not is_kept(compiled, draft) and len(chosen) <= FEW:
        members = {visit: np.flatnonzero(compiled.may_go[:, visit]) for visit in chosen}
        frame = Frame(tuple(chosen), {visit: possible_slots(compiled, visit) for visit in chosen}, members)
        found = solve_lazily(compiled, draft, frame, meter, _any, points=False)
        draft = found.draft or draft
    return draft if is_kept(compiled, draft) else repaired(compiled, meter, draft)


def _any(model: FrameModel) -> None:
    """Any rota of the model will do."""
    model.model.minimize(0)


def is_kept(compiled: Compiled, draft: Assignment) -> bool:
    """Whether the draft keeps every must."""
    return not measure(compiled, draft).broken
