"""The one door of diagnosis: a problem and its rules in, every obstacle out, with ways out that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rota.domain import Problem, Rota
from rota.domain.edits import Edit
from rota.rules import Degrees, Ids, Rule, WayOut
from rota.solving.compiled import Compiled
from rota.solving.diagnosing.asked import members_in
from rota.solving.diagnosing.conflicts import Conflict, Kind, look
from rota.solving.diagnosing.fewest import least_of
from rota.solving.diagnosing.possible import verdict
from rota.solving.diagnosing.telling import elimination, ids_of, sentence_of
from rota.solving.diagnosing.trying import Trial
from rota.solving.diagnosing.ways import Offer, offered, one_of_each
from rota.solving.diagnosing.world import FEW, World, Worlds, is_kept, mended
from rota.solving.draft import Draft, draft_of
from rota.solving.limits import Limits, Meter
from rota.solving.parts import only_visits
from rota.solving.presolve import Step, possible_slots

MOST_ROUNDS = 12
"""Faults that hide one another are found one behind the other; so many at most."""
MOST_WAYS = 3
"""Ways out told of one obstacle; one more where people are too few, who can be helped out in more ways."""
MOST_TRIED = 20
"""Ways out that are tried for whether a sum comes out with them: a sum is quick."""
MOST_FURTHER = 4
"""Steps by which a way out by degrees is taken further, where the least that helps is not enough for a rota."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands in the way of every rota.

    None of ``rules`` could be spared, nor, where the kind is "clash", any of ``visits``. ``members`` are those who
    are too few, and no smaller part of them is; none where it is not people who are too few. ``times_open`` are left
    by all other rules, and ``steps`` take them out one by one. ``confirmed`` names the ways by which it is
    known. With the first of ``ways_out`` of every obstacle taken there is a rota; each other one was tried in
    the place of the first.
    """

    kind: Kind
    visits: Ids
    members: Ids
    rules: tuple[str, ...]
    sentence: str
    times_open: int
    steps: tuple[Step, ...]
    confirmed: tuple[str, ...]
    ways_out: tuple[WayOut, ...]

    def is_same(self, other: Obstacle) -> bool:
        """Whether this is the same obstacle, met again."""
        mine = (self.kind, self.visits, self.members, self.rules)
        return mine == (other.kind, other.visits, other.members, other.rules)

    def is_within(self, other: Obstacle) -> bool:
        """Whether this is all that the other is, or what of it is short."""
        inside = set(self.members) <= set(other.members) and set(self.visits) <= set(other.visits)
        return self.kind == other.kind and (self.rules == other.rules or (bool(self.members) and inside))


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
    """A conflict met, as an obstacle, with the ways out that are left of those offered; the first is taken.

    ``spared`` when the ways out of others, met before it, are enough for it.
    """

    conflict: Conflict
    obstacle: Obstacle
    trial: Trial
    offers: list[Offer]
    spared: bool = False

    def first(self) -> tuple[Edit, ...]:
        """The edits of the way out that is taken."""
        way = self.offers[0].way if self.offers else None
        return way.edits if isinstance(way, WayOut) else ()


class _Search:
    def __init__(self, world: World, meter: Meter) -> None:
        self.start = world
        self.world = world
        self.worlds = Worlds()
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
            self.world = self.worlds.after(self.start, (edit for found in self.found for edit in found.first()))
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
                self._meet(part, conflict, self.found[before:])

    def _meet_those_that_went_away(self) -> None:
        """Names what was noted and has not come back, with no way out taken: those of other obstacles were enough."""
        for part, conflict in self.waiting:
            obstacle = _obstacle(part, conflict)
            if not any(found.obstacle.is_within(obstacle) for found in self.found):
                self.found.append(_Found(conflict, obstacle, self._trial(self.world, part, conflict), [], spared=True))

    def _part(self, world: World) -> Compiled:
        if not self.left_out:
            return world.compiled
        kept = [n for n, visit in enumerate(world.compiled.visits) if visit.id not in self.left_out]
        return only_visits(world.compiled, kept)

    def _rota(self, part: Compiled, draft: Draft | None) -> Rota | None:
        if draft is None or not self.world.kept(draft, part):
            return None
        return draft.rota(self.world.problem, part.visits)

    def _meet(self, part: Compiled, conflict: Conflict, beside: Sequence[_Found]) -> None:
        """Notes a new obstacle with the ways out that are offered, or gives up the way out of one that came back."""
        obstacle = _obstacle(part, conflict)
        again = next((found for found in self.found if found.obstacle.is_same(obstacle)), None)
        if again is None:
            again = self._noted(part, conflict, obstacle, beside)
        else:
            again.spared = False
            again.offers = self._with_the_first_first(replace(again, offers=again.offers[1:]))
        if not again.offers and not again.spared:
            self.left_out.update(obstacle.visits)

    def _met_with(self, others: Sequence[_Found], part: Compiled, conflict: Conflict) -> bool:
        """Whether the way out of another obstacle met just now, that shares a rule with this one, is the way out of it.

        Then the two are one fault, and its visits belong to the other.
        """
        for found in others:
            shared = set(found.obstacle.rules) & set(conflict.rules)
            alike = found.obstacle.kind == conflict.kind == "no date"
            trial = self._trial(self.world, part, conflict)
            if alike and shared and found.offers and trial.helps(found.first(), whole=False):
                both = tuple(sorted({*found.conflict.visits, *conflict.visits}))
                found.conflict = replace(found.conflict, visits=both)
                found.obstacle = _obstacle(part, found.conflict)
                return True
        return False

    def _trial(self, world: World, part: Compiled, conflict: Conflict) -> Trial:
        among = frozenset(visit.id for visit in part.visits)
        visits = ids_of(part, conflict.visits)
        return Trial(world, conflict.kind, visits, conflict.rules, conflict.wanted, among, self.worlds, self.meter)

    def _noted(self, part: Compiled, conflict: Conflict, obstacle: Obstacle, beside: Sequence[_Found]) -> _Found:
        others = [found for found in beside if found.trial.counts and conflict.limiting]
        # Who is in several sets that are short may help each of them: what is given for the others is counted.
        world = self.worlds.after(self.world, (edit for found in others for edit in found.first()))
        trial = self._trial(world, part, conflict)
        part = self._part(world) if others else part
        spared = bool(others) and trial.helps((), whole=False)
        offers = [] if spared else offered(world, part, conflict, self.meter)
        offers = [offer for offer in offers if self.start.allows(offer.first.edits)]
        found = _Found(conflict, obstacle, trial, offers, spared)
        found.offers = self._with_the_first_first(found)
        self.found.append(found)
        return found

    def _with_the_first_first(self, found: _Found) -> list[Offer]:
        """The offers with the one that is taken in front: of several visits one with which they can all be made."""
        few = 1 < len(found.conflict.visits) <= FEW and not found.trial.counts
        some, counting = (MOST_WAYS if few else 0), (MOST_TRIED if found.trial.counts else 0)
        for whole, many in ((True, some), (False, counting), (None, len(found.offers))):
            for offer in found.offers[:many]:
                way = found.trial.least(offer.way)
                if way is not None and (whole is None or found.trial.helps(way.edits, whole)):
                    return [Offer(offer.rule, way), *(other for other in found.offers if other is not offer)]
        return []

    def _told(self, number: int, rota: Rota | None) -> Obstacle:
        """The obstacle with its first way out and those others with which, in its place, there is a rota too."""
        found = self.found[number]
        if rota is None or not found.offers:
            return found.obstacle
        most = MOST_WAYS + bool(found.conflict.members)
        tried = {0: found.offers[0].first}
        for place in one_of_each(found.offers)[1:] if found.conflict.members else range(1, len(found.offers)):
            edits = set(found.offers[place].first.edits)
            if len(tried) < most and not any(edits > set(way.edits) for way in tried.values()):
                way = self._least_that_works(number, found.offers[place].way, rota)
                tried |= {} if way is None else {place: way}
        return replace(found.obstacle, ways_out=tuple(way for _, way in sorted(tried.items())))

    def _least_that_works(self, number: int, way: WayOut | Degrees, rota: Rota) -> WayOut | None:
        """The way out, or the least of it, with which there is a rota as well."""
        trial = self.found[number].trial
        least = trial.least(way)
        if least is None or not (trial.kind == "no date" or trial.helps(least.edits, whole=False)):
            return None  # there may be a rota with it all the same, but by the ways out of the others alone
        if self._works(number, least, rota):
            return least
        if isinstance(way, WayOut):
            return None
        further = way.ways[way.ways.index(least) + 1 :][:MOST_FURTHER]
        if not further or not self._works(number, further[-1], rota):
            return None
        return further[least_of(range(len(further)), lambda more: self._works(number, further[more], rota))]

    def _works(self, number: int, way: WayOut, rota: Rota) -> bool:
        edits = [edit for n, found in enumerate(self.found) for edit in (way.edits if n == number else found.first())]
        try:
            world = self.worlds.after(self.start, edits)
        except (KeyError, ValueError):
            return False
        part = self._part(world)
        if not all(len(possible_slots(part, visit)) for visit in range(part.visit_count)):
            return False
        if part.visit_count <= FEW:
            found = verdict(part, self.meter).draft
            return found is not None and world.kept(found, part)
        wanted = set(self.found[number].obstacle.visits)
        chosen = [n for n, visit in enumerate(part.visits) if visit.id in wanted]
        draft = mended(part, draft_of(world.problem, rota, part.visits), chosen, self.meter)
        return is_kept(part, draft) and world.kept(draft, part)


def _obstacle(part: Compiled, conflict: Conflict) -> Obstacle:
    begun, steps = elimination(part, conflict.visits[0], conflict.rules) if conflict.kind == "no date" else (0, ())
    sentence = sentence_of(part, conflict, begun, steps)
    visits = ids_of(part, conflict.visits)
    members = tuple(part.problem.members[member].id for member in members_in(conflict.members))
    return Obstacle(conflict.kind, visits, members, conflict.rules, sentence, begun, steps, conflict.confirmed, ())
