"""Who could be on which visit at one of its possible slots, for how many points at least, and how many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rota.solving.bounds.visit_trees import Kind
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.presolve import Presolved


class Possible:
    """Members by visits. A visit without a possible slot has nobody."""

    def __init__(self, compiled: Compiled, presolved: Presolved) -> None:
        self._compiled = compiled
        self._slots = presolved.slots
        self.at = np.zeros(compiled.open.shape, dtype=bool)
        for visit, slots in enumerate(presolved.slots):
            self.at[visit, slots] = True
        self.visits = np.flatnonzero(self.at.any(axis=1))
        self.who = compiled.may_go & self._meets(compiled.free)

    def place_prices(self) -> Numbers:
        """The least points for each place: the member's on such a visit, and at the cheapest possible slot."""
        prices = self._compiled.place_price.copy()
        if self._compiled.has_time_price:
            cheapest = np.zeros(prices.shape, dtype=np.int64)
            for level in np.unique(self._compiled.time_price)[::-1]:
                cheapest[self._meets(self._compiled.free & (self._compiled.time_price == level))] = level
            prices += cheapest
        return prices

    def visit_prices(self) -> int:
        """The least points for the times of all visits."""
        dearest = self._compiled.visit_price.max(initial=0)
        priced = np.where(self.at, self._compiled.visit_price, dearest)[self.visits]
        return int(priced.min(axis=1, initial=dearest).sum())

    def most_of(self, kind: Kind, visits: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """For each of these visits, which are of one kind, the most members in each set of its tree.

        They are no more than are ever free at one slot: those who cannot meet cannot go together.
        """
        alike: dict[tuple[int, bytes], list[int]] = defaultdict(list)
        for visit in visits:
            alike[int(self._compiled.layer[visit]), self._compiled.may_go[:, visit].tobytes()].append(visit)
        most: dict[int, tuple[int, ...]] = {}
        for several in alike.values():
            counts = self._free_of_each_set(kind, several[0])
            for visit in several:
                at_once = counts[:, self._slots[visit]].max(axis=1)
                most[visit] = tuple(np.minimum(at_once, kind.limits).tolist())
        return most

    def _free_of_each_set(self, kind: Kind, visit: int) -> Numbers:
        """Sets of the visit's tree by slots: how many of each set are free when."""
        free = self._compiled.free[self._compiled.layer[visit]][kind.by_set]
        free = free & self._compiled.may_go[kind.by_set, visit, None]
        counts = np.zeros((len(kind.nodes), free.shape[1]), dtype=np.int64)
        counts[kind.own_sets] = np.add.reduceat(free, kind.own_starts, axis=0, dtype=np.int64)
        for number in range(len(kind.nodes) - 1, 0, -1):
            counts[kind.nodes[number].parent] += counts[number]
        return counts

    def _meets(self, free: Mask) -> Mask:
        """Members by visits: whether the member is free, by these layers of members by slots, at a possible slot."""
        meets = np.zeros(self._compiled.may_go.shape, dtype=bool)
        words = _in_words(self.at)
        for layer in np.unique(self._compiled.layer):
            visits = np.flatnonzero(self._compiled.layer == layer)
            for of_members, of_visits in zip(_in_words(free[layer]), words[:, visits], strict=True):
                meets[:, visits] |= (of_members[:, None] & of_visits) != 0
        return meets


def _in_words(rows: Mask) -> NDArray[np.uint64]:
    """Of rows by columns, words by rows: 64 columns in each word, a bit for each."""
    octets = np.packbits(rows, axis=1)
    whole = np.pad(octets, ((0, 0), (0, -octets.shape[1] % 8)))
    return np.ascontiguousarray(whole).view(np.uint64).T
