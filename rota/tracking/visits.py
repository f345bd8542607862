"""A visit as it is followed up: one that a year owes, with its reference and what the rota says of it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rota.domain import Problem, Rota, Span
from rota.tracking.references import numbered


@dataclass(frozen=True, slots=True)
class TrackedVisit:
    """A visit under its ``reference``, from whichever year.

    ``visit`` is its id in its year's rota, which comes again every year; empty for one that no rota had. ``part`` is
    when the year owes it; None when it owes nothing. ``day``, ``members`` and ``host`` are what the rota says now;
    no day when it places the visit nowhere. ``head`` is the Head of Service, where known. ``predecessors`` are the
    teams whose place the team took: their open issues are its own.
    """

    reference: str
    team: str
    title: str = ""
    visit: str = ""
    part: Span | None = None
    day: date | None = None
    members: tuple[str, ...] = ()
    host: str = ""
    head: str = ""
    predecessors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("members", "predecessors"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    @property
    def name(self) -> str:
        """The title, or when there is none the team."""
        return self.title or self.team


def tracked_visits(problem: Problem, rota: Rota, known: Mapping[str, str], head: str = "") -> tuple[TrackedVisit, ...]:
    """The visits that the year owes, in order of id, each as the rota places it.

    ``known`` are the references given before, by visit id; whoever keeps the facts keeps them too. New ones are given
    in order of id.
    """
    given = numbered(problem.year, (visit.id for visit in problem.visits), known)
    return tuple(_tracked(problem, rota, given, head))


def _tracked(problem: Problem, rota: Rota, given: Mapping[str, str], head: str) -> Iterator[TrackedVisit]:
    placed = {placement.visit: placement for placement in rota.placements}
    for visit in problem.visits:
        team, place = problem.team(visit.team), placed.get(visit.id)
        yield TrackedVisit(
            given[visit.id],
            team.id,
            title=problem.title(visit.id),
            visit=visit.id,
            part=visit.part,
            day=place.slot.day if place else None,
            members=place.members if place else (),
            host=next(iter(place.receivers if place and place.receivers else team.receivers), ""),
            head=head,
            predecessors=team.succeeds,
        )
