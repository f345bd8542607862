"""A weekend on call does not follow a Wednesday on call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement

from .days import WEEKEND, is_weekend, other_than


@dataclass(frozen=True)
class WednesdayOff(Rule):
    """A weekend and the Wednesday before it by one member cost points.

    Why: The model says so.
    Source: MiniZinc Challenge 2013, on-call-rostering.
    Kept: A member does Tuesday and the weekend.
    Broken: A member does Wednesday and the weekend.
    Numbers: points_for_wednesday is the price of each such pair.
    """

    points_for_wednesday: int = 1
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        days = [visit.id for visit in problem.visits]
        if self.points_for_wednesday:
            for one, other in zip(days, days[2:], strict=False):
                if is_weekend(problem, other):
                    yield other_than(one, other, "Wednesday and weekend", self.points_for_wednesday)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        places = sorted(rota.placements, key=lambda place: place.slot)
        for number in range(2, len(places)):
            if problem.team_of(places[number].visit).locality == WEEKEND:
                for member in set(places[number].members) & set(places[number - 2].members):
                    sentence = f"{problem.member(member).name} is on call on Wednesday and over the weekend."
                    yield self.costs(self.points_for_wednesday, sentence, places[number].visit)
