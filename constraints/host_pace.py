"""Nobody receives visits too often at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rota.domain import Placement, Problem, Rota
from rota.domain.edits import SetRule, SetTeam
from rota.rules import Apart, Finding, Rule, Statement, Trouble, WayOut
from rota.text.english import day_in_words, moment_in_words


@dataclass(frozen=True)
class HostPace(Rule):
    """Any two visits that one host or deputy receives are at least so many days apart, whichever teams they are to.

    Why: A service manager who receives for two teams has a service to run between visits.
    Source: Judgement: visits are made with the service manager (domain A5); no council states a pace.
    Kept: With 1 day between, Jo Smith receives MASH on 3 June and, as deputy, North on 4 June.
    Broken: Jo Smith receives both on 3 June.
    Numbers: days_between is the least number of days from one visit to the next that a person receives: 1 means
    not on the same day, and 0 only that the two do not overlap, with the travel time between them.
    """

    days_between: int = 1

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if problem.hosts and len(problem.visits) > 1:
            apart = "1 day apart" if self.days_between == 1 else f"{self.days_between} days apart"
            hosts = tuple(sorted(host.id for host in problem.hosts))
            why = f"host pace: visits that one person receives at least {apart}"
            yield Apart(None, self.days_between, why, shared=True, members=hosts)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for person, received in sorted(rota.by_receiver().items()):
            for one, other in combinations(received, 2):
                sentence = self._fault(problem, one, other)
                if sentence:
                    yield self.breach(f"{problem.name_of(person)} receives {sentence}", other.visit)

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
                if host.id not in team.receivers:
                    sentence = f"Name {host.name} as deputy for {team.name}."
                    yield WayOut(sentence, (SetTeam(team.id, "deputies", (*team.deputies, host.id)),), 3)
                    break

    def _fault(self, problem: Problem, one: Placement, other: Placement) -> str:
        days = (other.slot.day - one.slot.day).days
        near = days < self.days_between if self.days_between else problem.clash(one.slot, other.slot)
        if not near:
            return ""
        titles = (problem.title(one.visit), problem.title(other.visit))
        if self.days_between == 0:
            times = (moment_in_words(one.slot.start), moment_in_words(other.slot.start))
            needed = f"{problem.travel_minutes} minutes between them are needed"
            return f"{titles[0]} on {times[0]} and {titles[1]} on {times[1]}; {needed}."
        return (
            f"{titles[0]} on {day_in_words(one.slot.day)} and {titles[1]} on {day_in_words(other.slot.day)}, "
            f"{days} {'day' if days == 1 else 'days'} apart; "
            f"the least is {self.days_between}, so {self.days_between - days} too few."
        )
