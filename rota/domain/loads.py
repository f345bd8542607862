"""What each member carries: visits of this rota, visits before it, and the share of the time they could serve.

This is the reading that checks and exports use; engines never see it. It counts one day at a time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from rota.domain.people import Member, spells_away
from rota.domain.problem import Problem
from rota.domain.spans import Span
from rota.domain.visits import Rota

Leave = tuple[tuple[datetime, datetime], ...]
"""From when to when a member was away for long."""


@dataclass(frozen=True, slots=True)
class Load:
    """A member's visits in this rota, visits ``earlier`` in the time counted, and ``share`` of it served (0 to 1).

    The share of one who serves on no day of this year is 0: nothing is owed, and there is no load.
    """

    member: str
    visits: int
    earlier: int
    share: Fraction

    @property
    def load(self) -> Fraction:
        """Visits, new and earlier, as if the member had served the whole time; 0 when none was served."""
        return (self.visits + self.earlier) / self.share if self.share else Fraction(0)


def member_loads(problem: Problem, rota: Rota) -> tuple[Load, ...]:
    """The load of every member, in order of id.

    The time counted ends with this year and begins with the municipal year of the earliest visit in
    the history, or with this year when there is none. A member counts from the start of the present
    term, less any absence of at least ``problem.leave_days`` whole days (leave). Whoever serves on no day of this
    year is owed no share of it, however much of the time before was served.
    """
    new = Counter(member for placement in rota.placements for member in placement.members)
    days = _days_counted(problem)
    shares: dict[tuple[tuple[Span, ...], Leave], Fraction] = {}
    loads = []
    for member in problem.members:
        leave = _leave_of(problem, member)
        if (member.terms, leave) not in shares:  # members who are alike in both serve the same days
            shares[member.terms, leave] = Fraction(_days_served(problem, member, leave, days), len(days))
        earlier = _earlier_visits(problem, member, days)
        loads.append(Load(member.id, new[member.id], earlier, shares[member.terms, leave]))
    return tuple(loads)


def _leave_of(problem: Problem, member: Member) -> Leave:
    return tuple(
        (start, end)
        for start, end in spells_away(problem.absences_of(member.id))
        if end - start >= timedelta(problem.leave_days)
    )


def _days_served(problem: Problem, member: Member, leave: Leave, days: list[date]) -> int:
    began = _present_term_began(problem, member)
    served = 0
    if not member.serves_in(problem.year):
        return 0
    for day in days:
        on_leave = any(_on_leave(start, end, day, problem.leave_days) for start, end in leave)
        served += day >= began and member.serves_on(day) and not on_leave
    return served


def _earlier_visits(problem: Problem, member: Member, days: list[date]) -> int:
    began = max(_present_term_began(problem, member), days[0])
    return sum(began <= visit.day <= days[-1] for visit in problem.past_visits_of(member.id))


def _days_counted(problem: Problem) -> list[date]:
    year_start, year_end = problem.year.ends()
    years_back = 0
    oldest = problem.history[0].day if problem.history else year_start
    while _years_before(year_start, years_back) > oldest:
        years_back += 1
    first = _years_before(year_start, years_back)
    return [first + timedelta(offset) for offset in range((year_end - first).days + 1)]


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28) if years else day.day)


def _on_leave(start: datetime, end: datetime, day: date, leave_days: int) -> bool:
    first = start.date() if start.time() == time.min else start.date() + timedelta(1)
    after = end.date()
    return after - first >= timedelta(leave_days) and first <= day < after


def _present_term_began(problem: Problem, member: Member) -> date:
    _, year_end = problem.year.ends()
    starts = [term.start or date.min for term in member.terms]
    return max((start for start in starts if start <= year_end), default=date.max)
