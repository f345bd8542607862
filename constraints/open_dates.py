"""Dates that are taken out of the year stay out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.domain.edits import Reopen
from rota.rules import Bar, Finding, Rule, Statement, Trouble, WayOut, all_or
from rota.text.english import day_in_words, joined


@dataclass(frozen=True)
class OpenDates(Rule):
    """No visit is on a day that the council has closed.

    Why: Offices shut, recesses and the weeks before a poll are no time for members to visit a service.
    Source: Bank holidays of gov.uk, recesses, the pre-election period from notice to poll (domain A29, A31, A32).
    Kept: A visit is on Wednesday 23 December, in a council that closes on Thursday.
    Broken: A visit is on 25 December, a bank holiday.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        closed: dict[str, set[str]] = defaultdict(set)
        for closure in problem.closures:
            first, last = closure.span.sort_key()
            closed[closure.reason].update(slot.id for slot in problem.slots if first <= slot.day <= last)
        for reason, slots in sorted(closed.items()):
            if slots:
                yield Bar(None, None, all_or(slots, problem.slots), f"open dates: {reason}")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            day = placement.slot.day
            reasons = sorted({closure.reason for closure in problem.closures if day in closure.span})
            if reasons:
                sentence = (
                    f"{problem.title(placement.visit)} is on {day_in_words(day)}, which is closed: {joined(reasons)}."
                )
                yield self.breach(sentence, placement.visit)

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut]:
        slots = {slot.id: slot for slot in problem.slots}
        days = sorted({slots[opening.slot].day for opening in trouble.openings})
        if days:
            titles = joined(list(dict.fromkeys(problem.title(opening.visit) for opening in trouble.openings)))
            opened = joined([day_in_words(day) for day in days])
            yield WayOut(f"Open {opened} for {titles}.", tuple(map(Reopen, days)), 2 * len(days))
