"""A member with a declared interest in a team does not visit it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.domain import Problem, Rota
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or


@dataclass(frozen=True)
class Interests(Rule):
    """No member visits a team that they may not visit.

    Outputs say only that a member may not visit the team, as they do of any other bar, and never why.

    Why: A member whose family works in the team, or who has a case with it, cannot look at it freely.
    Source: Declarations at Wirral, a daughter in the department and a foster carer; Sefton (domain A16).
    Kept: Ann, who may not visit MASH, visits North.
    Broken: Ann, who may not visit MASH, visits MASH.
    Numbers: none.
    """

    personal: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        visits: dict[str, list[str]] = defaultdict(list)
        for visit in problem.visits:
            visits[visit.team].append(visit.id)
        names = {member.id: member.name for member in problem.members}
        for interest in problem.interests:
            if interest.member in names and interest.team in visits:
                why = f"{names[interest.member]} may not visit {problem.team(interest.team).name}"
                yield Bar((interest.member,), all_or(visits[interest.team], problem.visits), None, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        kept_away = {(interest.member, interest.team) for interest in problem.interests}
        for placement in rota.placements:
            team = problem.team_of(placement.visit)
            for member in placement.members:
                if (member, team.id) in kept_away:
                    sentence = f"{problem.member(member).name} may not visit {team.name}."
                    yield self.breach(sentence, placement.visit, (member,))

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Nothing: a declared interest is not for the council to set aside."""
        yield from ()
