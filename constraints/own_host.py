"""A team's own host receives its visitors, rather than a deputy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Price, Rule, Statement, all_or


@dataclass(frozen=True)
class OwnHost(Rule):
    """Each visit is received by the team's host or else by the first deputy, the second only after that, and so on.

    Why: The service manager answers for the team; a deputy can say less, and has visits of their own to receive.
    Source: Sefton 2018, 2.2 to 2.4 (domain A5): visits are made with the team's service manager; a deputy is an option.
    Kept: Jo Smith, the host of MASH, receives its visit.
    Broken: Kim Lee, the second deputy, receives it: twice the price of the first.
    Numbers: points_per_deputy is the price of a visit that the first deputy receives; the second costs twice that,
        and so on.
    """

    points_per_deputy: int = 10
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        visits: dict[tuple[int, str], list[str]] = defaultdict(list)
        for visit in problem.visits:
            for place, person in enumerate(problem.team_of(visit.id).receivers):
                visits[place, person].append(visit.id)
        for (place, person), theirs in sorted(visits.items()):
            if place and self.points_per_deputy:
                why = f"own host: {problem.name_of(person)} is deputy number {place}"
                yield Price(place * self.points_per_deputy, (person,), all_or(theirs, problem.visits), None, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            receivers = problem.team_of(placement.visit).receivers
            for person in placement.receivers:
                number = receivers.index(person) if person in receivers else 0
                if number and self.points_per_deputy:
                    title, name = problem.title(placement.visit), problem.name_of(person)
                    sentence = f"{title} is received by {name}, a deputy, instead of {problem.name_of(receivers[0])}."
                    yield self.costs(number * self.points_per_deputy, sentence, placement.visit, (person,))
