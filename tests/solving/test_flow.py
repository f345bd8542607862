"""Arcs of curves, the cheapest flow and merged nodes, on networks small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rota.solving.bounds.min_cost_flow import (
    FIRST,
    SINK,
    SOURCE,
    Arcs,
    Network,
    Steps,
    along,
    cheapest,
    merged,
    short_of,
    steps_of,
)
from rota.solving.model.cost_curves import Curve


def rows(steps: Steps) -> list[tuple[int, int, int, bool]]:
    columns = (steps.capacities, steps.points, steps.fairness, steps.mandatory)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_a_curve_is_cut_where_its_steps_its_fairness_or_its_must_change() -> None:
    # Steps of 1, 1, 1, 2, 2; of them fairness 0, 1, 1, 1, 1; the first two are musts.
    steps = steps_of(Curve(2, None, (7, 8, 9, 10, 12, 14), 0), (3, 3, 4, 5, 6, 7), 5)
    assert rows(steps) == [(1, 1, 0, True), (1, 1, 1, True), (1, 1, 1, False), (2, 2, 1, False)]
    assert (steps.at_zero, steps.fairness_at_zero) == (7, 3)


def test_a_curve_goes_no_further_than_the_most() -> None:
    curve = Curve(2, None, (0, 5, 5, 5), 0)
    assert rows(steps_of(curve, (), 1)) == [(1, 5, 0, True)]
    assert rows(steps_of(curve, (), 0)) == []
    assert rows(steps_of(Curve(None, None, (), 0), (), 4)) == [(4, 0, 0, False)]


def a_chain(least: int, room: int) -> Network:
    """Two places from the source to a node, ``least`` of them mandatory, at 3 points each; from there on ``room``."""
    into, onward = Curve(least, None, (0, 3, 6), 0), Curve(None, None, (), 0)
    arcs = along([SOURCE, FIRST], [FIRST, SINK], [steps_of(into, (), 2), steps_of(onward, (), room)])
    return Network(arcs, 2, FIRST + 1)


@pytest.mark.parametrize(("least", "room", "flows", "short"), [(0, 2, 0, 0), (1, 2, 1, 0), (2, 2, 2, 0), (2, 1, 1, 1)])
def test_mandatory_units_flow_as_far_as_there_is_room_and_others_only_where_it_pays(
    least: int, room: int, flows: int, short: int
) -> None:
    network = a_chain(least, room)
    sent = cheapest(network, network.arcs.points)
    assert int(sent @ network.arcs.points) == 3 * flows
    assert short_of(network, sent).sum() == short


def test_merged_arcs_have_the_room_of_all_and_keep_musts_apart() -> None:
    # Nodes 2 and 3 become one: two arcs of 1 and 4 from the source are one of 5, beside a mandatory one of 2.
    tails, heads = np.array([0, 0, 0, 3]), np.array([2, 3, 3, 1])
    capacities, nothing = np.array([1, 4, 2, 6]), np.zeros(4, dtype=np.int64)
    one = merged(
        Arcs(tails, heads, capacities, nothing + 9, nothing, np.array([False, False, True, False])),
        np.array([0, 1, 2, 2]),
        3,
    )
    read = zip(*(column.tolist() for column in (one.tails, one.heads, one.capacities, one.mandatory)), strict=True)
    assert sorted(read) == [(0, 2, 2, True), (0, 2, 5, False), (2, 1, 6, False)]
