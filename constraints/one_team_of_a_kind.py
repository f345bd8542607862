"""A member visits one team of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Distinct, Finding, Rule, Statement, all_or
from rota.text.english import joined


@dataclass(frozen=True)
class OneTeamOfAKind(Rule):
    """A member who visits a team of a kind visits no other team of that kind in the year.

    It is off until a council asks for it.

    Why: A member who returns to one home comes to know its children; one who tours them all knows none.
    Source: Judgement; councils with many homes give each a few visitors of its own.
    Kept: Ann visits the home in Park Road three times, and the MASH once.
    Broken: Ann visits the home in Park Road and the one in Mill Lane.
    Numbers: points_per_extra_team is the price of each further team of a kind, for each member;
        must makes it a must.
    """

    points_per_extra_team: int = 20
    must: bool = False
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    may_choose: ClassVar[bool] = True
    on_by_default: ClassVar[bool] = False

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if not (self.must or self.points_per_extra_team):
            return
        kinds: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for visit in problem.visits:
            kinds[problem.team(visit.team).kind][visit.team].append(visit.id)
        for kind, teams in sorted(kinds.items()):
            if len(teams) > 1:
                visits = [visit for theirs in teams.values() for visit in theirs]
                most, cost = (1, ()) if self.must else (None, (0, 0, self.points_per_extra_team))
                why = f"one team of the kind '{kind}'"
                yield Distinct(None, all_or(visits, problem.visits), "team", why, most=most, cost=cost)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if not (self.must or self.points_per_extra_team):
            return
        for member in problem.members:
            seen: dict[str, set[str]] = {}
            for placement in rota.placements:
                team = problem.team_of(placement.visit)
                if member.id in placement.members:
                    seen.setdefault(team.kind, set()).add(team.id)
            for kind, teams in sorted(seen.items()):
                names, extra = sorted(problem.team(team).name for team in teams), len(teams) - 1
                if extra:
                    sentence = (
                        f"{member.name} visits {len(names)} teams of the kind '{kind}' ({joined(names)}); "
                        f"one would do, so {extra} too many."
                    )
                    if self.must:
                        yield self.breach(sentence, members=(member.id,))
                    else:
                        yield self.costs(extra * self.points_per_extra_team, sentence, members=(member.id,))
