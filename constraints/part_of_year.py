"""Each visit keeps to its own part of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota, Span
from rota.rules import Bar, Finding, Rule, Statement, all_or
from rota.text.english import day_in_words


@dataclass(frozen=True)
class PartOfYear(Rule):
    """Each visit lies in its own part of the year.

    A team's visits share the year, or the days of it on which the team is open, in equal parts: two
    visits have a half each, and twelve a calendar month each.

    Why: A service seen twice in May and then not until the next May is not overseen.
    Source: Sefton 2018, 2.4: two visits a year (domain A2); Wirral 2012: no long gaps (domain A3).
    Kept: Of two visits in a year from 1 April, the first is on 30 September.
    Broken: The first is on 1 October, in the second half.
    Numbers: none.
    """

    def statements(self, problem: Problem) -> Iterator[Statement]:
        visits: dict[Span, list[str]] = defaultdict(list)
        for visit in problem.visits:
            visits[visit.part].append(visit.id)
        for part, alike in sorted(visits.items()):
            outside = [slot.id for slot in problem.slots if slot.day not in part]
            if outside:
                first, last = part.ends()
                why = f"part of year: {first:%-d %B %Y} to {last:%-d %B %Y}"
                yield Bar(None, all_or(alike, problem.visits), all_or(outside, problem.slots), why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        for placement in rota.placements:
            first, last = problem.visit(placement.visit).part.ends()
            early, late = (first - placement.slot.day).days, (placement.slot.day - last).days
            if max(early, late) > 0:
                edge = f"begins on {day_in_words(first)}" if early > 0 else f"ends on {day_in_words(last)}"
                days, side = max(early, late), "before" if early > 0 else "after"
                yield self.breach(
                    f"{problem.title(placement.visit)} is on {day_in_words(placement.slot.day)}, "
                    f"{days} {'day' if days == 1 else 'days'} {side} its part of the year {edge}.",
                    placement.visit,
                )
