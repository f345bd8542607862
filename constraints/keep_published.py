"""What has been published stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from rota.domain import Problem, Rota
from rota.rules import Finding, Price, Rule, Statement, Tally, all_or
from rota.text.english import moment_in_words


@dataclass(frozen=True)
class KeepPublished(Rule):
    """A visit that has been published keeps its members, whoever receives it, its date and its time.

    Published visits that the year no longer owes, and people who are no longer listed, or are no longer named to
    receive the visit, are passed over.

    Why: People have it in their diaries; each change is a telephone call, and may be a visit missed.
    Source: A new solution changes as little as possible (domain A41, A19).
    Kept: Ann and Bob visit MASH on 3 June at 10:00, as published.
    Broken: Cat goes in Bob's place, or the visit moves to 4 June.
    Numbers: points_per_place is the price of each published member who no longer goes, and of each host or
        deputy who no longer receives; points_per_date is the price of each visit moved to another date or time.
    """

    points_per_place: int = 50
    points_per_date: int = 30
    strength: ClassVar[Literal["must", "preference"]] = "preference"

    def statements(self, problem: Problem) -> Iterator[Statement]:
        visits = {visit.id for visit in problem.visits}
        members = {member.id for member in problem.members}
        for published in problem.published:
            if published.visit not in visits:
                continue
            title = problem.title(published.visit)
            if self.points_per_place:
                receivers = set(problem.team_of(published.visit).receivers).intersection(published.receivers)
                for person in (*sorted(members.intersection(published.members)), *sorted(receivers)):
                    why = f"{title}: {problem.name_of(person)} as published"
                    yield Tally((person,), (published.visit,), "", why, cost=(self.points_per_place, 0, 0))
            others = tuple(slot.id for slot in problem.slots if slot.id != published.slot.id)
            if self.points_per_date and others:
                slots = all_or(others, problem.slots)
                why = f"{title}: {moment_in_words(published.slot.start)} as published"
                yield Price(self.points_per_date, None, (published.visit,), slots, why)

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        owed = {visit.id for visit in problem.visits}
        listed = {member.id: member.name for member in problem.members}
        now = {placement.visit: placement for placement in rota.placements}
        for published in problem.published:
            if published.visit not in owed:
                continue
            title, visit = problem.title(published.visit), published.visit
            placement = now.get(visit)
            for member in dict.fromkeys(published.members):
                gone = placement is None or member not in placement.members
                if self.points_per_place and member in listed and gone:
                    sentence = f"{listed[member]} no longer goes on {title}, as was published."
                    yield self.costs(self.points_per_place, sentence, visit, (member,))
            for person in dict.fromkeys(published.receivers):
                gone = placement is None or person not in placement.receivers
                if self.points_per_place and person in problem.team_of(visit).receivers and gone:
                    sentence = f"{problem.name_of(person)} no longer receives {title}, as was published."
                    yield self.costs(self.points_per_place, sentence, visit, (person,))
            if self.points_per_date and placement and placement.slot.id != published.slot.id:
                sentence = (
                    f"{title} moves from {moment_in_words(published.slot.start)}, as was published, "
                    f"to {moment_in_words(placement.slot.start)}."
                )
                yield self.costs(self.points_per_date, sentence, visit, placement.members)
