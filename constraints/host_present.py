"""Somebody receives the visitors: the team's host, or a deputy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from constraints.availability import busy_slots, is_free
from rota.domain import Placement, Problem, Rota
from rota.domain.edits import Free, SetTeam
from rota.rules import Bar, Finding, Ids, Rule, Statement, Tally, Trouble, WayOut, all_or
from rota.text.english import joined, moment_in_words


@dataclass(frozen=True)
class HostPresent(Rule):
    """One person receives each visit, free for the whole of it: the team's host or one of its deputies.

    Free means the same as for members, but without travel: hosts are already there. Somebody else may receive a
    visit to which an officer has pinned them. A team that names nobody can always be visited, and nobody receives
    it. Of a host who is no longer listed, as when one has left since, nothing is asked.

    Why: A visit is a discussion with the service manager; without one there is nobody to ask.
    Source: Sefton 2018, 2.2 to 2.4 (domain A5): visits are made with the team's service manager.
    Kept: The host is away on 3 June and the deputy, who is free, receives the visit of that day.
    Broken: The host is away on 3 June and receives the visit of that day; or both receive it, or nobody.
    Numbers: none.
    """

    personal: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        hosts = {host.id for host in problem.hosts}
        visits: dict[tuple[Ids, Ids], list[str]] = defaultdict(list)
        pinned: dict[str, list[str]] = defaultdict(list)
        for pin in problem.pins:
            if pin.member in hosts and not pin.never:
                pinned[pin.visit].append(pin.member)
        for visit in problem.visits:
            visits[problem.team_of(visit.id).receivers, tuple(pinned[visit.id])].append(visit.id)
        hosted = [visit for (receivers, sent), theirs in visits.items() for visit in theirs if receivers or sent]
        if hosted:
            everybody = tuple(sorted(hosts))
            yield Tally(everybody, all_or(hosted, problem.visits), "visit", "host present: one receives", 1, 1)
        for (receivers, sent), theirs in sorted(visits.items()):
            box = all_or(theirs, problem.visits)
            others = tuple(sorted(hosts.difference(receivers, sent)))
            if others:
                yield Bar(others, box, None, "host present: neither host nor deputy")
        for person, slots in sorted(busy_slots(problem, hosts, travel_minutes=0).items()):
            if slots:
                why = f"host present: {problem.name_of(person)} not available"
                yield Bar((person,), None, all_or(slots, problem.slots), why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            named = _named(problem, placement.visit)
            title = problem.title(placement.visit)
            if named and len(placement.receivers) != 1:
                who = joined([problem.name_of(person) for person in placement.receivers]) or "nobody"
                sentence = f"{title} is received by {who}; exactly one of {_either(problem, named)} receives it."
                yield self.breach(sentence, placement.visit)
            for person in placement.receivers:
                yield from self._of_receiver(problem, placement, person, named)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        slots = {slot.id: slot for slot in problem.slots}
        favours, edits = [], []
        for opening in trouble.openings:
            slot, title = slots[opening.slot], problem.title(opening.visit)
            named = problem.team_of(opening.visit).receivers
            for person in [one for one in opening.members if one in named] or named[:1]:
                when = moment_in_words(slot.start)
                favours.append(f"{problem.name_of(person)} to offer one more date for {title}, such as {when}")
                edits.append(Free(person, slot.start, slot.end))
        if favours:
            yield WayOut(f"Ask {joined(favours)}.", tuple(edits), len(edits))
            yield from self._deputies(problem, trouble)

    def _of_receiver(self, problem: Problem, placement: Placement, person: str, named: Ids) -> Iterator[Finding]:
        title, name = problem.title(placement.visit), problem.name_of(person)
        if not any(host.id == person for host in problem.hosts):
            return
        if person not in named:
            right = f"that is for {_either(problem, named)}" if named else "the team names nobody to receive it"
            yield self.breach(f"{name} receives {title}; {right}.", placement.visit)
        if not is_free(problem, person, placement.slot, 0):
            when = moment_in_words(placement.slot.start)
            yield self.breach(f"{title} is on {when}, when {name}, who receives it, is not available.", placement.visit)

    def _deputies(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Each other host who is free at all of the openings, as one more deputy."""
        slots = {slot.id: slot for slot in problem.slots}
        teams = list(dict.fromkeys(problem.team_of(opening.visit).id for opening in trouble.openings))
        for host in problem.hosts:
            able = all(is_free(problem, host.id, slots[opening.slot], 0) for opening in trouble.openings)
            if able and not any(host.id in problem.team(team).receivers for team in teams):
                where = joined([problem.team(team).name for team in teams])
                edits = tuple(SetTeam(team, "deputies", (*problem.team(team).deputies, host.id)) for team in teams)
                yield WayOut(f"Name {host.name} as deputy for {where}.", edits, 2 * len(edits))
                return


# For the check only.


def _named(problem: Problem, visit: str) -> Ids:
    """Who may receive the visit: those whom the team names, and those whom an officer has pinned to it."""
    listed = [host.id for host in problem.hosts]
    sent = [pin.member for pin in problem.pins if pin.visit == visit and pin.member in listed and not pin.never]
    return tuple(dict.fromkeys((*problem.team_of(visit).receivers, *(person for person in sent if person))))


def _either(problem: Problem, people: Ids) -> str:
    """Those who may receive a visit, in words: "Jo Smith", or "Jo Smith or Kim Lee"."""
    names = [problem.name_of(person) for person in people]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
