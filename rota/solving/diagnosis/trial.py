"""Whether a way out helps, by solving with it taken, and of ways out by degrees the least that does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from rota.domain.edits import Edit, SetTeam
from rota.rules import Degrees, Ids, WayOut
from rota.solving.bounds.calendar_capacity import too_crowded
from rota.solving.diagnosis.conflicts import Kind
from rota.solving.diagnosis.demand import Wanted, only_asked_of
from rota.solving.diagnosis.fewest_to_raise import least_of
from rota.solving.diagnosis.hard_problem import FEW, HardProblem, Worlds
from rota.solving.diagnosis.least_relaxation import crosses
from rota.solving.diagnosis.minimal_conflicts import verdict
from rota.solving.diagnosis.shortages import is_short_of
from rota.solving.limits import Meter
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import possible_slots
from rota.solving.model.restrict import only_rules, only_visits

MOST_BESIDE = 24
"""Visits to one team that are solved together to see how far a fact of the team must change.

Chosen without measurement: it holds a year of monthly visits twice; seconds of one such solve would set it."""


@dataclass(slots=True)
class Trial:
    """Tries ways out of one conflict, of a kind, in a world: ``visits`` that cannot all be made because of ``rules``.

    ``wanted`` is what people are too few for, where they are. ``among`` are the visits that are planned at all.
    """

    world: HardProblem
    kind: Kind
    visits: Ids
    rules: tuple[str, ...]
    wanted: Wanted
    among: frozenset[str]
    worlds: Worlds
    meter: Meter
    _known: dict[tuple[tuple[Edit, ...], bool], bool] = field(default_factory=dict)

    def least(self, way: WayOut | Degrees) -> WayOut | None:
        """Of ways out by degrees the first that helps; None when none does. A single one as it is, untried.

        It should leave the visits possible by every rule or, where others stand in the way too, by the conflict's own.
        Where a sum does not come out, it is that sum that must.
        """
        if isinstance(way, WayOut):
            return way
        for whole in (False,) if self.counts else (True, False):
            if self.helps(way.ways[-1].edits, whole):
                enough = partial(self._is_enough, way, whole)
                return way.ways[least_of(range(len(way.ways)), enough)]
        return None

    def _is_enough(self, way: Degrees, whole: bool, number: int) -> bool:
        return self.helps(way.ways[number].edits, whole)

    @property
    def counts(self) -> bool:
        """Whether it is a sum that does not come out."""
        return self.kind in ("too few places", "no room")

    def helps(self, edits: Sequence[Edit], whole: bool) -> bool:
        """Whether the visits can be made once the edits are: by every rule if ``whole``, or else by the conflict's."""
        key = (tuple(edits), whole)
        if key not in self._known:
            self._known[key] = self._helps(edits, whole)
        return self._known[key]

    def _helps(self, edits: Sequence[Edit], whole: bool) -> bool:
        try:
            after = self.worlds.after(self.world, edits).compiled
        except (KeyError, ValueError):
            return False
        wanted = self._concerned(after, edits) if whole else set(self.visits)
        part = only_visits(after, [number for number, visit in enumerate(after.visits) if visit.id in wanted])
        if self.kind == "no date" and not whole:
            part = only_rules(part, self.rules)
            singly = (only_visits(part, [visit]) for visit in range(part.visit_count))
            return all(verdict(one, self.meter).draft is not None for one in singly)
        if self.counts and not whole:
            return self._comes_out(part)
        return verdict(part if whole else only_rules(part, self.rules), self.meter).draft is not None

    def _comes_out(self, part: Compiled) -> bool:
        """Whether the sum does: people are enough for what is wanted, or the visits have room."""
        if self.wanted:
            if is_short_of(part, self.wanted):
                return False
            exactly = part.visit_count <= FEW and crosses(part, self.wanted)
            return not (exactly and verdict(only_asked_of(part, self.wanted), self.meter).impossible)
        slots = [possible_slots(part, visit) for visit in range(part.visit_count)]
        return too_crowded(part, slots) is None

    def _concerned(self, after: Compiled, edits: Iterable[Edit]) -> set[str]:
        """The conflict's visits and, where they clash, all to the teams of which something changes, unless too many."""
        teams = {edit.team for edit in edits if isinstance(edit, SetTeam)} if self.kind == "clash" else set()
        beside = {visit.id for visit in after.visits if visit.team in teams and visit.id in self.among}
        return set(self.visits) | (beside if len(beside) <= MOST_BESIDE else set())
