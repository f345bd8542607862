"""References that stay: visit 26/27-014, its issue 26/27-014.2 and that issue's action 26/27-014.2a.

The year is the municipal year in which the visit is owed, whenever its report comes. A number once given is never
given again, so whoever keeps the facts keeps the numbers: ``numbered`` gives one to what has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import count

from rota.domain import Span

_VISIT = r"(\d\d(?:/\d\d)?)-(\d{3,})"
_ISSUE = rf"({_VISIT})\.([1-9]\d*)"
_ACTION = rf"({_ISSUE})([a-z]+)"
SEEN = 2**16
"""References that are read once: each is asked for many times, and they are always the same."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def year_name(year: Span) -> str:
    """The year in a reference: "26/27", or "26" when it begins and ends in one calendar year."""
    first, last = year.ends()
    return f"{first.year % 100:02}" + (f"/{last.year % 100:02}" if last.year > first.year else "")


def numbered(year: Span, visits: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """A reference for each of these visits of the year, in the order given.

    ``known`` are the references given before, by visit: they stay. Any other has the number of its place in the
    order, so that it keeps it whatever becomes known of others; where that is taken, the first that is nobody's.
    """
    name, wanted = year_name(year), tuple(dict.fromkeys(visits))
    taken = {int(found[2]) for reference in known.values() if (found := _visit(reference)) and found[1] == name}
    places = {visit: place for place, visit in enumerate(wanted, start=1) if visit not in known and place not in taken}
    left = iter(number for number in count(1) if number not in taken.union(places.values()))
    return {visit: known.get(visit) or f"{name}-{places.get(visit) or next(left):03}" for visit in wanted}


def issue_reference(visit: str, number: int) -> str:
    """The reference of a visit's issue with this number."""
    return f"{visit}.{number}"


def action_reference(issue: str, number: int) -> str:
    """The reference of an issue's action with this number, from 1: letters a to z, and then aa."""
    letters = ""
    while number > 0:
        number, last = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[last] + letters
    return f"{issue}{letters}"


@lru_cache(maxsize=SEEN)
def spelt_out(word: str) -> str:
    """The reference as it is kept, of one typed in short or in capitals: "26/27-014.2a" of "2026/27-14.2A".

    Whatever is no reference stays as it is.
    """
    found = re.fullmatch(r"(?:\d\d)?(\d\d)(?:/(?:\d\d)?(\d\d))?\s*-\s*(\d{1,6})(\..*)?", word.strip(), re.ASCII)
    if not found:
        return word
    first, last, number, rest = found.groups()
    return f"{first}{f'/{last}' if last else ''}-{int(number):03}{(rest or '').lower()}"


def is_visit(reference: str) -> bool:
    """Whether it is a reference of a visit."""
    return _visit(reference) is not None


def is_issue(reference: str) -> bool:
    """Whether it is a reference of an issue."""
    return re.fullmatch(_ISSUE, reference, re.ASCII) is not None


def is_action(reference: str) -> bool:
    """Whether it is a reference of an action."""
    return re.fullmatch(_ACTION, reference, re.ASCII) is not None


@lru_cache(maxsize=SEEN)
def visit_of_issue(reference: str) -> str:
    """The visit's reference in an issue's; empty when it is none."""
    found = re.fullmatch(_ISSUE, reference, re.ASCII)
    return found[1] if found else ""


@lru_cache(maxsize=SEEN)
def visit_of(reference: str) -> str:
    """The visit's reference in that of a visit, an issue or an action; empty when it is none."""
    found = re.fullmatch(rf"({_VISIT})(?:\.[1-9]\d*[a-z]*)?", reference, re.ASCII)
    return found[1] if found else ""


def year_of(reference: str) -> str:
    """The year in the reference of a visit, an issue or an action: "26/27"; empty when it is none."""
    return visit_of(reference).rpartition("-")[0]


def number_of_issue(reference: str) -> int:
    """The issue's number in its reference. ValueError when it is not the reference of an issue."""
    found = re.fullmatch(_ISSUE, reference, re.ASCII)
    if not found:
        raise ValueError(f"'{reference:.40}' is not a reference of an issue, such as 26/27-014.2")
    return int(found[4])


@lru_cache(maxsize=SEEN)
def issue_of_action(reference: str) -> str:
    """The issue's reference in an action's; empty when it is none."""
    found = re.fullmatch(_ACTION, reference, re.ASCII)
    return found[1] if found else ""


@lru_cache(maxsize=SEEN)
def in_order(reference: str) -> tuple[str, int, int, int, str]:
    """The key by which references sort as people count: issue 10 after issue 9, and action aa after z."""
    found = re.fullmatch(rf"{_VISIT}(?:\.(\d+)([a-z]*))?", reference, re.ASCII)
    if not found:
        return reference, 0, 0, 0, ""
    year, visit, issue, action = found.groups()
    return year, int(visit), int(issue or 0), len(action or ""), action or ""


def _visit(reference: str) -> re.Match[str] | None:
    return re.fullmatch(_VISIT, reference, re.ASCII)
