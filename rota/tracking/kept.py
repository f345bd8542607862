"""All that a council keeps of its visits: the facts, the visits of other years, and the days it gives each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rota.domain import Problem, Rota
from rota.domain.working_days import WorkingDays
from rota.tracking.clocks import Clock
from rota.tracking.facts import Facts
from rota.tracking.issues import THEMES
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

    ``clock`` has the council's working days and the days of each step; ``themes`` are what issues are counted by.
    """

    clock: Clock
    facts: Facts = field(default_factory=Facts)
    known: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[TrackedVisit, ...] = ()
    posts: Posts = Posts()
    themes: tuple[str, ...] = THEMES

    def visits(self, problem: Problem, rota: Rota) -> tuple[TrackedVisit, ...]:
        """The year's visits as the rota places them, and those of earlier years."""
        return (*self.earlier, *tracked_visits(problem, rota, self.known, self.posts.head))

    def facts_of(self, problem: Problem) -> Facts:
        """The facts, and the year's cancellations of which nothing else is said."""
        references = {visit.visit: visit.reference for visit in self.visits(problem, Rota())}
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
