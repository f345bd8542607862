"""Visits are spread over the year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Literal

from rota.domain import Problem, Rota, Slot
from rota.rules import Crowd, Finding, Rule, Statement, all_or
from rota.text.english import day_in_words, month_in_words


@dataclass(frozen=True)
class EvenYear(Rule):
    """Visits are spread evenly over the months of the year, with no long time without one.

    The months are those with a date that is not closed, and each has at most its even share of the
    year's visits, rounded up. A long time is counted from each Monday. A year with a single visit
    asks for nothing.

    Why: A team that is seen only in one term is not seen when things go wrong in another.
    Source: Members of Wirral objected in 2012 to few meetings from June to September (domain A3).
    Kept: Six visits in ten open months, no two of them in the same month, none 120 days after another.
    Broken: Two of the six fall in June, one more than its share of 1.
    Numbers: points_per_extra_visit is the price of each visit above a month's share;
        points_per_gap is the price of each Monday from which there is no visit for longest_gap_days days.
    """

    points_per_extra_visit: int = 5
    longest_gap_days: int = 120
    points_per_gap: int = 10
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if len(problem.visits) > 1:
            yield from self._months(problem)
            yield from self._windows(problem)

    def _months(self, problem: Problem) -> Iterator[Statement]:
        """For statements only."""
        slots: dict[str, list[str]] = defaultdict(list)
        for slot in problem.slots:
            slots[slot.id[:7]].append(slot.id)
        months = sorted({slot.id[:7] for slot in _open_slots(problem)})
        if not months or not self.points_per_extra_visit:
            return
        share = -(-len(problem.visits) // len(months))
        if share < len(problem.visits):
            for month in months:
                why = f"{month_in_words(date.fromisoformat(month + '-01'))} has its share of {share}"
                cost = (0,) * (share + 1) + (self.points_per_extra_visit,)
                yield Crowd(None, tuple(slots[month]), why, cost=cost)

    def _windows(self, problem: Problem) -> Iterator[Statement]:
        """For statements only."""
        if not self.points_per_gap:
            return
        opened = {slot.id for slot in _open_slots(problem)}
        first, last = problem.year.ends()
        monday = first + timedelta(-first.weekday() % 7)
        while (last - monday).days + 1 >= self.longest_gap_days and monday <= last:
            after = monday + timedelta(self.longest_gap_days)
            slots = tuple(slot.id for slot in problem.slots if monday <= slot.day < after)
            if opened.intersection(slots):
                why = f"a visit within {self.longest_gap_days} days from {day_in_words(monday)}"
                yield Crowd(None, all_or(slots, problem.slots), why, cost=(self.points_per_gap, 0, 0))
            monday += timedelta(7)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if len(problem.visits) < 2:
            return
        year = list(problem.year.days())
        closed = {day for closure in problem.closures for day in year if day in closure.span}
        open_days = {slot.day for slot in problem.slots} - closed
        days = [placement.slot.day for placement in rota.placements]
        months = sorted({day.replace(day=1) for day in open_days})
        count = Counter(day.replace(day=1) for day in days)
        for month in months:
            share = (len(problem.visits) + len(months) - 1) // len(months)
            extra = count[month] - share
            if extra > 0 and self.points_per_extra_visit:
                sentence = (
                    f"{month_in_words(month)} has {count[month]} visits, {extra} more than its even share of {share}."
                )
                yield self.costs(extra * self.points_per_extra_visit, sentence)
        for number, monday in enumerate(year):
            if monday.weekday() or not self.points_per_gap:
                continue
            window = year[number : number + self.longest_gap_days]
            whole = len(window) == self.longest_gap_days
            if whole and not open_days.isdisjoint(window) and not set(days).intersection(window):
                sentence = (
                    f"No visit falls between {day_in_words(monday)} and {day_in_words(window[-1])}: "
                    f"{self.longest_gap_days} days without one."
                )
                yield self.costs(self.points_per_gap, sentence)


# For statements only.


def _open_slots(problem: Problem) -> list[Slot]:
    return [slot for slot in problem.slots if not any(slot.day in closure.span for closure in problem.closures)]
