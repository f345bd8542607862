"""Visits, past and new, are shared so that their squares add up to little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement, Tally


@dataclass(frozen=True)
class SquaredLoads(Rule):
    """Each member's visits, past and new, cost their square.

    Unlike in the rule "fair share", what the past alone costs is counted, and terms and leave do not matter.

    Why: It is how the bar counts.
    Source: The public bar of November 2026.
    Kept: A member with one past visit and one new costs 4 squares.
    Broken: Nothing is: every load has its price.
    Numbers: points_per_square is the price of one.
    """

    points_per_square: int = 10
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    measures_fairness: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        past = Counter(visit.member for visit in problem.history)
        for member in problem.members:
            loads = range(past[member.id], past[member.id] + len(problem.visits) + 1)
            cost = tuple(self.points_per_square * load * load for load in loads)
            yield Tally((member.id,), None, "", f"{member.name}: {past[member.id]} earlier visits", cost=cost)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        visits = rota.by_member()
        for member in problem.members:
            load = len(problem.past_visits_of(member.id)) + len(visits.get(member.id, ()))
            if load and self.points_per_square:
                yield self.costs(self.points_per_square * load**2, f"{member.name} has a load of {load}.")
