"""A conflict that was met, with the ways out that are offered, and the one that is taken."""

from __future__ import annotations

from dataclasses import dataclass

from rota.domain.edits import Edit
from rota.rules import Degrees, WayOut
from rota.solving.diagnosis.conflicts import Conflict
from rota.solving.diagnosis.corrections import OfferedCorrection
from rota.solving.diagnosis.hard_problem import FEW
from rota.solving.diagnosis.obstacle import Obstacle
from rota.solving.diagnosis.trial import Trial

MOST_PREFERRED = 3
"""Ways out of a few visits that are tried for whether all of them can be made by every rule.

Chosen without measurement, as is MOST_TRIED: seconds of benchmarks.diagnosing, several faults at S, would set it."""
MOST_TRIED = 20
"""Ways out that are tried for whether a sum comes out with them: a sum is quick."""


@dataclass(slots=True)
class FoundObstacle:
    """A conflict, as an obstacle, with the ways out that are left of those offered; the first is taken.

    One by degrees is taken ``further`` by so many steps than the least that helps. ``spared`` when the ways out of
    others, met before it, are enough for it.
    """

    conflict: Conflict
    obstacle: Obstacle
    trial: Trial
    offers: list[OfferedCorrection]
    spared: bool = False
    further: int = 0

    @property
    def by_degrees(self) -> bool:
        """Whether the way out that is taken could be taken further."""
        return bool(self.offers) and isinstance(self.offers[0].way, Degrees)

    def first(self) -> WayOut | None:
        """The way out that is taken."""
        return self.taken(self.further) if self.offers else None

    def taken(self, further: int) -> WayOut | None:
        """The first way out, so many steps further than the least that helps."""
        way = self.offers[0].way
        least = self.trial.least(way)
        if least is None or isinstance(way, WayOut):
            return least
        return way.ways[min(way.ways.index(least) + further, len(way.ways) - 1)]

    def edits(self) -> tuple[Edit, ...]:
        """The edits of the way out that is taken."""
        first = self.first()
        return () if first is None else first.edits

    def choose(self) -> None:
        """Puts the one that is taken in front of the others: of several visits one with which all can be made.

        None is left where none of them helps.
        """
        few = 1 < len(self.conflict.visits) <= FEW and not self.trial.counts
        some, counting = (MOST_PREFERRED if few else 0), (MOST_TRIED if self.trial.counts else 0)
        for whole, many in ((True, some), (False, counting), (None, len(self.offers))):
            for offer in self.offers[:many]:
                way = self.trial.least(offer.way)
                if way is not None and (whole is None or self.trial.helps(way.edits, whole)):
                    self.offers = [offer, *(other for other in self.offers if other is not offer)]
                    return
        self.offers = []

    def give_up(self) -> None:
        """Gives up the way out that is taken, for it was not one."""
        self.offers, self.spared, self.further = self.offers[1:], False, 0
        self.choose()
