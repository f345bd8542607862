"""Somebody receives the visitors: the team's host, or the deputy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from constraints.availability import busy_slots, is_free
from rota.domain import Problem, Rota
from rota.domain.edits import Free, SetTeam
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.words import joined, moment_in_words


@dataclass(frozen=True)
class HostPresent(Rule):
    """The team's host or, failing that, its deputy is free for the whole of each visit.

    Free means the same as for members, but without travel: hosts are already there. A team that
    names no host can always be visited.

    Why: A visit is a discussion with the service manager; without one there is nobody to ask.
    Source: Sefton 2018, 2.2 to 2.4 (domain A5): visits are made with the team's service manager.
    Kept: The host is away on 3 June and the deputy receives the visit of that day.
    Broken: The host is away on 3 June, no deputy is named, and the visit is on 3 June.
    Numbers: none.
    """

    personal: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        visits: dict[tuple[str, str], list[str]] = defaultdict(list)
        for visit in problem.visits:
            team = problem.team_of(visit.id)
            if team.host:
                visits[team.host, team.deputy or team.host].append(visit.id)
        busy = busy_slots(problem, {person for pair in visits for person in pair}, travel_minutes=0)
        names = {host.id: host.name for host in problem.hosts}
        for (host, deputy), received in sorted(visits.items()):
            slots = busy[host] & busy[deputy]
            if slots:
                who = " and ".join(names.get(person, person) for person in dict.fromkeys((host, deputy)))
                why = f"host present: {who} not available"
                yield Bar(None, all_or(received, problem.visits), all_or(slots, problem.slots), why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        names = {host.id: host.name for host in problem.hosts}
        for placement in rota.placements:
            team = problem.team_of(placement.visit)
            receivers = [person for person in (team.host, team.deputy) if team.host and person]
            if receivers and not any(is_free(problem, person, placement.slot, 0) for person in receivers):
                when = moment_in_words(placement.slot.start)
                host = f"the host {names.get(team.host, team.host)}"
                absent = (
                    f"neither {host} nor the deputy {names.get(team.deputy, team.deputy)} is available"
                    if team.deputy
                    else f"{host} is not available and no deputy is named"
                )
                yield self.breach(f"{problem.title(placement.visit)} is on {when}, when {absent}.", placement.visit)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        names = {host.id: host.name for host in problem.hosts}
        slots = {slot.id: slot for slot in problem.slots}
        favours, edits = [], []
        for opening in trouble.openings:
            slot, host = slots[opening.slot], problem.team_of(opening.visit).host
            when = moment_in_words(slot.start)
            favours.append(f"{names[host]} to offer one more date for {problem.title(opening.visit)}, such as {when}")
            edits.append(Free(host, slot.start, slot.end))
        if favours:
            yield WayOut(f"Ask {joined(favours)}.", tuple(edits), len(edits))
            yield from self._deputies(problem, trouble)

    def _deputies(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Each other host who is free at all of the openings, as deputy."""
        slots = {slot.id: slot for slot in problem.slots}
        teams = list(dict.fromkeys(problem.team_of(opening.visit).id for opening in trouble.openings))
        for host in problem.hosts:
            able = all(is_free(problem, host.id, slots[opening.slot], 0) for opening in trouble.openings)
            if able and not any(problem.team(team).host == host.id for team in teams):
                where = joined([problem.team(team).name for team in teams])
                edits = tuple(SetTeam(team, "deputy", host.id) for team in teams)
                yield WayOut(f"Name {host.name} as deputy for {where}.", edits, 2 * len(edits))
                return
