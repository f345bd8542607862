"""A paper for a committee: headings, sentences, lists and tables of data, written to Word and to a page alike.

It has no pictures and no tables for layout, so that whoever has it read aloud misses nothing. A chart only repeats
the figures of the table beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """A heading within the paper: ``level`` 2 below the title, or 3 or 4 below that."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class PaperList:
    """Points, one below another."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of data, without merged cells; the first column names each row.

    ``about`` says in a sentence what it shows, for whoever does not see it. ``numeric`` are the columns, counted from
    0, that hold figures; ``charted`` those that a page draws as bars beside the table: this year's, and last year's.
    """

    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    charted: tuple[int, ...] = ()


PaperBlock = PaperHeading | PaperText | PaperList | PaperTable


@dataclass(frozen=True, slots=True)
class CommitteePaper:
    """The paper. ``front`` are fields such as "Report to", each with what it says; ``fields`` are by their own names.

    ``mark`` stands above everything that not everybody may read. ``dated`` is the day of what it says.
    """

    council: str
    title: str
    dated: date
    front: tuple[tuple[str, str], ...]
    body: tuple[PaperBlock, ...]
    appendix: tuple[PaperBlock, ...]
    mark: str = ""


def bars(table: PaperTable) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    """For each row its name and, for each charted column, the number and its part (0 to 1) of the largest."""
    numbers = [[_number(row[column]) for column in table.charted] for row in table.rows]
    largest = max((number or 0 for row in numbers for number in row), default=0) or 1
    return tuple(
        (row[0], tuple((number, number / largest) for number in found if number is not None))
        for row, found in zip(table.rows, numbers, strict=True)
    )


def _number(text: str) -> int | None:
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() else None
