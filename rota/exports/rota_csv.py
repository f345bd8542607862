"""rota.csv: a row for each member on each visit, as Excel and the reader of rotas expect it."""

from __future__ import annotations

import csv
import io

from rota.exports.summary_text import draft
from rota.exports.view import Document
from rota.exports.view_rows import PLACE_COLUMNS, PlaceRow
from rota.text.sanitise import plain

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the Windows code page and spoils every accent."""


def render(document: Document) -> dict[str, bytes]:
    """The file rota.csv: UTF-8 with a byte order mark, lines ending CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if document.breaches():
        writer.writerow([draft(document)])  # a title above the headings, which is passed over when it is read
    writer.writerow(PLACE_COLUMNS)
    for place in document.places():
        writer.writerow([cell(text) for text in _row(place)])
    return {"rota.csv": (BYTE_ORDER_MARK + out.getvalue()).encode()}


def _row(place: PlaceRow) -> tuple[str, ...]:
    visit, visitor = place.visit, place.visitor
    return (
        visit.visit,
        visit.team,
        "" if visit.number is None else str(visit.number),
        visit.day.isoformat(),
        visit.start.strftime("%H:%M"),
        visit.end.strftime("%H:%M"),
        visit.session,
        visit.site,
        visit.host,
        visitor.name if visitor else "",
        visitor.group if visitor else "",
        visitor.ward if visitor else "",
        "; ".join(visit.reserves),
    )


def cell(text: str) -> str:
    """The text on one line, with an apostrophe before it where a spreadsheet would run it as a formula."""
    safe = plain(text)
    runs = text.startswith(("=", "+", "-", "@", "\t", "\r")) or safe.startswith(("=", "+", "-", "@"))
    return f"'{safe}" if runs else safe
