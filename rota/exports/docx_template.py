"""A council's own Word template: opened with care, its front-matter fields filled, the report put in its place.

A field is filled where the template says {{ date }}, where a content control is tagged or titled so, and in the empty
cell after one that says "Date of meeting". The report stands where it says {{ body }}, or after all that is there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from docx import Document

from rota.errors import RotaError
from rota.exports.committee_paper import CommitteePaper
from rota.exports.docx_parts import element
from rota.text.sanitise import plain

BODY = "body"
LABELS: Mapping[str, tuple[str, ...]] = {
    "council": ("council", "authority"),
    "title": ("title", "report title", "subject", "subject of report", "title of report", "name of report"),
    "report_to": ("report to", "committee", "meeting", "name of committee", "name of meeting"),
    "date": ("date", "date of meeting", "meeting date", "date of committee", "committee date"),
    "report_of": ("report of", "report by", "report from", "author", "report author", "lead officer"),
    "contact": ("contact", "contact officer", "officer contact", "contact name"),
    "copy_to": ("copy to", "copied to", "cc"),
    "period": ("period", "period covered"),
    "year": ("year", "municipal year"),
}
"""The fields of a paper and what templates call them, in small letters."""

MOST_BYTES = 64 * 2**20
MOST_PARTS = 2_000
_FIELD = re.compile(r"\{\{\s*([A-Za-z_ ]+?)\s*\}\}")
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"


class TemplateRefused(RotaError):  # noqa: N818 - it is an answer, not a fault of the program
    """The file is no Word document that may be a template. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The names of the fields that were filled, those the template has and nobody filled, and whether it says where."""

    fields: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    has_place: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """A template's file, which was found safe to open, and what it is ``called``."""

    content: bytes = field(repr=False)
    called: str = "the template"

    @classmethod
    def opened(cls, content: bytes, called: str) -> Template:
        """The template in these bytes. TemplateRefused when they hold no Word document that is safe to open."""
        why = _unsafe(content)
        if why:
            raise TemplateRefused(f"{called}: {why}")
        template = cls(_as_document(content), called)
        try:
            template._open()
        except Exception as error:  # whatever python-docx or lxml stumbles over in a damaged file
            raise TemplateRefused(f"{called}: {_DAMAGED}") from error
        return template

    def _open(self) -> Any:
        return Document(io.BytesIO(self.content))

    def filled(self, paper: CommitteePaper) -> tuple[Any, Filled]:
        """The document with the paper's fields in it."""
        document = self._open()
        values = _values(paper)
        done: set[str] = set()
        unknown: list[str] = []
        for part in _parts(document):
            done |= set(_controls(part, values))
            done |= set(_cells(part, values))
            for paragraph in part.iter(_w("p")):
                done |= set(_placeholders(paragraph, values, unknown))
        has_place = any(_is_place(paragraph) for paragraph in document.element.body.iter(_w("p")))
        return document, Filled(tuple(sorted(done)), tuple(dict.fromkeys(unknown)), has_place)

    @staticmethod
    def move_to_its_place(document: Any, before: Sequence[Any]) -> None:
        """Moves what was added to the document since ``before`` to where the template wants it."""
        body = document.element.body
        place = next((one for one in before if one.tag == _w("p") and _is_place(one)), None)
        if place is None:
            return
        for one in [one for one in body if one not in before]:
            place.addprevious(one)
        body.remove(place)


_DAMAGED = "this is not a Word document that can be read. Open it in Word and save it as 'Word document (.docx)'."


