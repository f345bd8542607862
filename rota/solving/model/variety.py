"""Distinct statements as arrays: how many different teams or partners a member has, or how often they come again.

Everything that engines ask of this kind of statement stands here, but for its variables in CP-SAT
(``cpsat.variety_encoding``) and its sums in the flat kernel. Both kinds are one table: how often each counted member
meets each *key*, which is a team, or a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rota.domain import Problem
from rota.rules import Distinct
from rota.solving.model.cost_curves import Curve
from rota.solving.model.gaps import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Variety:
    """A Distinct: the numbers of its members, in order; its visits; the team of each, or None where partners count.

    ``keys`` is how many teams, or members, there are. ``again`` counts every time after the first.
    """

    rule: str
    members: Numbers
    visits: Mask
    team: Numbers | None
    keys: int
    again: bool
    curve: Curve

    def met(self, groups: Mask) -> Numbers:
        """Counted members by keys: how often each is met by those who go (people by visits)."""
        on = groups[self.members][:, self.visits].astype(np.float32)
        if self.team is None:
            met = on @ groups[: self.keys, self.visits].T.astype(np.float32)
            met[np.arange(len(self.members)), self.members] = 0
        else:
            met = on @ (self.team[self.visits, None] == np.arange(self.keys)).astype(np.float32)
        return np.asarray(met).astype(np.int64)

    def each(self, met: Numbers) -> Numbers:
        """What each key that is met so often adds to the count."""
        counted: Numbers = np.maximum(met - 1, 0) if self.again else np.minimum(met, 1)
        return counted

    def counts(self, groups: Mask) -> Numbers:
        """The count of each counted member."""
        return np.asarray(self.each(self.met(groups)).sum(axis=1))

    def short(self, counts: Numbers) -> Numbers:
        """By how much each of these counts misses the bounds."""
        return self._of_each(counts, self.curve.short)

    def points(self, counts: Numbers) -> Numbers:
        """The points of each of these counts."""
        return self._of_each(counts, self.curve.points)

    def prices(self, counts: Numbers, breach_price: int) -> Numbers:
        """The points of each, and the breach price for each unit that it misses the bounds by."""
        return self.points(counts) + breach_price * self.short(counts)

    @staticmethod
    def _of_each(counts: Numbers, what: Callable[[int], int]) -> Numbers:
        different, place = np.unique(counts, return_inverse=True)
        return np.array([what(count) for count in different.tolist()], dtype=np.int64)[place].reshape(counts.shape)

    @property
    def rises(self) -> bool:
        """Whether to count less is never worse: what leaves some of it out is then a relaxation."""
        return self.curve.least is None and list(self.curve.cost) == sorted(self.curve.cost)

    def rows(self, people: int) -> Numbers:
        """For each person the place among the counted members, or -1."""
        rows = np.full(people, -1, dtype=np.int64)
        rows[self.members] = np.arange(len(self.members))
        return rows

    def within(self, chosen: Numbers) -> Variety:
        """The same of the chosen visits alone; no least is asked where others could add to the count."""
        visits = self.visits[chosen]
        curve = self.curve if visits.sum() == self.visits.sum() else replace(self.curve, least=None)
        return replace(self, visits=visits, team=None if self.team is None else self.team[chosen], curve=curve)

    def broken(self, groups: Mask) -> Iterator[tuple[int, Mask, int, int]]:
        """Each member whose bounds are missed, the visits that it is about, how many are missing, how many over."""
        counts = self.counts(groups)
        for row in np.flatnonzero(self.short(counts)).tolist():
            member, count = int(self.members[row]), int(counts[row])
            over = 0 if self.curve.most is None else max(0, count - self.curve.most)
            yield member, self.visits & groups[member] if over else self.visits, self.curve.short(count) - over, over


def variety_of(problem: Problem, rule: str, distinct: Distinct, members: Iterable[int], visits: Mask) -> Variety:
    """The arrays of the statement, whose members have these numbers."""
    team = None
    keys = len(problem.members)
    if distinct.of == "team":
        numbers = {team.id: number for number, team in enumerate(problem.teams)}
        team, keys = np.array([numbers[visit.team] for visit in problem.visits], dtype=np.int64), len(numbers)
    curve = Curve(distinct.least, distinct.most, distinct.cost, distinct.cost_from)
    again = distinct.count == "again"
    return Variety(rule, np.array(sorted(members), np.int64), visits, team, keys, again, curve)


class VarietyCounts:
    """What members have met while visits fill one by one: for the greedy start and the choice of candidates."""

    def __init__(self, variety: Variety, groups: Mask, breach_price: int) -> None:
        self.variety = variety
        self.met = variety.met(groups)
        self._price = breach_price
        self._row = variety.rows(len(groups))

    def steps(self, visit: int, group: Sequence[int]) -> Numbers:
        """For each person what one more place on this visit costs, beside those of the group."""
        variety, result = self.variety, np.zeros(len(self._row), dtype=np.int64)
        if not variety.visits[visit]:
            return result
        counts = variety.each(self.met).sum(axis=1)
        if variety.team is not None:
            one_more = variety.each(self.met[:, variety.team[visit]] + 1) - variety.each(
                self.met[:, variety.team[visit]]
            )
            result[variety.members] = self._step(counts, np.asarray(one_more))
            return result
        gain = variety.each(self.met + 1) - variety.each(self.met)
        others = [one for one in group if one < variety.keys]
        result[variety.members] += self._step(counts, gain[:, others].sum(axis=1))
        for one in others:
            row = self._row[one]
            if row >= 0:
                now = np.full(variety.keys, counts[row] + gain[row, [other for other in others if other != one]].sum())
                result[: variety.keys] += self._step(now, gain[row])
        result[variety.keys :] = 0
        return result

    def take(self, visit: int, group: Sequence[int]) -> None:
        """Counts the group on the visit."""
        if not self.variety.visits[visit]:
            return
        for one in group:
            row = self._row[one]
            if row >= 0 and self.variety.team is not None:
                self.met[row, self.variety.team[visit]] += 1
            elif row >= 0:
                self.met[row, [other for other in group if other < self.variety.keys and other != one]] += 1

    def _step(self, counts: Numbers, more: Numbers) -> Numbers:
        prices = self.variety.prices
        return prices(counts + more, self._price) - prices(counts, self._price)
