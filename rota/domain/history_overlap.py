"""Once is once: a visit that is written down in two places is one visit.

The one place where it is decided what the history means beside a rota. A row of the history and a place of a rota are
the same visit when the member, the team and the date are the same, the team under its own name or that of one it
succeeded. Then the visit is the rota's: beside that rota the history is read without the row. Whatever reads a rota,
rule by rule or figure by figure, reads it beside a history of this kind, so that nothing is counted twice; rows of this
year that the rota does not hold are visits made besides, and count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time

from rota.domain.problem import Problem
from rota.domain.teams import Team
from rota.domain.visits import PastVisit, Pin, Placement


def besides(problem: Problem, placements: Iterable[Placement]) -> Problem:
    """The problem whose history has no visit that these placements hold; the problem itself where it has none."""
    this_year = [past for past in problem.history if past.day in problem.year]
    if not this_year:
        return problem
    held = set(_held(problem, placements))
    again = {past for past in this_year if past in held}
    if not again:
        return problem
    return replace(problem, history=tuple(past for past in problem.history if past not in again))


def _held(problem: Problem, placements: Iterable[Placement]) -> Iterable[PastVisit]:
    """Each place as a row of the history would have it, under every name that its team has had."""
    owed, known_as = {visit.id: visit.team for visit in problem.visits}, lineage(problem.teams)
    for placement in placements:
        for team in known_as.get(owed.get(placement.visit, ""), ()):
            for member in placement.members:
                yield PastVisit(member, team, placement.slot.day)


def lineage(teams: Iterable[Team]) -> Mapping[str, frozenset[str]]:
    """For each team its own id and those of the teams that it succeeds, however many times removed."""
    before = {team.id: team.succeeds for team in teams}
    found = {}
    for team in before:
        names, waiting = {team}, [team]
        while waiting:
            for earlier in before.get(waiting.pop(), ()):
                if earlier not in names:
                    names.add(earlier)
                    waiting.append(earlier)
        found[team] = frozenset(names)
    return found


def fixed(problem: Problem) -> tuple[Placement, ...]:
    """Visits whose date is fixed or that were held, whatever rota is drawn, at some time of that day.

    Each with those who are fixed to go, or went.
    """
    days = {pin.visit: pin.day for pin in problem.pins if pin.day is not None}
    days |= {one.visit: one.day for one in problem.held}
    going: dict[str, list[str]] = {visit: [] for visit in days}
    for one in problem.held:
        going[one.visit] += one.went
    for pin in problem.pins:
        if pin.member is not None and not pin.never and pin.visit in days and pin.member not in going[pin.visit]:
            going[pin.visit].append(pin.member)
    midnights = {visit: problem.slot_at(datetime.combine(day, time())) for visit, day in days.items()}
    return tuple(Placement(visit, midnights[visit], tuple(members)) for visit, members in going.items())


def with_those_who_went(problem: Problem) -> Problem:
    """The problem in which those go on a visit of a fixed date who by the history visited the team that day.

    As far as they find room in its group and are not kept from it by name; the problem itself where there are none.
    """
    known_as = lineage(problem.teams)
    never = {(pin.visit, pin.member) for pin in problem.pins if pin.never}
    never |= {(one.visit, member) for one in problem.held for member in one.absent}
    pins: list[Pin] = []
    for place in fixed(problem):
        team = problem.team_of(place.visit)
        went = [one.member for one in problem.history if one.day == place.slot.day and one.team in known_as[team.id]]
        more = [one for one in went if one not in place.members and (place.visit, one) not in never]
        if len(place.members) + len(more) <= team.group_most:
            pins += [Pin(place.visit, member=one) for one in more]
    return replace(problem, pins=(*problem.pins, *pins)) if pins else problem
