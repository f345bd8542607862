"""Members visit at the times they prefer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar, Literal

from rota.domain import Problem, Rota, Span, Weekly
from rota.rules import Finding, Ids, Price, Rule, Statement, all_or
from rota.text.english import moment_in_words


@dataclass(frozen=True)
class PreferredTimes(Rule):
    """Members who prefer certain times of the week go on visits at those times.

    A member's preference holds on a date when a preferred row does, by its dates and by term or school
    holidays. The visit must lie wholly within one of those rows, on that weekday.

    Why: A member who works or has caring duties comes more gladly, and more surely, at a time that suits.
    Source: Neath Port Talbot, Flintshire and the censuses of 2013 and 2018 (domain A36).
    Kept: Ann prefers Tuesday 9:00 to 12:00 and visits on a Tuesday at 10:00 for an hour.
    Broken: She visits on a Tuesday at 11:30, which ends at 12:30, or on a Wednesday.
    Numbers: points_per_place is the price of each place at a time that its member does not prefer.
    """

    points_per_place: int = 3
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        if not self.points_per_place:
            return
        boxes: dict[Ids, list[str]] = defaultdict(list)
        disliked = _disliked(problem)
        for member in problem.members:
            if disliked.get(member.id):
                boxes[disliked[member.id]].append(member.id)
        for slots, members in sorted(boxes.items(), key=lambda box: box[1]):
            why = "times that these members do not prefer"
            # Members are always named: without them a price is for each visit, not each place.
            yield Price(self.points_per_place, tuple(members), None, all_or(slots, problem.slots), why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        if not self.points_per_place:
            return
        liked: dict[str, list[Weekly]] = defaultdict(list)
        for row in problem.weekly:
            if row.pattern == "preferred":
                liked[row.person].append(row)
        for placement in rota.placements:
            start, end = placement.slot.start, placement.slot.end
            now = "holidays" if any(placement.slot.day in away.span for away in problem.school_holidays) else "term"
            for member in placement.members:
                in_force = [r for r in liked[member] if r.season in ("always", now) and placement.slot.day in r.span]
                suits = any(
                    row.weekday == start.weekday()
                    and row.start <= start.time()
                    and end.time() <= row.end
                    and end.date() == start.date()
                    for row in in_force
                )
                if in_force and not suits:
                    sentence = (
                        f"{problem.member(member).name} goes on {problem.title(placement.visit)} on "
                        f"{moment_in_words(start)}, which is not one of the times this member prefers."
                    )
                    yield self.costs(self.points_per_place, sentence, placement.visit, (member,))


# For statements only: weeks are much alike, so each stretch of dates and each time of the week is worked out once.


def _disliked(problem: Problem) -> dict[str, Ids]:
    """For each person the slots on whose date some row is in force and none that is holds the whole slot."""
    rows = [row for row in problem.weekly if row.pattern == "preferred"]
    dates = {key: _on_dates(problem, *key) for key in {(row.season, row.span) for row in rows}}
    times = {key: _at_times(problem, *key) for key in {(row.weekday, row.start, row.end) for row in rows}}
    held: dict[str, set[str]] = defaultdict(set)
    suiting: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        in_force = dates[row.season, row.span]
        held[row.person] |= in_force
        suiting[row.person] |= in_force & times[row.weekday, row.start, row.end]
    return {person: tuple(sorted(slots - suiting[person])) for person, slots in held.items()}


def _on_dates(problem: Problem, season: str, span: Span) -> set[str]:
    """The slots of the days in this stretch that are of the season."""
    held = {slot.day for slot in problem.slots if slot.day in span}
    holidays = {day for day in held if any(day in closure.span for closure in problem.school_holidays)}
    days = {"always": held, "term": held - holidays, "holidays": holidays}[season]
    return {slot.id for slot in problem.slots if slot.day in days}


def _at_times(problem: Problem, weekday: int, start: time, end: time) -> set[str]:
    """The slots of this weekday that lie wholly between these times."""
    found = set()
    for slot in problem.slots:
        if slot.day.weekday() == weekday:
            begins, ends = (datetime.combine(slot.day, clock, slot.start.tzinfo) for clock in (start, end))
            if begins <= slot.start and slot.end <= ends:
                found.add(slot.id)
    return found
