"""The staff are on call about as often, by their loads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement, Tally

from .days import WEEKEND, is_weekend


@dataclass(frozen=True)
class BalancedLoads(Rule):
    """For any two of the staff, days on call by load differ by at most so much, week days and weekends apart.

    Days of one times the load of the other, in percent, are compared.

    Why: The model says so.
    Source: MiniZinc Challenge 2013, on-call-rostering.
    Kept: Two of full load have 3 and 4 week days, and 1 is allowed.
    Broken: They have 3 and 5.
    Numbers: percent_of_members is the load of each member in order of id, none for full loads; most_week_days
    and most_weekends are the imbalances that are allowed.
    """

    percent_of_members: tuple[int, ...] = ()
    most_week_days: int = 1
    most_weekends: int = 1

    def statements(self, problem: Problem) -> Iterator[Statement]:
        loads = self.percent_of_members or (100,) * len(problem.members)
        weekends = tuple(visit.id for visit in problem.visits if is_weekend(problem, visit.id))
        others = tuple(visit.id for visit in problem.visits if visit.id not in weekends)
        for visits, most, what in ((others, self.most_week_days, "week days"), (weekends, self.most_weekends, WEEKEND)):
            for (one, load), (other, its) in combinations(zip(problem.members, loads, strict=True), 2):
                why = f"{what} of {one.name} and {other.name}"
                weights = ((one.id, its), (other.id, -load))
                yield Tally((one.id, other.id), visits, "", why, -100 * most, 100 * most, weights=weights)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        loads = self.percent_of_members or [100 for _ in problem.members]
        made: dict[bool, list[str]] = {True: [], False: []}
        for place in rota.placements:
            made[problem.team_of(place.visit).locality == WEEKEND] += place.members
        for weekend, most in ((False, self.most_week_days), (True, self.most_weekends)):
            days = [made[weekend].count(member.id) for member in problem.members]
            for i in range(len(days)):
                for j in range(i):
                    if abs(loads[i] * days[j] - loads[j] * days[i]) > 100 * most:
                        names = f"{problem.members[j].name} and {problem.members[i].name}"
                        yield self.breach(
                            f"{names} have {days[j]} and {days[i]} {'weekends' if weekend else 'week days'}."
                        )
