"""The members of a group come from different wards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Ids, Rule, Statement, Tally, all_or
from rota.text.english import joined


@dataclass(frozen=True)
class SameWard(Rule):
    """No two members of the same ward go on one visit.

    Wards are read on the first day of the visit's part of the year. Members of no ward, such as those
    co-opted, are never of the same ward.

    Why: Members of different wards see different families' worlds, and more wards hear of the team.
    Source: Default: no council was found that says either (domain A17).
    Kept: Members for Ainsdale and for Birkdale visit together.
    Broken: Two of the three members for Ainsdale visit together.
    Numbers: points_per_extra_member is the price of each member beyond the first of a ward on a visit.
        must makes it a must instead; then the points do not matter.
    """

    points_per_extra_member: int = 10
    must: bool = False
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    may_choose: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if self.must or self.points_per_extra_member:
            for (ward, members), visits in sorted(_neighbours(problem).items()):
                yield Tally(
                    all_or(members, problem.members),
                    all_or(visits, problem.visits),
                    "visit",
                    f"one member for {ward}",
                    most=1 if self.must else None,
                    cost=() if self.must else (0, 0, self.points_per_extra_member),
                )

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            day = problem.first_day(placement.visit)
            going = [problem.member(member) for member in placement.members]
            for ward in sorted({member.ward_on(day) for member in going} - {""}):
                together = [member for member in going if member.ward_on(day) == ward]
                extra = len(together) - 1
                if not extra:
                    continue
                sentence = (
                    f"{problem.title(placement.visit)} has {len(together)} members for {ward} "
                    f"({joined([member.name for member in together])}), {extra} more than 1."
                )
                members = tuple(member.id for member in together)
                if self.must:
                    yield self.breach(sentence, placement.visit, members)
                elif self.points_per_extra_member:
                    yield self.costs(extra * self.points_per_extra_member, sentence, placement.visit, members)


def _neighbours(problem: Problem) -> dict[tuple[str, Ids], list[str]]:
    """For statements only: each ward with its two or more members, and the visits for which that holds."""
    begun: dict[date, list[str]] = defaultdict(list)
    for visit in problem.visits:
        begun[problem.first_day(visit.id)].append(visit.id)
    boxes: dict[tuple[str, Ids], list[str]] = defaultdict(list)
    for day, visits in begun.items():
        for ward, members in _wards(problem, day).items():
            if ward and len(members) > 1:
                boxes[ward, tuple(members)] += visits
    return boxes


def _wards(problem: Problem, day: date) -> dict[str, list[str]]:
    wards: dict[str, list[str]] = defaultdict(list)
    for member in problem.members:
        wards[member.ward_on(day)].append(member.id)
    return wards
