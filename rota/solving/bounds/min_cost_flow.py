"""Arcs of a network in arrays, and the cheapest flow through it, which fills as many mandatory units as it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from rota.rules import Table
from rota.solving.model.compiled_model import Mask, Numbers
from rota.solving.model.cost_curves import Curve

SOURCE, SINK, FIRST = 0, 1, 2
"""Where places come from and where they go, and the first number for other nodes."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """Arcs side by side. A unit of an arc costs ``points``, of which ``fairness`` are for fairness."""

    tails: Numbers
    heads: Numbers
    capacities: Numbers
    points: Numbers
    fairness: Numbers
    mandatory: Mask


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs between so many nodes, for so many places to flow from the source to the sink."""

    arcs: Arcs
    places: int
    nodes: int


@dataclass(frozen=True, slots=True)
class Steps:
    """A curve as runs of equal steps, cheapest first because the curve is convex, and what a count of 0 costs."""

    capacities: Numbers
    points: Numbers
    fairness: Numbers
    mandatory: Mask
    at_zero: int
    fairness_at_zero: int


def optional(tails: Numbers, heads: Numbers, capacities: Numbers, points: Numbers) -> Arcs:
    """Arcs of which no unit is mandatory, nor costs fairness."""
    none = np.zeros(len(tails), dtype=np.int64)
    return Arcs(tails, heads, capacities, points, none, none.astype(bool))


def along(tails: Sequence[int], heads: Sequence[int], steps: Sequence[Steps]) -> Arcs:
    """For each of these pairs of nodes an arc for each run of its curve."""
    runs = [len(each.capacities) for each in steps]
    return Arcs(
        np.repeat(np.array(tails, dtype=np.int64), runs),
        np.repeat(np.array(heads, dtype=np.int64), runs),
        np.concatenate([each.capacities for each in steps]),
        np.concatenate([each.points for each in steps]),
        np.concatenate([each.fairness for each in steps]),
        np.concatenate([each.mandatory for each in steps]),
    )


def joined(parts: Sequence[Arcs]) -> Arcs:
    """All these arcs, in order."""
    return Arcs(
        np.concatenate([part.tails for part in parts]),
        np.concatenate([part.heads for part in parts]),
        np.concatenate([part.capacities for part in parts]),
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.fairness for part in parts]),
        np.concatenate([part.mandatory for part in parts]),
    )


def merged(arcs: Arcs, shared: Numbers, nodes: int) -> Arcs:
    """The arcs between the nodes that each node now shares with others: those alike are one, and cost nothing."""
    keys = (shared[arcs.tails] * nodes + shared[arcs.heads]) * 2 + arcs.mandatory
    kept, numbers = np.unique(keys, return_inverse=True)
    capacities = np.zeros(len(kept), dtype=np.int64)
    np.add.at(capacities, numbers, arcs.capacities)
    nothing = np.zeros_like(kept)
    return Arcs(kept // 2 // nodes, kept // 2 % nodes, capacities, nothing, nothing, kept % 2 == 1)


def steps_of(curve: Curve, fairness: Table, most: int) -> Steps:
    """The steps of a curve, whose table begins at 0, up to ``most``; ``fairness`` is the part that is fairness."""
    least = min(curve.least or 0, most)
    points, shares = _differences(curve.cost, most), _differences(fairness, most)
    units = np.arange(1, most)
    breaks = (points[1:] != points[:-1]) | (shares[1:] != shares[:-1]) | (units == least)
    starts = np.concatenate([np.zeros(min(most, 1), dtype=np.int64), units[breaks]])
    at_zero, fairness_at_zero = (table[0] if table else 0 for table in (curve.cost, fairness))
    capacities = np.append(starts[1:], most)[: len(starts)] - starts
    return Steps(capacities, points[starts], shares[starts], starts < least, at_zero, fairness_at_zero)


def _differences(table: Table, most: int) -> Numbers:
    points = np.array(table[: most + 1] or [0] * (most + 1), dtype=np.int64)
    steps: Numbers = points[1:] - points[:-1]
    return steps


def cheapest(network: Network, prices: Numbers) -> Numbers:
    """What each arc carries when as many mandatory units as can be are filled, and then at the least price.

    As a rule all can be filled: that they simply are is tried first, because it is quicker.
    """
    sent = _all_filled(network, prices)
    return _most_filled(network, prices) if sent is None else sent


def short_of(network: Network, sent: Numbers) -> Numbers:
    """How many mandatory units of each arc are not filled."""
    short: Numbers = np.where(network.arcs.mandatory, network.arcs.capacities - sent, 0)
    return short


def _all_filled(network: Network, prices: Numbers) -> Numbers | None:
    """The cheapest flow that fills each mandatory unit; None when there is none."""
    arcs, sure = network.arcs, network.arcs.mandatory
    supplies = np.zeros(network.nodes, dtype=np.int64)
    np.subtract.at(supplies, arcs.tails[sure], arcs.capacities[sure])
    np.add.at(supplies, arcs.heads[sure], arcs.capacities[sure])
    flows = _solved(network, ~sure, prices, supplies)
    if flows is None:
        return None
    sent = arcs.capacities.copy()
    sent[~sure] = flows
    return sent


def _most_filled(network: Network, prices: Numbers) -> Numbers:
    """Mandatory units are paid a large reward, so the flow fills as many as can be filled."""
    reward = (int(np.abs(prices).max(initial=0)) + 1) * (network.nodes + 1)
    rewarded = prices - reward * network.arcs.mandatory
    flows = _solved(network, np.ones(len(prices), dtype=bool), rewarded, np.zeros(network.nodes, dtype=np.int64))
    if flows is None:
        raise RuntimeError("the flow bound could not be solved")
    return flows


def _solved(network: Network, some: Mask, prices: Numbers, supplies: Numbers) -> Numbers | None:
    """The cheapest flow of the places, and of these supplies besides, through some of the arcs; None for none."""
    flow = min_cost_flow.SimpleMinCostFlow()
    numbers = flow.add_arcs_with_capacity_and_unit_cost(
        network.arcs.tails[some].astype(np.int32),
        network.arcs.heads[some].astype(np.int32),
        network.arcs.capacities[some],
        prices[some],
    )
    flow.add_arc_with_capacity_and_unit_cost(SOURCE, SINK, network.places, 0)
    supplies[[SOURCE, SINK]] += [network.places, -network.places]
    flow.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), supplies)
    status = flow.solve()
    if status == flow.INFEASIBLE:
        return None
    if status != flow.OPTIMAL:
        raise RuntimeError("the flow bound could not be solved")
    flows: NDArray[np.int64] = flow.flows(numbers)
    return flows
