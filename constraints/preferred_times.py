"""Members visit at the times they prefer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from rota.domain import Problem, Rota, Slot, Weekly
from rota.rules import Finding, Ids, Price, Rule, Statement, all_or
from rota.words import moment_in_words


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
        for member in problem.members:
            rows = [row for row in problem.weekly if row.person == member.id and row.pattern == "preferred"]
            slots = tuple(slot.id for slot in problem.slots if rows and _disliked(problem, rows, slot))
            if slots:
                boxes[slots].append(member.id)
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


def _disliked(problem: Problem, rows: list[Weekly], slot: Slot) -> bool:
    """For statements only: some row is in force on the slot's date and none that is holds the whole slot."""
    held = False
    holiday = any(slot.day in closure.span for closure in problem.school_holidays)
    for row in rows:
        if slot.day not in row.span or row.season == ("term" if holiday else "holidays"):
            continue
        held = True
        begins, ends = (datetime.combine(slot.day, clock, slot.start.tzinfo) for clock in (row.start, row.end))
        if row.weekday == slot.day.weekday() and begins <= slot.start and slot.end <= ends:
            return False
    return held
