"""The dates that an event lists: those that are added to it, and those that are taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rota.reading.calendars.components import Component
from rota.reading.calendars.lines import Line
from rota.reading.calendars.refused import RefusedError
from rota.reading.calendars.values import Length, Moment, between, duration_of, moment_of
from rota.reading.calendars.work import DATE, PERIOD, ExpansionBudget
from rota.reading.calendars.zones import Zones

MOST_DATES = 2_000
"""Dates that are added to an event and dates that are taken out, together."""
LONGEST = timedelta(800)
"""A single event may last as long as a rota's year may: long leave is the busiest time there is."""

_TOO_MANY = f"more than {MOST_DATES:,} dates are added to it or taken out"


def listed(
    component: Component, zones: Zones, work: ExpansionBudget
) -> tuple[tuple[tuple[Moment, Length | None], ...], tuple[Moment, ...]]:
    """What is added, each with its length where it has one of its own, and what is taken out. RefusedError when a date
    cannot be read, or there are too many."""
    added: list[tuple[Moment, Length | None]] = []
    for line, value in _dates(component, "RDATE", work):
        added.append(period_of(line, value, zones) if "/" in value else (moment_of(line, zones, value), None))
    without = tuple(moment_of(line, zones, value) for line, value in _dates(component, "EXDATE", work))
    if len(added) + len(without) > MOST_DATES:
        raise RefusedError(_TOO_MANY)
    return tuple(added), without


def _dates(component: Component, name: str, work: ExpansionBudget) -> Iterator[tuple[Line, str]]:
    count = 0
    for line in component.all(name):
        count += line.value.count(",") + 1
        if count > MOST_DATES:
            raise RefusedError(_TOO_MANY)
        for value in line.value.split(","):
            work.spend(PERIOD if "/" in value else DATE)
            if value.strip():
                yield line, value


def period_of(line: Line, value: str, zones: Zones) -> tuple[Moment, Length]:
    """A period: its start and its end, or its start and how long it lasts."""
    first, _, second = value.partition("/")
    start = moment_of(line, zones, first)
    if second.strip().upper().startswith(("P", "+P")):
        length = duration_of(second)
    else:
        length = between(start, moment_of(line, zones, second))
    if not timedelta(0) <= length.on_the_wall + length.exact <= LONGEST:
        raise RefusedError("a period of it ends before it starts, or lasts longer than anything does")
    return start, length
