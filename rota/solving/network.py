"""The network of the bound: a tree of counts over each visit's group, and one over what each member does all year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from rota.solving.compiled import Compiled, Mask, Numbers
from rota.solving.counters import Curve
from rota.solving.flow import FIRST, SINK, SOURCE, Arcs, Network, Steps, along, joined, optional, steps_of
from rota.solving.laminar import Count, Node, tree
from rota.solving.possible import Possible
from rota.solving.presolve import Presolved
from rota.solving.visit_trees import Kind, Kinds, innermost, sets_of


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
        self.network = self._whole()
        trees = [self._up, *self._down]
        self.at_zero = self._possible.visit_prices() + sum(each.at_zero for each in trees)
        self.fairness_at_zero = sum(each.fairness_at_zero for each in trees)

    def owner(self, arc: int) -> str:
        """Whose mandatory arc this is, in words; "" for a rule over several members."""
        if arc < len(self._up.arcs.tails):
            members = self._members[int(self._up.arcs.tails[arc]) - FIRST].members
            return self._compiled.problem.members[members.bit_length() - 1].name if members.bit_count() == 1 else ""
        node = int(self.network.arcs.heads[arc])
        number = int(np.searchsorted(self._first, node, side="right")) - 1
        visit = int(self._visits[number])
        return self._kinds.words(visit, self._kinds.of(visit).nodes[node - int(self._first[number])].members)

    def merged(self) -> Network | None:
        """One visit in place of all, where visits cost no fairness: no flow of the whole has less of it than this."""
        visits = joined([_NO_ARCS, *(each.arcs for each in self._down)])
        if visits.fairness.any():
            return None
        sizes = visits.capacities * (visits.tails == SOURCE)
        least, more = (np.array([sizes[some].sum()]) for some in (visits.mandatory, ~visits.mandatory))
        source, group = np.array([SOURCE]), np.array([self._group])
        must = Arcs(source, group, least, source, source, np.array([True]))
        each = self._possible.who.sum(axis=1)
        to_members = optional(np.full(len(each), self._group), self._own_nodes(), each, np.zeros_like(each))
        arcs = joined([self._up.arcs, must, optional(source, group, more, source), to_members])
        return Network(arcs, self._places, self._group + 1)

    def _whole(self) -> Network:
        arcs = [self._up.arcs, *(each.arcs for each in self._down), self._sets_to_members()]
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
                    counts.append(Count(members, curve, cell.why, cell.fairness))
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
        grown = cache(_grown)
        alike = [(self._kinds.of(visit), visit) for visit in self._visits.tolist()]
        trees = [grown(kind, self._possible.at_once(kind, visit)) for kind, visit in alike]
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


def _grown(kind: Kind, at_once: tuple[int, ...]) -> Tree:
    """The tree of a visit as if its nodes were numbered from 0 on, and from the source as if that were -1.

    Into no set go more members than are ever free at one slot: those who cannot meet cannot go together.
    """
    most = [min(node.curve.most or 0, free) for node, free in zip(kind.nodes, at_once, strict=True)]
    steps = [steps_of(node.curve, node.fairness, limit) for node, limit in zip(kind.nodes, most, strict=True)]
    return _tree([node.parent for node in kind.nodes], range(len(kind.nodes)), steps)


def _shifted(tree: Tree, first: int) -> Tree:
    arcs = tree.arcs
    tails = np.where(arcs.tails < 0, SOURCE, arcs.tails + first)
    moved = Arcs(tails, arcs.heads + first, arcs.capacities, arcs.points, arcs.fairness, arcs.mandatory)
    return Tree(moved, tree.at_zero, tree.fairness_at_zero)
