"""Which revision a paper says it is: what people were told, or that it is not published yet."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

from openpyxl import load_workbook

from rota.domain import Rota
from rota.exports import officer_html, rota_html, rota_xlsx
from rota.exports.edition import edition
from rota.exports.view import Document
from tests.exports.documents import as_published, the_document


def numbered(drawn: Document, revision: int) -> Document:
    origin = replace(drawn.record.provenance, revision=revision)
    return replace(drawn, record=replace(drawn.record, provenance=origin))


def moved(drawn: Document) -> Document:
    """The first visit is a day later than people were told."""
    first, *rest = drawn.record.rota.placements
    start, end = (moment + timedelta(days=1) for moment in (first.slot.start, first.slot.end))
    later = replace(first, slot=replace(first.slot, start=start, end=end))
    return replace(drawn, record=replace(drawn.record, rota=Rota((later, *rest))))


def test_a_rota_of_which_nobody_was_told_has_no_number() -> None:
    assert edition(the_document()) == "Not yet published"


def test_what_was_published_has_its_number_and_its_day() -> None:
    assert edition(as_published(numbered(the_document(), 3))) == "Revision 3, 25 May 2026"


def test_what_was_changed_since_says_the_number_that_it_would_have() -> None:
    assert edition(moved(as_published(numbered(the_document(), 2)))) == ("Not yet published: it would be revision 3")


def test_all_papers_say_the_same() -> None:
    for drawn in (the_document(), as_published(the_document()), moved(as_published(the_document()))):
        said = edition(drawn)
        assert f". {said}.</p>" in rota_html.render(drawn)["rota.html"].decode()
        assert f". {said}.</p>" in officer_html.render(drawn)["officer.html"].decode()
        book = load_workbook(io.BytesIO(rota_xlsx.render(drawn)["rota.xlsx"]))
        assert book["Rota"]["A4"].value == book["Ann"]["A4"].value == said
        assert book["Rota"].oddFooter.center.text == said
