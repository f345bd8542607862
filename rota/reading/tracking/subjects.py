"""What a row of these tables is about: a visit, an issue or an action, as officers write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rota.tables.row import Row
from rota.tables.spelling import Spellings
from rota.text.english import joined
from rota.tracking import references
from rota.tracking.visits import TrackedVisit


class Subjects:
    """The visits, by reference, by id in the rota, and by their team's name where it has one visit alone.

    Until ``complete`` an unknown one is no fault: what would list it could not be read.
    """

    def __init__(self, visits: Sequence[TrackedVisit], *, complete: bool) -> None:
        self.complete = complete
        self._spellings = Spellings()
        self._known: list[str] = []
        alone = Counter(visit.team for visit in visits if visit.visit)
        for visit in visits:
            ids = (visit.reference, *((visit.visit, visit.title) if visit.visit else ()))
            teams = (visit.team,) if visit.visit and alone[visit.team] == 1 else ()
            self._spellings.add(visit.reference, ids[:2], (*ids[2:], *teams))
            self._known += [*ids, *teams]

    def visit(self, row: Row, column: str) -> str | None:
        """The reference of the visit that the cell names; None and a fault when there is none."""
        if not row.needed(column, "the visit's reference like 26/27-014, or its id like mash-1"):
            return None
        return self._find(row, column, row.text(column), row.text(column))

    def issue(self, row: Row, column: str) -> str | None:
        """The reference of the issue: a visit, a full stop and a number."""
        return self._part(row, column, r"(.+)\.([1-9]\d*)", "an issue like 26/27-014.2, or mash-1.2")

    def action(self, row: Row, column: str) -> str | None:
        """The reference of the action: an issue and a letter."""
        return self._part(row, column, r"(.+)\.([1-9]\d*[a-zA-Z]+)", "an action like 26/27-014.2a, or mash-1.2a")

    def _part(self, row: Row, column: str, pattern: str, what: str) -> str | None:
        if not row.needed(column, what):
            return None
        word = row.text(column)
        typed, word = word, references.spelt_out(word)
        found = re.fullmatch(pattern, word, re.ASCII)
        if found is None:
            if row.good:
                row.fault(column, f"is not the reference of {what}.")
            return None
        visit = self._find(row, column, found[1], typed)
        return f"{visit}.{found[2].lower()}" if visit else None

    def _find(self, row: Row, column: str, word: str, typed: str) -> str | None:
        meant = self._spellings.of(references.spelt_out(word)) or self._spellings.of(word)
        if not meant and self.complete and row.good:
            nearest = row.faults.nearest(word, self._known)
            what = "" if word == typed else f", for '{word:.40}'"
            is_reference = references.is_visit(word)
            remedy = " Give it a row in 'outcomes', with its team." if is_reference else " Take the id from rota.csv."
            row.fault(column, f"is of no visit that is known{what}.{nearest or remedy}")
        elif len(meant) > 1:
            row.fault(column, f"may be of the visits {joined(meant)}. Write the reference.")
        row.good = row.good and len(meant) == 1
        return meant[0] if len(meant) == 1 else None
