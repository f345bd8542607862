"""A committee's paper in Word: easy to read aloud, the same bytes each time, and into a council's own template."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from rota.exports.committee_docx import as_docx
from rota.exports.committee_paper import CommitteePaper, PaperHeading, PaperList, PaperTable, PaperText
from rota.exports.docx_parts import element
from rota.exports.docx_template import Template, TemplateRefused

TABLE = PaperTable("Two rows.", ("Step", "Visits"), (("required", "6"), ("=held", "5")), numeric=(1,))
PAPER = CommitteePaper(
    "Example Council",
    "Annual report 2026/27",
    date(2027, 6, 1),
    (("Report to", "Scrutiny"), ("Date of meeting", "21 September 2027"), ("Report of", "Hed")),
    (
        PaperHeading(2, "In short"),
        PaperHeading(3, "How many?"),
        PaperText("Five\x00 of\nsix."),
        PaperList(("One", "Two")),
        TABLE,
    ),
    (PaperHeading(3, "Each visit"), PaperText("None.")),
)


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def made(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_it_has_a_title_a_language_and_headings_that_nest() -> None:
    document = opened(as_docx(PAPER).content)
    assert (document.core_properties.title, document.core_properties.author) == (PAPER.title, "Example Council")
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    levels = [int(name.removeprefix("Heading ")) for name in styles if name.startswith("Heading")]
    assert levels == [1, 2, 3, 2, 3]
    assert "Five of six." in texts(document)


def test_its_tables_are_flagged_described_and_not_merged() -> None:
    (table,) = opened(as_docx(PAPER).content).tables
    heading, *rows = table.rows
    assert heading._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == "Two rows."
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "How many?"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(TABLE.headings), *map(list, TABLE.rows)]
    merged = [
        name for name in ("gridSpan", "vMerge", "hMerge") if next(table._tbl.iter(qn(f"w:{name}")), None) is not None
    ]
    assert merged == []


def test_the_plain_one_is_arial_12_on_a4() -> None:
    document = opened(as_docx(PAPER).content)
    names = {document.styles[name].font.name for name in ("Normal", "Heading 1", "Heading 2", "Heading 3")}
    assert (names, document.styles["Normal"].font.size) == ({"Arial"}, Pt(12))
    fonts = document.styles["Heading 2"].element.rPr.rFonts
    assert {key.rpartition("}")[2]: value for key, value in fonts.attrib.items()} == dict.fromkeys(
        ("ascii", "hAnsi", "eastAsia", "cs"), "Arial"
    )
    assert round(document.sections[0].page_width.cm, 1) == 21.0
    assert "PAGE" in document.sections[0].footer._element.xml


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert as_docx(PAPER).content == as_docx(PAPER).content


def a_template(**parts: str) -> bytes:
    """A template with a heading of its own, a table of front matter, and fields wherever they may be."""
    document = Document()
    document.styles["Heading 2"].font.name = "Georgia"
    document.sections[0].header.paragraphs[0].text = "{{ council }} - {{ Date }}"
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "Report to:", "Report of", "somebody else"
    broken = document.add_paragraph("Subject: {{ ti")
    broken.add_run("tle }}, {{ wards }}").bold = True
    document.add_paragraph(parts.get("place", "{{ body }}"))
    document.add_paragraph("Implications: none.")
    return made(document)


def test_a_council_s_template_keeps_its_own_and_is_filled() -> None:
    written = as_docx(PAPER, Template.opened(a_template(), "ours.docx"))
    document = opened(written.content)
    assert document.sections[0].header.paragraphs[0].text == "Example Council - 21 September 2027"
    front = document.tables[0]
    # what the template says already is not written over
    assert [cell.text for cell in front.columns[1].cells] == ["Scrutiny", "somebody else"]
    said = texts(document)
    assert said[0] == "Subject: Annual report 2026/27, {{ wards }}"
    assert said.index("In short") < said.index("Each visit") < said.index("Implications: none.")
    assert "{{ body }}" not in said
    assert PAPER.title not in said  # the template has its own place for the title
    assert document.styles["Heading 2"].font.name == "Georgia"
    assert (written.filled.fields, written.filled.unknown) == (("council", "date", "report_to", "title"), ("wards",))
    assert written.filled.has_place


def test_without_a_place_the_report_stands_at_the_end() -> None:
    written = as_docx(PAPER, Template.opened(a_template(place="Here."), "ours.docx"))
    said = texts(opened(written.content))
    assert said.index("Implications: none.") < said.index("In short")
    assert not written.filled.has_place


def test_a_content_control_is_filled_by_its_tag() -> None:
    document = Document()
    control, properties, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    properties.append(element("w:tag", val="Meeting date"))
    properties.append(element("w:showingPlcHdr"))
    control.append(properties)
    control.append(content)
    paragraph = document.add_paragraph("Click here")
    paragraph._p.addprevious(control)
    content.append(paragraph._p)
    written = as_docx(PAPER, Template.opened(made(document), "ours.docx"))
    assert written.filled.fields == ("date",)
    body = opened(written.content).element.body
    assert "".join(one.text for one in next(body.iter(qn("w:sdtContent"))).iter(qn("w:t"))) == "21 September 2027"
    assert next(body.iter(qn("w:showingPlcHdr")), None) is None


def test_a_template_without_styles_for_headings_lists_and_tables_has_them_made() -> None:
    document = Document()
    for name in ("Heading 2", "Heading 3", "List Bullet", "Table Grid"):
        document.styles[name].delete()
    written = opened(as_docx(PAPER, Template.opened(made(document), "ours.docx")).content)
    headings = [one for one in written.paragraphs if one.style.name.startswith("Heading")]
    assert [one.text for one in headings] == ["In short", "How many?", "Appendix", "Each visit"]
    outline = headings[1].style.element.pPr.find(qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == "2"
    assert "• One" in texts(written)
    assert written.tables[0]._tbl.tblPr.find(qn("w:tblBorders")) is not None


def changed(content: bytes, **parts: bytes | None) -> bytes:
    """The zip with parts replaced, added, or left out where None; "__" stands for "/" and "_" for "."."""
    named = {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, data in named.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def test_a_template_of_the_kind_dotx_is_read() -> None:
    content = a_template()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml")
    as_template = types.replace(b"document.main+xml", b"template.main+xml")
    out = io.BytesIO(changed(content))
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, as_template if name.startswith("[") else old.read(name))
    written = as_docx(PAPER, Template.opened(out.getvalue(), "ours.dotx"))
    assert "In short" in texts(opened(written.content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "this is not a Word document that can be read"),
        (b"PK\x03\x04 cut short", "this is not a Word document that can be read"),
        (changed(a_template(), word__document_xml=None), "this is not a Word document that can be read"),
        (changed(a_template(), word__document_xml=b"<no"), "this is not a Word document that can be read"),
        (changed(a_template(), word__vbaProject_bin=b"x"), "it has macros in it"),
        (changed(a_template(), word__document_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "that Word never writes"),
    ],
    ids=["empty", "cut", "no document", "broken", "macros", "entities"],
)
def test_what_is_no_template_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(TemplateRefused, match=r"^ours\.docx: ") as refused:
        Template.opened(content, "ours.docx")
    assert said in str(refused.value)
