"""A council that asks its members, and members who fill in their forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from rota.domain import Problem
from rota.forms import Collected, collect, forms, merge, render
from tests.reading.folders import a_folder, problem_of

ABSENCES = "person,start,end\nAnn Apple,2026-07-06,2026-07-10\nBob Brown,2026-09-01,\n"
WEEKLY = """\
person,day,start,end,pattern
Ann Apple,Monday-Friday,09:00,17:00,available
Ann Apple,Tuesday,10:00,11:00,unavailable
"""

Edit = Mapping[str, Mapping[str, object]] | Callable[[Any], object]


def a_council(at: Path, **files: str | bytes) -> Path:
    """Ann, Bob and Cat and the host Meg from June 2026; visits start at 10:00 and last an hour."""
    return a_folder(at, **{"absences": ABSENCES, "weekly": WEEKLY, **files})


def asked(council: Path, out: Path) -> Path:
    """The folder with everybody's forms."""
    out.mkdir(parents=True, exist_ok=True)
    for name, content in _rendered(problem_of(council)).items():
        (out / name).write_bytes(content)
    return out


@lru_cache(8)
def _rendered(problem: Problem) -> Mapping[str, bytes]:
    """Everybody's forms: most tests spoil those of one council."""
    return render(forms(problem))


def fill(form: Path, edit: Edit, to: Path | None = None) -> Path:
    """Fills in cells, by sheet and place, as a member would, and saves the form (under another name)."""
    book = load_workbook(form)
    if callable(edit):
        edit(book)
    else:
        for sheet, cells in edit.items():
            for place, value in cells.items():
                book[sheet][place] = value
    book.save(to or form)
    return to or form


def take_in(council: Path, folder: Path) -> Collected:
    """Reads the forms and merges those without a fault into the council's tables."""
    problem = problem_of(council)
    collected = collect(folder, problem)
    for name, content in merge(council, problem, collected.answers).items():
        (council / name).write_bytes(content)
    return collected


def faults_of(council: Path, folder: Path) -> list[str]:
    """The faults of the forms in sentences."""
    return [fault.sentence for fault in collect(folder, problem_of(council)).faults]


def mine(problem: Problem, person: str) -> tuple[set[object], set[object]]:
    """A person's absences and regular week."""
    absences = {one for one in problem.absences if one.person == person}
    return absences, {one for one in problem.weekly if one.person == person}
