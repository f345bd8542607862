"""Tiny councils in which people are too few, drawn at random, and brute force over who goes where.

Nothing here reads statements, flows or solvers: what is asked is read off the teams and the members once more.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, islice, product

from constraints.availability import Availability
from constraints.cross_party import CrossParty
from constraints.enough_members import EnoughMembers
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.pool import Pool
from constraints.required_role import RequiredRole
from constraints.yearly_limit import YearlyLimit
from rota.domain import CommitteePlace, Dated, Problem
from rota.domain.edits import Appoint, Edit, Free, SetMember, SetRule, SetTeam, edited
from rota.rules import Rule, ruled
from tests.support.builders import a_member, a_problem, a_team, away, past, span

Asked = Mapping[str, Mapping[str, tuple[int, frozenset[str]]]]
"""For each visit, and each thing that it asks, how many it needs of which members."""
TWO_WEEKS = span("2026-06-01", "2026-06-14")
NAMES = ("ann", "bob", "cat", "dan", "eve")


def a_council(draw: random.Random) -> tuple[Problem, tuple[Rule, ...]]:
    """Each visit could be made by itself, on a day of its own: nothing but too few people can stand in the way."""
    while True:
        problem, rules = _drawn(draw)
        if all(least <= len(who) for needs in asked(problem, rules).values() for least, who in needs.values()):
            return problem, rules


def _drawn(draw: random.Random) -> tuple[Problem, tuple[Rule, ...]]:
    names = NAMES[: draw.randint(3, 5)]
    groups = draw.choice((("Red", "Blue"), ("Red", "Red", "Blue"), ("Red", "Blue", "Green", "")))
    members = [
        a_member(
            name,
            draw.choice(groups),
            yearly_limit=draw.choice((None, None, 0, 1, 2, 3)),
            roles=tuple(Dated(role) for role in ("lead", "scrutiny") if draw.random() < 0.4),
        )
        for name in names
    ]
    teams = [_team(draw, name) for name in ("home", "mash", "north")[: draw.randint(1, 3)]]
    committees = [
        CommitteePlace(name, committee) for name in names for committee in ("board", "panel") if draw.random() < 0.6
    ]
    problem = a_problem(
        members,
        teams,
        year=TWO_WEEKS,
        committees=tuple(committees),
        absences=tuple(away(name, "2026-06-01", "2026-06-14") for name in names if draw.random() < 0.1),
        history=tuple(past(name, "mash", "2026-06-01") for name in names if draw.random() < 0.15),
    )
    limit = YearlyLimit(visits_a_year=draw.randint(1, 3))
    rules = (
        Availability(),
        Pool(),
        limit,
        EnoughMembers(),
        OnePlaceAtATime(),
        RequiredRole(visits_to_be_experienced=9),
    )
    return problem, (*rules, CrossParty(must=True)) if draw.random() < 0.6 else rules


def _team(draw: random.Random, name: str) -> object:
    return a_team(
        name,
        visits_a_year=draw.randint(1, 3),
        group_least=draw.choice((1, 2, 2, 3)),
        group_most=5,
        pool=draw.choice(("", "board", "panel")),
        requires=draw.choice(((), (), ("lead",), ("lead", "scrutiny"))),
    )


def asked(problem: Problem, rules: Sequence[Rule]) -> Asked:
    """How many each visit needs of those who can come: in all, of each role, and outside each political group."""
    return {visit.id: dict(_asked(problem, rules, visit.id)) for visit in problem.visits}


def _asked(problem: Problem, rules: Sequence[Rule], visit: str) -> Iterator[tuple[str, tuple[int, frozenset[str]]]]:
    team, day = problem.team_of(visit), TWO_WEEKS.ends()[0]
    on = {rule.name: rule for rule in rules}
    sitting = {place.member for place in problem.committees if place.committee == team.pool}
    able = [m for m in problem.members if free_days(problem, m.id) and (not team.pool or m.id in sitting)]
    yield "in all", (team.group_least, frozenset(m.id for m in able))
    if getattr(on.get("required_role"), "must", False):
        for role in team.requires:
            yield role, (1, frozenset(m.id for m in able if role in m.roles_on(day)))
    if getattr(on.get("cross_party"), "must", False) and team.group_least > 1:
        for group in {m.group_on(day) for m in problem.members} - {""}:
            yield f"outside {group}", (1, frozenset(m.id for m in able if m.group_on(day) != group))


def limits(problem: Problem, rules: Sequence[Rule]) -> dict[str, int]:
    """How many visits of the year are left to each member: by the limit, and one a day."""
    usual = next(rule for rule in rules if isinstance(rule, YearlyLimit)).visits_a_year
    made = {m.id: sum(one.member == m.id for one in problem.history) for m in problem.members}
    left = {m.id: (usual if m.yearly_limit is None else m.yearly_limit) - made[m.id] for m in problem.members}
    return {member: max(0, min(many, free_days(problem, member))) for member, many in left.items()}


def free_days(problem: Problem, member: str) -> int:
    """The days, of the ten with a visiting hour each, on which the member is not away."""
    absences = problem.absences_of(member)
    return sum(not any(one.start < slot.end and slot.start < one.end for one in absences) for slot in problem.slots)


def can_be_filled(needs: Asked, limit: Mapping[str, int]) -> bool:
    """Whether groups can be found for all visits within the limits, by trying all of those no larger than needed."""
    names = sorted(limit)
    reached = {tuple(limit[name] for name in names)}
    for visit in sorted(needs):
        groups = _groups(list(needs[visit].values()), names)
        reached = {
            tuple(left - (name in group) for name, left in zip(names, state, strict=True))
            for state in reached
            for group in groups
            if all(left for name, left in zip(names, state, strict=True) if name in group)
        }
    return bool(reached)


def _groups(needs: Sequence[tuple[int, frozenset[str]]], names: Sequence[str]) -> list[frozenset[str]]:
    """Each group that meets the needs and would not without any one of its members."""
    enough: list[frozenset[str]] = []
    for size in range(len(names) + 1):
        for chosen in map(frozenset, combinations(names, size)):
            if not any(group <= chosen for group in enough) and all(len(chosen & who) >= n for n, who in needs):
                enough.append(chosen)
    return enough


def of_these_alone(needs: Asked, members: Collection[str]) -> Asked:
    """What only these members can fill."""
    return {
        visit: {what: (n, who) for what, (n, who) in asked.items() if who <= set(members)}
        for visit, asked in needs.items()
    }


def is_short(problem: Problem, rules: Sequence[Rule], members: Collection[str]) -> bool:
    """Whether these members are too few for what only they can fill."""
    return not can_be_filled(of_these_alone(asked(problem, rules), members), limits(problem, rules))


def smallest_short(problem: Problem, rules: Sequence[Rule]) -> set[frozenset[str]]:
    """Every set of members too few for what only they can fill, of which no smaller part is."""
    names = [member.id for member in problem.members]
    found: list[frozenset[str]] = []
    for size in range(1, len(names) + 1):
        for members in map(frozenset, combinations(names, size)):
            if not any(smaller < members for smaller in found) and is_short(problem, rules, members):
                found.append(members)
    return set(found)


Kinds = frozenset[tuple[str, str]]
"""Visits, each with one thing that it asks."""


def what_only(problem: Problem, rules: Sequence[Rule], members: Collection[str]) -> Kinds:
    """What only these members can fill."""
    alone = of_these_alone(asked(problem, rules), members)
    return frozenset((visit, what) for visit, needs in alone.items() for what in needs)


def cheapest(problem: Problem, rules: Sequence[Rule], wanted: Kinds, giving: Collection[str]) -> int:
    """The least effort with which all that is wanted can be filled when only rules among ``giving`` give way.

    A member's limit lifted, or a date kept free: 1 each. A smaller group, a role not asked for, somebody appointed:
    2 each. One political group alone: 3. More for everybody is never the least, for the people needed would be enough.
    """
    efforts = [
        effort * len(chosen)
        for rule, effort, choices in _choices(problem)
        if rule in giving
        for chosen in _fewest(choices, lambda edits: helps(problem, rules, wanted, edits))
    ]
    if "cross_party" in giving and helps(problem, rules, wanted, [ALONE]):
        efforts.append(3)
    return min(efforts)


ALONE = SetRule("cross_party", "must", False)


def _choices(problem: Problem) -> Iterator[tuple[str, int, list[Edit]]]:
    """For each rule what one of those who could be asked gives at most, and the effort of asking."""
    members, pools = [member.id for member in problem.members], sorted({team.pool for team in problem.teams} - {""})
    yield "yearly_limit", 1, [SetMember(member, "yearly_limit", 99) for member in members]
    yield "enough_members", 2, [SetTeam(team.id, "group_least", 1) for team in problem.teams]
    yield "required_role", 2, [SetTeam(team.id, "requires", ()) for team in problem.teams if team.requires]
    yield "pool", 2, [Appoint(member, pool) for member in members for pool in pools]
    yield (
        "availability",
        1,
        [
            Free(member, slot.start - timedelta(minutes=30), slot.end + timedelta(minutes=30))
            for member in members
            for slot in problem.slots[:3]
            if not free_days(problem, member)
        ],
    )


def _fewest(choices: Sequence[Edit], enough: Callable[[Sequence[Edit]], bool]) -> Iterator[tuple[Edit, ...]]:
    """The smallest choice that is enough; none when all together are not."""
    sizes = range(1, len(choices) + 1)
    yield from islice((chosen for n in sizes for chosen in combinations(choices, n) if enough(chosen)), 1)


def helps(problem: Problem, rules: Sequence[Rule], wanted: Kinds, edits: Sequence[Edit] = ()) -> bool:
    """Whether all that is wanted, if it is still asked, can be filled once the edits are made."""
    after, changed = edited(problem, edits), ruled(rules, edits)
    return can_be_filled(_only(asked(after, changed), wanted), limits(after, changed))


def _only(needs: Asked, wanted: Kinds) -> Asked:
    return {visit: {what: n for what, n in asks.items() if (visit, what) in wanted} for visit, asks in needs.items()}


def least_raised(problem: Problem, rules: Sequence[Rule], wanted: Kinds, people: int) -> int:
    """By how many visits the limits of so many people must rise, at the least, for all that is wanted to be filled."""
    limit, needs = limits(problem, rules), _only(asked(problem, rules), wanted)
    most = 1 + sum(n for visit in needs.values() for n, _ in visit.values())
    for together in range(people, most):
        for who in combinations(sorted(limit), people):
            for raised in product(range(1, together + 1), repeat=people):
                more = dict(zip(who, raised, strict=True))
                if sum(raised) == together and can_be_filled(
                    needs, {one: limit[one] + more.get(one, 0) for one in limit}
                ):
                    return together
    raise ValueError("so many people are not enough")