def _unsafe(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                return f"it unpacks to more than {MOST_BYTES >> 20} MB. Take out its pictures."
            if "word/document.xml" not in archive.namelist():
                return _DAMAGED
            if any("vbaproject" in part.filename.casefold() for part in parts):
                return "it has macros in it. Save it as 'Word document (.docx)', which has none."
            named = (archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels")))
            if any(b"<!DOCTYPE" in data or b"<!ENTITY" in data for data in named):
                return "it has a definition in it that Word never writes. Save it again in Word."
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return _DAMAGED
    return ""


def _as_document(content: bytes) -> bytes:
    """A .dotx file as the .docx that Word would make of it; anything else as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        if _TEMPLATE not in old.read("[Content_Types].xml"):
            return content
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                data = old.read(part)
                new.writestr(part, data.replace(_TEMPLATE, _DOCUMENT) if part.filename.startswith("[") else data)
    return out.getvalue()


def _values(paper: CommitteePaper) -> dict[str, str]:
    """What is said of each field; front matter that the paper has goes by the names that people give it."""
    said = {_field_of(label): text for label, text in paper.front}
    said |= {"council": paper.council, "title": paper.title}
    return {name: plain(text) for name, text in said.items() if name and text}


def _field_of(words: str) -> str:
    """The field that these words mean; empty when none."""
    name = re.sub(r"[\s_]+", " ", words.strip(" :\u00a0\n")).casefold()
    return next((key for key, labels in LABELS.items() if name == key.replace("_", " ") or name in labels), "")


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _parts(document: Any) -> Iterator[Any]:
    """The body, and every header and footer that there is."""
    yield document.element.body
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


def _text(node: Any) -> str:
    return "".join(one.text or "" for one in node.iter(_w("t")))


def _say(node: Any, text: str) -> bool:
    """Puts the text in the first piece of text of the node, and empties the others; False where it has none."""
    pieces = list(node.iter(_w("t")))
    for piece in pieces[1:]:
        piece.text = ""
    if pieces:
        pieces[0].text = text
        pieces[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return bool(pieces)


def _is_place(paragraph: Any) -> bool:
    found = _FIELD.fullmatch(_text(paragraph).strip())
    return bool(found and found[1].strip().casefold() == BODY)


def _placeholders(paragraph: Any, values: Mapping[str, str], unknown: list[str]) -> Iterator[str]:
    """Fills {{ fields }} of the paragraph; one that a change of letters cuts in pieces is put together."""
    text = _text(paragraph)
    names = [name for name in _FIELD.findall(text) if name.strip().casefold() != BODY]
    if not names:
        return
    known = [name for name in names if _field_of(name) in values]
    unknown += [name for name in names if name not in known]

    def put(found: re.Match[str]) -> str:
        return values.get(_field_of(found[1]), found[0])

    pieces = list(paragraph.iter(_w("t")))
    if all(_FIELD.sub("", piece.text or "").count("{{") == 0 for piece in pieces):
        for piece in pieces:
            piece.text = _FIELD.sub(put, piece.text or "")
    else:
        _say(paragraph, _FIELD.sub(put, text))
    yield from (_field_of(name) for name in known)


def _controls(part: Any, values: Mapping[str, str]) -> Iterator[str]:
    """Fills content controls by their tag or title."""
    for control in part.iter(_w("sdt")):
        properties, content = control.find(_w("sdtPr")), control.find(_w("sdtContent"))
        if properties is None or content is None:
            continue
        names = [one.get(_w("val"), "") for one in properties if one.tag in (_w("tag"), _w("alias"))]
        name = next((found for found in map(_field_of, names) if found in values), "")
        if name and _say(content, values[name]):
            for hint in properties.findall(_w("showingPlcHdr")):
                properties.remove(hint)
            yield name


def _cells(part: Any, values: Mapping[str, str]) -> Iterator[str]:
    """Fills the empty cell to the right of one that names a field."""
    for row in part.iter(_w("tr")):
        cells = row.findall(_w("tc"))
        for label, cell in pairwise(cells):
            name = _field_of(_text(label))
            if name in values and not _text(cell).strip():
                _write_in(cell, values[name])
                yield name


def _write_in(cell: Any, text: str) -> None:
    run, words = element("w:r"), element("w:t")
    words.text = text
    run.append(words)
    cell.find(_w("p")).append(run)
