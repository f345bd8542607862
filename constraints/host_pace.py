"""A host is not visited too often at once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Placement, Problem, Rota
from rota.domain.edits import SetRule, SetTeam
from rota.rules import Apart, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.words import day_in_words, moment_in_words


@dataclass(frozen=True)
class HostPace(Rule):
    """Any two visits with the same host are at least so many days apart, whichever teams they are to.

    Why: A service manager who hosts for two teams has a service to run between visits.
    Source: Judgement: visits are made with the service manager (domain A5); no council states a pace.
    Kept: With 1 day between, Jo Smith hosts MASH on 3 June and North on 4 June.
    Broken: Jo Smith hosts both on 3 June.
    Numbers: days_between is the least number of days from one visit to the next with the same host: 1 means
    not on the same day, and 0 only that the two do not overlap, with the travel time between them.
    """

    days_between: int = 1

    def statements(self, problem: Problem) -> Iterator[Statement]:
        received: dict[str, list[str]] = defaultdict(list)
        for visit in problem.visits:
            received[problem.team_of(visit.id).host].append(visit.id)
        names = {host.id: host.name for host in problem.hosts}
        for host, visits in sorted(received.items()):
            if host and len(visits) > 1:
                apart = "1 day apart" if self.days_between == 1 else f"{self.days_between} days apart"
                why = f"host pace: visits with {names.get(host, host)} at least {apart}"
                yield Apart(all_or(visits, problem.visits), self.days_between, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        later: dict[str, deque[Placement]] = defaultdict(deque)
        in_order = sorted(rota.placements, key=lambda place: place.slot)
        for placement in in_order:
            later[problem.team_of(placement.visit).host].append(placement)
        names = {known.id: known.name for known in problem.hosts}
        for one in in_order:
            host = problem.team_of(one.visit).host
            later[host].popleft()
            for other in later[host] if host else ():
                sentence = self._fault(problem, one, other)
                if sentence:
                    yield self.breach(f"{names.get(host, host)} hosts {sentence}", other.visit)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        if not trouble.close:
            return
        days = min(days for _, _, days in trouble.close)
        apart = {0: "on one day", 1: "on two days running"}.get(days, f"{days} days apart")
        sentence = f"Let a host receive two visits {apart}."
        yield WayOut(sentence, (SetRule(self.name, "days_between", days),), 4)
        for visit in dict.fromkeys(visit for one, other, _ in trouble.close for visit in (one, other)):
            team = problem.team_of(visit)
            for host in problem.hosts:
                if host.id != team.host:
                    sentence = f"Let {host.name} receive the visits to {team.name}."
                    yield WayOut(sentence, (SetTeam(team.id, "host", host.id),), 3)
                    break

    def _fault(self, problem: Problem, one: Placement, other: Placement) -> str:
        titles = (problem.title(one.visit), problem.title(other.visit))
        if self.days_between == 0:
            times = (moment_in_words(one.slot.start), moment_in_words(other.slot.start))
            needed = f"{problem.travel_minutes} minutes between them are needed"
            clash = problem.clash(one.slot, other.slot)
            return f"{titles[0]} on {times[0]} and {titles[1]} on {times[1]}; {needed}." if clash else ""
        days = (other.slot.day - one.slot.day).days
        if days >= self.days_between:
            return ""
        return (
            f"{titles[0]} on {day_in_words(one.slot.day)} and {titles[1]} on {day_in_words(other.slot.day)}, "
            f"{days} {'day' if days == 1 else 'days'} apart; "
            f"the least is {self.days_between}, so {self.days_between - days} too few."
        )
