"""Faults of the input: where, what, and the way out, in sentences for the officer who filled in the table."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rota.words import joined

SHOWN_CHARACTERS = 60
"""A value in a fault is shortened to this many characters."""

OF_TABLES = 0.7
"""How like a table's name a file or a sheet must be to be taken for it: 'Notes' is no misspelt 'teams'."""

SHOWN_ROWS = 5
"""Rows named in one sentence."""

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
        return self.in_rows(() if self.row is None else (self.row,))

    def in_rows(self, rows: Sequence[int]) -> str:
        """The sentence for what is the same in all of these rows."""
        place = place_in_words(self.where, rows, self.column)
        what = self.remedy if self.value is None else f"'{self.value}' {self.remedy}"
        return f"{place}: {what}"


def place_in_words(where: str, rows: Sequence[int], column: str | None = None, most: int = SHOWN_ROWS) -> str:
    """Where something stands: "members.csv, rows 3 and 9, column 'group'"; of many rows the first and their number."""
    shown = [str(row) for row in rows[:most]]
    more = len(rows) - len(shown)
    numbers = joined([*shown, f"{more:,} more"] if more else shown)
    place = f"{where}, {'row' if len(rows) == 1 else 'rows'} {numbers}" if rows else where
    if column is not None:
        settings = where.endswith(("rota.toml", "sheet 'settings'"))
        place += f", {'setting' if settings else 'column'} '{column}'"
    return place


def summary(faults: Sequence[Fault | str], most: int = 20) -> str:
    """The first ``most`` faults, one to a line, and how many there are in all. Empty when there are none.

    A fault that was found elsewhere, in the rules say, may be given as its sentence.
    """
    lines = [fault if isinstance(fault, str) else fault.sentence for fault in faults[:most]]
    if len(faults) > most:
        lines.append(f"These are the first {most} of {len(faults):,} faults.")
    elif faults:
        lines.append("1 fault." if len(faults) == 1 else f"{len(faults)} faults.")
    return "\n".join(lines)


class Faults:
    """The faults found so far, each once; and beside them warnings, of what was guessed or is probably a mistake."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}
        self._warned: dict[Fault, dict[int, None]] = {}
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

    def warn(
        self, where: str, remedy: str, *, row: int | None = None, column: str | None = None, value: object = None
    ) -> None:
        """Takes note of what is no fault but should be looked at. What is the same in several rows is one warning."""
        shown = None if value is None else showable(str(value))
        rows = self._warned.setdefault(Fault(where, None, column, shown, remedy), {})
        if row is not None:
            rows[row] = None

    def forget_warnings(self, *places: str) -> None:
        """Takes back the warnings of these files, which are to be read again."""
        self._warned = {fault: rows for fault, rows in self._warned.items() if fault.where not in places}

    def warnings(self) -> tuple[str, ...]:
        """The warnings in sentences: files in the order met, and in each file by the first row."""
        places = {place: index for index, place in enumerate(dict.fromkeys(fault.where for fault in self._warned))}
        by_place = sorted(
            self._warned.items(), key=lambda one: (places[one[0].where], min(one[1], default=0), one[0].sentence)
        )
        return tuple(fault.in_rows(sorted(rows)) for fault, rows in by_place)

    def nearest(self, word: str, options: Collection[str], likeness: float = 0.6) -> str:
        """ " Did you mean 'X'?", or nothing when none is so like it (1: the same) or the search is too long."""
        self._comparisons_left -= len(options)
        if self._comparisons_left < 0 or len(word) > 2 * SHOWN_CHARACTERS:
            return ""
        by_folded = {option.casefold(): option for option in sorted(options)}
        near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
        return f" Did you mean '{showable(by_folded[near[0]])}'?" if near else ""


def showable(text: str) -> str:
    """``text`` on one line: control characters as dots, and shortened."""
    short = text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
    return "".join(
        "·" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter for letter in short
    )
