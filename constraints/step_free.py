"""Members who need step-free access go only where there is some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rota.domain import Problem, Rota
from rota.domain.edits import SetTeam
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import joined


@dataclass(frozen=True)
class StepFree(Rule):
    """Each member who needs step-free access goes only to teams that have it.

    Why: A member who cannot get in cannot visit, and should not have to find that out at the door.
    Source: Access and travel, North Northamptonshire and Chichester (domain A37).
    Kept: Ann, who needs step-free access, visits a team with a lift.
    Broken: Ann visits a team up a flight of stairs.
    Numbers: none.
    """

    personal: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        members = tuple(member.id for member in problem.members if member.needs_step_free)
        visits = [visit.id for visit in problem.visits if not problem.team_of(visit.id).step_free]
        if members and visits:
            yield Bar(members, all_or(visits, problem.visits), None, "step free: no step-free access")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        steps = {team.id for team in problem.teams if not team.step_free}
        for placement in rota.placements:
            if problem.visit(placement.visit).team in steps:
                for person in placement.members:
                    member = problem.member(person)
                    if member.needs_step_free:
                        title = problem.title(placement.visit)
                        sentence = f"{member.name} goes to {title}, which has no step-free access."
                        yield self.breach(sentence, placement.visit, (person,))

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        teams = sorted({problem.team_of(opening.visit).id for opening in trouble.openings})
        if teams:
            named = joined([problem.team(team).name for team in teams])
            edits = tuple(SetTeam(team, "step_free", True) for team in teams)
            yield WayOut(f"Receive visitors to {named} where there is step-free access.", edits, 2 * len(edits))
