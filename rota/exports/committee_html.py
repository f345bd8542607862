"""A committee's paper as one page of HTML; what is charted is drawn beside its table as bars, which only repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rota.exports.committee_paper import (
    CommitteePaper,
    PaperBlock,
    PaperHeading,
    PaperList,
    PaperTable,
    PaperText,
    bars,
)
from rota.exports.page import page

BAR, GAP, LABEL = 14, 10, 24
"""Pixels: the height of a bar, the room between two rows, and that of a row's name."""


def as_page(paper: CommitteePaper) -> bytes:
    """The page, in UTF-8."""
    return page(
        "committee",
        council=paper.council,
        title=paper.title,
        mark=paper.mark,
        front=paper.front,
        parts_of_paper=(("", list(_shown(paper.body))), ("Appendix", list(_shown(paper.appendix)))),
    )


def _shown(blocks: tuple[PaperBlock, ...]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        match block:
            case PaperHeading(level, text):
                yield {"kind": "heading", "level": level, "text": text}
            case PaperText(text):
                yield {"kind": "text", "text": text}
            case PaperList(points):
                yield {"kind": "list", "points": points}
            case PaperTable():
                yield {"kind": "table", "table": block, "chart": _chart(block) if block.charted else None}


def _chart(table: PaperTable) -> dict[str, Any]:
    """Where each bar and each name of the chart stands."""
    names = [table.headings[column] for column in table.charted]
    rows, top = [], 0
    for name, found in bars(table):
        lines = [
            {"y": top + LABEL + at * (BAR + 2), "part": part, "number": number, "last": at > 0}
            for at, (number, part) in enumerate(found)
        ]
        rows.append({"name": name, "y": top + LABEL - 7, "bars": lines})
        top += LABEL + len(found) * (BAR + 2) + GAP
    return {"rows": rows, "height": top, "names": names, "bar": BAR}
