"""A lower bound on points, and on fairness alone, from a min-cost flow; none means that no rota exists.

The flow sends places from visits to members: visit, seat classes (roles, groups), member, the
member's own counters, counters over groups of members. It forgets dates except that a member must be
free at some possible slot of a visit, so its cost is at most that of any rota.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rota.solving.bounds.calendar_capacity import Full, too_crowded
from rota.solving.bounds.flow_network import Places
from rota.solving.bounds.min_cost_flow import cheapest, short_of
from rota.solving.bounds.variety_counters import without_varieties
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.presolve import Presolved


@dataclass(frozen=True, slots=True)
class Bound:
    """No rota that keeps the musts has fewer ``points``, or less ``fairness``.

    ``short`` places nobody can fill: of these visits, or of people who must go more often than they can, whose ids
    are ``short_of``. ``full`` are dates that are too few for their visits.
    """

    points: int
    fairness: int
    short: int
    short_of: tuple[str, ...]
    full: Full | None

    @property
    def impossible(self) -> bool:
        """Whether no rota can keep the musts."""
        return bool(self.short or self.full)


def lower_bound(compiled: Compiled, presolved: Presolved) -> Bound:
    """The flow's bounds. A visit without any possible slot is left out: presolve has named it."""
    compiled = without_varieties(compiled, presolved)
    places = Places(compiled, presolved)
    arcs = places.network.arcs
    sent = cheapest(places.network, arcs.points)
    short = short_of(places.network, sent)
    points = int(sent @ arcs.points) + places.at_zero + _left_out(compiled)
    of = dict.fromkeys(filter(None, map(places.owner, np.flatnonzero(short).tolist())))
    full = too_crowded(compiled, presolved.slots)
    return Bound(points, _fairness(places, sent, short), int(short.sum()), tuple(of), full)


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
