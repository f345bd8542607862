"""Terms of office, and the stretches of service that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_GAP = timedelta(31)
"""Terms no further apart than this are one stretch of service: one ends at or soon after the poll (a seat is held
until the fourth day after it), and the next is often written from a later day, such as the annual meeting. Nobody
resigns and is elected again within it: the notice of a poll alone takes 25 working days. Of 1,425 terms and the next
in 45 saved files 1,249 overlap or are at most 31 days apart, 172 are more than 100 days apart, and 4 between."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office. None is an open end."""

    start: date | None
    end: date | None


def stretches(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms that follow one another as one, in order. One whose end was never typed lasts until the next begins."""
    ordered = sorted(terms, key=lambda term: (term.start or date.min, term.end or date.max))
    found: list[Term] = []
    for number, term in enumerate(ordered):
        following = ordered[number + 1].start if number + 1 < len(ordered) else None
        end = term.end or following
        before = found[-1] if found else None
        if before and (term.start is None or before.end is None or term.start <= before.end + LONGEST_GAP):
            found[-1] = Term(before.start, _later(before.end, end))
        else:
            found.append(Term(term.start, end))
    return tuple(found)


def present(terms: Iterable[Term], day: date) -> Term | None:
    """The stretch of somebody who is listed on the day: the last that has begun or is about to, or else the first."""
    known = stretches(terms)
    begun = [one for one in known if one.start is None or one.start <= day + LONGEST_GAP]
    return begun[-1] if begun else known[0] if known else None


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else None
