"""A member has time between two visits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.domain.edits import SetRule
from rota.rules import Apart, Degrees, Finding, Rule, Statement, Trouble, WayOut
from rota.text.english import day_in_words


@dataclass(frozen=True)
class BreathingSpace(Rule):
    """Two visits by the same member lie at least so many days apart.

    Why: A member has a report to write and other duties; two visits close together crowd both out.
    Source: Default; at Halton and Haringey the visits fell on the few who made time (domain A9).
    Kept: Ann visits on 1 June and on 27 July, 56 days later.
    Broken: Ann visits on 1 June and on 26 July, 55 days later.
    Numbers: days_between is the least number of days from one visit to the next, 0 for any;
        points_per_pair is the price of each pair of visits by one member that lie closer. must makes it
        a must instead; then the points do not matter.
    """

    days_between: int = 56
    points_per_pair: int = 15
    must: bool = False
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    may_choose: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        asked = self.must or self.points_per_pair
        if asked and self.days_between and len(problem.visits) > 1:
            why = f"{self.days_between} days between two visits of a member"
            yield Apart(None, self.days_between, why, shared=True, points=None if self.must else self.points_per_pair)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        visits = rota.by_member()
        for member in problem.members:
            for one, other in combinations(visits.get(member.id, ()), 2):
                days = other.slot.day.toordinal() - one.slot.day.toordinal()
                if days >= self.days_between:
                    continue
                sentence = (
                    f"{member.name} goes on {problem.title(one.visit)} on {day_in_words(one.slot.day)} and on "
                    f"{problem.title(other.visit)} on {day_in_words(other.slot.day)}: "
                    f"{days} {'day' if days == 1 else 'days'} apart, {self.days_between - days} fewer than "
                    f"the {self.days_between} there should be."
                )
                if self.must:
                    yield self.breach(sentence, other.visit, (member.id,))
                elif self.points_per_pair:
                    yield self.costs(self.points_per_pair, sentence, other.visit, (member.id,))

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut | Degrees]:
        closer = range(self.days_between - 1, -1, -1)
        yield Degrees(tuple(self._closer(days) for days in closer))
        yield from super().ways_out(problem, trouble)

    def _closer(self, days: int) -> WayOut:
        apart = {0: "on one day", 1: "1 day apart"}.get(days, f"{days} days apart")
        sentence = f"Let two visits of one member be {apart} instead of {self.days_between}."
        return WayOut(sentence, (SetRule(self.name, "days_between", days),), 4)
