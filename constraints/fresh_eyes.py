"""A team is seen by members who have not just seen it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Ids, Price, Rule, Statement, all_or
from rota.text.english import day_in_words


@dataclass(frozen=True)
class FreshEyes(Rule):
    """A team is visited by members who have not visited it within the last year or so.

    A past visit counts from the given number of years before the year's start to the year's end, to
    the team itself or to one that it succeeds, however many times removed.

    Why: A newcomer notices what the last visitor has grown used to.
    Source: The Local Government Association asked in 2018 that a wider range of members engage (domain A10).
    Kept: Ann, who visited MASH three years ago, goes there again.
    Broken: Ann, who visited MASH last autumn, goes there again.
    Numbers: points_per_place is the price of each place given to somebody who knows the team; years is
        how many years before the year's start a visit still counts.
    """

    points_per_place: int = 10
    years: int = 1
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if not self.points_per_place:
            return
        since, until = _years_before(problem.year.ends()[0], self.years), problem.year.ends()[1]
        recent: dict[str, set[str]] = defaultdict(set)
        for past in problem.history:
            if since <= past.day <= until:
                recent[past.team].add(past.member)
        owed: dict[str, list[str]] = defaultdict(list)
        for visit in problem.visits:
            owed[visit.team].append(visit.id)
        succeeds = {team.id: team.succeeds for team in problem.teams}
        boxes: dict[Ids, list[str]] = defaultdict(list)
        for team, visits in owed.items():
            knowing = {member for known_as in _lineage(succeeds, team) for member in recent[known_as]}
            members = tuple(member.id for member in problem.members if member.id in knowing)
            if members:
                boxes[members] += visits
        for members, visits in sorted(boxes.items()):
            # Members are always named: without them a price is for each visit, not each place.
            why = "members who visited the team lately"
            yield Price(self.points_per_place, members, all_or(visits, problem.visits), None, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if not self.points_per_place:
            return
        start, end = problem.year.ends()
        successors: dict[str, list[str]] = defaultdict(list)
        for team in problem.teams:
            for earlier in team.succeeds:
                successors[earlier].append(team.id)
        last_seen: dict[tuple[str, str], date] = {}
        for past in problem.history:
            counts_until = (past.day.year + self.years, past.day.month, past.day.day)
            if counts_until >= (start.year, start.month, start.day) and past.day <= end:
                heirs = [past.team]
                for heir in heirs:
                    last_seen[past.member, heir] = past.day
                    heirs += [later for later in successors[heir] if later not in heirs]
        for placement in rota.placements:
            for member in placement.members:
                day = last_seen.get((member, problem.visit(placement.visit).team))
                if day:
                    noun = "year" if self.years == 1 else "years"
                    sentence = (
                        f"{problem.member(member).name} goes on {problem.title(placement.visit)}, having visited the "
                        f"team on {day_in_words(day)}; it should be over {self.years} {noun} before the year begins."
                    )
                    yield self.costs(self.points_per_place, sentence, placement.visit, (member,))


# For statements only.


def _years_before(day: date, years: int) -> date:
    if years >= day.year:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February, in a year that has none
        return date(day.year - years, 3, 1)


def _lineage(succeeds: Mapping[str, tuple[str, ...]], team: str) -> set[str]:
    found: set[str] = set()
    waiting = [team]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(succeeds.get(one, ()))
    return found
