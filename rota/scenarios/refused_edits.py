"""What an edit would change of what is over: it is refused in words, because what was stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rota.domain import Pin, Placement, Problem
from rota.domain.edits import Cancel, Edit, Fix, Shut
from rota.solving.model.what_is_over import WhatIsOver
from rota.text.english import day_in_words, is_over

NOT_MADE = "If it was not made, put it into the table 'cancelled': it is owed again then."


def rewritten(problem: Problem, after: Problem, edits: Iterable[Edit], over: WhatIsOver) -> Iterator[str]:
    """A sentence for each edit that would change what is over, and for each visit that would be owed no longer."""
    facts = {place.visit: place for place in over.facts}
    for edit in edits:
        match edit:
            case Fix(pin) if pin.visit in facts and _otherwise(pin, facts[pin.visit]):
                yield _over(problem, facts[pin.visit], over.first_day)
            case Fix(pin) if pin.visit not in facts and pin.day is not None and pin.day < over.first_day:
                day, first = day_in_words(pin.day), day_in_words(over.first_day)
                yield f"{problem.title(pin.visit)} cannot be moved to {day}, which is before {first}."
            case Cancel(off) if off.visit in facts and facts[off.visit].slot.day == off.day:
                yield f"{_over(problem, facts[off.visit], over.first_day)} {NOT_MADE}"
            case _:
                yield from lost_too_late(edit, over.first_day)
    owed = {visit.id for visit in after.visits}
    for visit in sorted(facts.keys() - owed):
        yield f"{_over(problem, facts[visit], over.first_day)} With this change the year would no longer owe it."


def lost_too_late(edit: Edit, first_day: date) -> Iterator[str]:
    """That a date before the first day that may change is lost to nobody."""
    if isinstance(edit, Shut) and edit.day < first_day:
        yield (
            f"{day_in_words(edit.day)} is before {day_in_words(first_day)}: it is over, so it cannot be lost. "
            "If a visit was not made that day, name the visit."
        )


def not_made(problem: Problem, edit: Edit, first_day: date) -> Iterator[str]:
    """Of a visit that is called off although it is over, what that says."""
    if isinstance(edit, Cancel) and edit.cancellation.day < first_day:
        title, day = problem.title(edit.cancellation.visit), day_in_words(edit.cancellation.day)
        yield f"{day} is over, so {title} counts as not made on it, and is owed again."


def _otherwise(pin: Pin, fact: Placement) -> bool:
    """Whether the pin says otherwise than what was."""
    day, start = pin.day or fact.slot.day, pin.start or fact.slot.start.time()
    goes = pin.member is None or (pin.member in fact.members) != pin.never
    return (day, start) != (fact.slot.day, fact.slot.start.time()) or not goes


def _over(problem: Problem, fact: Placement, first_day: date) -> str:
    return is_over(problem.title(fact.visit), fact.slot.start, first_day)
