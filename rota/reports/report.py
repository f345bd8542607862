"""A paper: an answer as sections of sentences and tables, written as text for a terminal or as a page to print.

The command line, the page and a later web page say the same because all of them are made from the paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rota.exports.page import page
from rota.exports.summary_text import POINTS
from rota.text.sanitise import plain

_POINTS = re.compile(r"\bpoints?\b", re.IGNORECASE)
_EXPLAINED = "Points are the price"

GAP = "  "
"""Between two columns of a table in text."""
DRAFT = "DRAFT: the rota breaks a must."
"""Marks a paper of such a rota, on the page and as text."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table; ``numeric`` are the columns, counted from 0, whose figures are set right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences, each on a line of its own, and a table below them. Without a heading they open the paper."""

    heading: str
    sentences: tuple[str, ...] = ()
    table: ReportTable | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An answer to be read. With ``draft`` it says that it is of a rota that breaks a must."""

    council: str
    title: str
    sections: tuple[Section, ...]
    draft: bool = False


def sections_shown(paper: Paper) -> Iterator[Section]:
    """The sections that hold anything."""
    return (section for section in paper.sections if section.sentences or section.table)


def for_people(paper: Paper) -> Paper:
    """The paper as a person reads it: what points are stands below where they are told of and nothing explains them."""
    shown = list(sections_shown(paper))
    said = [text for one in shown for text in (*one.sentences, *(one.table.headings if one.table else ()))]
    if not any(_POINTS.search(text) for text in said) or any(_EXPLAINED in text for text in said):
        return paper
    return replace(paper, sections=(*paper.sections, Section("", (POINTS,))))


def as_lines(paper: Paper) -> Iterator[str]:
    """The paper as text, a line each: what stands under a heading is indented. The title is left to the page."""
    if paper.draft:
        yield DRAFT
    said = paper.draft
    for section in sections_shown(paper):
        if section.heading:
            yield from ([""] if said else [])
            yield f"{section.heading}:"
        said = True
        indent = "  " if section.heading else ""
        yield from (f"{indent}{sentence}" for sentence in section.sentences)
        if section.table and section.table.rows:
            yield from (f"{indent}{line}" for line in table_lines(section.table))


def table_lines(table: ReportTable) -> Iterator[str]:
    """The headings and the rows, each column as wide as its longest cell."""
    rows = [table.headings, *table.rows]
    texts = [[plain(cell) for cell in cells] for cells in rows]
    widths = [max(_width(cells[column]) for cells in texts) for column in range(len(table.headings))]
    for cells in texts:
        blanks = [" " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
        padded = [
            blank + cell if column in table.numeric else cell + blank
            for column, (cell, blank) in enumerate(zip(cells, blanks, strict=True))
        ]
        yield GAP.join(padded).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal that the text takes: an emoji takes two, an accent of its own none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def as_page(paper: Paper) -> bytes:
    """The paper as one page of HTML that needs nothing but itself."""
    return page(
        "report",
        council=paper.council,
        title=paper.title,
        draft=DRAFT if paper.draft else "",
        sections=list(sections_shown(for_people(paper))),
    )
