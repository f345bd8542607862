"""figures.xlsx: what each member and group carries, and every finding of the audit. For officers."""

from __future__ import annotations

from openpyxl import Workbook

from rota.exports.view import Document
from rota.exports.xlsx_table import add_table, finished
from rota.tables.workbook_writer import empty_workbook, new_sheet


def render(document: Document) -> dict[str, bytes]:
    """The file figures.xlsx."""
    book = empty_workbook()
    _loads(book, document)
    _audit(book, document)
    return {"figures.xlsx": finished(book, document, "Figures of the visit rota")}


def _loads(book: Workbook, document: Document) -> None:
    sheet = new_sheet(book, "Loads")
    members = document.members()
    rows = ((row.name, row.group, row.visits, row.earlier, row.share, row.load) for row in members)
    add_table(sheet, ["member", "group", "visits", "earlier", "share", "load"], rows)
    groups = ((row.group, row.seats, row.places, row.share_of_seats, row.share_of_places) for row in document.groups())
    headings = ["group", "seats", "places", "share of seats", "share of places"]
    add_table(sheet, headings, groups, first_row=len(members) + 4)


def _audit(book: Workbook, document: Document) -> None:
    findings = document.findings()
    rows = [(row.rule, "must, broken", row.points, row.sentence) for row in findings if row.breach]
    rows += [(row.rule, row.kind, row.points, row.sentence) for row in findings if not row.breach]
    add_table(new_sheet(book, "Audit"), ["rule", "kind", "points", "finding"], rows)
