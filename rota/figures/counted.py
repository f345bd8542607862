"""A figure: so many visits, issues or actions, each by its reference, and those of a year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rota.tracking.references import in_order


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted, the references counted, and those of a year ``before``: None when nothing is kept of it."""

    name: str
    refs: tuple[str, ...]
    before: tuple[str, ...] | None = None

    @property
    def value(self) -> int:
        """How many."""
        return len(self.refs)

    @property
    def last(self) -> int | None:
        """How many a year before; None when nothing is kept of it."""
        return None if self.before is None else len(self.before)


@dataclass(frozen=True, slots=True)
class DaysTaken:
    """How many days something took, each time, and those of a year ``before``: None when nothing is kept of it."""

    each: tuple[int, ...]
    before: tuple[int, ...] | None = None

    @property
    def median(self) -> float | None:
        """The median; None when it never happened."""
        return median(self.each) if self.each else None

    @property
    def last(self) -> float | None:
        """The median of the year before; None when there is none."""
        return median(self.before) if self.before else None


Groups = Mapping[str, Sequence[str]]
"""References by what they are counted under."""


def grouped(now: Groups, before: Groups | None) -> tuple[Figure, ...]:
    """A figure for each group of either year: the largest first, and of one size by name."""
    names = sorted({*now, *(before or {})}, key=lambda name: (-len(now.get(name, ())), name))
    return tuple(
        Figure(name, ordered(now.get(name, ())), None if before is None else ordered(before.get(name, ())))
        for name in names
    )


def ordered(references: Iterable[str]) -> tuple[str, ...]:
    """The references as people count."""
    return tuple(sorted(references, key=in_order))
