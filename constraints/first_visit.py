"""Places go first to members who have never visited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Price, Rule, Statement


@dataclass(frozen=True)
class FirstVisit(Rule):
    """Places go first to members who have never made a visit, while there are any.

    Who has visited is read from the history, not from this rota. It asks nothing once every member who
    serves in the year, and can go on a visit of it, has visited.

    Why: A scheme that few members have seen from the inside has few friends.
    Source: The Local Government Association asked in 2018 for the new intake to be used (domain A10).
    Kept: Ann, elected in May and never on a visit, goes to MASH.
    Broken: Bob, who has visited before, goes to MASH while Ann has never been anywhere.
    Numbers: points_per_place is the price of each place given to a member who has visited before.
    """

    points_per_place: int = 5
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        visited = {visit.member for visit in problem.history}
        members = tuple(member.id for member in problem.members if member.id in visited)
        waiting = {member.id for member in problem.members} - visited - problem.cannot_go.keys()
        newcomers = any(term.within(problem.year) for one in waiting for term in problem.member(one).terms)
        if self.points_per_place and members and newcomers:
            yield Price(self.points_per_place, members, None, None, "members who have visited before")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        waiting = [
            member
            for member in problem.members
            if member.id not in problem.cannot_go
            if not problem.past_visits_of(member.id) and any(map(member.serves_on, problem.year.days()))
        ]
        if not (self.points_per_place and waiting):
            return
        others = "1 member" if len(waiting) == 1 else f"{len(waiting)} members"
        for placement in rota.placements:
            for member in placement.members:
                times = len(problem.past_visits_of(member))
                if times:
                    sentence = (
                        f"{problem.member(member).name} goes on {problem.title(placement.visit)} after "
                        f"{times} earlier {'visit' if times == 1 else 'visits'}; {others} had none before this rota."
                    )
                    yield self.costs(self.points_per_place, sentence, placement.visit, (member,))
