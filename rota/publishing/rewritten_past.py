"""What a publication would change of what is over on its day: who went, when, or that a visit was made at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rota.domain import Placement, Problem, Rota
from rota.domain.as_held import is_as_held
from rota.exports.feed_ledger import same_year
from rota.exports.view import Document
from rota.record import Record
from rota.text.english import joined, moment_in_words

NOWHERE = "in the rota"
NOT_PLACED = f"not {NOWHERE}"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A visit that was, or now would be, before the day of publication, and is told otherwise than before.

    ``was`` and ``becomes`` say when and with whom, the second only what differs. ``cancelled``: the tables name it as
    not made on that day. ``held``: they say that it was held so.
    """

    visit: str
    title: str
    was: str
    becomes: str
    cancelled: bool = False
    held: bool = False

    @property
    def would(self) -> str:
        """What it was and what it would become, in a sentence."""
        becomes = f"not be {NOWHERE}" if self.becomes == NOT_PLACED else f"be {self.becomes}"
        return f"{self.title} was {self.was}; it would {becomes}."

    @property
    def sentence(self) -> str:
        """What it was and what it is now, in a sentence."""
        return f"Corrected: {self.title} was {self.was}; it is {self.becomes}."


def rewrites(document: Document, earlier: Record | None, day: date) -> tuple[Rewrite, ...]:
    """Each visit that is over on this day and differs from what was published before, in order of id."""
    return tuple(_rewrites(document, earlier, day)) if earlier is not None else ()


def _rewrites(document: Document, earlier: Record, day: date) -> Iterator[Rewrite]:
    problem = document.problem
    titles = _published_this_year(problem, earlier)
    before, after = _by_visit(earlier.rota, titles), _by_visit(document.record.rota, None)
    _leave_out_inherited(problem, before, after)
    off = {(gone.visit, gone.day) for gone in problem.cancelled}
    owed = {visit.id for visit in problem.visits}
    for visit in sorted(before.keys() | after.keys()):
        old, new = before.get(visit), after.get(visit)
        if _differ(old, new) and (_is_before(old, day) or _is_before(new, day)):
            title = problem.title(visit) if visit in owed else titles.get(visit, visit)
            cancelled = old is not None and (visit, old.slot.day) in off and not _is_before(new, day)
            becomes = (
                _who(problem, new) if old and new and old.slot.start == new.slot.start else _in_words(problem, new)
            )
            held = new is not None and is_as_held(problem, new)
            yield Rewrite(visit, title, _in_words(problem, old), becomes, cancelled, held)


def _published_this_year(problem: Problem, earlier: Record) -> dict[str, str]:
    """The visits of this year that have been published, with their titles then: ids come again every year."""
    entries = earlier.publication.entries if earlier.publication else ()
    return {entry.visit: entry.shown.title for entry in entries if same_year(entry.year, problem.year)}


def _by_visit(rota: Rota, known: dict[str, str] | None) -> dict[str, Placement]:
    """The placements of these visits, or of all; a visit that is placed twice is published once, at its first time."""
    placements = reversed(rota.placements)
    return {place.visit: place for place in placements if known is None or place.visit in known}


def _leave_out_inherited(problem: Problem, before: dict[str, Placement], after: dict[str, Placement]) -> None:
    """Takes out visits that go by the name of a team that took another's place, and are otherwise as they were."""
    for visit in problem.visits:
        if visit.id in after and visit.id not in before:
            facts, teams = _facts(after[visit.id]), problem.team(visit.team).succeeds
            orphans = (old for old in before if old not in after and old.rpartition("-")[0] in teams)
            if same := next((old for old in orphans if _facts(before[old]) == facts), None):
                del before[same], after[visit.id]


def _facts(place: Placement | None) -> tuple[datetime, tuple[str, ...]] | None:
    """When it is and who goes. How long it lasts is left out: that is the same for every visit of the year."""
    return None if place is None else (place.slot.start, place.members)


def _differ(old: Placement | None, new: Placement | None) -> bool:
    """Whether the two say otherwise of when, of who goes or, where both say it, of who receives."""
    if old is None or new is None or _facts(old) != _facts(new):
        return _facts(old) != _facts(new)
    return bool(old.receivers and new.receivers) and old.receivers != new.receivers


def _is_before(place: Placement | None, day: date) -> bool:
    return place is not None and place.slot.day < day


def _otherwise(problem: Problem, old: Placement | None, new: Placement | None) -> str:
    """The new placement in words, without its date when that is the old one's."""
    same_time = old is not None and new is not None and old.slot.start == new.slot.start
    return _who(problem, new) if new is not None and same_time else _in_words(problem, new)


def _in_words(problem: Problem, place: Placement | None) -> str:
    if place is None:
        return NOT_PLACED
    return f"on {moment_in_words(place.slot.start)}, {_who(problem, place)}"


def _who(problem: Problem, place: Placement) -> str:
    people, hosts = ([problem.name_of(one) for one in ids] for ids in (place.members, place.receivers))
    received = f", received by {joined(hosts)}" if hosts else ""
    return f"with {joined(people) or 'nobody'}{received}"
