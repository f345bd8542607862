"""The network of the bound: a tree of counts over each visit's group, and one over what each member does all year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from rota.solving.bounds.laminar import Count, Node, tree
from rota.solving.bounds.min_cost_flow import (
    FIRST,
    SINK,
    SOURCE,
    Arcs,
    Network,
    Steps,
    along,
    joined,
    merged,
    optional,
    steps_of,
)
from rota.solving.bounds.reachability import Possible
from rota.solving.bounds.visit_trees import Kind, Kinds, innermost, sets_of
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.cost_curves import Curve
from rota.solving.model.presolve import Presolved


@dataclass(frozen=True, slots=True)
class Tree:
    """The arcs of a tree, and what they cost, and of it for fairness, when nothing flows."""

    arcs: Arcs
    at_zero: int
    fairness_at_zero: int


class Places:
    """Places flow from visits to members. Nodes of the members' tree come first, then those of each visit's tree."""

    def __init__(self, compiled: Compiled, presolved: Presolved) -> None:
        self._compiled = compiled
        self._possible = Possible(compiled, presolved)
        self._kinds = Kinds(compiled)
        self._visits = self._possible.visits
        self._places = sum(self._kinds.of(visit).most for visit in self._visits.tolist())
        self._members = self._members_tree()
        self._group = FIRST + len(self._members)
        self._first = self._first_nodes()
        self._up = self._members_to_sink()
        self._down = self._visits_to_sets()
        self._between = self._sets_to_members()
        self.network = self._whole()
        trees = [self._up, *self._down]
        self.at_zero = self._possible.visit_prices() + sum(each.at_zero for each in trees)
        self.fairness_at_zero = sum(each.fairness_at_zero for each in trees)

    def owner(self, arc: int) -> str:
        """The id of the visit whose mandatory arc this is, or of the person; "" for a rule over several members."""
        if arc < len(self._up.arcs.tails):
            members = self._members[int(self._up.arcs.tails[arc]) - FIRST].members
            return self._compiled.people[members.bit_length() - 1] if members.bit_count() == 1 else ""
        node = int(self.network.arcs.heads[arc])
        number = int(np.searchsorted(self._first, node, side="right")) - 1
        return self._compiled.visits[int(self._visits[number])].id

    def merged(self) -> Network | None:
        """One visit in place of all of a kind, where visits cost no fairness and it is far smaller; else None.

        Whatever flows in the whole can flow in this, so no flow of the whole has less fairness.
        """
        visits = joined([_NO_ARCS, *(each.arcs for each in self._down), self._between])
        shared, nodes = self._nodes_of_kinds()
        if visits.fairness.any() or 2 * nodes > self.network.nodes:
            return None
        return Network(joined([self._up.arcs, merged(visits, shared, nodes)]), self._places, nodes)

    def _nodes_of_kinds(self) -> tuple[Numbers, int]:
        """For each node the one that visits of its kind share, and how many nodes there are then."""
        first, nodes = {}, self._group
        for kind in self._kinds.gathered(self._visits.tolist()):
            first[kind] = np.arange(nodes, nodes + len(kind.nodes))
            nodes += len(kind.nodes)
        visits = [first[self._kinds.of(visit)] for visit in self._visits.tolist()]
        return np.concatenate([np.arange(self._group), *visits]), nodes

    def _whole(self) -> Network:
        arcs = [self._up.arcs, *(each.arcs for each in self._down), self._between]
        nodes = sum(len(self._kinds.of(visit).nodes) for visit in self._visits.tolist())
        return Network(joined(arcs), self._places, self._group + nodes)

    # Members.

    def _members_tree(self) -> list[Node]:
        every_visit = len(self._visits) == self._compiled.visit_count
        counts = []
        for family in self._compiled.families:
            columns = family.column
            if (columns >= 0).all() and len(np.unique(columns)) == 1 and (family.weight == 1).all():
                for row, members in sets_of(family).items():
                    cell = family.cells[row + int(columns[0])]
                    # What a visit that is left out would have counted is not known, so no least can be asked for.
                    least = cell.curve.least if every_visit else None
                    curve = Curve(least, cell.curve.most, cell.curve.cost, cell.curve.cost_from)
                    counts.append(Count(members, curve, cell.fairness))
        most = max([self._places, *(count.curve.least or 0 for count in counts)])
        return tree(counts, (1 << self._compiled.member_count) - 1, most, self._compiled.visit_count)

    def _members_to_sink(self) -> Tree:
        heads = [SINK if node.parent < 0 else FIRST + node.parent for node in self._members]
        steps = [steps_of(node.curve, node.fairness, node.curve.most or 0) for node in self._members]
        return _tree(range(FIRST, self._group), heads, steps)

    def _own_nodes(self) -> Numbers:
        """For each member the smallest set of the members' tree with the member in it."""
        return FIRST + innermost(self._members, self._compiled.member_count)

    # Visits.

    def _first_nodes(self) -> Numbers:
        """For each visit the number of its first node."""
        sizes = np.array([len(self._kinds.of(visit).nodes) for visit in self._visits.tolist()], dtype=np.int64)
        return self._group + np.cumsum(sizes) - sizes

    def _visits_to_sets(self) -> list[Tree]:
        grown = cache(partial(_grown, cache(_steps)))
        most: dict[int, tuple[int, ...]] = {}
        for kind, visits in self._kinds.gathered(self._visits.tolist()).items():
            most.update(self._possible.most_of(kind, visits))
        trees = [grown(self._kinds.of(visit), most[visit]) for visit in self._visits.tolist()]
        return [_shifted(each, first) for each, first in zip(trees, self._first.tolist(), strict=True)]

    def _sets_to_members(self) -> Arcs:
        who: Mask = self._possible.who.T[self._visits]
        numbers, members = np.nonzero(who)
        smallest = np.array([self._kinds.of(visit).innermost for visit in self._visits.tolist()], dtype=np.int64)
        tails = self._first[numbers] + smallest.reshape(who.shape)[numbers, members]
        prices = self._possible.place_prices()[members, self._visits[numbers]]
        return optional(tails, self._own_nodes()[members], np.ones_like(members), prices)


_NO_ARCS = optional(*[np.zeros(0, dtype=np.int64)] * 4)


def _tree(tails: range | list[int], heads: range | list[int], steps: list[Steps]) -> Tree:
    at_zero, fairness = sum(each.at_zero for each in steps), sum(each.fairness_at_zero for each in steps)
    return Tree(along(tails, heads, steps), at_zero, fairness)


def _steps(kind: Kind, number: int, most: int) -> Steps:
    return steps_of(kind.nodes[number].curve, kind.nodes[number].fairness, most)


def _grown(steps: Callable[[Kind, int, int], Steps], kind: Kind, most: tuple[int, ...]) -> Tree:
    """The tree, with so many members at most in each set, as if its nodes were numbered from 0 and the source -1."""
    curves = [steps(kind, number, limit) for number, limit in enumerate(most)]
    return _tree([node.parent for node in kind.nodes], range(len(kind.nodes)), curves)


def _shifted(tree: Tree, first: int) -> Tree:
    arcs = tree.arcs
    tails = np.where(arcs.tails < 0, SOURCE, arcs.tails + first)
    moved = Arcs(tails, arcs.heads + first, arcs.capacities, arcs.points, arcs.fairness, arcs.mandatory)
    return Tree(moved, tree.at_zero, tree.fairness_at_zero)
