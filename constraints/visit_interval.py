"""Visits to one team are spread out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rota.domain import Placement, Problem, Rota, Team
from rota.domain.edits import SetTeam
from rota.rules import Apart, Degrees, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words


@dataclass(frozen=True)
class VisitInterval(Rule):
    """Any two visits to the same team are at least the team's spacing apart.

    The spacing is a fact of each team, in days. 0 asks for nothing.

    Why: Two visits a week apart see the same thing; the service is owed time to act on the first.
    Source: Sefton 2018, 2.4, twice a year (domain A2: the spacing of 120 days is our default).
    Kept: A team with a spacing of 120 days is visited on 1 May and on 29 August, 120 days later.
    Broken: It is visited on 1 May and on 28 August, 119 days later.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        received: dict[str, list[str]] = defaultdict(list)
        for visit in problem.visits:
            received[visit.team].append(visit.id)
        for team in problem.teams:
            visits = received[team.id]
            if team.spacing_days > 0 and len(visits) > 1:
                why = f"visit interval: {team.spacing_days} days between visits to {team.name}"
                yield Apart(all_or(visits, problem.visits), team.spacing_days, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        of_team: dict[str, list[Placement]] = defaultdict(list)
        for placement in rota.placements:
            of_team[problem.visit(placement.visit).team].append(placement)
        for team, placements in of_team.items():
            spacing = problem.team(team).spacing_days
            for one, other in combinations(sorted(placements, key=lambda place: place.slot), 2):
                days = other.slot.day.toordinal() - one.slot.day.toordinal()
                if days < spacing:
                    yield self.breach(
                        f"{problem.title(one.visit)} on {day_in_words(one.slot.day)} and {problem.title(other.visit)} "
                        f"on {day_in_words(other.slot.day)} are {days} {'day' if days == 1 else 'days'} apart; "
                        f"the least is {spacing}, so {spacing - days} too few.",
                        other.visit,
                    )

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut | Degrees]:
        for team in dict.fromkeys(problem.team_of(one) for one, _, _ in trouble.close):
            spacings = range(team.spacing_days - 1, -1, -1)
            yield Degrees(tuple(_closer(team, days) for days in spacings))


# For ways out only.


def _closer(team: Team, days: int) -> WayOut:
    apart = {0: "on one day", 1: "1 day apart"}.get(days, f"{days} days apart")
    sentence = f"Let two visits to {team.name} be {apart} instead of {team.spacing_days}."
    return WayOut(sentence, (SetTeam(team.id, "spacing_days", days),), 2)
