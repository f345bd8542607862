"""Visits are shared fairly between members, over this year and the years before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import ClassVar, Literal

from rota.domain import Member, Problem, Rota, member_loads, spells_away
from rota.rules import Finding, Rule, Statement, Table, Tally


@dataclass(frozen=True)
class FairShare(Rule):
    """Visits are shared so that the squares of the members' loads add up to as little as possible.

    A load is the member's visits, past and new, divided by the share of the time counted in which
    the member could serve. The time counted ends with this year and begins with the municipal year
    of the earliest visit in the history (with this year when there is none). A member counts from
    the start of the present term, less any leave; so one who serves half the time is owed half the
    visits, and visits made in an earlier term are forgotten. The square of a load counts by that share
    too: half, for half the time. One who does not serve in this year is owed nothing.

    Why: Visits fell on the few who made time for them, and groups ask who goes most.
    Source: Halton 2009-10 and Haringey (domain A9, A35): equal share since election, leave pro rata.
    Kept: Six places among six members with no history are one visit each.
    Broken: One of the six goes twice and another not at all: 4 squared where 1 and 1 would do.
    Numbers: points_per_squared_load is the price of each unit of squared load added this year.
    """

    points_per_squared_load: int = 100
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    measures_fairness: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        began, ended = _time_counted(problem)
        leave, visited = _leave(problem), _days_visited(problem)
        costs: dict[tuple[int, Fraction], Table] = {}
        for member in problem.members:
            first, last = _present_term(problem, member)
            if last < problem.year.ends()[0].toordinal():
                continue
            served = _days_served(max(first, began), min(last, ended), leave[member.id])
            share = Fraction(served, ended - began + 1)
            if share and self.points_per_squared_load:
                past = sum(first <= day <= ended for day in visited[member.id])
                if (past, share) not in costs:
                    costs[past, share] = self._cost(past, share, len(problem.visits))
                why = f"{member.name}: {past} earlier visits, owed {float(share):.0%} of a full share"
                yield Tally((member.id,), None, "", why, cost=costs[past, share])

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for load in member_loads(problem, rota):
            if load.share and self.points_per_squared_load:
                scale = self.points_per_squared_load / load.share
                carried = range(load.earlier, load.earlier + load.visits)
                points = sum(round(scale * (2 * before + 1)) for before in carried)
                if points:
                    noun = "visit" if load.visits == 1 else "visits"
                    sentence = (
                        f"{problem.member(load.member).name} has {load.visits} {noun} and {load.earlier} earlier: "
                        f"a load of {float(load.load):.1f}."
                    )
                    yield self.costs(points, sentence, members=(load.member,))

    def _cost(self, past: int, share: Fraction, visits: int) -> Table:
        """For statements only: the points of up to so many visits on top of those past."""
        price = self.points_per_squared_load / share
        cost = [0]
        for load in range(past, past + visits):
            cost.append(cost[-1] + _rounded((2 * load + 1) * price.numerator, price.denominator))
        return tuple(cost)


# For statements only: lengths of stretches, in days since year 1.


def _rounded(above: int, below: int) -> int:
    """The whole number nearest to the fraction, of two the even one, as Python rounds."""
    whole, rest = divmod(above, below)
    return whole + (2 * rest > below or (2 * rest == below and whole % 2 == 1))


def _days_served(first: int, last: int, leave: list[tuple[int, int]]) -> int:
    taken = 0
    reached = first
    for start, end in sorted(leave):
        start, end = max(start, reached), min(end, last)
        if start <= end:
            taken += end - start + 1
            reached = end + 1
    return max(0, last - first + 1 - taken)


def _time_counted(problem: Problem) -> tuple[int, int]:
    first, ended = problem.year.ends()
    earliest = min([visit.day for visit in problem.history] + [first])
    while first > earliest:
        first = first.replace(year=first.year - 1, day=min(first.day, 28))
    return first.toordinal(), ended.toordinal()


def _present_term(problem: Problem, member: Member) -> tuple[int, int]:
    _, ended = problem.year.ends()
    begun = [term for term in member.terms if (term.start or date.min) <= ended]
    if not begun:
        return 1, 0
    return (begun[-1].start or date.min).toordinal(), (begun[-1].end or date.max).toordinal()


def _leave(problem: Problem) -> dict[str, list[tuple[int, int]]]:
    stretches: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for person in {absence.person for absence in problem.absences}:
        for began, ended in spells_away(problem.absences_of(person)):
            start, end = began.toordinal() + (began.time() > time.min), ended.toordinal() - 1
            if end - start + 1 >= problem.leave_days:
                stretches[person].append((start, end))
    return stretches


def _days_visited(problem: Problem) -> dict[str, list[int]]:
    days: dict[str, list[int]] = defaultdict(list)
    for visit in problem.history:
        days[visit.member].append(visit.day.toordinal())
    return days
