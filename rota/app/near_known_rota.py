"""A rota that people know, for a new one to be drawn near to, and how the new one differs from it."""

from __future__ import annotations

from dataclasses import dataclass

from rota.app.load import Inputs
from rota.compare import diary_changes
from rota.domain import Placement, Problem, Rota
from rota.domain.snapshot import snapshot_hash
from rota.exports.view import Document
from rota.record_json import read_record
from rota.solving.nearest_optimum import Nearness
from rota.text.english import counted


@dataclass(frozen=True, slots=True)
class KnownRota:
    """A rota and what it is called in a sentence."""

    rota: Rota
    name: str


def of_the_year(problem: Problem, rota: Rota, name: str) -> KnownRota | None:
    """The rota's visits in the year that is drawn; None when it has none there."""
    placements = tuple(place for place in rota.placements if place.slot.day in problem.year)
    return KnownRota(Rota(placements), name) if placements else None


def replaced(inputs: Inputs, content: bytes, name: str) -> KnownRota | None:
    """The rota of a rota.json that the new one takes the place of, if it is one of this year drawn of other inputs.

    None too when it cannot be read: that is no reason not to draw another.
    """
    try:
        record = read_record(content)
    except ValueError:
        return None
    origin = record.provenance
    now = (snapshot_hash(inputs.problem), tuple(repr(rule) for rule in inputs.rules))
    return None if (origin.snapshot, origin.rules) == now else of_the_year(inputs.problem, record.rota, name)


@dataclass(frozen=True, slots=True)
class DifferenceFromKnown:
    """How a rota differs from one that people know, and what is proven of that."""

    near_to: str
    visits_that_differ: int
    people_affected: int
    nearness: Nearness

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same, as a person reads it."""
        differ, people = self.visits_that_differ, self.people_affected
        if not (differ or people):
            return (f"No visit differs from {self.near_to}.",)
        who = "1 person is" if people == 1 else f"{people:,} people are"
        visits = f"{counted(differ, 'visit')} {'differs' if differ == 1 else 'differ'}"
        return (f"{visits[0].upper()}{visits[1:]} from {self.near_to}; {who} affected.", self.nearness.sentence)


def difference(document: Document, known: KnownRota, nearness: Nearness) -> DifferenceFromKnown:
    """How the document's rota differs from the one that is known."""
    rota = document.record.rota
    before, after = ({place.visit: _said(place) for place in one.placements} for one in (known.rota, rota))
    differ = sum(before.get(visit) != after.get(visit) for visit in before.keys() | after.keys())
    people = {change.person for change in diary_changes(document.problem, known.rota, rota)}
    return DifferenceFromKnown(known.name, differ, len(people), nearness)


def _said(place: Placement) -> tuple[str, tuple[str, ...]]:
    return place.slot.id, place.members
