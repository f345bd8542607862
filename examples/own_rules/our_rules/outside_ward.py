"""Nobody visits a team in the ward they represent."""

from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.rules import Bar, Finding, Rule, Statement


@dataclass(frozen=True)
class OutsideWard(Rule):
    """Members visit teams that are outside the ward they represent.

    A team's ward stands in its column 'locality'. Wards are read on the first day of the visit's part of the year.

    Why: A visitor who may know the families is no stranger to them; one from elsewhere is.
    Source: This council's own choice; no council was found that says either (domain A17).
    Kept: The member for East visits the team in West.
    Broken: The member for West visits the team in West.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        for visit in problem.visits:
            ward, day = problem.team(visit.team).locality, problem.first_day(visit.id)
            local = tuple(member.id for member in problem.members if ward and member.ward_on(day) == ward)
            if local:
                yield Bar(local, (visit.id,), None, f"outside ward: members for {ward}")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            team = problem.team_of(placement.visit)
            for member in map(problem.member, placement.members):
                if team.locality and member.ward_on(problem.first_day(placement.visit)) == team.locality:
                    sentence = f"{member.name} visits {team.name}, which is in {team.locality}, the ward represented."
                    yield self.breach(sentence, placement.visit, (member.id,))
