"""Faults planted in invented councils, to see whether a diagnosis names them all and invents none.

Each fault alone leaves no rota. A fault says by which rules it must be named and of which visits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from constraints.availability import is_free
from rota.domain import LONDON, Absence, CommitteePlace, Member, Pin, Problem, Span

LEAD = "lead member"


@dataclass(frozen=True, slots=True)
class Named:
    """How a planted fault must be named: by at least these rules, of these visits and no others."""

    fault: str
    rules: frozenset[str]
    visits: frozenset[str]


Plant = Callable[[Problem], tuple[Problem, Named]]


def _whole_year(problem: Problem, person: str) -> Absence:
    first, last = problem.year.ends()
    midnights = (datetime.combine(day, time(), LONDON) for day in (first, last + timedelta(1)))
    return Absence(person, *midnights)


def _of(problem: Problem, *teams: str) -> frozenset[str]:
    return frozenset(visit.id for visit in problem.visits if visit.team in teams)


def _is_lead(member: Member) -> bool:
    return any(role.value == LEAD for role in member.roles)


def lead_never_free(problem: Problem) -> tuple[Problem, Named]:
    """Nobody who leads is ever free; corporate parenting asks for one each time."""
    away = tuple(_whole_year(problem, member.id) for member in problem.members if _is_lead(member))
    named = Named("lead never free", frozenset({"availability", "required_role"}), _of(problem, "parenting"))
    return replace(problem, absences=problem.absences + away), named


def host_away(problem: Problem) -> tuple[Problem, Named]:
    """The host of the first team is away all year."""
    team = problem.teams[0]
    named = Named("host away", frozenset({"host_present"}), _of(problem, team.id))
    return replace(problem, absences=(*problem.absences, _whole_year(problem, team.host))), named


def limits_short(problem: Problem) -> tuple[Problem, Named]:
    """What members may make in all is three places fewer than the visits need, though roles are not short.

    Those who lead may only go where a lead is asked for (the rule "pool"): one of them may make all these visits, or
    each some that the others cannot, and they are limited to as many.
    """
    places = sum(problem.team_of(visit.id).group_least for visit in problem.visits)
    led = [visit for visit in problem.visits if LEAD in problem.team_of(visit.id).requires]
    limits = {member.id: 0 for member in problem.members}
    for visit in led:
        able = [lead.id for lead in problem.members if _is_lead(lead) and _can_lead(problem, visit.id, lead.id)]
        limits[max(able, key=lambda lead: limits[lead])] += 1
    others = sorted((m for m in problem.members if not _is_lead(m)), key=lambda one: (not one.roles, one.id))
    for number in range(places - len(led) - 3):
        limits[others[number % len(others)].id] += 1
    members = tuple(replace(member, yearly_limit=limits[member.id]) for member in problem.members)
    rules, visits = frozenset({"yearly_limit", "enough_members"}), frozenset(visit.id for visit in problem.visits)
    named = Named("limits short", rules, visits)
    return replace(problem, members=members), named


def _can_lead(problem: Problem, visit: str, lead: str) -> bool:
    return bool(_busy_days(problem, problem.team_of(visit).host, [visit], lead))


def forced_together(problem: Problem) -> tuple[Problem, Named]:
    """Two teams with one host are fixed to one day, on which each could be visited by itself."""
    one, other = problem.teams[1], problem.teams[2]
    visits = (f"{one.id}-1", f"{other.id}-1")
    teams = tuple(replace(team, host=one.host) if team.id == other.id else team for team in problem.teams)
    changed = replace(problem, teams=teams)
    day = _busy_days(changed, one.host, visits)[0]
    pins = tuple(Pin(visit, day=day) for visit in visits)
    named = Named("forced together", frozenset({"host_pace", "pinned"}), frozenset(visits))
    return replace(changed, pins=problem.pins + pins), named


def _busy_days(problem: Problem, host: str, visits: Collection[str], besides: str = "") -> list[date]:
    """The days, in the part of these visits, on which the host is free, those with most members free first.

    With ``besides``, only those on which this member is free at the same time.
    """
    parts = [problem.visit(visit).part for visit in visits]
    days: dict[date, int] = {}
    for slot in problem.slots:
        inside = all(slot.day in part for part in parts)
        closed = any(slot.day in closure.span for closure in problem.closures)
        with_them = not besides or is_free(problem, besides, slot, problem.travel_minutes)
        if inside and not closed and with_them and is_free(problem, host, slot, 0):
            free = sum(is_free(problem, member.id, slot, problem.travel_minutes) for member in problem.members)
            days[slot.day] = max(free, days.get(slot.day, 0))
    return sorted(days, key=lambda day: (-days[day], day))


def contradictory_pins(problem: Problem) -> tuple[Problem, Named]:
    """One visit is fixed to two dates."""
    team = problem.teams[3]
    visit = f"{team.id}-1"
    pins = tuple(Pin(visit, day=day) for day in _busy_days(problem, team.host, [visit])[:2])
    return replace(problem, pins=problem.pins + pins), Named("two dates", frozenset({"pinned"}), frozenset({visit}))


def pool_of_one(problem: Problem) -> tuple[Problem, Named]:
    """A team's visitors come from a panel on which one member sits."""
    team = problem.teams[4]
    teams = tuple(replace(each, pool="panel") if each.id == team.id else each for each in problem.teams)
    member = next(member for member in problem.members if any(role.value == "experienced" for role in member.roles))
    places = (*problem.committees, CommitteePlace(member.id, "panel"))
    named = Named("pool of one", frozenset({"pool", "enough_members"}), _of(problem, team.id))
    return replace(problem, teams=teams, committees=places), named


def trained_too_late(problem: Problem) -> tuple[Problem, Named]:
    """The council's training is booked for the month after the year ends."""
    _, last = problem.year.ends()
    members = tuple(replace(member, trained=Span(last + timedelta(30))) for member in problem.members)
    named = Named("trained too late", frozenset({"clearance"}), frozenset(visit.id for visit in problem.visits))
    return replace(problem, members=members), named


FAULTS: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        lead_never_free,
        host_away,
        limits_short,
        forced_together,
        contradictory_pins,
        pool_of_one,
        trained_too_late,
    )
}


def planted(problem: Problem, names: Collection[str]) -> tuple[Problem, list[Named]]:
    """The problem with these faults, and how each must be named. Limits are counted before anything is taken away."""
    found = []
    for name in sorted(names, key=lambda name: (name != limits_short.__name__, name)):
        problem, named = FAULTS[name](problem)
        found.append(named)
    return problem, found
