"""A visit that was cancelled is held on another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rota.domain import Problem, Rota
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words


@dataclass(frozen=True)
class Cancelled(Rule):
    """No visit is on a day for which it was cancelled.

    A visit that was cancelled is still owed. Its part of the year then goes on to the year's end, so that
    it can be made whenever there is room.

    Why: A visit that was called off and forgotten is one of the three in ten that never happen.
    Source: Salford published visits allotted and made (domain A21: a cancelled visit returns to the pool until done).
    Kept: MASH, cancelled for 3 June, is visited on 4 June.
    Broken: MASH is on 3 June all the same.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        owed = {visit.id for visit in problem.visits}
        off: dict[date, set[str]] = defaultdict(set)
        for cancellation in problem.cancelled:
            if cancellation.visit in owed:
                off[cancellation.day].add(cancellation.visit)
        for day, visits in sorted(off.items()):
            slots = [slot.id for slot in problem.slots if slot.day == day]
            if slots:
                why = f"cancelled: {day:%-d %B %Y}"
                yield Bar(None, all_or(visits, problem.visits), all_or(slots, problem.slots), why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            for cancellation in problem.cancelled:
                if (cancellation.visit, cancellation.day) == (placement.visit, placement.slot.day):
                    by = f" by the {cancellation.by}" if cancellation.by else ""
                    yield self.breach(
                        f"{problem.title(placement.visit)} is on {day_in_words(placement.slot.day)}, "
                        f"for which it was cancelled{by}.",
                        placement.visit,
                    )

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        """Nothing: the day is gone."""
        yield from ()
