"""The one door of diagnosis: a problem and its rules in, every obstacle out, with ways out that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rota.domain import Problem, Rota
from rota.rules import Degrees, Ids, Rule, WayOut
from rota.solving.diagnosis.conflicts import Conflict, look
from rota.solving.diagnosis.corrections import offered, one_of_each
from rota.solving.diagnosis.fewest_to_raise import least_of
from rota.solving.diagnosis.hard_problem import FEW, HardProblem, Worlds, is_kept, mended, repaired
from rota.solving.diagnosis.minimal_conflicts import verdict
from rota.solving.diagnosis.obstacle import Diagnosis, Obstacle, obstacle_of
from rota.solving.diagnosis.open_obstacles import FoundObstacle
from rota.solving.diagnosis.trial import Trial
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, draft_of
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import possible_slots
from rota.solving.model.restrict import only_visits

MOST_ROUNDS = 12
"""Faults that hide one another are found one behind the other; so many at most.

Chosen, as are those below, without measurement of other values. Measured with them: all of the benchmark's 69
diagnoses, of one to four faults, name every fault and invent none, the worst in 13 s at L (27 November 2026)."""
MOST_WAYS = 3
"""Ways out told of one obstacle; one more where people are too few, who can be helped out in more ways."""
MOST_FURTHER = 4
"""Steps by which a way out by degrees is taken further, where the least that helps is not enough for a rota."""
FURTHER = (0, 4, 16)
"""The same of all that are taken, where there is no rota with the least of each."""


def diagnose(problem: Problem, rules: Sequence[Rule], limits: Limits | None = None) -> Diagnosis[Obstacle]:
    """Every obstacle to a rota that keeps every must."""
    return _Search(HardProblem.of(problem, rules), Meter(limits or Limits())).result()


class _Search:
    def __init__(self, world: HardProblem, meter: Meter) -> None:
        self.start = world
        self.world = world
        self.worlds = Worlds()
        self.meter = meter
        self.left_out: set[str] = set()
        self.found: list[FoundObstacle] = []
        self.waiting: list[tuple[Compiled, Conflict]] = []

    def result(self) -> Diagnosis[Obstacle]:
        rota = self._first_rota()
        self._meet_those_that_went_away()
        obstacles = [self._told(number, rota) for number in range(len(self.found))]
        return Diagnosis(tuple(obstacles), rota, tuple(sorted(self.left_out)))

    def _first_rota(self) -> Rota | None:
        """Takes the first way out of each obstacle, until there is a rota or no more is known."""
        for _ in range(MOST_ROUNDS):
            rota = self._taken_further()
            if rota is not None:
                return rota
            part = self._part(self.world)
            seen = look(self.world, part, self.meter)
            if not seen.conflicts:
                return self._rota(part, seen.draft)
            self._meet_all(part, seen.conflicts)
            self.world = self._after_all()
        return None

    def _after_all(self) -> HardProblem:
        return self.worlds.after(self.start, (edit for found in self.found for edit in found.edits()))

    def _taken_further(self) -> Rota | None:
        """Takes ways out by degrees, each of which is the least by itself, further until there is a rota with all.

        Then each is taken back as far as it can be while the others stay. None, and all as they were, if there is none.
        """
        loose = [number for number, found in enumerate(self.found) if found.by_degrees]
        for further in FURTHER if loose else ():
            for number in loose:
                self.found[number].further = further
            self.world = self._after_all()
            rota = self._some_rota(self.world, None)
            if rota is not None:
                return self._taken_back(loose, rota)
        for number in loose:
            self.found[number].further = 0
        self.world = self._after_all()
        return None

    def _taken_back(self, loose: Sequence[int], rota: Rota) -> Rota:
        """The rota once each of these ways out is the least with which there is one, the others being as they are."""
        for number in loose:
            found, known = self.found[number], {self.found[number].further: rota}
            found.further = least_of(range(found.further + 1), partial(self._is_enough, number, rota, known))
            rota = known[found.further]
        self.world = self._after_all()
        return rota

    def _is_enough(self, number: int, rota: Rota, known: dict[int, Rota], further: int) -> bool:
        """Whether there is a rota with this way out taken so much further, near the one given; it is then known."""
        way = self.found[number].taken(further)
        made = None if way is None else self._with(number, way, rota)
        if made is not None:
            known[further] = made
        return made is not None

    def _meet_all(self, part: Compiled, conflicts: Sequence[Conflict]) -> None:
        """Meets the conflicts. Counts that do not come out wait until nothing else stands in the way.

        Until then they are only noted, so that none is forgotten should the ways out of others make it go away.
        """
        before = len(self.found)
        others = any(conflict.kind in ("no date", "clash") for conflict in conflicts)
        for conflict in conflicts:
            if others and conflict.limiting:
                self.waiting.append((part, conflict))
            elif not self._met_with(self.found[before:], part, conflict):
                self._meet(part, conflict, self.found[before:])

    def _meet_those_that_went_away(self) -> None:
        """Names what was noted and has not come back, with no way out taken: those of other obstacles were enough."""
        for part, conflict in self.waiting:
            obstacle = obstacle_of(part, conflict)
            if not any(found.obstacle.is_within(obstacle) for found in self.found):
                self.found.append(
                    FoundObstacle(conflict, obstacle, self._trial(self.world, part, conflict), [], spared=True)
                )

    def _part(self, world: HardProblem) -> Compiled:
        if not self.left_out:
            return world.compiled
        kept = [n for n, visit in enumerate(world.compiled.visits) if visit.id not in self.left_out]
        return only_visits(world.compiled, kept)

    def _rota(self, part: Compiled, draft: Assignment | None) -> Rota | None:
        if draft is None or not self.world.kept(draft, part):
            return None
        return draft.rota(part)

    def _meet(self, part: Compiled, conflict: Conflict, beside: Sequence[FoundObstacle]) -> None:
        """Notes a new obstacle with the ways out that are offered, or gives up the way out of one that came back."""
        obstacle = obstacle_of(part, conflict)
        again = next((found for found in self.found if found.obstacle.is_same(obstacle)), None)
        if again is None:
            again = self._noted(part, conflict, obstacle, beside)
        else:
            again.give_up()
        if not again.offers and not again.spared:
            self.left_out.update(obstacle.visits)

    def _met_with(self, others: Sequence[FoundObstacle], part: Compiled, conflict: Conflict) -> bool:
        """Whether the way out of another obstacle met just now, that shares a rule with this one, is the way out of it.

        Then the two are one fault, and its visits belong to the other.
        """
        for found in others:
            shared = set(found.obstacle.rules) & set(conflict.rules)
            alike = found.obstacle.kind == conflict.kind == "no date"
            trial = self._trial(self.world, part, conflict)
            if alike and shared and found.offers and trial.helps(found.edits(), whole=False):
                both = tuple(sorted({*found.conflict.visits, *conflict.visits}))
                found.conflict = replace(found.conflict, visits=both)
                found.obstacle = obstacle_of(part, found.conflict)
                return True
        return False

    def _trial(self, world: HardProblem, part: Compiled, conflict: Conflict) -> Trial:
        among = frozenset(visit.id for visit in part.visits)
        visits = part.ids_of(conflict.visits)
        return Trial(world, conflict.kind, visits, conflict.rules, conflict.wanted, among, self.worlds, self.meter)

    def _noted(
        self, part: Compiled, conflict: Conflict, obstacle: Obstacle, beside: Sequence[FoundObstacle]
    ) -> FoundObstacle:
        others = [found for found in beside if found.trial.counts and conflict.limiting]
        # Who is in several sets that are short may help each of them: what is given for the others is counted.
        world = self.worlds.after(self.world, (edit for found in others for edit in found.edits()))
        trial = self._trial(world, part, conflict)
        part = self._part(world) if others else part
        spared = bool(others) and trial.helps((), whole=False)
        offers = [] if spared else offered(world, part, conflict, self.meter)
        offers = [offer for offer in offers if self.start.allows(offer.first.edits)]
        found = FoundObstacle(conflict, obstacle, trial, offers, spared)
        found.choose()
        self.found.append(found)
        return found

    def _told(self, number: int, rota: Rota | None) -> Obstacle:
        """The obstacle with its first way out and those others with which, in its place, there is a rota too."""
        found = self.found[number]
        first = found.first()
        if rota is None or first is None:
            return found.obstacle
        people = found.conflict.members
        tried = {0: first}
        for place in one_of_each(found.offers)[1:] if people else range(1, len(found.offers)):
            edits = set(found.offers[place].first.edits)
            if len(tried) < MOST_WAYS + bool(people) and not any(edits > set(way.edits) for way in tried.values()):
                way = self._least_that_works(number, found.offers[place].way, rota)
                tried |= {} if way is None else {place: way}
        return replace(found.obstacle, ways_out=tuple(way for _, way in sorted(tried.items())))

    def _least_that_works(self, number: int, way: WayOut | Degrees, rota: Rota) -> WayOut | None:
        """The way out, or the least of it, with which there is a rota as well."""
        trial = self.found[number].trial
        least = trial.least(way)
        if least is None or not (trial.kind == "no date" or trial.helps(least.edits, whole=False)):
            return None  # there may be a rota with it all the same, but by the ways out of the others alone
        if self._with(number, least, rota):
            return least
        if isinstance(way, WayOut):
            return None
        further = way.ways[way.ways.index(least) + 1 :][:MOST_FURTHER]
        if not further or not self._with(number, further[-1], rota):
            return None
        return further[least_of(range(len(further)), lambda more: self._with(number, further[more], rota) is not None)]

    def _with(self, number: int, way: WayOut, rota: Rota) -> Rota | None:
        """A rota with this way out in the place of the first of the obstacle of this number, begun from another."""
        edits = [edit for n, found in enumerate(self.found) for edit in (way.edits if n == number else found.edits())]
        try:
            world = self.worlds.after(self.start, edits)
        except (KeyError, ValueError):
            return None
        return self._some_rota(world, rota, self.found[number].obstacle.visits)

    def _some_rota(self, world: HardProblem, near: Rota | None, visits: Ids = ()) -> Rota | None:
        """A rota that keeps every must: any of a few visits, or one in which these visits are placed anew."""
        part = self._part(world)
        if not all(len(possible_slots(part, visit)) for visit in range(part.visit_count)):
            return None
        if part.visit_count <= FEW:
            draft = verdict(part, self.meter).draft
        elif near is None:
            draft = repaired(part, self.meter)
        else:
            chosen = [n for n, visit in enumerate(part.visits) if visit.id in set(visits)]
            draft = mended(part, draft_of(part, near), chosen, self.meter)
        if draft is None or not is_kept(part, draft) or not world.kept(draft, part):
            return None
        return draft.rota(part)
