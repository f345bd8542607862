"""What Word needs said of a document and its tables so that they can be read aloud, which python-docx has no words for.

A table's heading row is repeated on each page and flagged as one, as is its first column; a row is not broken over
pages; a table has alternative text; the language is British English.
Sources: python-docx issues 921 and 1048, rstudio/gt issue 2080.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu

from rota.exports.committee_paper import PaperTable

LANGUAGE = "en-GB"
LINE, LONGEST_WORD, LEAST_WIDTH, MOST_WIDTH, BESIDE = 80, 14, 5, 60, 4
"""Characters: of a line of A4, and of a column, which has room for its longest word and what is beside that, and then
for its texts."""


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML, "w:tblHeader", with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def read_aloud(table: Any, title: str, about: str) -> None:
    """Flags the table's first row as its repeated heading and gives it a title and a description."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if number == 0:
            properties.append(element("w:tblHeader"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = element("w:tblLook")
        table._tbl.tblPr.append(look)
    flags = {"val": "04A0", "firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}
    for key, value in {**flags, "noHBand": "0", "noVBand": "1"}.items():
        look.set(qn(f"w:{key}"), value)
    table._tbl.tblPr.append(element("w:tblCaption", val=title))
    table._tbl.tblPr.append(element("w:tblDescription", val=about))


def lines_between_rows(table: Any) -> None:
    """Thin lines under each row, for a template that has no style for a plain table."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="7C868A"))
    table._tbl.tblPr.append(borders)


def set_widths(table: Any, data: PaperTable, room: int) -> None:
    """Gives each column its part of the ``room``, in English Metric Units: its longest word, and then its texts."""
    texts = [[heading, *(row[at] for row in data.rows)] for at, heading in enumerate(data.headings)]
    whole = [[heading] if at in data.numeric else heading.split() for at, heading in enumerate(data.headings)]
    words = [
        [min(len(word), LONGEST_WORD) for word in (*heading, *(word for text in column[1:] for word in text.split()))]
        for heading, column in zip(whole, texts, strict=True)
    ]
    least = [max(LEAST_WIDTH, *lengths) + BESIDE for lengths in words]
    more = [max(0, min(MOST_WIDTH, max(map(len, column))) - width) for column, width in zip(texts, least, strict=True)]
    spare = max(0, LINE - sum(least))
    wanted = [width + spare * extra / (sum(more) or 1) for width, extra in zip(least, more, strict=True)]
    table.autofit = False
    for column, width in zip(table.columns, wanted, strict=True):
        column.width = Emu(round(room * width / sum(wanted)))
        for cell in column.cells:
            cell.width = column.width


def in_english(document: Any) -> None:
    """Says that the document is in British English, unless it says of itself in what."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        document.styles.element.insert(0, defaults)
    properties = defaults
    for name in ("w:rPrDefault", "w:rPr"):
        found = properties.find(qn(name))
        if found is None:
            found = element(name)
            properties.insert(0, found)
        properties = found
    language = properties.find(qn("w:lang"))
    if language is None:
        language = element("w:lang")
        properties.append(language)
    if not (language.get(qn("w:val")) or "").startswith("cy"):
        language.set(qn("w:val"), LANGUAGE)


def in_font(style: Any, name: str) -> None:
    """Gives the style this font for all alphabets, whatever the theme says."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.casefold().endswith("theme"):
            del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)


def add_field(paragraph: Any, code: str) -> None:
    """Adds a field that Word works out, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        elif text == code:
            instruction = element("w:instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)
        else:
            run.text = text
