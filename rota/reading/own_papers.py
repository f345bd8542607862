"""Sheets and files beside the tables that people keep for themselves: passed over with a word, unless one is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rota.tables.cells import fold
from rota.tables.columns import TableSchema
from rota.tables.faults import OF_TABLES, Faults
from rota.tables.likeness import words_of
from rota.tables.table import Grid, Table, headings
from rota.text.english import several

_COPY = re.compile(r"[\s_-]*[(\[]?\d[\d\s/–-]*[)\]]?\s*$")
"""What tells a copy or a year's list from its table: "Members 2026", "absences (2)"."""


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """What is passed over in the workbook of this name, or in a folder when there is none.

    ``tables`` are those that were read, in which a paper with the name or the headings of one has its rows already.
    """

    book: str | None
    sheets: Sequence[TableSchema]
    tables: Mapping[str, Table]

    def pass_over(self, papers: Mapping[str, Grid], faults: Faults) -> None:
        """A warning for the papers, by their titles; a fault for each that is probably a table of another name."""
        own = [title for title, grid in papers.items() if not self._is_meant(title, grid, faults)]
        if not self.book:
            for title in own:
                faults.warn(title, "this is no table of the rota and is not read.")
        elif own:
            those = several([f"'{title}'" for title in own])
            are = f"the sheet {those} is no table" if len(own) == 1 else f"the sheets {those} are no tables"
            faults.warn(self.book, f"{are} of the rota and {'is' if len(own) == 1 else 'are'} not read.")

    def _is_meant(self, title: str, grid: Grid, faults: Faults) -> bool:
        if grid.hidden:
            return False
        where, what = (self.book, f"the sheet '{title}'") if self.book else (title, "this file")
        nearest = self._nearest(title.removesuffix(".csv"), faults)
        like = "" if nearest else self._like(title, grid)
        if nearest:
            faults.add(where, f"{what} is not a table of the rota.{nearest}")
        elif like:
            remedy = f"Call it '{like}', or give it other headings if it is not to be read."
            faults.add(where, f"{what} has the headings of the table '{like}', which is empty. {remedy}")
        return bool(nearest or like)

    def _nearest(self, title: str, faults: Faults) -> str:
        """ " Did you mean 'X'?" for a slip of the fingers, and for a copy, "Absences 2027", of an empty table."""
        plain = _COPY.sub("", title)
        copied = next((sheet for sheet in self.sheets if fold(sheet.name) == fold(plain)), None)
        if copied is None:
            return faults.nearest(plain or title, [sheet.name for sheet in self.sheets], OF_TABLES)
        return "" if copied.common_name or self._holds(copied.name) else f" Did you mean '{copied.name}'?"

    def _like(self, title: str, grid: Grid) -> str:
        """The empty table of which the paper has every column that a row needs, two at least, and few others."""
        found, said = headings(grid), set(words_of(title))
        like = [sheet.name for sheet in self.sheets if not self._holds(sheet.name) and _has_headings(sheet, found)]
        return next((name for name in like if said & set(name.split("_"))), like[0] if like else "")

    def _holds(self, name: str) -> bool:
        table = self.tables.get(name)
        return table is not None and bool(table.rows or not table.whole)


def _has_headings(sheet: TableSchema, found: frozenset[str]) -> bool:
    needed = {fold(column.name) for column in sheet.columns if column.required}
    known = {fold(column.name) for column in sheet.columns} & found
    return needed <= found and len(known) > max(1, len(found) / 2)
