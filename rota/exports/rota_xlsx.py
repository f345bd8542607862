"""rota.xlsx: a workbook with the rota by visit, by member and by team, the loads and the audit."""

from __future__ import annotations

import io
from datetime import UTC, date, time

from openpyxl import Workbook

from rota.exports.reproducible_xlsx import always_the_same
from rota.exports.summary_text import draft
from rota.exports.view import Document
from rota.exports.view_rows import PLACE_COLUMNS, PlaceRow, VisitRow
from rota.exports.xlsx_table import Row, add_table, mark_as_draft, new_sheet
from rota.text.english import joined
from rota.text.sanitise import plain


def render(document: Document) -> dict[str, bytes]:
    """The file rota.xlsx: real dates and times, every text a text and never a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _by_visit(book, document)
    _by_member(book, document)
    _by_team(book, document)
    _loads(book, document)
    _audit(book, document)
    stamp = document.record.provenance.stamp.astimezone(UTC).replace(tzinfo=None)
    book.properties.creator = "Rota"
    book.properties.title = plain(f"{'DRAFT: ' if document.breaches() else ''}Visit rota, {document.problem.council}")
    if document.breaches():
        mark_as_draft(book, draft(document))
    book.properties.created = stamp
    out = io.BytesIO()
    book.save(out)
    return {"rota.xlsx": always_the_same(out.getvalue(), stamp)}


def _when(visit: VisitRow) -> tuple[date, time, time]:
    return visit.day, visit.start.time(), visit.end.time()


def _by_visit(book: Workbook, document: Document) -> None:
    rows = (_place(place) for place in document.places())
    add_table(new_sheet(book, "By visit"), PLACE_COLUMNS, rows)


def _place(place: PlaceRow) -> Row:
    visit, visitor = place.visit, place.visitor
    who = (visitor.name, visitor.group, visitor.ward) if visitor else ("", "", "")
    where, standing_by = (visit.session, visit.site, visit.host), "; ".join(visit.reserves)
    return (visit.visit, visit.team, visit.number, *_when(visit), *where, *who, standing_by)


def _by_member(book: Workbook, document: Document) -> None:
    mine: dict[str, list[VisitRow]] = {}
    for place in document.places():
        if place.visitor:
            mine.setdefault(place.visitor.id, []).append(place.visit)
    rows: list[Row] = []
    for member in document.members():
        who = (member.name, member.group, member.ward)
        if member.id not in mine:
            rows.append((*who, "no visit this year", None, None, None, "", ""))
        for visit in mine.get(member.id, ()):
            rows.append((*who, visit.title, *_when(visit), visit.session, visit.site))
    headings = ["member", "group", "ward", "visit", "date", "start", "end", "session", "site"]
    add_table(new_sheet(book, "By member"), headings, rows)


def _by_team(book: Workbook, document: Document) -> None:
    problem = document.problem
    order = {
        team.id: place for place, team in enumerate(sorted(problem.teams, key=lambda t: (t.name.casefold(), t.id)))
    }
    rows: list[tuple[tuple[int, int], Row]] = []
    for visit in document.visits():
        names = joined([visitor.name for visitor in visit.visitors])
        row: Row = (visit.team, visit.number, *_when(visit), visit.session, visit.site, visit.host, names)
        rows.append(((order.get(visit.team_id, len(order)), visit.number or 0), row))
    for owed in document.not_placed():
        team = problem.team(owed.team)
        row = (team.name, owed.number, None, None, None, "", team.site, "", "not placed")
        rows.append(((order[team.id], owed.number), row))
    rows.sort(key=lambda pair: pair[0])
    headings = ["team", "number", "date", "start", "end", "session", "site", "host", "members"]
    add_table(new_sheet(book, "By team"), headings, (row for _, row in rows))


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
