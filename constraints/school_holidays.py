"""Visits keep clear of the school holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Bar, Finding, Ids, Price, Rule, Statement, all_or
from rota.text.english import day_in_words, joined


@dataclass(frozen=True)
class SchoolHolidays(Rule):
    """No visit is made in the school holidays.

    Why: Members with children, and many of the team, are away; the work looks unlike itself.
    Source: Cambridge moved its council meetings in 2014 around summer and half term (domain A30).
    Kept: A visit is made on the Friday before half term.
    Broken: A visit is made on the Wednesday of half term.
    Numbers: points_per_visit is the price of each visit in the holidays. must makes it a must instead;
        then the points do not matter.
    """

    points_per_visit: int = 10
    must: bool = False
    strength: ClassVar[Literal["must", "preference"]] = "preference"
    may_choose: ClassVar[bool] = True

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if not (self.must or self.points_per_visit):
            return
        # A date in two holidays at once costs once, so slots are kept by all the names they fall under.
        slots: dict[Ids, list[str]] = defaultdict(list)
        for slot in problem.slots:
            names = {holiday.reason for holiday in problem.school_holidays if slot.day in holiday.span}
            if names:
                slots[tuple(sorted(names))].append(slot.id)
        for holidays, box in sorted(slots.items()):
            times = all_or(box, problem.slots)
            why = f"school holidays: {joined(holidays)}"
            if self.must:
                yield Bar(None, None, times, why)
            else:
                yield Price(self.points_per_visit, None, None, times, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            day = placement.slot.day
            held = [holiday for holiday in problem.school_holidays if day in holiday.span]
            if not held:
                continue
            name = joined(sorted({holiday.reason for holiday in held}))
            sentence = f"{problem.title(placement.visit)} is on {day_in_words(day)}, in the school holidays: {name}."
            if self.must:
                yield self.breach(sentence, placement.visit)
            elif self.points_per_visit:
                yield self.costs(self.points_per_visit, sentence, placement.visit)
