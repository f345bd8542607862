"""A table as Word has it, so that it can be read aloud: in one piece, since a large one cell by cell takes seconds.

Its heading row is repeated on each page and flagged as one, as is its first column; a row is not broken over pages; it
has a title and a description. Sources: python-docx issues 921 and 1048, rstudio/gt issue 2080.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rota.exports.committee_paper import PaperTable
from rota.text.sanitise import plain

LINE, LONGEST_WORD, LEAST_WIDTH, MOST_WIDTH, BESIDE = 80, 14, 5, 60, 4
"""Characters: of a line of A4, and of a column, which has room for its longest word and what is beside that, and then
for its texts."""
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
"""A date, which stays on one line."""
_WORDS = re.compile(rf"{_DAY.pattern}|\S+")
TWIP = 635
"""English Metric Units in a twentieth of a point, in which Word measures tables."""
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7C868A"/>' for side in ("top", "bottom", "insideH")
)
_HEADING, _ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "<w:trPr><w:cantSplit/></w:trPr>"


def word_table(data: PaperTable, title: str, style: str | None, room: int) -> Any:
    """The table, as wide as the ``room`` in English Metric Units; without a ``style`` it has thin lines of its own."""
    widths = [round(room / TWIP * part) for part in _parts(data)]
    return parse_xml("".join(_pieces(data, title, style, widths)))


def _pieces(data: PaperTable, title: str, style: str | None, widths: Sequence[int]) -> Iterator[str]:
    yield f"<w:tbl {nsdecls('w')}><w:tblPr>"
    yield f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
    yield f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    yield "" if style else f"<w:tblBorders>{_LINES}</w:tblBorders>"
    yield '<w:tblLayout w:type="fixed"/>'
    yield '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0"'
    yield f' w:noVBand="1"/><w:tblCaption w:val={quoteattr(plain(title))}/>'
    yield f"<w:tblDescription w:val={quoteattr(plain(data.about))}/></w:tblPr><w:tblGrid>"
    yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    yield from _row(data.headings, data.numeric, widths, _HEADING, "<w:rPr><w:b/></w:rPr>")
    for cells in data.rows:
        yield from _row(cells, data.numeric, widths, _ROW, "")
    yield "</w:tbl>"


def _row(
    cells: Sequence[str], numeric: Sequence[int], widths: Sequence[int], properties: str, letters: str
) -> Iterator[str]:
    yield f"<w:tr>{properties}"
    for at, (text, width) in enumerate(zip(cells, widths, strict=True)):
        side = '<w:jc w:val="right"/>' if at in numeric else ""
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        yield f'<w:p><w:pPr><w:spacing w:after="40"/>{side}</w:pPr><w:r>{letters}'
        whole = _DAY.sub(lambda day: day[0].replace(" ", "\u00a0"), plain(text))
        yield f'<w:t xml:space="preserve">{escape(whole)}</w:t></w:r></w:p></w:tc>'
    yield "</w:tr>"


def _size(word: str) -> int:
    return len(word) if _DAY.fullmatch(word) else min(len(word), LONGEST_WORD)


def _parts(data: PaperTable) -> list[float]:
    """The part (0 to 1) of the room that each column has: enough for its longest word, and more for long texts."""
    texts = [[heading, *(row[at] for row in data.rows)] for at, heading in enumerate(data.headings)]
    whole = [[heading] if at in data.numeric else heading.split() for at, heading in enumerate(data.headings)]
    words = [
        [_size(word) for word in (*heading, *(word for text in column[1:] for word in _WORDS.findall(text)))]
        for heading, column in zip(whole, texts, strict=True)
    ]
    least = [max(LEAST_WIDTH, *lengths) + BESIDE for lengths in words]
    more = [max(0, min(MOST_WIDTH, max(map(len, column))) - width) for column, width in zip(texts, least, strict=True)]
    spare = max(0, LINE - sum(least))
    wanted = [width + spare * extra / (sum(more) or 1) for width, extra in zip(least, more, strict=True)]
    return [width / sum(wanted) for width in wanted]
