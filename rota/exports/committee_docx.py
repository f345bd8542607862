"""A committee's paper as a Word document: into the council's own template, or a plain one that is easy to read aloud.

The plain one is Arial 12, left-aligned, with nested headings and page numbers. The same paper gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt, RGBColor

from rota.exports.committee_paper import CommitteePaper, PaperBlock, PaperHeading, PaperList, PaperTable, PaperText
from rota.exports.docx_parts import add_field, element, in_english, in_font
from rota.exports.docx_table import word_table
from rota.exports.docx_template import Filled, Template
from rota.tables.office_zip import without_time_of_writing
from rota.text.sanitise import plain

FONT, SIZE = "Arial", 12
HEADING_SIZES = {1: 18, 2: 15, 3: 12, 4: 12}
"""Points."""
APPENDIX = "Appendix"


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """The file's bytes, and what became of the template's fields."""

    content: bytes
    filled: Filled


def as_docx(paper: CommitteePaper, template: Template | None = None) -> WrittenPaper:
    """The paper in Word's format; in the ``template`` where it says {{ body }}, or after all that is in it."""
    document, filled = template.filled(paper) if template else (_plain_document(), Filled())
    before = list(document.element.body)
    writer = _Writer(document)
    if template is None:
        writer.heading(1, paper.title)
        writer.text(paper.council)
        for label, said in paper.front:
            writer.text(f"{label}: {said}")
    if paper.mark:
        writer.text(paper.mark, bold=True)
    writer.blocks(paper.body)
    if paper.appendix:
        writer.new_page()
        writer.heading(2, APPENDIX)
        writer.blocks(paper.appendix)
    if template:
        template.move_to_its_place(document, before)
    return WrittenPaper(_as_bytes(document, paper), filled)


class _Writer:
    """Adds blocks at the end of a document, in the styles that it has."""

    def __init__(self, document: Any) -> None:
        self.document = document
        page = document.sections[-1]
        given = page.page_width, page.left_margin, page.right_margin
        self.room = given[0] - given[1] - given[2] if None not in given else Cm(17)
        self.said = "Table"

    def blocks(self, blocks: Iterable[PaperBlock]) -> None:
        for block in blocks:
            match block:
                case PaperHeading(level, text):
                    self.heading(level, text)
                case PaperText(text):
                    self.text(text)
                case PaperList(points):
                    self.points_of(points)
                case PaperTable():
                    self.table(block)

    def heading(self, level: int, text: str) -> None:
        self.said = plain(text)
        self.document.add_paragraph(self.said, style=self._style(f"Heading {level}", level))

    def text(self, text: str, bold: bool = False) -> None:
        self.document.add_paragraph().add_run(plain(text)).bold = bold or None

    def points_of(self, points: Iterable[str]) -> None:
        bullet = self._known("List Bullet")
        for point in points:
            self.document.add_paragraph(plain(point) if bullet else f"• {plain(point)}", style=bullet)

    def table(self, data: PaperTable) -> None:
        lead = self.document.add_paragraph(plain(data.about))
        lead.paragraph_format.keep_with_next = True
        grid = self._known("Table Grid")
        style = self.document.styles[grid].style_id if grid else None
        lead._p.addnext(word_table(data, self.said, style, self.room))
        after = self.document.add_paragraph().paragraph_format
        after.space_after, after.line_spacing = Pt(0), Pt(6)

    def new_page(self) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _known(self, name: str) -> str | None:
        return name if name in {style.name for style in self.document.styles} else None

    def _style(self, name: str, level: int) -> str:
        """The style of this name; where the template has none it is made, with its place among the headings."""
        if not self._known(name):
            made = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.font.bold = True
            made.paragraph_format.keep_with_next = True
            made.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level - 1)))
        return name


def _plain_document() -> Any:
    document = Document()
    normal = document.styles["Normal"]
    in_font(normal, FONT)
    normal.font.size = Pt(SIZE)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.0
    for level, size in HEADING_SIZES.items():
        style = document.styles[f"Heading {level}"]
        in_font(style, FONT)
        style.font.size, style.font.italic, style.font.bold = Pt(size), False, True
        style.font.color.rgb = RGBColor(0x1C, 0x23, 0x26)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10 if level < 3 else 6), Pt(3)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    footer = section.footer.paragraphs[0]
    footer.add_run("Page ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")
    return document


def _as_bytes(document: Any, paper: CommitteePaper) -> bytes:
    in_english(document)
    about, stamp = document.core_properties, datetime.combine(paper.dated, time())
    about.title, about.author, about.language = plain(paper.title), plain(paper.council), "en-GB"
    about.last_modified_by, about.comments, about.subject = "Rota", "", plain(paper.council)
    about.created = about.modified = stamp
    about.revision = 1
    out = io.BytesIO()
    document.save(out)
    return without_time_of_writing(out.getvalue(), stamp)
