"""Visits are shared fairly between members, over this year and the years before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar, Literal

from rota.domain import Member, Problem, Rota, Span
from rota.rules import Finding, Rule, Statement, Tally


@dataclass(frozen=True)
class FairShare(Rule):
    """Visits are shared so that the squares of the members' loads add up to as little as possible.

    A load is the member's visits, past and new, divided by the share of the time counted in which
    the member could serve. The time counted runs from the start of the municipal year of the
    earliest visit in the history (from this year's start when there is none) to the end of this
    year; a member counts from the election that began the present term, less any leave. So a
    member who serves half the time is owed half the visits.

    Why: Visits fell on the few who made time for them, and groups ask who goes most.
    Source: Halton 2009-10 and Haringey (domain A9, A35); carry-over and leave pro rata.
    Kept: Six places among six members with no history: one visit each.
    Broken: One of the six goes twice and another not at all: 4 squares of load where 1 + 1 would do.
    Numbers: points_per_squared_load is the price of each unit of squared load; an absence of at
    least leave_from_days whole days is leave and lessens the share, a shorter one does not.
    """

    points_per_squared_load: int = 100
    leave_from_days: int = 28
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    measures_fairness: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if not self.points_per_squared_load:
            return
        began = _counted_from(problem)
        most = len(problem.visits)
        for member in problem.members:
            share = _share_by_intervals(problem, member, began, self.leave_from_days)
            if share:
                past = _past_by_term(problem, member, began)
                cost = [0]
                for count in range(past, past + most):
                    step = Fraction((count + 1) ** 2 - count**2) / share * self.points_per_squared_load
                    cost.append(cost[-1] + round(step))
                why = f"{member.name} has {past} earlier visits and is owed a share of {float(share):.2f}"
                yield Tally((member.id,), None, "", why, cost=tuple(cost))

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        new = Counter(member for placement in rota.placements for member in placement.members)
        first = min([problem.year.start or date.min, *(visit.day for visit in problem.history)])
        for id, visits in sorted(new.items()):
            member = problem.member(id)
            served, counted = _days_served(problem, member, first, self.leave_from_days)
            if not served:
                continue
            elected = _elected_by(member, problem.year.end or date.max)
            past = sum(v.member == id and v.day >= elected and v.day < problem.year.end for v in problem.history)  # type: ignore[operator]
            scale = Fraction(self.points_per_squared_load * counted, served)
            points = sum(round(scale * (2 * load + 1)) for load in range(past, past + visits))
            load = (past + visits) * counted / served
            if points:
                yield self.costs(
                    points,
                    f"{member.name} has {visits} {'visit' if visits == 1 else 'visits'} and {past} earlier: a load of {load:.1f}.",
                    members=(id,),
                )
