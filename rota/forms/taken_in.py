"""What of each form has been taken in before: what was taken out of the tables since stays out.

Kept in a file beside the tables, as digests alone: nobody's dates stand in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rota.domain import Absence, Problem, Weekly
from rota.domain.snapshot import canonical
from rota.forms.collect import Answer

FILE = "answers.taken.json"
FORMAT, VERSION = "rota answers taken in", 1
LARGEST_FILE = 20_000_000

Noun = Absence | Weekly
Taken = Mapping[str, frozenset[str]]
"""By the digest of a form as it was sent, the digests of what its answer changed."""
NOTHING: Taken = MappingProxyType({})


def read_taken(folder: Path, name: str = FILE) -> Taken:
    """What the folder's file says; nothing when there is none, or none that can be read."""
    try:
        with (folder / name).open("rb") as file:
            data: Any = json.loads(file.read(LARGEST_FILE + 1))
        if data["format"] != FORMAT or data["version"] != VERSION:
            return {}
        return {str(form): frozenset(map(str, said)) for form, said in data["forms"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def not_taken_before(answers: Iterable[Answer], taken: Taken, problem: Problem) -> tuple[tuple[Answer, ...], Taken]:
    """The answers without what was taken in before; and by person what of that is not so in the tables any more."""
    there: frozenset[Noun] = frozenset((*problem.absences, *problem.weekly))
    left: list[Answer] = []
    undone: dict[str, frozenset[str]] = {}
    for one in answers:
        known = taken.get(digest(canonical(one.form)), frozenset())
        before = {change for change in _changes(one) if digest(_said(change)) in known}
        again = frozenset(_said(change) for change in before if (change[0] in there) != change[1])
        if again:
            undone[one.form.person] = again
        new, old = ({noun for noun, is_new in before if is_new == kind} for kind in (True, False))
        left.append(
            replace(
                one,
                new_absences=one.new_absences - new,
                old_absences=one.old_absences - old,
                new_weekly=one.new_weekly - new,
                old_weekly=one.old_weekly - old,
            )
        )
    return tuple(left), undone


def written(taken: Taken, answers: Iterable[Answer]) -> bytes:
    """The file with these answers too, whole as they came."""
    forms = dict(taken)
    for one in answers:
        if one.changed:
            key = digest(canonical(one.form))
            forms[key] = forms.get(key, frozenset()) | {digest(_said(change)) for change in _changes(one)}
    return as_file(forms)


def as_file(forms: Taken) -> bytes:
    """The bytes of a file that says what was taken in."""
    data = {"format": FORMAT, "version": VERSION, "forms": {form: sorted(said) for form, said in sorted(forms.items())}}
    return f"{json.dumps(data, indent=1)}\n".encode()


def _changes(answer: Answer) -> list[tuple[Noun, bool]]:
    """Each absence or row of the week that changes, and whether it is new or gone."""
    new: list[Noun] = [*answer.new_absences, *answer.new_weekly]
    old: list[Noun] = [*answer.old_absences, *answer.old_weekly]
    return [*((one, True) for one in new), *((one, False) for one in old)]


def _said(change: tuple[Noun, bool]) -> str:
    noun, is_new = change
    return f"{'new' if is_new else 'old'} {type(noun).__name__} {canonical(noun)}"


def digest(text: str) -> str:
    """Words that tell whether two texts are the same, and nothing of what they say."""
    return hashlib.sha256(text.encode()).hexdigest()
