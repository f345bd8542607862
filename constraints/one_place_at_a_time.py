"""Nobody is sent to two places at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from rota.domain import Problem, Rota
from rota.rules import Apart, Finding, Rule, Statement, Trouble, WayOut
from rota.text.english import joined, moment_in_words


@dataclass(frozen=True)
class OnePlaceAtATime(Rule):
    """Nobody, member or host, is on two visits that overlap or have less than the travel time between them.

    Why: Nobody can be in two places, and it takes time to get from one to the other.
    Source: Hampshire 2004: members double-booked (domain A28); 30 minutes of travel (domain A4).
    Kept: Ann visits until 11:00 and visits another team from 11:30, 30 minutes of travel later.
    Broken: Ann visits until 11:00 and visits another team from 11:15.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if len(problem.visits) > 1:
            why = f"one place at a time: {problem.travel_minutes} minutes between two visits of one"
            yield Apart(None, 0, f"{why} member", shared=True)
            hosts = tuple(sorted(host.id for host in problem.hosts))
            if hosts:
                yield Apart(None, 0, f"{why} host", shared=True, members=hosts)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        travel = timedelta(minutes=problem.travel_minutes)
        listed = {member.id for member in problem.members} | {host.id for host in problem.hosts}
        diaries = [(person, theirs) for person, theirs in sorted(rota.by_member().items()) if person in listed]
        diaries += [(person, theirs) for person, theirs in sorted(rota.by_receiver().items()) if person in listed]
        for person, theirs in diaries:
            for one, other in combinations(theirs, 2):
                pause = other.slot.start - one.slot.end
                if pause < travel:
                    visits = [
                        f"{problem.title(place.visit)} on {moment_in_words(place.slot.start)}" for place in (one, other)
                    ]
                    minutes = max(0, pause // timedelta(minutes=1))
                    yield self.breach(
                        f"{problem.name_of(person)} is on {joined(visits)}, with {minutes} minutes between them; "
                        f"the least is {problem.travel_minutes}, so {problem.travel_minutes - minutes} too few.",
                        other.visit,
                        (person,),
                    )

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Nothing: nobody can be in two places."""
        yield from ()
