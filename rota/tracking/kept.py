"""All that a council keeps of its visits: the facts, the visits of other years, and the days it gives each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rota.domain import Problem, Rota
from rota.domain.working_days import WorkingDays
from rota.tracking.clocks import Clock
from rota.tracking.facts import Facts
from rota.tracking.issues import THEMES
from rota.tracking.once import with_outcomes
from rota.tracking.outcomes import Outcome
from rota.tracking.visits import TrackedVisit, tracked_visits


@dataclass(frozen=True, slots=True)
class Posts:
    """Who holds the posts that reports go through: a name, or a name and an e-mail address; empty when not said."""

    head: str = ""
    director: str = ""
    chief_executive: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class TrackingFacts:
    """The ``facts``, the references that the year's visits are ``known`` by, and the visits of ``earlier`` years.

    ``gone`` are people named of visits of earlier years who are not listed. ``clock`` has the council's working days
    and the days of each step; ``themes`` are what issues are counted by.
    """

    clock: Clock
    facts: Facts = field(default_factory=Facts)
    known: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[TrackedVisit, ...] = ()
    posts: Posts = Posts()
    themes: tuple[str, ...] = THEMES
    gone: tuple[str, ...] = ()

    def visits(self, problem: Problem, rota: Rota) -> tuple[TrackedVisit, ...]:
        """The year's visits as the rota places them, and those of earlier years."""
        return (*self.earlier, *tracked_visits(problem, rota, self.known, self.posts.head))

    def references(self, problem: Problem) -> dict[str, str]:
        """The reference of each visit of the year by its id, those given and those that would be."""
        return {visit.visit: visit.reference for visit in tracked_visits(problem, Rota(), self.known)}

    def as_problem(self, problem: Problem, day: date | None = None) -> Problem:
        """The problem with what came of its visits, as far as it was known on the day, or with all of it.

        What was held stays as it was held; what was not is owed again.
        """
        facts = self.facts.known_on(day) if day else self.facts
        if not facts.outcomes:
            return problem
        return with_outcomes(problem, self.references(problem), self.earlier, facts)

    def facts_of(self, problem: Problem) -> Facts:
        """The facts, and the year's cancellations of which nothing else is said."""
        references = self.references(problem)
        said = {(outcome.visit, outcome.day) for outcome in self.facts.outcomes}
        cancelled = (
            Outcome(references[one.visit], one.day, "cancelled", one.by, on=one.day)
            for one in problem.cancelled
            if (references[one.visit], one.day) not in said
        )
        return self.facts.plus(cancelled)


def nothing_kept(working: WorkingDays) -> TrackingFacts:
    """What a council keeps that keeps nothing yet."""
    return TrackingFacts(Clock(working))
