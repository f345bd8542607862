"""No week has more visits than the council can support."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rota.domain import Problem, Rota
from rota.domain.edits import SetRule
from rota.rules import Crowd, Degrees, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words


@dataclass(frozen=True)
class WeekLimit(Rule):
    """No calendar week, Monday to Sunday, has more than so many visits.

    Why: One officer arranges every visit and chases every report; a crowded week leaves some undone.
    Source: Judgement: visits are best spread over the year (domain A3); no council states a limit.
    Kept: Three visits are in the week of Monday 1 June.
    Broken: A fourth is on the Sunday of that week.
    Numbers: visits_a_week is the most visits of one calendar week.
    """

    visits_a_week: int = 3

    def statements(self, problem: Problem) -> Iterator[Statement]:
        weeks: dict[date, list[str]] = defaultdict(list)
        for slot in problem.slots:
            weeks[slot.day - timedelta(slot.day.weekday())].append(slot.id)
        if len(problem.visits) > self.visits_a_week:
            for monday, slots in sorted(weeks.items()):
                why = f"week limit: {self.visits_a_week} visits in the week of {monday:%-d %B %Y}"
                yield Crowd(None, all_or(slots, problem.slots), why, most=self.visits_a_week)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        weeks = Counter(tuple(placement.slot.day.isocalendar())[:2] for placement in rota.placements)
        for (year, week), count in sorted(weeks.items()):
            if count > self.visits_a_week:
                monday = day_in_words(date.fromisocalendar(year, week, 1))
                yield self.breach(
                    f"The week of {monday} has {count} visits; the limit is {self.visits_a_week}, "
                    f"so {count - self.visits_a_week} too many."
                )

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut | Degrees]:
        more = range(self.visits_a_week + 1, len(problem.visits) + 1)
        if any(miss.over for miss in trouble.misses) and more:
            yield Degrees(tuple(self._allowing(many) for many in more))

    def _allowing(self, many: int) -> WayOut:
        noun = "visit" if many == 1 else "visits"
        return WayOut(f"Allow {many} {noun} in one week.", (SetRule(self.name, "visits_a_week", many),), 4)
