"""A paper: an answer as sections of sentences and tables, written as text for a terminal or as a page to print.

The command line, the page and a later web page say the same because all of them are made from the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rota.exports import html as markup
from rota.exports.html import Markup, bullets, row, tag
from rota.exports.html_head import page_head
from rota.text.sanitise import plain

GAP = "  "
"""Between two columns of a table in text."""
DRAFT = "DRAFT: the rota breaks a must."
"""Marks a paper of such a rota, on the page and as text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``numeric`` are the columns, counted from 0, whose figures are set right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences, each on a line of its own, and a table below them. Without a heading they open the paper."""

    heading: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An answer to be read. With ``draft`` it says that it is of a rota that breaks a must."""

    council: str
    title: str
    sections: tuple[Section, ...]
    draft: bool = False


def as_lines(paper: Paper) -> Iterator[str]:
    """The paper as text, a line each: what stands under a heading is indented. The title is left to the page."""
    if paper.draft:
        yield DRAFT
    said = paper.draft
    for section in paper.sections:
        if not (section.sentences or section.table):
            continue
        if section.heading:
            yield from ([""] if said else [])
            yield f"{section.heading}:"
        said = True
        indent = "  " if section.heading else ""
        yield from (f"{indent}{sentence}" for sentence in section.sentences)
        if section.table and section.table.rows:
            yield from (f"{indent}{line}" for line in _table_lines(section.table))


def _table_lines(table: Table) -> Iterator[str]:
    rows = [table.headings, *table.rows]
    texts = [[plain(cell) for cell in cells] for cells in rows]
    widths = [max(len(cells[column]) for cells in texts) for column in range(len(table.headings))]
    for cells in texts:
        padded = [
            cell.rjust(width) if column in table.numeric else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        yield GAP.join(padded).rstrip()


def as_page(paper: Paper) -> bytes:
    """The paper as one page of HTML that needs nothing but itself."""
    title = f"{'DRAFT: ' if paper.draft else ''}{paper.title}"
    header = tag(
        "header",
        tag("p", paper.council, class_="council"),
        tag("h1", paper.title),
        *([tag("p", DRAFT, class_="draft-mark")] if paper.draft else []),
    )
    main = tag("main", *(_section(section) for section in paper.sections if section.sentences or section.table))
    page = tag("html", page_head(f"{paper.council}: {title}"), tag("body", header, main), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _section(section: Section) -> Markup:
    parts: list[str] = [tag("h2", section.heading)] if section.heading else []
    if section.sentences:
        parts.append(bullets(section.sentences) if section.heading else _paragraphs(section.sentences))
    if section.table and section.table.rows:
        parts.append(_table(section.table, section.heading))
    return tag("section", *parts)


def _paragraphs(sentences: Sequence[str]) -> Markup:
    return markup.together(tag("p", sentence) for sentence in sentences)


def _table(table: Table, caption: str) -> Markup:
    body = tag("tbody", *(row(*cells, numeric=table.numeric) for cells in table.rows))
    return markup.table(caption or table.headings[0], table.headings, [body], numeric=table.numeric)
