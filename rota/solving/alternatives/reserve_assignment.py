"""Shares out who stands by for which visit, so that nobody stands by for more than need be: a min-cost flow."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.graph.python import min_cost_flow


def spread(choices: Sequence[Sequence[str]], most_each: int) -> list[tuple[str, ...]]:
    """For each list of choices, best first, up to ``most_each`` of them, in the same order.

    As many are given as there can be. The squares of how often each is given add up to as little as possible,
    and with that the choices given stand as far up their lists as possible.
    """
    people = {person: number for number, person in enumerate(sorted({one for names in choices for one in names}))}
    flow = min_cost_flow.SimpleMinCostFlow()
    first_person = 2 + len(choices)
    step = 1 + sum(map(len, choices))  # one use more outweighs every place on a list
    arcs: dict[tuple[int, str], int] = {}
    for number, names in enumerate(choices):
        flow.add_arc_with_capacity_and_unit_cost(0, 2 + number, min(most_each, len(names)), 0)
        for place, person in enumerate(names):
            to = first_person + people[person]
            arcs[number, person] = flow.add_arc_with_capacity_and_unit_cost(2 + number, to, 1, place)
    for person, number in people.items():
        wanted = sum(person in names for names in choices)
        for use in range(wanted):
            flow.add_arc_with_capacity_and_unit_cost(first_person + number, 1, 1, step * most_each * (2 * use + 1))
    supply = sum(min(most_each, len(names)) for names in choices)
    flow.set_node_supply(0, supply)
    flow.set_node_supply(1, -supply)
    if supply and flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise RuntimeError("the reserves could not be shared out")
    given = {key for key, arc in arcs.items() if supply and flow.flow(arc)}
    return [tuple(one for one in names if (number, one) in given) for number, names in enumerate(choices)]
