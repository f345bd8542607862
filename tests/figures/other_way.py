"""The same figures counted by another way: straight from the facts, a question at a time, with no record between.

Only the day on which a report was sent and the stage of an action are taken from ``follow``, whose tests are its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rota.tracking.actions import Action
from rota.tracking.fact import Fact
from rota.tracking.facts import Facts
from rota.tracking.follow import Followed, follow
from rota.tracking.issues import Issue
from rota.tracking.outcomes import Outcome
from rota.tracking.reports import VisitReport
from rota.tracking.visits import TrackedVisit
from tests.figures.histories import CLOCK

Said = TypeVar("Said", bound=Fact)


@dataclass
class Count:
    """The facts known and in force on a day, and the visits of a year."""

    visits: tuple[TrackedVisit, ...]
    facts: Facts
    day: date
    year: str

    def __post_init__(self) -> None:
        self.known = self.facts.known_on(self.day).in_force()
        stand = follow(self.visits, self.facts, CLOCK, self.day)
        self.at: dict[str, Followed] = {one.visit.reference: one for one in stand}
        self.actions_at = {done.reference: done for one in stand for done in one.actions}
        self.issues_at = {issue.reference: issue for one in stand for issue in one.issues}

    def of_year(self) -> Iterator[TrackedVisit]:
        return (visit for visit in self.visits if visit.reference.startswith(f"{self.year}-"))

    def outcomes(self, visit: TrackedVisit) -> dict[date, Outcome]:
        """What was said last of each day."""
        return {fact.day: fact for fact in self.known.outcomes if fact.visit == visit.reference}

    def required(self, visit: TrackedVisit) -> bool:
        return True

    def planned(self, visit: TrackedVisit) -> bool:
        return visit.day is not None or bool(self.outcomes(visit))

    def held(self, visit: TrackedVisit) -> bool:
        return any(one.result in ("held", "partly held") for one in self.outcomes(visit).values())

    def reports(self, visit: TrackedVisit) -> list[VisitReport]:
        return [one for one in self.known.reports if one.visit == visit.reference] if self.held(visit) else []

    def in_time(self, visit: TrackedVisit) -> bool:
        """Ten working days from the day on which it was held."""
        first = [one.on for one in self.reports(visit)]
        days = [one.day for one in self.outcomes(visit).values() if one.result in ("held", "partly held")]
        return bool(first) and min(first) <= CLOCK.working.after(max(days), 10)

    def agreed(self, visit: TrackedVisit) -> bool:
        """Everybody's last word on the last version is that they agree, its author's apart."""
        reports = self.reports(visit)
        if not reports:
            return False
        last = reports[-1].version
        author = next(one.author for one in reversed(reports) if one.version == last)
        words = {
            one.member: one.agrees
            for one in self.known.agreements
            if (one.visit, one.version) == (visit.reference, last)
        }
        came = {one.member: one.came for one in self.known.attendance if one.visit == visit.reference}
        authors = {one.author for one in reports}
        agreed = {one.member for one in self.known.agreements if one.visit == visit.reference}
        agreed = {one for one in agreed if came.get(one, "yes" if one in visit.members else "no") != "no"}
        there = {one for one in {*visit.members, *authors, *agreed} if came.get(one, "yes") in ("yes", "not known yet")}
        asked = {*there, *(one for one, word in came.items() if word == "yes")} - {author}
        return all(words.get(one, False) for one in asked) and all(words.values())

    def issues(self, visit: TrackedVisit) -> dict[str, Issue]:
        """Each issue as its last version has it, and of two of one version as it was said last."""
        found: dict[str, Issue] = {}
        for one in sorted(
            (one for one in self.known.issues if one.visit == visit.reference), key=lambda one: one.version
        ):
            found[one.reference] = one
        return {name: one for name, one in found.items() if one.asks != "withdrawn"}

    def answered_in_time(self, visit: TrackedVisit) -> bool:
        asked = [one for one in self.issues(visit).values() if one.asks == "for response"]
        return bool(asked) and all(self.is_in_time(visit, issue) for issue in asked)

    def is_in_time(self, visit: TrackedVisit, issue: Issue) -> bool:
        """Answered within twenty working days of the day on which it was sent as it is asked now, or before."""
        first = min((one.on for one in self.known.responses if one.issue == issue.reference), default=None)
        sent = self.sent(visit, issue)
        return first is not None and (sent is None or first <= CLOCK.working.after(sent, 20))

    def sent(self, visit: TrackedVisit, issue: Issue) -> date | None:
        asked = {
            one.version: one.asks == "for response" for one in self.known.issues if one.reference == issue.reference
        }
        unasked = max((version for version, wanted in asked.items() if not wanted), default=0)
        since = min(version for version in asked if version > unasked)
        since = min(since, max((one.version for one in self.reports(visit)), default=1))
        days = [day for version, day in self.at[visit.reference].course.sent if version >= since]
        return min(days, default=None)

    def actions(self, visit: TrackedVisit) -> dict[str, Action]:
        issues = self.issues(visit)
        return {one.reference: one for one in reversed(self.known.actions) if one.issue in issues}

    def due(self, visit: TrackedVisit) -> list[str]:
        """Actions whose first date is over, or about which nobody is asked for anything any more."""
        return [
            name
            for name, one in self.actions(visit).items()
            if one.due < self.day or self.actions_at[name].next is None
        ]

    def with_an_action_due(self, visit: TrackedVisit) -> bool:
        return bool(self.due(visit))

    def done_and_confirmed(self, visit: TrackedVisit) -> bool:
        return all(self.actions_at[name].stage == "done and confirmed" for name in self.due(visit))

    def funnel(self) -> list[list[str]]:
        """The visits left after each question."""
        left = list(self.of_year())
        steps: list[list[str]] = []
        questions: tuple[Callable[[TrackedVisit], bool], ...] = (
            *(self.required, self.planned, self.held, self.in_time, self.agreed, self.answered_in_time),
            *(self.with_an_action_due, self.done_and_confirmed),
        )
        for question in questions:
            left = [visit for visit in left if question(visit)]
            steps.append([visit.reference for visit in left])
        return steps

    def themes(self) -> Counter[str]:
        """Issues by theme, praise apart."""
        issues = (issue for visit in self.of_year() for issue in self.issues(visit).values())
        return Counter(issue.theme for issue in issues if issue.asks != "praise")


def tally(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values))
