"""A team that asks for a role sees a member who holds it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rota.domain import Placement, Problem, Rota
from rota.domain.edits import Edit, SetRule, SetTeam
from rota.rules import Finding, Ids, Rule, Statement, Tally, Trouble, WayOut, all_or
from rota.text.english import day_in_words, joined


@dataclass(frozen=True)
class RequiredRole(Rule):
    """Each group holds at least one member with each role that its team requires.

    Roles are read on the first day of the visit's part of the year, in any case. "Experienced" is
    also anyone who made enough visits before the year began.

    Why: A first visit goes better with somebody who has made one, and scrutiny should see what it is told of.
    Source: Sefton 2018: reports go to scrutiny (domain A14); the lead member may be added (domain A13).
    Kept: A team requires "scrutiny", and one of its two visitors has that role.
    Broken: Neither of the two has it.
    Numbers: must says whether this is a must (true) or a preference (false). points_per_visit is the price,
    as a preference, of each required role that a visit lacks. visits_to_be_experienced is how many visits
    before the year make a member experienced.
    """

    may_choose: ClassVar[bool] = True
    must: bool = True
    points_per_visit: int = 40
    visits_to_be_experienced: int = 1

    def statements(self, problem: Problem) -> Iterator[Statement]:
        asked: dict[tuple[str, date], list[str]] = defaultdict(list)
        for visit in problem.visits:
            for role in sorted({role.casefold() for role in problem.team_of(visit.id).requires}):
                asked[role, problem.first_day(visit.id)].append(visit.id)
        visits: dict[tuple[str, Ids], list[str]] = defaultdict(list)
        for (role, day), alike in asked.items():
            holders = _holders(problem, day, role, self.visits_to_be_experienced)
            visits[role, tuple(sorted(holders))] += alike
        for (role, members), alike in sorted(visits.items()):
            box = (members, all_or(alike, problem.visits))
            why = f"required role: at least one {role}"
            if self.must:
                yield Tally(*box, "visit", why, least=1)
            elif self.points_per_visit:
                # The third entry keeps the table flat: a second holder earns nothing.
                yield Tally(*box, "visit", why, cost=(self.points_per_visit, 0, 0))

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            for role in {role.casefold(): role for role in problem.team_of(placement.visit).requires}.values():
                if not any(self._has(problem, member, role, placement) for member in placement.members):
                    day = day_in_words(problem.first_day(placement.visit))
                    sentence = (
                        f"{problem.title(placement.visit)} has no visitor with the role {role} on {day}; it needs 1."
                    )
                    if self.must:
                        yield self.breach(sentence, placement.visit, placement.members)
                    elif self.points_per_visit:
                        yield self.costs(self.points_per_visit, sentence, placement.visit, placement.members)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        lacking: dict[str, dict[str, None]] = {}
        for miss in trouble.misses:
            for visit in miss.visits:
                for role in problem.team_of(visit).requires:
                    going = Placement(visit, problem.slots[0], miss.going)
                    if not any(self._has(problem, member, role, going) for member in miss.going):
                        lacking.setdefault(problem.visit(visit).team, {})[role] = None
        edits: list[Edit] = []
        words = []
        for team, roles in lacking.items():
            kept = tuple(role for role in problem.team(team).requires if role not in roles)
            edits.append(SetTeam(team, "requires", kept))
            words.append(f"{problem.team(team).name} be visited without anybody who is {joined(list(roles))}")
        if edits:
            yield WayOut(f"Let {joined(words)}.", tuple(edits), 2 * len(edits))
        yield WayOut("Make required roles a preference.", (SetRule(self.name, "must", False),), 8)

    def _has(self, problem: Problem, member: str, role: str, placement: Placement) -> bool:
        held = problem.member(member).roles_on(problem.first_day(placement.visit))
        if any(role.casefold() == other.casefold() for other in held):
            return True
        earlier = [past for past in problem.past_visits_of(member) if past.day < problem.year.ends()[0]]
        return role.casefold() == "experienced" and len(earlier) >= self.visits_to_be_experienced


# For statements only.


def _holders(problem: Problem, day: date, role: str, enough: int) -> set[str]:
    holders = {
        member.id
        for member in problem.members
        for held in member.roles
        if held.value.casefold() == role and day in held.span
    }
    if role == "experienced":
        begins, _ = problem.year.sort_key()
        made = Counter(past.member for past in problem.history if past.day < begins)
        holders |= {member.id for member in problem.members if made[member.id] >= enough}
    return holders
