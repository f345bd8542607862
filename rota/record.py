"""What a rota.json holds besides the rota: where it came from and what is proven of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rota.domain import Rota


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is proven of a rota's points. Each bound is a number below which no rota that keeps every must can be.

    ``fairness`` is the points of the rule that measures fairness. The bounds come from a different
    method than the search that found the rota.
    """

    value: int
    bound: int
    fairness: int
    fairness_bound: int

    @property
    def proven_best(self) -> bool:
        """No rota has fewer points."""
        return self.value <= self.bound

    @property
    def proven_fairest(self) -> bool:
        """No rota has fairer loads."""
        return self.fairness <= self.fairness_bound

    @property
    def gap(self) -> int:
        """Points by which the rota could at most be improved."""
        return max(0, self.value - self.bound)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a rota came from, so that it can be audited, explained and rebuilt bit for bit.

    ``snapshot`` is the hash of the Problem; ``rules`` are the rules in force with their numbers (their
    ``repr``); ``stamp`` is the London time given to the revision. It is an input: nothing reads the clock.
    """

    revision: int
    stamp: datetime
    snapshot: str
    rules: tuple[str, ...]
    version: str
    seed: int


@dataclass(frozen=True, slots=True)
class Record:
    """A revision of a rota. ``certificate`` is None for a rota made by hand."""

    rota: Rota
    provenance: Provenance
    certificate: Certificate | None = None
