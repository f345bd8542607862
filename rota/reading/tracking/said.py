"""What a row says, as a fact, and the cells that it came from, so that what is wrong with it finds its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from rota.tables.row import Row
from rota.tracking.fact import Fact, Undo
from rota.tracking.inconsistency import Inconsistency

LONGEST_SHOWN = 60
"""Letters of a value that is repeated: what is longer tells a story, which may be private."""


@dataclass(frozen=True, slots=True)
class RowFact:
    """A fact and the row that says it; ``columns`` name the cell of a field where it is called otherwise there.

    ``undone`` is the day on which it was found to be wrong. What only goes ``along`` with another fact of its row may
    come twice.
    """

    fact: Fact
    row: Row
    columns: Mapping[str, str] = field(default_factory=dict)
    undone: date | None = None
    along: bool = False

    def place(self, found: Inconsistency) -> None:
        """Notes what is wrong with the fact where it stands; a warning when it counts all the same."""
        column = self.columns.get(found.field, found.field)
        value = self.row.text(column) if column else ""
        value = value if len(value) <= LONGEST_SHOWN else ""
        what = f"{found.what} {found.remedy}"
        what = what if not value or what.startswith(f"'{value}'") else f"'{value}': {what}"
        if found.set_aside:
            self.row.good = False
            self.row.faults.add(self.row.where, what, row=self.row.number, column=column or None)
        else:
            self.row.faults.warn(self.row.where, what, row=self.row.number, column=column or None)


def numbered(said: Iterable[RowFact]) -> Iterator[RowFact]:
    """The same with undoings, those of one day numbered, what was undone first. A fault for two that both count."""
    everything = sorted(said, key=_subject_and_day)
    for _, group in groupby(everything, key=_subject_and_day):
        together = list(group)
        if len(together) > 1:
            together.sort(key=lambda one: (one.undone or date.max, repr(one.fact)))
        _both_count([one for one in together if one.undone is None and not one.along])
        for number, one in enumerate(together):
            fact = replace(one.fact, sequence=number) if number else one.fact
            yield replace(one, fact=fact) if number else one
            if one.undone is not None:
                columns = {"of": "undone", "on": "undone"}
                yield RowFact(Undo(fact.id, on=one.undone), one.row, columns, along=True)


def _subject_and_day(one: RowFact) -> tuple[object, ...]:
    return one.fact.kind, one.fact.key, one.fact.on


def _both_count(counting: list[RowFact]) -> None:
    rows = sorted(counting, key=lambda one: one.row.number or 0)
    for other in rows[1:]:
        column = next(iter(other.columns.values()), None)
        same = "says the same" if other.fact == rows[0].fact else "says something else of the same, on the same day"
        remedy = f"row {rows[0].row.number} {same}. Write the day in 'undone' of the one that is wrong, or take it out."
        other.row.faults.add(other.row.where, remedy, row=other.row.number, column=column)
        other.row.good = False
