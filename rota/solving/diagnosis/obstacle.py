"""What is told of a problem without a rota: obstacles, and a rota once the first way out of each is taken."""

from __future__ import annotations

from dataclasses import dataclass

from rota.domain import Rota
from rota.domain.edits import Edit
from rota.rules import Ids, WayOut
from rota.solving.diagnosis.conflicts import Conflict, Kind
from rota.solving.diagnosis.demand import members_in
from rota.solving.diagnosis.sentences import elimination, ids_of, sentence_of
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import PresolveStep


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
    steps: tuple[PresolveStep, ...]
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


def obstacle_of(part: Compiled, conflict: Conflict) -> Obstacle:
    """The conflict as it is told, with no way out yet."""
    begun, steps = elimination(part, conflict.visits[0], conflict.rules) if conflict.kind == "no date" else (0, ())
    sentence = sentence_of(part, conflict, begun, steps)
    visits = ids_of(part, conflict.visits)
    members = tuple(part.people[member] for member in members_in(conflict.members))
    return Obstacle(conflict.kind, visits, members, conflict.rules, sentence, begun, steps, conflict.confirmed, ())
