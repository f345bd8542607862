"""A swap made, or a reserve put in somebody's place, with what was done in the rota's log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rota.app.update import changed
from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError
from rota.explaining.context import RotaContext, with_placement
from rota.explaining.reserves import StandBy
from rota.explaining.swaps import Offers, taken
from rota.exports.view import Document
from rota.record import LogEntry
from rota.reports.people_reports import no_place_to_swap, nobody_can_step_in, swap_in_words
from rota.text.english import counted, is_over


@dataclass(frozen=True, slots=True)
class Substitution:
    """A rota in which somebody goes in another's place, and what was done, in a sentence."""

    rota: Rota
    sentence: str


def swapped(ground: RotaContext, found: Offers, number: int) -> Substitution:
    """The swap of this number. CouldNotRunError when the visit is over, or there is no such swap."""
    if found.over:
        raise CouldNotRunError(f"{no_place_to_swap(found.title, found.over)} Nothing was written.")
    rota = taken(ground, found.member, found.visit, number)
    if rota is None:
        are = "is" if found.in_all == 1 else "are"
        raise CouldNotRunError(f"There is no swap {number}: there {are} {counted(found.in_all, 'swap')}.")
    return Substitution(rota, swap_in_words(found.offers[number - 1]))


def stepped_in(ground: RotaContext, found: StandBy, leaver: str, number: int) -> Substitution:
    """The reserve of this number in the leaver's place. CouldNotRunError when over, or nobody has the number."""
    if found.over:
        raise CouldNotRunError(f"{nobody_can_step_in(found.title, found.over)} Nothing was written.")
    if not 1 <= number <= len(found.reserves):
        count = counted(len(found.reserves), "member")
        raise CouldNotRunError(f"There is nobody with the number {number}: {count} could step in.")
    chosen, rota = found.reserves[number - 1], ground.rota
    (placement,) = rota.of([found.visit])
    going = [chosen.member, *(one for one in placement.members if one != leaver)]
    after = with_placement(rota, replace(placement, members=tuple(going)))
    name = ground.problem.member(leaver).name
    return Substitution(after, f"{chosen.name} goes to {found.title} in the place of {name}.")


def substituted(
    document: Document, ground: RotaContext, made: Substitution, day: date, *, may_change_the_past: bool
) -> tuple[Document, RotaContext]:
    """The document with the substitution, logged on ``day``, and the ground of its explanations.

    CouldNotRunError when a visit changes that was over on that day, unless the past may be put right.
    """
    if not may_change_the_past:
        for sentence in _over(ground, made.rota, day):
            remedy = "To put right what was before the day of --dated, give --from too. Nothing was written."
            raise CouldNotRunError(f"{sentence} {remedy}")
    after = replace(ground, rota=made.rota)
    return changed(document, after, LogEntry(day, made.sentence)), after


def _over(ground: RotaContext, rota: Rota, day: date) -> Iterator[str]:
    """Each visit that changes and was over on the day, in a sentence."""
    known = set(rota.placements)
    for place in ground.rota.before(day):
        if place not in known:
            yield is_over(ground.problem.title(place.visit), place.slot.start, day)


def carried(problem: Problem, document: Document, visit: str) -> tuple[str, ...]:
    """The names of the reserves that the rota carries for the visit."""
    known = {member.id: member.name for member in problem.members}
    standing_by = (one for one in document.record.reserves if one.visit == visit)
    return tuple(known.get(member, member) for one in standing_by for member in one.members)
