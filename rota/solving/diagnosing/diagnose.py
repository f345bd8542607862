"""The one door of diagnosis: a problem and its rules in, every obstacle out, with ways out that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rota.domain import Problem, Rota
from rota.domain.edits import Edit
from rota.rules import Ids, Rule, WayOut
from rota.solving.compiled import Compiled
from rota.solving.diagnosing.conflicts import Conflict, Kind, look
from rota.solving.diagnosing.possible import verdict
from rota.solving.diagnosing.telling import elimination, ids_of, sentence_of
from rota.solving.diagnosing.ways import offered
from rota.solving.diagnosing.world import FEW, World, is_kept, mended
from rota.solving.draft import Draft, draft_of
from rota.solving.limits import Limits, Meter
from rota.solving.parts import only_rules, only_visits
from rota.solving.presolve import Step, possible_slots

MOST_ROUNDS = 12
"""Faults that hide one another are found one behind the other; so many at most."""
MOST_WAYS = 3
"""Ways out told of one obstacle."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands in the way of every rota.

    None of ``rules`` could be spared, nor, where the kind is "clash", any of ``visits``. ``times_open`` are left
    by all other rules, and ``steps`` take them out one by one. ``confirmed`` names the ways by which it is
    known. With the first of ``ways_out`` of every obstacle taken there is a rota; each other one was tried in
    the place of the first.
    """

    kind: Kind
    visits: Ids
    rules: tuple[str, ...]
    sentence: str
    times_open: int
    steps: tuple[Step, ...]
    confirmed: tuple[str, ...]
    ways_out: tuple[WayOut, ...]

    def is_of(self, kind: Kind, visits: Ids, rules: tuple[str, ...]) -> bool:
        """Whether this is the obstacle of such a conflict."""
        return (self.kind, self.visits, self.rules) == (kind, visits, rules)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Every obstacle, in the order in which they were found: later ones may have hidden behind earlier ones.

    ``rota`` keeps every must once the first way out of each obstacle is taken; without obstacles it keeps
    them as they are. It is None when no such rota is known. ``left_out`` are visits for which no way out is
    known: the rota is one of all others.
    """

    obstacles: tuple[Obstacle, ...]
    rota: Rota | None
    left_out: Ids

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The first way out of each obstacle."""
        return tuple(edit for obstacle in self.obstacles for way in obstacle.ways_out[:1] for edit in way.edits)


def diagnose(problem: Problem, rules: Sequence[Rule], limits: Limits | None = None) -> Diagnosis:
    """Every obstacle to a rota that keeps every must."""
    return _Search(World.of(problem, rules), Meter(limits or Limits())).result()


@dataclass(slots=True)
class _Found:
    """A conflict met, as an obstacle, with the ways out that are left of those offered; the first is taken."""

    conflict: Conflict
    obstacle: Obstacle
    ways: list[WayOut]

    def first(self) -> tuple[Edit, ...]:
        return self.ways[0].edits if self.ways else ()


class _Search:
    def __init__(self, world: World, meter: Meter) -> None:
        self.start = world
        self.world = world
        self.meter = meter
        self.left_out: set[str] = set()
        self.found: list[_Found] = []
        self.waiting: list[tuple[Compiled, Conflict]] = []

    def result(self) -> Diagnosis:
        rota = self._first_rota()
        self._meet_those_that_went_away()
        obstacles = [self._told(number, rota) for number in range(len(self.found))]
        return Diagnosis(tuple(obstacles), rota, tuple(sorted(self.left_out)))

    def _first_rota(self) -> Rota | None:
        """Takes the first way out of each obstacle, until there is a rota or no more is known."""
        for _ in range(MOST_ROUNDS):
            part = self._part(self.world)
            seen = look(self.world, part, self.meter)
            if not seen.conflicts:
                return self._rota(part, seen.draft)
            self._meet_all(part, seen.conflicts)
            self.world = self.start.edited(edit for found in self.found for edit in found.first())
        return None

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
                self._meet(part, conflict)

    def _meet_those_that_went_away(self) -> None:
        """Names what was noted and has not come back, with no way out taken: those of other obstacles were enough."""
        for part, conflict in self.waiting:
            alike = [
                found
                for found in self.found
                if (found.obstacle.kind, found.obstacle.rules) == (conflict.kind, conflict.rules)
            ]
            if not alike:
                self.found.append(_Found(conflict, _obstacle(part, conflict), []))

    def _part(self, world: World) -> Compiled:
        if not self.left_out:
            return world.compiled
        kept = [n for n, visit in enumerate(world.compiled.visits) if visit.id not in self.left_out]
        return only_visits(world.compiled, kept)

    def _rota(self, part: Compiled, draft: Draft | None) -> Rota | None:
        if draft is None or not self.world.kept(draft, part):
            return None
        return draft.rota(part)

    def _meet(self, part: Compiled, conflict: Conflict) -> None:
        """Notes a new obstacle with the ways out that are offered, or gives up the way out of one that came back."""
        visits = ids_of(part, conflict.visits)
        again = next(
            (found for found in self.found if found.obstacle.is_of(conflict.kind, visits, conflict.rules)), None
        )
        if again is None:
            again = self._noted(part, conflict)
        else:
            del again.ways[:1]
        if not again.ways:
            self.left_out.update(visits)

    def _met_with(self, others: Sequence[_Found], part: Compiled, conflict: Conflict) -> bool:
        """Whether the way out of another obstacle met just now, that shares a rule with this one, is the way out of it.

        Then the two are one fault, and its visits belong to the other.
        """
        for found in others:
            shared = set(found.obstacle.rules) & set(conflict.rules)
            alike = found.obstacle.kind == conflict.kind == "no date"
            if alike and shared and found.ways and self._resolved(part, conflict, found.first()):
                both = tuple(sorted({*found.conflict.visits, *conflict.visits}))
                found.conflict = replace(found.conflict, visits=both)
                found.obstacle = _obstacle(part, found.conflict)
                return True
        return False

    def _resolved(self, part: Compiled, conflict: Conflict, edits: Sequence[Edit]) -> bool:
        after = self.world.edited(edits).compiled
        wanted = set(ids_of(part, conflict.visits))
        visits = [number for number, visit in enumerate(after.visits) if visit.id in wanted]
        singly = (only_rules(only_visits(after, [visit]), conflict.rules) for visit in visits)
        return all(verdict(one, self.meter).draft is not None for one in singly)

    def _noted(self, part: Compiled, conflict: Conflict) -> _Found:
        every = offered(self.world, part, conflict, self.meter)
        ways = sorted((way for way in every if self.start.allows(way.edits)), key=lambda way: way.effort)
        if 1 < len(conflict.visits) <= FEW:
            whole = next((way for way in ways[:MOST_WAYS] if self._makes_whole(part, conflict, way)), None)
            ways.sort(key=lambda way: way is not whole)
        self.found.append(_Found(conflict, _obstacle(part, conflict), ways))
        return self.found[-1]

    def _makes_whole(self, part: Compiled, conflict: Conflict, way: WayOut) -> bool:
        """Whether the conflict's visits can all be made once the way out is taken, by every rule."""
        after = self.world.edited(way.edits).compiled
        wanted = set(ids_of(part, conflict.visits))
        visits = [number for number, visit in enumerate(after.visits) if visit.id in wanted]
        return verdict(only_visits(after, visits), self.meter).draft is not None

    def _told(self, number: int, rota: Rota | None) -> Obstacle:
        """The obstacle with its first way out and those others with which, in its place, there is a rota too."""
        found = self.found[number]
        if rota is None:
            return found.obstacle
        tried = found.ways[:1]
        for way in found.ways[1:]:
            if len(tried) < MOST_WAYS and self._works(number, way, rota):
                tried.append(way)
        return replace(found.obstacle, ways_out=tuple(tried))

    def _works(self, number: int, way: WayOut, rota: Rota) -> bool:
        edits = [edit for n, found in enumerate(self.found) for edit in (way.edits if n == number else found.first())]
        try:
            world = self.start.edited(edits)
        except (KeyError, ValueError):
            return False
        part = self._part(world)
        if not all(len(possible_slots(part, visit)) for visit in range(part.visit_count)):
            return False
        wanted = set(self.found[number].obstacle.visits)
        chosen = [n for n, visit in enumerate(part.visits) if visit.id in wanted]
        draft = mended(part, draft_of(part, rota), chosen, self.meter)
        return is_kept(part, draft) and world.kept(draft, part)


def _obstacle(part: Compiled, conflict: Conflict) -> Obstacle:
    begun, steps = elimination(part, conflict.visits[0], conflict.rules) if conflict.kind == "no date" else (0, ())
    sentence = sentence_of(part, conflict, begun, steps)
    visits = ids_of(part, conflict.visits)
    return Obstacle(conflict.kind, visits, conflict.rules, sentence, begun, steps, conflict.confirmed, ())
