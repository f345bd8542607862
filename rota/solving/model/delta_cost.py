"""What it costs when places change hands while every visit keeps its slot: many exchanges at once, as arrays.

Each exchange is read exactly as ``measure`` would read the two drafts, but only where they differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rota.solving.model.assignment import Draft, counts
from rota.solving.model.compiled_model import Compiled, Mask, Numbers
from rota.solving.model.cost_curves import Family


@dataclass(frozen=True, slots=True)
class Exchanges:
    """An exchange in each row: entry ``j`` puts the member on the visit where ``sign[j]`` is 1, off it where it is -1.

    Within an exchange no place is named twice, and each member gives up one place at most and takes one at most.
    """

    members: Numbers
    visits: Numbers
    sign: Numbers


class _Change:
    """What each exchange changes: by how much ``more`` is broken, by how much ``less`` elsewhere, and the points."""

    def __init__(self, exchanges: int) -> None:
        self.more = np.zeros(exchanges, dtype=np.int64)
        self.less = np.zeros(exchanges, dtype=np.int64)
        self.points = np.zeros(exchanges, dtype=np.int64)

    def breaks(self, by: Numbers) -> None:
        """Adds what the entries of each exchange break or (negative) mend."""
        self.more += np.maximum(by, 0).sum(axis=1)
        self.less += np.maximum(-by, 0).sum(axis=1)


class Ledger:
    """A draft's counts, so that what any exchange changes of them can be told quickly."""

    def __init__(self, compiled: Compiled, draft: Draft) -> None:
        self.compiled = compiled
        self.draft = draft
        self._counts = [counts(family, draft.groups) for family in compiled.families]
        self._close = [_close_visits(gap.low, gap.high, gap.visits, draft) for gap in compiled.shared_gaps]
        groups = draft.groups.astype(np.int64)
        self._own = [groups @ close for close in self._close]

    def change(self, exchanges: Exchanges) -> tuple[Numbers, Numbers]:
        """By how much each exchange changes what is broken, and the points."""
        change = self._read(exchanges)
        return change.more - change.less, change.points

    def legal(self, exchanges: Exchanges) -> tuple[Mask, Numbers]:
        """Whether each exchange breaks nothing that is kept, not even to mend something else, and the points."""
        change = self._read(exchanges)
        return change.more == 0, change.points

    def _read(self, exchanges: Exchanges) -> _Change:
        members, visits, sign = exchanges.members, exchanges.visits, exchanges.sign
        change = _Change(len(members))
        change.breaks((~self.may_go(members, visits)).astype(np.int64) * sign)
        slots, layers = self.draft.slots[visits], self.compiled.layer[visits]
        prices = self.compiled.place_price[members, visits] + self.compiled.time_price[layers, members, slots]
        change.points += prices @ sign
        for family, count in zip(self.compiled.families, self._counts, strict=True):
            _count(family, count, exchanges, change)
        for number, gap in enumerate(self.compiled.shared_gaps):
            close = self._closer(number, exchanges, gap.members)
            if gap.points is None:
                change.breaks(close)
            else:
                change.points += gap.points * close.sum(axis=1)
        return change

    def may_go(self, members: Numbers, visits: Numbers) -> Mask:
        """Whether the bars let each of these members be on each of these visits where it is now."""
        slots, layers = self.draft.slots[visits], self.compiled.layer[visits]
        free: Mask = self.compiled.free[layers, members, slots] & self.compiled.may_go[members, visits]
        return free

    def _closer(self, number: int, exchanges: Exchanges, bound: Mask | None) -> Numbers:
        """How many more pairs of visits of one member are too close for the gap of this number, entry by entry."""
        members, visits, sign = exchanges.members, exchanges.visits, exchanges.sign
        more = self._own[number][members, visits] * sign
        for taken in np.flatnonzero(sign > 0).tolist():  # the visit that the same member gives up is no neighbour
            for given in np.flatnonzero(sign < 0).tolist():
                same = members[:, taken] == members[:, given]
                more[:, taken] -= same * self._close[number][visits[:, given], visits[:, taken]]
        closer: Numbers = more if bound is None else more * bound[members]
        return closer


def _close_visits(low: Numbers, high: Numbers, visits: Mask, draft: Draft) -> Numbers:
    """Visits by visits: whether two different visits of the gap are too close where they are."""
    at = draft.slots
    close = (low[at][:, None] <= at) & (at < high[at][:, None]) & visits[:, None] & visits
    np.fill_diagonal(close, val=False)
    return close.astype(np.int64)


def _count(family: Family, count: Numbers, exchanges: Exchanges, change: _Change) -> None:
    """Adds what the exchanges change in the counters of the family."""
    rows, columns = family.row[exchanges.members], family.column[exchanges.visits]
    cells = np.where((rows >= 0) & (columns >= 0), rows + columns, -1)
    if not (cells >= 0).any():
        return
    weights = family.weight[exchanges.members] * exchanges.sign
    same = cells[:, :, None] == cells[:, None, :]
    moved = (same * weights[:, None, :]).sum(axis=2)
    first = ~np.tril(same, -1).any(axis=2)  # a cell that several entries touch changes once
    row, entry = np.nonzero((cells >= 0) & first & (moved != 0))
    touched, before = cells[row, entry], count[cells[row, entry]]
    after = before + moved[row, entry]
    curves = family.curves
    np.add.at(change.points, row, curves.points(touched, after) - curves.points(touched, before))
    missed = curves.short(touched, after) - curves.short(touched, before)
    np.add.at(change.more, row, np.maximum(missed, 0))
    np.add.at(change.less, row, np.maximum(-missed, 0))
