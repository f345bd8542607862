"""A rota read beside what came of its visits: what was held is as it was held, whoever was to go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time

from rota.domain.problem import Problem
from rota.domain.visits import HeldVisit, Placement, Rota


def as_held(problem: Problem, rota: Rota) -> Rota:
    """The rota in which each visit that was held is on its day, with whoever went; the rota itself where it is so.

    Went: who is known to have, and of those whom the rota sends everybody who is not known to have been absent. A
    visit that the rota does not place is placed when it is known who went.
    """
    held = {one.visit: one for one in problem.held}
    if not held:
        return rota
    placed = [_held(problem, place, held.get(place.visit)) for place in rota.placements]
    there = {place.visit for place in placed}
    found = Rota((*placed, *_not_placed(problem, (one for one in problem.held if one.visit not in there))))
    return rota if found == rota else found


def _held(problem: Problem, place: Placement, held: HeldVisit | None) -> Placement:
    if held is None:
        return place
    members = {*place.members, *held.went}.difference(held.absent)
    start = datetime.combine(held.day, place.slot.start.time())
    slot = place.slot if place.slot.day == held.day else problem.slot_at(start)
    return replace(place, slot=slot, members=tuple(members))


def _not_placed(problem: Problem, held: Iterable[HeldVisit]) -> Iterator[Placement]:
    first = min((session.start for session in problem.sessions), default=time())
    for one in held:
        if one.went:
            yield Placement(one.visit, problem.slot_at(datetime.combine(one.day, first)), one.went)


def with_who_went(problem: Problem, rota: Rota) -> Problem:
    """The problem in which it is said of all members whether they were at a visit that was held, where a rota tells."""
    if not problem.held:
        return problem
    went = {place.visit: place.members for place in as_held(problem, rota).placements if place.members}
    everybody = {member.id for member in problem.members}
    held = (
        replace(one, went=went[one.visit], absent=tuple(everybody.difference(went[one.visit])))
        if one.visit in went
        else one
        for one in problem.held
    )
    return replace(problem, held=tuple(held))


def held_otherwise(problem: Problem, rota: Rota) -> tuple[str, ...]:
    """The titles of the visits that were held otherwise than the rota has them."""
    was = {place.visit: place for place in rota.placements}
    return tuple(
        problem.title(place.visit)
        for place in as_held(problem, rota).placements
        if place.visit in {one.visit for one in problem.held} and was.get(place.visit) != place
    )


def is_as_held(problem: Problem, placement: Placement) -> bool:
    """Whether the visit was held, on that day: then what it breaks is a fact, and no fault of the rota."""
    return any((one.visit, one.day) == (placement.visit, placement.slot.day) for one in problem.held)
