"""What came of each council, as ``rota batch --format json`` tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

WITHIN = 60.0
"""Seconds within which each council should be solved."""


@dataclass(frozen=True, slots=True)
class Council:
    """One council: ``words`` say why there is no rota, or what the reading warned of; ``fairest`` is proven."""

    name: str
    result: str
    seconds: float
    points: int | None
    bound: int | None
    fairest: bool
    words: tuple[str, ...] = ()

    @property
    def solved(self) -> bool:
        """Whether there is a rota."""
        return self.points is not None

    @property
    def proven(self) -> bool:
        """Whether it is proven that no rota is better."""
        return self.result == "proven best"

    @property
    def named_impossible(self) -> bool:
        """Whether there is no rota, shown and with its reason."""
        return self.result == "impossible" and bool(self.words)

    @property
    def gap(self) -> int:
        """Points that a better rota could save at most; 0 without a rota."""
        return 0 if self.points is None or self.bound is None else self.points - self.bound


@dataclass(frozen=True, slots=True)
class Nation:
    """One run of many councils, and the seconds that the whole command took."""

    seconds: float
    councils: tuple[Council, ...]

    def count(self, what: Callable[[Council], bool]) -> int:
        """Councils of which this is so."""
        return sum(map(what, self.councils))

    @property
    def solved(self) -> int:
        """Councils that have a rota."""
        return self.count(lambda council: council.solved)

    @property
    def slowest(self) -> Council:
        """The council that took its worker the longest."""
        return max(self.councils, key=lambda council: council.seconds)

    @property
    def widest(self) -> Council:
        """The council whose rota may be the most points above the best."""
        return max(self.councils, key=lambda council: council.gap)

    @property
    def without(self) -> tuple[Council, ...]:
        """Councils that have no rota."""
        return tuple(council for council in self.councils if not council.solved)


def councils_of(summary: str) -> tuple[Council, ...]:
    """The councils of a summary in JSON."""
    return tuple(_council(row["council"], **row["account"]) for row in json.loads(summary)["answer"]["rows"])


def _council(
    name: str,
    *,
    result: str,
    seconds: float,
    points: int | None,
    bound: int | None,
    proven_fairest: bool,
    words: list[str],
    **_: object,
) -> Council:
    return Council(name, result, seconds, points, bound, proven_fairest, tuple(words))
