"""Two visits in one locality are spread out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Apart, Finding, Rule, Statement


@dataclass(frozen=True)
class SpacedVisits(Rule):
    """Any two visits in one locality are so many days apart, or cost points.

    Why: It is how the bar counts two visits to one of its teams; each of its visits is a team of ours.
    Source: The public bar of November 2026.
    Kept: Two visits in North are 60 days apart.
    Broken: They are 59 days apart.
    Numbers: days_between is the least number of days; points_per_pair is the price of each pair that is closer.
    """

    days_between: int = 60
    points_per_pair: int = 15
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        places: dict[str, list[str]] = defaultdict(list)
        for visit in problem.visits:
            places[problem.team(visit.team).locality].append(visit.id)
        for place, visits in sorted(places.items()):
            if place and len(visits) > 1:
                why = f"visits in {place} {self.days_between} days apart"
                yield Apart(tuple(visits), self.days_between, why, points=self.points_per_pair)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for one, other in combinations(rota.placements, 2):
            locality = problem.team_of(one.visit).locality
            if locality and problem.team_of(other.visit).locality == locality:
                days = abs((one.slot.day - other.slot.day).days)
                if days < self.days_between:
                    sentence = f"{problem.title(one.visit)} and {problem.title(other.visit)} are {days} days apart."
                    yield self.costs(self.points_per_pair, sentence, other.visit)
