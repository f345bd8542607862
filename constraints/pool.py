"""Visitors are drawn from the team's own pool of members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rota.domain import FULL_COUNCIL, Member, Problem, Rota, Team
from rota.domain.edits import Appoint, SetRule
from rota.rules import Bar, Finding, Ids, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words, joined


@dataclass(frozen=True)
class Pool(Rule):
    """Each member who goes is in the pool from which the team's visitors are drawn.

    The pool is every councillor, or the committee that the team names. Co-opted members are in it
    only when the council includes them or they sit on that committee. A member who holds a role that
    is left out goes only to teams that require that role. All is read on the first day of the
    visit's part of the year, so that a change in the middle of it does not undo a rota.

    Why: Homes are visited by a panel that answers for them, and the lead member visits in their own right.
    Source: Leicestershire 2014, panels drawn from a parent panel; lead member and co-opted members
    (domain A13, A15: defaults, no policy found).
    Kept: A home whose pool is the parenting panel is visited by two who sit on it.
    Broken: One of the two does not sit on it; or the lead member visits a team that asks for no lead member.
    Numbers: include_co_opted says whether co-opted members are in the pool of every councillor.
    roles_left_out lists roles, in any case, whose holders visit only teams that require the role.
    """

    include_co_opted: bool = False
    roles_left_out: tuple[str, ...] = ("lead member",)

    def statements(self, problem: Problem) -> Iterator[Statement]:
        pools: dict[tuple[str, date], list[str]] = defaultdict(list)
        roles: dict[tuple[str, date], list[str]] = defaultdict(list)
        for visit in problem.visits:
            team, day = problem.team_of(visit.id), problem.first_day(visit.id)
            pools[team.pool, day].append(visit.id)
            for role in {role.casefold() for role in self.roles_left_out} - {role.casefold() for role in team.requires}:
                roles[role, day].append(visit.id)
        boxes: dict[tuple[str, Ids], list[str]] = defaultdict(list)
        for (pool, day), alike in pools.items():
            outside = _outside(problem, pool, day, self.include_co_opted)
            boxes[f"pool: not in the pool of {pool or 'councillors'}", tuple(sorted(outside))] += alike
        for (role, day), alike in roles.items():
            boxes[f"pool: {role} left out", tuple(sorted(_holders(problem, day, role)))] += alike
        for (why, members), visits in sorted(boxes.items()):
            if members:
                yield Bar(members, all_or(visits, problem.visits), None, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            team, title = problem.team_of(placement.visit), problem.title(placement.visit)
            day = day_in_words(problem.first_day(placement.visit))
            for person in placement.members:
                member = problem.member(person)
                if not self._may_go(problem, member, placement.visit, team):
                    pool = f"the members of {team.pool}" if team.pool else "the councillors"
                    sentence = f"{member.name} is not among {pool} who may visit {title}, as things stand on {day}."
                    yield self.breach(sentence, placement.visit, (person,))
                for role in self._roles_in_the_way(problem, member, placement.visit, team):
                    sentence = f"{member.name} holds the role {role} on {day}, which is left out of {title}."
                    yield self.breach(sentence, placement.visit, (person,))

    def leaves_out(self) -> Ids:
        return self.roles_left_out

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        places: dict[tuple[str, str], str] = {}
        for opening in trouble.openings:
            pool = problem.team_of(opening.visit).pool
            places |= {(member, pool): opening.visit for member in opening.members if pool}
        if places and all(opening.members for opening in trouble.openings):
            named = [f"{problem.member(member).name} to {pool}" for member, pool in places]
            edits = tuple(Appoint(member, pool) for member, pool in places)
            yield WayOut(f"Appoint {joined(named)}.", edits, 2 * len(edits))
        members = [problem.member(member) for opening in trouble.openings for member in opening.members]
        if any(member.kind == "co-opted" for member in members):
            sentence = "Let co-opted members go on visits."
            yield WayOut(sentence, (SetRule(self.name, "include_co_opted", True),), 4)
        if members and self.roles_left_out:
            sentence = f"Let members with the role {joined(self.roles_left_out)} go on every visit."
            yield WayOut(sentence, (SetRule(self.name, "roles_left_out", ()),), 4)

    # For the check only.

    def _may_go(self, problem: Problem, member: Member, visit: str, team: Team) -> bool:
        day = problem.first_day(visit)
        if any(place.committee == team.pool and day in place.span for place in problem.committees_of(member.id)):
            return True
        return team.pool in ("", FULL_COUNCIL) and (member.kind == "councillor" or self.include_co_opted)

    def _roles_in_the_way(self, problem: Problem, member: Member, visit: str, team: Team) -> list[str]:
        left_out = [role.casefold() for role in self.roles_left_out]
        wanted = [role.casefold() for role in team.requires]
        held = {role.casefold() for role in member.roles_on(problem.first_day(visit))}
        return [role for role in sorted(held) if role in left_out and role not in wanted]


# For statements only: who is kept out, as sets.


def _outside(problem: Problem, pool: str, day: date, include_co_opted: bool) -> set[str]:
    inside = {place.member for place in problem.committees if place.committee == pool and day in place.span}
    if pool in {"", FULL_COUNCIL}:
        inside |= {member.id for member in problem.members if include_co_opted or member.kind != "co-opted"}
    return {member.id for member in problem.members} - inside


def _holders(problem: Problem, day: date, role: str) -> set[str]:
    return {
        member.id
        for member in problem.members
        for held in member.roles
        if held.value.casefold() == role and day in held.span
    }
