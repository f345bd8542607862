"""What a count of different teams or partners says of a member's places: counters that every rota pays at most.

A member with so many places on a variety's visits cannot meet fewer teams than have room for them, nor more than there
are places; partners likewise. The cheapest count within those ends is a cost of the places alone, and the highest
convex table of whole numbers below it is an ordinary counter, which flow and linear program carry as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.cost_curves import Counter, Curve, Family, curves_of
from rota.solving.model.presolve import Presolved
from rota.solving.model.variety import Variety

MOST_SLOPES = 64
"""Lines that a table is drawn from at most, the steepest and flattest among them: more make no bound higher by much.
Chosen without measurement; the shipped rules' tables have at most two slopes, and need four lines."""


def without_varieties(compiled: Compiled, presolved: Presolved) -> Compiled:
    """The same problem with counters of places in place of its varieties: no rota costs more there than here.

    A rota that keeps every must here keeps those counters' bounds. Their families come after all others.
    """
    if not compiled.varieties:
        return compiled
    able = np.zeros(compiled.may_go.shape, dtype=bool)
    for visit, slots in enumerate(presolved.slots):
        able[:, visit] = compiled.free_at(visit)[:, slots].any(axis=1)
    counters = tuple(_family(compiled, variety, able) for variety in compiled.varieties if len(variety.members))
    return replace(compiled, families=compiled.families + counters, varieties=())


def _family(compiled: Compiled, variety: Variety, able: Mask) -> Family:
    """One counter for each counted member: their places on the variety's visits."""
    counters = []
    for member in variety.members.tolist():
        visits = np.flatnonzero(able[member] & variety.visits)
        fewest, most = _teams(variety, visits) if variety.team is not None else _partners(compiled, variety, visits)
        counters.append(Counter(variety.rule, False, "", _curve(variety, fewest, most)))
    column = np.where(variety.visits, 0, -1)
    weight = np.ones(compiled.member_count, dtype=np.int64)
    fairness = np.zeros(len(counters), dtype=bool)
    return Family(variety.rows(compiled.member_count), column, weight, tuple(counters), curves_of(counters), fairness)


def _teams(variety: Variety, visits: Numbers) -> tuple[Numbers, Numbers]:
    """For each number of places on these visits, from 0 on, the least and the most that the count can be."""
    assert variety.team is not None
    _, room = np.unique(variety.team[visits], return_counts=True)
    places = np.arange(len(visits) + 1)
    fewest = np.searchsorted(np.cumsum(np.sort(room)[::-1]), places)  # so many teams have room for them all
    fewest[0] = 0
    fewest[1:] += 1
    most = np.minimum(places, len(room))
    return (places - most, places - fewest) if variety.again else (fewest, most)


def _partners(compiled: Compiled, variety: Variety, visits: Numbers) -> tuple[Numbers, Numbers]:
    """The same, from the sizes of the groups on these visits, as far as visits by themselves bound them."""
    least, most = compiled.group_sizes
    others = max(0, variety.keys - 1)
    beside = np.sort(np.clip(least[visits] - 1, 0, others))
    at_most = np.sort(np.clip(most[visits] - 1, 0, others))[::-1]
    fewest = np.concatenate([[0], beside])  # of so many visits one has at least so many others on it
    met_least, met_most = (np.concatenate([[0], np.cumsum(each)]) for each in (beside, at_most))
    different = np.minimum(met_most, others)
    return (
        (np.maximum(0, met_least - others), np.maximum(0, met_most - fewest))
        if variety.again
        else (
            fewest,
            np.maximum(fewest, different),
        )
    )


def _curve(variety: Variety, fewest: Numbers, most: Numbers) -> Curve:
    """The counter of one member's places, as if each count between the ends could be had.

    Tables are convex, so the cheapest count within the ends and the bounds is the nearest to the cheapest of all.
    """
    least, bound = variety.curve.least, variety.curve.most
    low = fewest if least is None else np.maximum(fewest, least)
    high = most if bound is None else np.minimum(most, bound)
    places = np.flatnonzero(low <= high)
    if not len(places):  # no number of places keeps the must: one that nobody has, so that no rota is left
        return Curve(len(fewest), None, (), 0)
    points = variety.points(np.arange(int(high.max()) + 1))
    cheapest = points[np.clip(points.argmin(), low[places], high[places])]
    whole = Curve(int(places[0]), int(places[-1]), _below(places, cheapest), int(places[0]))
    return whole.within(0, int(variety.visits.sum()))


def _below(counts: Numbers, points: Numbers) -> tuple[int, ...]:
    """The highest of these points' supporting lines of whole slopes at each count from the first to the last."""
    every = np.arange(counts[0], counts[-1] + 1)
    lines = [int((points - slope * counts).min()) + slope * every for slope in _slopes(counts, points)]
    table: tuple[int, ...] = tuple(np.max(lines, axis=0).tolist())
    return table if any(table) else ()


def _slopes(counts: Numbers, points: Numbers) -> list[int]:
    """Whole slopes on either side of each between neighbouring points of the lower hull; 0 if there is none."""
    hull: list[tuple[int, int]] = []
    for point in zip(counts.tolist(), points.tolist(), strict=True):
        while len(hull) > 1 and _above(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    slopes = sorted(set(_either_side(hull))) or [0]
    picked = np.linspace(0, len(slopes) - 1, min(len(slopes), MOST_SLOPES)).astype(np.int64)
    return [slopes[index] for index in picked.tolist()]


def _above(one: tuple[int, int], middle: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the middle lies on or above the line from one to the other."""
    return (middle[1] - one[1]) * (other[0] - one[0]) >= (other[1] - one[1]) * (middle[0] - one[0])


def _either_side(hull: list[tuple[int, int]]) -> Iterator[int]:
    for one, other in pairwise(hull):
        rise, run = other[1] - one[1], other[0] - one[0]
        yield from (rise // run, -(-rise // run))
