"""Once is once: what came of the visits, as the problem has it that rotas are drawn, read and re-planned from.

What was held stays as it was held, and whoever went carries it. What was not held is owed again, whoever's fault it
was. A visit of an earlier year counts as one of the history, and one that the history has too counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from rota.domain import Cancellation, HeldVisit, PastVisit, Problem, Rota
from rota.domain.as_held import as_held
from rota.tracking.facts import Facts
from rota.tracking.filed import By, Filed, filed
from rota.tracking.outcomes import Outcome
from rota.tracking.visit_stage import held_outcome
from rota.tracking.visits import TrackedVisit


def with_outcomes(problem: Problem, known: Mapping[str, str], earlier: Iterable[TrackedVisit], facts: Facts) -> Problem:
    """The problem with what the facts say of its visits; the problem itself where they say nothing.

    ``known`` are the references of the year's visits by id, ``earlier`` the visits of years before.
    """
    said = filed(facts.in_force())
    if not said.outcomes:
        return problem
    not_held = tuple(_cancelled(problem, known, said.outcomes))
    history = (*problem.history, *_of_earlier_years(problem, earlier, said))
    after = replace(problem, held=tuple(_held(problem, known, said)), cancelled=not_held, history=history)
    return replace(after, published=as_held(after, Rota(problem.published)).placements if problem.published else ())


def _held(problem: Problem, known: Mapping[str, str], said: Filed) -> Iterator[HeldVisit]:
    for visit in problem.visits:
        reference = known.get(visit.id, "")
        outcome = held_outcome(said.outcomes.get(reference, ()))
        if outcome and _has_slots(problem, outcome.day):
            came = {one.member: one.came for one in said.attendance.get(reference, ())}
            went, absent = (tuple(member for member in came if came[member] == word) for word in ("yes", "no"))
            yield HeldVisit(visit.id, outcome.day, went, absent)


def _has_slots(problem: Problem, day: date) -> bool:
    return day in problem.year and day.weekday() in problem.weekdays


def _cancelled(problem: Problem, known: Mapping[str, str], outcomes: By[Outcome]) -> Iterator[Cancellation]:
    """What was not held on its day. Of what the table of cancelled visits says otherwise, the outcome counts."""
    said: dict[tuple[str, date], Outcome] = {}
    for visit in problem.visits:
        said |= {(visit.id, outcome.day): outcome for outcome in outcomes.get(known.get(visit.id, ""), ())}
    yield from (one for one in problem.cancelled if (one.visit, one.day) not in said)
    for (visit_id, day), outcome in said.items():
        if not outcome.held:
            yield Cancellation(visit_id, day, outcome.cause)


def _of_earlier_years(problem: Problem, earlier: Iterable[TrackedVisit], said: Filed) -> Iterator[PastVisit]:
    """Who is known to have gone on the visits of earlier years."""
    members = {member.id for member in problem.members}
    for visit in earlier:
        outcome = held_outcome(said.outcomes.get(visit.reference, ()))
        came = {one.member: one.came for one in said.attendance.get(visit.reference, ())}
        if outcome:
            for member in members.intersection(came):
                if came[member] == "yes":
                    yield PastVisit(member, visit.team, outcome.day)
