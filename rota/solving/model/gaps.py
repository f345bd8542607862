"""Days that must lie between visits: any two of a set, or pairs held in compressed sparse rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class VisitPairs:
    """Pairs of visits, each held twice: ``other[first[v] : first[v + 1]]`` are those paired with visit v, in order."""

    first: Numbers
    other: Numbers

    @classmethod
    def of(cls, cliques: Iterable[Sequence[int]], visits: int) -> VisitPairs:
        """Any two visits within one of these sets, each pair once, of so many visits."""
        codes = [np.zeros(0, dtype=np.int64)]
        for clique in cliques:
            numbers = np.array(clique, dtype=np.int64)
            both = numbers[:, None] * visits + numbers
            codes.append(both[~np.eye(len(numbers), dtype=bool)])
        return cls._of_codes(np.unique(np.concatenate(codes)), visits)

    @classmethod
    def _of_codes(cls, codes: Numbers, visits: int) -> VisitPairs:
        one, other = np.divmod(codes, max(1, visits))
        return cls(np.searchsorted(one, np.arange(visits + 1)).astype(np.int64), other)

    def each(self) -> tuple[Numbers, Numbers]:
        """The two visits of every pair, the lower number first."""
        one = np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))
        once = one < self.other
        return one[once], self.other[once]

    def within(self, chosen: Numbers) -> VisitPairs:
        """The pairs of which both visits are chosen, with their numbers among the chosen."""
        number = np.full(len(self.first) - 1, -1, dtype=np.int64)
        number[chosen] = np.arange(len(chosen))
        one = np.repeat(number, np.diff(self.first))
        other = number[self.other]
        kept = (one >= 0) & (other >= 0)
        return self._of_codes(np.sort(one[kept] * len(chosen) + other[kept]), len(chosen))


@dataclass(frozen=True, slots=True)
class Gap:
    """An Apart: its visits, and for each slot the range from ``low`` up to but not with ``high`` of slots too close.

    It binds any two of its visits or, with ``pairs``, only those pairs: what many Aparts that are otherwise alike ask.
    """

    rule: str
    visits: Mask
    days: int
    low: Numbers
    high: Numbers
    shared: bool
    members: Mask | None
    points: int | None
    pairs: VisitPairs | None = None

    def too_close(self, one: int, other: int) -> bool:
        """Whether two visits at these slots are too close."""
        return bool(self.low[one] <= other < self.high[one])

    def windows(self, slots: Sequence[int]) -> list[list[int]]:
        """The largest runs of these slots, given in order, in which any two are too close."""
        runs: list[list[int]] = []
        reached = -1
        after = 0
        for index, slot in enumerate(slots):
            while after < len(slots) and slots[after] < self.high[slot]:
                after += 1
            if after > reached and after > index:
                runs.append(list(slots[index:after]))
                reached = after
        return runs

    def binds(self, member: int) -> bool:
        """Whether a shared gap holds for this member."""
        return self.members is None or bool(self.members[member])

    def beside(self, visit: int, among: Numbers) -> Numbers:
        """Which of these visits, given in order, it binds with the visit; the visit itself may be among them."""
        if not self.visits[visit]:
            return among[:0]
        if self.pairs is None:
            return among[self.visits[among]]
        return np.intersect1d(among, self._paired(visit), assume_unique=True)

    def pairs_among(self, visits: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs that it binds of these visits, in their order."""
        inside = [visit for visit in visits if self.visits[visit]]
        if self.pairs is None:
            return [(one, other) for index, one in enumerate(inside) for other in inside[index + 1 :]]
        place = {visit: index for index, visit in enumerate(inside)}
        return [
            (one, other)
            for index, one in enumerate(inside)
            for other in self._paired(one).tolist()
            if place.get(other, -1) > index
        ]

    def binds_any_two(self, visits: Sequence[int]) -> bool:
        """Whether it binds every pair of these visits."""
        return len(self.pairs_among(visits)) == len(visits) * (len(visits) - 1) // 2

    def most_beside(self) -> int:
        """With how many visits it binds one of them at most: so many Aparts may have asked for it; 1 without pairs."""
        return 1 if self.pairs is None else int(np.diff(self.pairs.first).max(initial=0))

    def close(self, slots: Numbers) -> Mask:
        """Visits by visits, each at its slot: which two different ones it binds are too close."""
        at = slots[:, None]
        close: Mask = (self.low[at] <= slots) & (slots < self.high[at]) & self.visits[:, None] & self.visits
        if self.pairs is not None:
            bound = np.zeros_like(close)
            bound[self.pairs.each()] = True
            close &= bound | bound.T
        np.fill_diagonal(close, val=False)
        return close

    def close_at(self, one: Numbers, other: Numbers, slots: Numbers) -> Mask:
        """Which of these pairs of visits, each at its slot, are of different visits that it binds and too close."""
        at, there = slots[one], slots[other]
        close: Mask = (self.low[at] <= there) & (there < self.high[at])
        close &= self.visits[one] & self.visits[other] & (one != other)
        if self.pairs is not None and close.any():
            visits = len(self.pairs.first) - 1
            known = np.repeat(np.arange(visits), np.diff(self.pairs.first)) * visits + self.pairs.other
            close &= np.isin(one * visits + other, known)
        return close

    def _paired(self, visit: int) -> Numbers:
        assert self.pairs is not None
        return self.pairs.other[self.pairs.first[visit] : self.pairs.first[visit + 1]]
