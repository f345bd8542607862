"""Who could be on which visit at one of its possible slots, for how many points at least, and how many at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from rota.solving.compiled import Compiled, Mask, Numbers
from rota.solving.presolve import Presolved
from rota.solving.visit_trees import Kind


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
        self._free = compiled.free.astype(np.float32)
        self._at_once = cache(self._free_of_each_set)

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

    def at_once(self, kind: Kind, visit: int) -> tuple[int, ...]:
        """For each set of the kind's tree, how many of it are ever free at one slot: others cannot go together."""
        free = self._at_once(kind, int(self._compiled.layer[visit]), self._compiled.may_go[:, visit].tobytes())
        counts: list[int] = free[:, self._slots[visit]].max(axis=1).tolist()
        return tuple(counts)

    def _free_of_each_set(self, kind: Kind, layer: int, may_go: bytes) -> Numbers:
        """Sets by slots: how many of each are free when."""
        going = kind.inside & np.frombuffer(may_go, dtype=bool)
        counts: Numbers = (going.astype(np.float32) @ self._free[layer]).astype(np.int64)
        return counts

    def _meets(self, free: Mask) -> Mask:
        """Members by visits: whether the member is free, by these layers of members by slots, at a possible slot."""
        meets = np.zeros(self._compiled.may_go.shape, dtype=bool)
        for layer in np.unique(self._compiled.layer):
            visits = np.flatnonzero(self._compiled.layer == layer)
            slots = self.at[visits].astype(np.float32)
            meets[:, visits] = free[layer].astype(np.float32) @ slots.T > 0
        return meets
