"""The files of proformas: for visits that are named or due, and for whoever answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rota.domain import Problem
from rota.forms.proforma.asked import awaited, due, proformas
from rota.forms.proforma.books import answers_book, proforma_book
from rota.forms.proforma.forms import own_forms
from rota.forms.proforma.page import page
from rota.source import Source
from rota.tables.cells import slug
from rota.tables.faults import Fault, Faults
from rota.tables.name_search import Called, search
from rota.tables.spelling import Spellings
from rota.text.english import several
from rota.tracking.follow import Followed
from rota.tracking.kept import TrackingFacts
from rota.tracking.references import spelt_out

SOON = 5
"""Working days within which a planned visit's form is given out with those that are due."""


@dataclass(slots=True)
class Given:
    """The files by name, how many proformas and how many issues are in them, or why there are none."""

    files: dict[str, bytes] = field(default_factory=dict)
    forms: int = 0
    issues: int = 0
    faults: tuple[Fault, ...] = ()


def files_of(
    problem: Problem,
    kept: TrackingFacts,
    followed: Sequence[Followed],
    day: date,
    visits: Iterable[str],
    *,
    due: bool,
    answers: bool,
    own: Source,
) -> Given:
    """The forms of these visits, of all that are ``due``, and of the ``answers`` awaited; ``own`` may hold others."""
    faults = Faults()
    forms = own_forms(own, faults)
    wanted = set(named(visits, followed, faults)) | (_due(followed, kept, day) if due else set())
    if len(faults):
        return Given(faults=faults.found())
    asked = proformas(problem, followed, forms, wanted)
    given = Given(forms=len(asked))
    for one in asked:
        name = file_name(one.reference, one.title)
        given.files[f"{name}.xlsx"], given.files[f"{name}.html"] = proforma_book(one, kept.themes, day), page(one)
    waiting = tuple(awaited(followed)) if answers else ()
    if waiting:
        given.files["answers.xlsx"], given.issues = answers_book(problem.council, waiting, day), len(waiting)
    return given


def _due(followed: Sequence[Followed], kept: TrackingFacts, day: date) -> set[str]:
    return set(due(followed, kept.clock.working.after(day, SOON)))


def named(words: Iterable[str], followed: Sequence[Followed], faults: Faults) -> Iterable[str]:
    """The references of the visits that these words name; a word that names none, or several, is a fault."""
    spellings = Spellings()
    for one in followed:
        ids = (one.visit.reference, *filter(None, (one.visit.visit,)))
        spellings.add(one.visit.reference, ids, (one.visit.name,))
    for word in words:
        found = spellings.of(spelt_out(word)) or spellings.of(word)
        near = found or search(word, (Called(one.visit.reference, one.visit.name) for one in followed))
        if len(near) == 1:
            yield near[0]
        elif near:
            faults.add(word, f"this may be {several(near)}. Say which.")
        else:
            nearest = faults.nearest(word, spellings.ids()) or " 'rota worklist' lists them."
            faults.add(word, f"there is no such visit.{nearest}")


def file_name(reference: str, title: str) -> str:
    """The reference and the visit's title in letters, figures and hyphens."""
    plain = slug(title).encode("ascii", "ignore").decode()[:40].strip("-")
    return "-".join(part for part in (reference.replace("/", "-"), plain) if part)
