"""Tallies are gathered into families: those over the same visits, or the same members, lie side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rota.rules import Ids, Tally
from rota.solving.model.cost_curves import Counter, Curve, Family, curves_of

Weights = tuple[tuple[str, int], ...]


def families_of(
    members: dict[str, int], visits: dict[str, int], tallies: Sequence[tuple[str, bool, Tally]]
) -> tuple[Family, ...]:
    """The fewest families this simple grouping gives, in order of the first tally of each."""
    groups: list[_Builder] = []
    by_visits: dict[tuple[str, Ids | None], list[_Builder]] = {}
    by_members: dict[tuple[str, Ids | None, Weights], list[_Builder]] = {}  # a member has one weight in a family
    for rule, fairness, tally in tallies:
        beside = by_visits.setdefault((tally.each, tally.visits), [])
        below = by_members.setdefault((tally.each, tally.members, tally.weights), [])
        rows, columns = _ids(tally.members, members), _ids(tally.visits, visits)
        alone = not rows or not columns
        target = None if alone else next((b for b in beside if b.takes_members(rows)), None)
        if target is None and not alone and tally.each != "member":
            target = next((b for b in below if b.takes_visits(columns)), None)
        if target is None:
            target = _Builder(len(members), len(visits), rows, columns)
            groups.append(target)
            if not alone:
                beside.append(target)
                below.append(target)
        target.add(rule, fairness, tally, rows, columns, members)
    return tuple(builder.family() for builder in groups)


def _ids(ids: Ids | None, numbers: dict[str, int]) -> list[int]:
    return list(numbers.values()) if ids is None else [numbers[name] for name in ids]


class _Builder:
    """Collects tallies into one family: either its members grow over fixed visits, or its visits over fixed members.

    It is only asked to take a tally over the visits, or the members, of its first; ``rows`` and ``columns`` are that's.
    """

    def __init__(self, members: int, visits: int, rows: list[int], columns: list[int]) -> None:
        self._row = np.full(members, -1, dtype=np.int64)
        self._column = np.full(visits, -1, dtype=np.int64)
        self._weight = np.ones(members, dtype=np.int64)
        self._cells: list[Counter] = []
        self._grows = ""
        self._members_once = len(set(rows)) == len(rows)
        self._visits_once = len(set(columns)) == len(columns)

    def takes_members(self, rows: list[int]) -> bool:
        return self._grows in ("", "members") and self._visits_once and bool((self._row[rows] < 0).all())

    def takes_visits(self, columns: list[int]) -> bool:
        return self._grows in ("", "visits") and self._members_once and bool((self._column[columns] < 0).all())

    def add(
        self, rule: str, fairness: bool, tally: Tally, rows: list[int], columns: list[int], members: dict[str, int]
    ) -> None:
        self._weigh(tally, set(rows), members)
        if self._cells:
            self._grows = "members" if (self._row[rows] < 0).all() else "visits"
        first = len(self._cells)
        if self._grows == "visits":
            self._column[columns] = first + np.arange(len(columns)) * (tally.each == "visit")
        else:
            self._row[rows] = first + np.arange(len(rows)) * (tally.each == "member")
            if not first:
                self._column[columns] = np.arange(len(columns)) * (tally.each == "visit")
        whole = Curve(tally.least, tally.most, tally.cost, tally.cost_from)
        within: dict[tuple[int, int], Counter] = {}
        visits = 1 if tally.each == "visit" else len(columns)
        for below, above in self._weights_counted(tally, rows):
            reach = (below * visits, above * visits)
            if reach not in within:
                within[reach] = Counter(rule, fairness, tally.why, whole.within(*reach))
            self._cells += [within[reach]] * (len(columns) if tally.each == "visit" else 1)

    def _weigh(self, tally: Tally, rows: set[int], members: dict[str, int]) -> None:
        for name, weight in tally.weights:
            if name in members and members[name] in rows:
                self._weight[members[name]] = weight

    def _weights_counted(self, tally: Tally, rows: list[int]) -> list[tuple[int, int]]:
        """The weights below 0 and those above, added up: of each member, or of all of them."""
        weights: list[int] = self._weight[rows].tolist()
        each = [(min(0, weight), max(0, weight)) for weight in weights]
        return each if tally.each == "member" else [(sum(low for low, _ in each), sum(high for _, high in each))]

    def family(self) -> Family:
        fairness = np.array([cell.fairness for cell in self._cells], dtype=bool)
        return Family(self._row, self._column, self._weight, tuple(self._cells), curves_of(self._cells), fairness)
