"""A lower bound on points, and on fairness alone, from a min-cost flow; none means that no rota exists.

The flow sends places from visits to members: visit, seat classes (roles, groups), member, the
member's own counters, counters over groups of members. It forgets dates except that a member must be
free at some possible slot of a visit, so its cost is at most that of any rota.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from rota.solving.bounds.calendar_capacity import too_crowded
from rota.solving.bounds.flow_network import Places
from rota.solving.bounds.min_cost_flow import cheapest, short_of
from rota.solving.bounds.variety_counters import without_varieties
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.presolve import Presolved


@dataclass(frozen=True, slots=True)
class Bound:
    """No rota that keeps the musts has fewer ``points``, or less ``fairness``; ``short`` places nobody can fill."""

    points: int
    fairness: int
    short: int
    reasons: tuple[str, ...]


def lower_bound(compiled: Compiled, presolved: Presolved) -> Bound:
    """The flow's bounds; ``reasons`` say in words why there can be no rota.

    A visit without any possible slot is left out: presolve has named it, and what is short beside it still shows.
    """
    compiled = without_varieties(compiled, presolved)
    places = Places(compiled, presolved)
    arcs = places.network.arcs
    sent = cheapest(places.network, arcs.points)
    short = short_of(places.network, sent)
    points = int(sent @ arcs.points) + places.at_zero + _left_out(compiled)
    reasons = _no_room_in_the_calendar(compiled, presolved) + _reasons(places, short)
    return Bound(points, _fairness(places, sent, short), int(short.sum()), tuple(reasons))


def _fairness(places: Places, sent: Numbers, short: Numbers) -> int:
    """The least fairness of any flow: of this one, as often as not, namely where no flow of merged visits has less."""
    fairness = places.network.arcs.fairness
    merged = None if short.any() else places.merged()
    own = int(sent @ fairness)
    if merged is None or int(cheapest(merged, merged.arcs.fairness) @ merged.arcs.fairness) < own:
        own = int(cheapest(places.network, fairness) @ fairness)
    return own + places.fairness_at_zero


def _left_out(compiled: Compiled) -> int:
    """The least that counters outside the flow must cost whatever happens."""
    unmet = sum(cell.curve.points(0) for family in compiled.families if not family.has_members for cell in family.cells)
    throngs = unmet + sum(min(throng.curve.cost, default=0) for throng in compiled.throngs)
    return throngs + sum(
        int(np.minimum(0, np.minimum.reduceat(family.curves.table, family.curves.offset)).sum())
        for family in compiled.families
        if family.cells
    )


def _reasons(places: Places, short: Numbers) -> list[str]:
    missing: dict[str, int] = defaultdict(int)
    for arc in np.flatnonzero(short).tolist():
        missing[places.owner(arc) or "the rules over all members"] += int(short[arc])
    return [
        f"{owner}: {count} {'place' if count == 1 else 'places'} that the rules ask for cannot be filled by "
        "members who are free, allowed and within their limits, however the others are placed."
        for owner, count in missing.items()
    ]


def _no_room_in_the_calendar(compiled: Compiled, presolved: Presolved) -> list[str]:
    """Whether limits on stretches of slots (weeks, say) leave room for every visit, in words."""
    full = too_crowded(compiled, presolved.slots)
    if full is None:
        return []
    rules = ", ".join(sorted({throng.rule.replace("_", " ") for throng in full.stretches}))
    noun = "visit has" if full.short == 1 else "visits have"
    return [f"{full.short} {noun} no room in the calendar: the dates left to them are full ({rules})."]
