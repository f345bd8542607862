"""A word on a year that has begun: a rota drawn from nothing knows nothing of the visits that were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from rota.domain import Problem, Rota
from rota.record_json import bytes_in, read_record
from rota.text.english import counted, day_in_words, joined

REMEDY = "'rota replan' leaves what is over as it was."
NAMED = 5
"""Councils named in one sentence; the rest are counted."""


def rota_in(folder: Path) -> Rota | None:
    """The rota of the rota.json in the folder; None when there is none that can be read."""
    try:
        return read_record(bytes_in(folder)).rota
    except (OSError, ValueError):
        return None


def past_not_known(problem: Problem, drawn: Rota, there: Rota | None, folder: Path, day: date) -> Iterator[str]:
    """A warning of visits before today, ``day``, or of those that are otherwise than in the rota that was ``there``."""
    over, known = drawn.before(day), set(drawn.placements)
    made = [place for place in there.before(day) if place.slot.day in problem.year] if there else []
    otherwise = sum(place not in known for place in made)
    if otherwise:
        is_now = f"{'is' if otherwise == 1 else 'are'} otherwise than in the rota that was in {folder}"
        yield f"Warning: {counted(otherwise, 'visit')} before today, {day_in_words(day)}, {is_now}. {REMEDY}"
    elif over and not made:
        lies = f"{'is' if len(over) == 1 else 'are'} on days before today, {day_in_words(day)}"
        yield f"Warning: {counted(len(over), 'visit')} {lies}: nothing is known of what was made. {REMEDY}"


def whose_year_has_begun(councils: Iterable[tuple[str, Path]], day: date) -> Iterator[str]:
    """A warning of these councils, each with its new rota's folder, that have visits before today, ``day``."""
    begun = [name for name, folder in councils if _has_begun(folder, day)]
    if begun:
        more = [f"{len(begun) - NAMED:,} more"] if len(begun) > NAMED else []
        who = joined([*begun[:NAMED], *more])
        have = f"{'has' if len(begun) == 1 else 'have'} visits on days before today, {day_in_words(day)}"
        yield f"Warning: {who} {have}: nothing is known of what was made. {REMEDY}"


def _has_begun(folder: Path, day: date) -> bool:
    rota = rota_in(folder)
    return rota is not None and bool(rota.before(day))
