"""What it costs when places change hands while every visit keeps its slot: many exchanges at once, as arrays.

Each exchange is read exactly as ``measure`` would read the two drafts, but only where they differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rota.solving.model.assignment import Assignment, counts
from rota.solving.model.compiled_model import Compiled, Gap, Mask, Numbers
from rota.solving.model.cost_curves import Family
from rota.solving.model.variety_delta import VarietyLedger


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


class DeltaCost:
    """A draft's counts, so that what any exchange changes of them can be told quickly."""

    def __init__(self, compiled: Compiled, draft: Assignment) -> None:
        self.compiled = compiled
        self.draft = draft
        self._counts = [counts(family, draft.groups) for family in compiled.families]
        self._varieties = [VarietyLedger(variety, draft.groups) for variety in compiled.varieties]
        self._near = [_Near(gaps, draft) for gaps in _alike(compiled)]

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
        for near in self._near:
            closer = near.closer(exchanges)
            if near.must:
                change.breaks(closer)
            else:
                change.points += closer.sum(axis=1)
        for variety in self._varieties:
            exchange, missed, points = variety.change(members, visits, sign)
            np.add.at(change.points, exchange, points)
            np.add.at(change.more, exchange, np.maximum(missed, 0))
            np.add.at(change.less, exchange, np.maximum(-missed, 0))
        return change

    def may_go(self, members: Numbers, visits: Numbers) -> Mask:
        """Whether the bars let each of these members be on each of these visits where it is now."""
        slots, layers = self.draft.slots[visits], self.compiled.layer[visits]
        free: Mask = self.compiled.free[layers, members, slots] & self.compiled.may_go[members, visits]
        return free


def _alike(compiled: Compiled) -> list[list[Gap]]:
    """Gaps of visits that share a member, those that bind the same members and are all musts, or none, together."""
    alike: dict[tuple[bool, bytes], list[Gap]] = defaultdict(list)
    for gap in compiled.shared_gaps:
        alike[gap.points is None, b"" if gap.members is None else gap.members.tobytes()].append(gap)
    return list(alike.values())


class _Near:
    """What visits too close count together, for gaps that bind the same members and are all musts, or none is.

    As musts each pair counts 1, otherwise its points.
    """

    def __init__(self, gaps: Sequence[Gap], draft: Assignment) -> None:
        self.must = gaps[0].points is None
        self._gaps = gaps
        self._slots = draft.slots
        self._row = _rows(gaps[0].members, len(draft.groups))
        close = np.asarray(sum(gap.close(draft.slots) * np.int64(gap.points or 1) for gap in gaps))
        bound = draft.groups if gaps[0].members is None else draft.groups[gaps[0].members]
        own = (bound.astype(np.float64) @ close).astype(np.int64)  # exact up to 2 ** 53
        self._own = np.vstack([own, np.zeros_like(own[:1] if len(own) else close[:1])])

    def closer(self, exchanges: Exchanges) -> Numbers:
        """What more of it each entry makes."""
        members, visits, sign = exchanges.members, exchanges.visits, exchanges.sign
        rows = self._row[members]
        more: Numbers = self._own[rows, visits] * sign
        for taken in np.flatnonzero(sign > 0).tolist():  # the visit that the same member gives up is no neighbour
            for given in np.flatnonzero(sign < 0).tolist():
                same = np.flatnonzero((members[:, taken] == members[:, given]) & (rows[:, taken] >= 0))
                more[same, taken] -= self._close(visits[same, given], visits[same, taken])
        return more

    def _close(self, one: Numbers, other: Numbers) -> Numbers:
        counted = np.zeros(len(one), dtype=np.int64)
        for gap in self._gaps if len(one) else ():
            counted += gap.close_at(one, other, self._slots) * np.int64(gap.points or 1)
        return counted


def _rows(members: Mask | None, people: int) -> Numbers:
    """The row of each person among the members bound; -1 is the last row, of those whom nothing binds."""
    if members is None:
        return np.arange(people)
    return np.where(members, np.cumsum(members) - 1, -1)


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
