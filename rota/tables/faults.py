"""Faults of the input: where, what, and the way out, in sentences for the officer who filled in the table."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rota.tables.cell_uses import SHOWN_CHARACTERS, Use, place_in_words, showable
from rota.tables.remarks import Remarks

OF_TABLES = 0.7
"""How like a table's name a file or a sheet must be to be taken for it: 'Notes' is no misspelt 'teams'."""

COMPARISONS = 100_000
"""Names compared in search of the nearest, over one reading: then faults come without it, but soon."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input.

    ``where`` is the file, or the workbook and sheet; ``row`` counts the heading as row 1; ``value`` is what
    stands there; ``remedy`` says what is wrong with it and what to do. None means that it does not apply.
    """

    where: str
    row: int | None
    column: str | None
    value: str | None
    remedy: str

    @property
    def sentence(self) -> str:
        """The fault as an officer reads it: "members.csv, row 14, column 'joined': '31/06/2026' is not a date. …"."""
        place = place_in_words(self.where, () if self.row is None else (self.row,), self.column)
        what = self.remedy if self.value is None else f"'{self.value}' {self.remedy}"
        return f"{place}: {what}"


def summary(faults: Sequence[Fault | str], most: int = 20) -> str:
    """The first ``most`` faults, one to a line, and how many there are in all. Empty when there are none.

    A fault that was found elsewhere, in the rules say, may be given as its sentence.
    """
    lines = [fault if isinstance(fault, str) else fault.sentence for fault in faults[:most]]
    if len(faults) > most:
        lines.append(f"These are the first {most} of {len(faults):,} faults. 'rota check --all' shows every one.")
    elif faults:
        lines.append("1 fault." if len(faults) == 1 else f"{len(faults)} faults.")
    return "\n".join(lines)


class Faults:
    """The faults found so far, each once; and beside them warnings, of what was left out, guessed or assumed."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}
        self.remarks = Remarks()
        self._comparisons_left = COMPARISONS

    def __len__(self) -> int:
        return len(self._found)

    def found(self) -> tuple[Fault, ...]:
        """All of them: files in the order met, and in each file by row."""
        places = {place: index for index, place in enumerate(dict.fromkeys(fault.where for fault in self._found))}
        return tuple(sorted(self._found, key=lambda fault: (places[fault.where], fault.row or 0)))

    def add(
        self, where: str, remedy: str, *, row: int | None = None, column: str | None = None, value: object = None
    ) -> None:
        """Takes note of a fault; ``value`` is shown in one short line, whatever it holds."""
        shown = None if value is None else showable(str(value))
        column = None if column is None else showable(column)
        self._found[Fault(where, row, column, shown, remedy)] = None

    def take(self, found: Iterable[Fault]) -> None:
        """Takes note of faults found elsewhere."""
        self._found.update(dict.fromkeys(found))

    def warn(
        self,
        where: str,
        what: str,
        then: str = "",
        many: str = "",
        *,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
    ) -> None:
        """Takes note of what is no fault but should be looked at; ``Remarks`` says how alike ones are told."""
        self.remarks.add(Use("" if value is None else str(value), where, row, column or ""), what, then, many)

    def forget_warnings(self, *places: str) -> None:
        """Takes back the warnings of these files, which are to be read again."""
        self.remarks.forget(*places)

    def warnings(self) -> tuple[str, ...]:
        """The warnings in sentences: files in the order met, and in each file by the first row."""
        return self.remarks.sentences()

    def nearest(self, word: str, options: Collection[str], likeness: float = 0.6) -> str:
        """ " Did you mean 'X'?", or nothing when none is so like it (1: the same) or the search is too long."""
        self._comparisons_left -= len(options)
        if self._comparisons_left < 0 or len(word) > 2 * SHOWN_CHARACTERS:
            return ""
        by_folded = {option.casefold(): option for option in sorted(options)}
        near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
        return f" Did you mean '{showable(by_folded[near[0]])}'?" if near else ""
