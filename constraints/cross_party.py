"""A group comes from at least two political groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.domain.edits import SetRule
from rota.rules import Finding, Ids, Rule, Statement, Tally, Trouble, WayOut, all_or
from rota.text.english import joined, moment_in_words


@dataclass(frozen=True)
class CrossParty(Rule):
    """A visit by two or more members is made by members of at least two political groups.

    Political groups are read on the first day of the visit's part of the year. A member who sits with
    no group counts as a group of one. Visits that a member may make alone are left out.

    Why: What members see is believed by the whole council when more than one group saw it.
    Source: No council was found that requires it; Leicestershire's panels of 2014 were 3:1:1 (domain A7).
    Kept: A Labour and a Conservative member visit together; so do two members of no group.
    Broken: Two Labour members visit, and nobody else.
    Numbers: points_per_visit is the price of each visit made by one political group alone. must makes
        it a must instead; then the points do not matter.
    """

    points_per_visit: int = 20
    must: bool = False
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    may_choose: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if self.must or self.points_per_visit:
            for (party, outside), visits in sorted(_outsiders(problem).items()):
                yield Tally(
                    outside,
                    all_or(visits, problem.visits),
                    "visit",
                    f"somebody from outside {party}",
                    least=1 if self.must else None,
                    cost=() if self.must else (self.points_per_visit, 0, 0),
                )

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if not (self.must or self.points_per_visit):
            return
        parties: dict[date, list[str]] = {}
        for placement in rota.placements:
            if problem.team_of(placement.visit).group_least < 2:
                continue
            day = problem.first_day(placement.visit)
            if day not in parties:
                parties[day] = sorted({member.group_on(day) for member in problem.members} - {""})
            going = [problem.member(member) for member in placement.members]
            for party in parties[day]:
                if all(member.group_on(day) == party for member in going):
                    names = joined([member.name for member in going]) or "nobody"
                    sentence = (
                        f"{problem.title(placement.visit)} on {moment_in_words(placement.slot.start)} "
                        f"has {names}, with no member from outside {party}; it needs at least 1."
                    )
                    if self.must:
                        yield self.breach(sentence, placement.visit, placement.members)
                    else:
                        yield self.costs(self.points_per_visit, sentence, placement.visit, placement.members)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        sentence = "Allow a visit by members of one political group alone."
        yield WayOut(sentence, (SetRule(self.name, "must", False),), 3)


def _outsiders(problem: Problem) -> dict[tuple[str, Ids], list[str]]:
    """For statements only: each political group and the members outside it, with the visits for which that holds."""
    begun: dict[date, list[str]] = defaultdict(list)
    for visit in problem.visits:
        if problem.team_of(visit.id).group_least >= 2:
            begun[problem.first_day(visit.id)].append(visit.id)
    boxes: dict[tuple[str, Ids], list[str]] = defaultdict(list)
    for day, visits in begun.items():
        group = {member.id: member.group_on(day) for member in problem.members}
        for party in set(group.values()) - {""}:
            boxes[party, tuple(one for one, other in group.items() if other != party)] += visits
    return boxes
