"""Members on their first visit go with somebody experienced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement, Tally, all_or
from rota.text.english import joined


@dataclass(frozen=True)
class Mentoring(Rule):
    """Members who have never visited go with somebody experienced, at most two of them with each.

    Experience is counted in visits before the year's start, and who has never visited is read from the
    history: the other visits of this rota change neither. Visits that a member may make alone are left
    out, and nothing is asked while nobody experienced can go on a visit of the year.

    Why: The first visit teaches how to listen, what to ask and what to write down.
    Source: Cheshire East and Halton train members before they visit (domain A11); going in pairs is a default.
    Kept: Ann and Bob, who are new, go with Cat, who has visited twice.
    Broken: Ann and Bob go by themselves: two places short.
    Numbers: points_per_place is the price of each newcomer beyond two for each experienced member;
        visits_to_be_experienced is the number of earlier visits that makes a member experienced.
    """

    points_per_place: int = 8
    visits_to_be_experienced: int = 1
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    nobody_could: ClassVar[str] = "nobody experienced could go, or no fewer newcomers, while the other visits stay"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        first, _ = problem.year.ends()
        any_visits = {visit.member for visit in problem.history}
        earlier = Counter(visit.member for visit in problem.history if visit.day < first)
        experienced = {m.id for m in problem.members if earlier[m.id] >= self.visits_to_be_experienced}
        weight = {m.id: 2 * (m.id in experienced) - (m.id not in any_visits) for m in problem.members}
        weights = {member: by for member, by in weight.items() if by}
        visits = tuple(visit.id for visit in problem.visits if problem.team(visit.team).group_least >= 2)
        guides = experienced - problem.cannot_go.keys()
        if self.points_per_place and guides and visits and min(weight.values()) < 0:
            yield Tally(
                members=all_or(weights, problem.members),
                visits=all_or(visits, problem.visits),
                each="visit",
                why="newcomers go with somebody experienced",
                cost=(self.points_per_place, 0, 0),
                cost_from=-1,
                weights=tuple(weights.items()),
            )

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if not self.points_per_place:
            return
        start = problem.year.start
        assert start is not None
        new, experienced = [], []
        for member in problem.members:
            days = [visit.day for visit in problem.past_visits_of(member.id)]
            if not days:
                new.append(member.id)
            if sum(day < start for day in days) >= self.visits_to_be_experienced:
                experienced.append(member.id)
        if all(member in problem.cannot_go for member in experienced):
            return
        for placement in rota.placements:
            newcomers = [member for member in placement.members if member in new]
            guides = sum(member in experienced for member in placement.members)
            short = len(newcomers) - 2 * guides
            if short > 0 and problem.team_of(placement.visit).group_least > 1:
                names = joined([problem.member(member).name for member in newcomers])
                who = "1 member" if len(newcomers) == 1 else f"{len(newcomers)} members"
                with_them = f"{guides} experienced, two to each at most" if guides else "nobody experienced"
                sentence = (
                    f"{problem.title(placement.visit)} has {who} with no visit before this rota ({names}) and "
                    f"{with_them}: {short} too many."
                )
                yield self.costs(short * self.points_per_place, sentence, placement.visit, tuple(newcomers))

    def remarks(self, problem: Problem, rota: Rota) -> Iterator[str]:
        """Nothing is asked where nobody experienced can go: newcomers then go by themselves, and that is said."""
        first, _ = problem.year.ends()
        earlier = Counter(visit.member for visit in problem.history if visit.day < first)
        able = [member.id for member in problem.members if member.id not in problem.cannot_go]
        if not self.points_per_place or any(earlier[member] >= self.visits_to_be_experienced for member in able):
            return
        alone = sum(
            len(placement.members) > 1 and not any(earlier[member] for member in placement.members)
            for placement in rota.placements
        )
        if alone:
            visits = "1 visit has only members who go" if alone == 1 else f"{alone:,} visits have only members who go"
            made = "a visit" if self.visits_to_be_experienced == 1 else f"{self.visits_to_be_experienced} visits"
            yield f"{visits} for the first time: nobody who can go has made {made} before."
