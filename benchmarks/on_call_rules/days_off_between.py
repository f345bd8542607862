"""Days on call are not next to one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement

from .days import other_than


@dataclass(frozen=True)
class DaysOffBetween(Rule):
    """Two days running by one member cost points; the model leaves out the last two.

    Why: The model says so.
    Source: MiniZinc Challenge 2013, on-call-rostering.
    Kept: A member does Monday and Wednesday.
    Broken: A member does Monday and Tuesday.
    Numbers: points_for_adjacent_days is the price of each pair.
    """

    points_for_adjacent_days: int = 1
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        days = [visit.id for visit in problem.visits]
        if self.points_for_adjacent_days:
            for one, other in pairwise(days[:-1]):
                yield other_than(one, other, "two days running", self.points_for_adjacent_days)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        places = sorted(rota.placements, key=lambda place: place.slot)
        for number in range(len(places) - 2):
            for member in set(places[number].members) & set(places[number + 1].members):
                sentence = f"{problem.member(member).name} is on call two days running."
                yield self.costs(self.points_for_adjacent_days, sentence, places[number].visit)
