"""Stretches of days, and facts that hold for a stretch of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = range(1930, 2101)
"""A day of another year is a slip of the pen or of a clock: no member joined earlier, no rota reaches later."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from ``start`` to ``end``, both included; None leaves that side open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def sort_key(self) -> tuple[date, date]:
        """An open start sorts first and an open end sorts last."""
        return (self.start or date.min, self.end or date.max)

    def within(self, other: Span) -> Span | None:
        """The part of this span that lies in ``other``, or None when they do not meet."""
        start = max(self.start or date.min, other.start or date.min)
        end = min(self.end or date.max, other.end or date.max)
        if start > end:
            return None
        return Span(None if start == date.min else start, None if end == date.max else end)

    def ends(self) -> tuple[date, date]:
        """The first and the last day. ValueError when a side is open."""
        if self.start is None or self.end is None:
            raise ValueError(f"{self} has an open side")
        return self.start, self.end

    def length(self) -> int:
        """How many days the span has. ValueError when a side is open."""
        first, last = self.ends()
        return (last - first).days + 1

    def days(self) -> Iterator[date]:
        """Every day of the span. ValueError when a side is open."""
        first, _ = self.ends()
        for offset in range(self.length()):
            yield first + timedelta(offset)


ALWAYS = Span()


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A value (a group, a ward, a role, a committee) and the days on which it holds."""

    value: str
    span: Span = ALWAYS


def values_on(history: tuple[Dated, ...], day: date) -> tuple[str, ...]:
    """Every value of ``history`` that holds on ``day``, in the order it is kept."""
    return tuple(dated.value for dated in history if day in dated.span)


def value_on(history: tuple[Dated, ...], day: date) -> str:
    """The value that holds on ``day``; before the first it is the first, in a gap the last before it.

    An empty history gives an empty string: a member of no group, or of no ward.
    """
    held = values_on(history, day)
    if held:
        return held[-1]
    begun = [dated for dated in history if dated.span.start is None or dated.span.start <= day]
    chosen = begun[-1:] or history[:1]
    return chosen[0].value if chosen else ""
