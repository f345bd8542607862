"""A weekend on call is not next to another day on call, nor is the next weekend, nor are three days running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rota.domain import Problem, Rota
from rota.rules import Finding, Rule, Statement, Tally

from .days import WEEKEND, fixed_visits, is_weekend, other_than


@dataclass(frozen=True)
class WeekendsOff(Rule):
    """Nobody does a weekend and the day before or after it, two weekends running, or three days running.

    Days that were all fixed beforehand may be so.

    Why: The model says so.
    Source: MiniZinc Challenge 2013, on-call-rostering.
    Kept: A member does Monday and Wednesday and no weekend.
    Broken: A member does Thursday and the weekend after it.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        days = [visit.id for visit in problem.visits]
        weekends = [day for day in days if is_weekend(problem, day)]
        fixed = fixed_visits(problem)
        for one, other in pairwise(weekends):
            if not {one, other} <= fixed:
                yield other_than(one, other, "two weekends running")
        for weekend in weekends:
            at = days.index(weekend)
            beside = [days[day] for day in (at - 1, at + 1) if 0 <= day < len(days)]
            if not {weekend, *beside} <= fixed:
                yield from (other_than(weekend, day, "a day beside the weekend") for day in beside)
        for three in zip(days, days[1:], days[2:], strict=False):
            if not set(three) <= fixed:
                yield Tally(None, three, "member", "three days running", most=2)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        places = sorted(rota.placements, key=lambda place: place.slot)
        on = [place.members for place in places]
        fixed = [any(pin.visit == place.visit and pin.member for pin in problem.pins) for place in places]
        ends = [day for day, place in enumerate(places) if problem.team_of(place.visit).locality == WEEKEND]
        runs = [((one, other), (one, other)) for one, other in pairwise(ends)]
        for end in ends:
            around = [day for day in (end - 1, end, end + 1) if 0 <= day < len(places)]
            runs += [(tuple(sorted((end, day))), tuple(around)) for day in around if day != end]  # type: ignore[misc]
        runs += [((day, day + 1, day + 2), (day, day + 1, day + 2)) for day in range(len(places) - 2)]  # type: ignore[misc]
        for days, concerned in runs:
            for member in set(on[days[0]]).intersection(*(on[day] for day in days)):
                if not all(fixed[day] for day in concerned):
                    titles = ", ".join(problem.title(places[day].visit) for day in days)
                    yield self.breach(f"{problem.member(member).name} is on call on {titles}.", places[days[-1]].visit)
