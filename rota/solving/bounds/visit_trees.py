"""What each visit counts of its group, as trees: visits of the same counters share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from rota.solving.bounds.laminar import Count, Node, mask_of, set_of, tree, turned
from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.cost_curves import Curve, Family


@dataclass(frozen=True, eq=False)
class Kind:
    """The tree of visits whose groups are counted alike, and the most members of such a group."""

    nodes: list[Node]
    most: int
    members: int

    @cached_property
    def limits(self) -> Numbers:
        """The most members of each set, whoever is free."""
        return np.array([node.curve.most or 0 for node in self.nodes], dtype=np.int64)

    @cached_property
    def innermost(self) -> Numbers:
        """For each member the number of the smallest set with the member in it."""
        return innermost(self.nodes, self.members)

    @cached_property
    def by_set(self) -> Numbers:
        """The members, in the order of the smallest sets that they are in."""
        return np.argsort(self.innermost, kind="stable")

    @cached_property
    def own_sets(self) -> Numbers:
        """The sets with members who are in no smaller one."""
        return np.unique(self.innermost)

    @cached_property
    def own_starts(self) -> Numbers:
        """Where in ``by_set`` the members of each of ``own_sets`` begin."""
        starts: Numbers = np.searchsorted(self.innermost[self.by_set], self.own_sets)
        return starts


def innermost(nodes: list[Node], members: int) -> Numbers:
    """For each member the number of the smallest set with the member in it: the nodes go from large to small."""
    inside = np.array([mask_of(node.members, members) for node in nodes])
    last: Numbers = len(nodes) - 1 - inside[::-1].argmax(axis=0)
    return last


class Kinds:
    """Which visits are counted alike."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._people = compiled.member_count
        self._everybody = (1 << self._people) - 1
        self._members = (1 << compiled.members) - 1
        self._families = [
            (family, sets_of(family), alone)
            for family in compiled.families
            for alone in [family.alone]
            if family.has_members and (family.weight == 1).all() and alone.any()
        ]
        alike: dict[bytes, Kind] = {}
        self._kinds: list[Kind] = []
        for visit, curves in enumerate(self._curves_of_visits()):
            key = curves.tobytes()
            if key not in alike:
                alike[key] = self._kind(visit)
            self._kinds.append(alike[key])

    def of(self, visit: int) -> Kind:
        """The kind of this visit."""
        return self._kinds[visit]

    def gathered(self, visits: Iterable[int]) -> dict[Kind, list[int]]:
        """These visits by kind."""
        alike: dict[Kind, list[int]] = defaultdict(list)
        for visit in visits:
            alike[self._kinds[visit]].append(visit)
        return alike

    def _counts(self, visit: int) -> tuple[list[Count], int]:
        """What is counted of the visit's people, over few members rather than many, and the most people it may have."""
        counts = [
            Count(members, cell.curve, cell.fairness)
            for family, sets, alone in self._families
            if alone[visit]
            for row, members in sets.items()
            for cell in [family.cells[row + int(family.column[visit])]]
        ]
        size = next((count.curve for count in counts if count.members == self._members), None)
        receivers = self._people - self._compiled.members
        if size is None:
            return counts, self._people
        most = min(self._compiled.members, self._compiled.members if size.most is None else size.most)
        size = Curve(size.least or 0, most, (), 0)
        few = [each for count in counts for each in self._over_few(count, size)]
        return few, most + min(receivers, int(self._compiled.receivers_most[visit]))

    def _over_few(self, count: Count, size: Curve) -> list[Count]:
        """A count of members alone over the few, where it may be; one with hosts in it as it is."""
        return [count] if count.members & ~self._members else turned(count, self._members, size)

    def _kind(self, visit: int) -> Kind:
        counts, most = self._counts(visit)
        return Kind(tree(counts, self._everybody, most), most, self._people)

    def _curves_of_visits(self) -> Numbers:
        """Visits by rows of families: a number for each curve, -1 for none; curves that are alike have the same."""
        known: dict[tuple[bool, Curve], int] = {}
        numbers = [np.zeros((self._compiled.visit_count, 0), dtype=np.int64)]
        for family, sets, alone in self._families:
            cells = np.where(alone, family.column, 0)[:, None] + np.array(list(sets), dtype=np.int64)
            numbers.append(np.where(alone[:, None], _curve_numbers(family, known)[cells], -1))
        return np.concatenate(numbers, axis=1)


def _curve_numbers(family: Family, known: dict[tuple[bool, Curve], int]) -> Numbers:
    """The number of each cell's curve among those ``known``."""
    runs = [(cell, sum(1 for _ in alike)) for cell, alike in groupby(family.cells)]
    numbers = [known.setdefault((cell.fairness, cell.curve), len(known)) for cell, _ in runs]
    return np.repeat(np.array(numbers, dtype=np.int64), [count for _, count in runs])


def sets_of(family: Family) -> dict[int, int]:
    """Each row of the family with the members in it, a bit for each."""
    return {row: set_of(members) for row, members in family.members_of.items()}
