"""rota.xlsx: a workbook that opens on the rota to send, a row a visit; then lists to filter, and a sheet a member."""

from __future__ import annotations

from datetime import date, time
from math import ceil
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rota.exports.edition import edition
from rota.exports.summary_text import draft, year_in_words
from rota.exports.view import Document
from rota.exports.view_rows import PLACE_COLUMNS, PlaceRow, VisitRow
from rota.exports.xlsx_table import Row, add_table, finished, sheet_names
from rota.tables.workbook_writer import (
    Value,
    beside_page,
    empty_workbook,
    headings,
    height,
    new_sheet,
    put,
    title,
    widths,
)
from rota.text.english import joined

TO_SEND = "Rota"
LISTS = ("By visit", "By member", "By team")

_COLUMNS = (("Date", 16), ("Start", 8), ("End", 8), ("Visit", 26), ("Where", 24), ("Received by", 24), ("Members", 34))
_RESERVES = ("Reserves", 24)
"""Columns of a sheet to send, with the most characters that each may be wide: together about what A4 holds across."""


def render(document: Document) -> dict[str, bytes]:
    """The file rota.xlsx: real dates and times, every text a text and never a formula."""
    book, head = empty_workbook(), _head(document)
    _to_send(book, document, head)
    _by_visit(book, document)
    _by_member(book, document)
    _by_team(book, document)
    _sheet_for_each_member(book, document, head)
    return {"rota.xlsx": finished(book, document, "Visit rota")}


class _Head(NamedTuple):
    """What stands below the title of each sheet to print or send, and the edition by itself, for its foot."""

    council: str
    lines: tuple[str, ...]
    edition: str


def _head(document: Document) -> _Head:
    told, council = edition(document), document.problem.council
    marked = [draft(document)] if document.breaches() else []
    return _Head(council, (council, year_in_words(document), told, *marked), told)


def _to_send(book: Workbook, document: Document, head: _Head) -> None:
    visits = document.visits()
    columns = (*_COLUMNS, *([_RESERVES] if any(visit.reserves for visit in visits) else []))
    rows: list[Row] = [(*_told(visit), _names(visit), "; ".join(visit.reserves)) for visit in visits]
    missing = [document.problem.title(visit.id) for visit in document.not_placed()]
    rows += [("not placed", None, None, name, "", "", "", "") for name in missing]
    _paper(book, TO_SEND, "Members' visits to children's services", head, columns, rows)


def _sheet_for_each_member(book: Workbook, document: Document, head: _Head) -> None:
    """A sheet for each member who has a visit, by name; the list of members has the others too."""
    mine = _visits_of_members(document)
    members = [member for member in document.members() if member.id in mine]
    names = sheet_names((member.name for member in members), (TO_SEND, *LISTS))
    for member, name in zip(members, names, strict=True):
        rows: list[Row] = [(*_told(visit), _names(visit, without=member.id)) for visit in mine[member.id]]
        columns = (*_COLUMNS[:-1], ("Together with", 34))
        _paper(book, name, f"Visits of {member.name}", head, columns, rows)


def _paper(
    book: Workbook,
    name: str,
    heading: str,
    head: _Head,
    columns: tuple[tuple[str, int], ...],
    rows: list[Row],
) -> None:
    """A sheet to print or send: its title, whose it is, the year and the revision above a row a visit."""
    above = [heading, *head.lines]
    first = len(above) + 2
    sheet = new_sheet(book, name, first)
    title(sheet, above)
    headings(sheet, (column for column, _ in columns), first)
    _fill(sheet, first, columns, rows)
    sheet.oddFooter.left.text = beside_page(head.council)
    sheet.oddFooter.center.text = beside_page(head.edition)
    sheet.oddFooter.right.text = "Page &P of &N"


def _fill(sheet: Worksheet, first: int, columns: tuple[tuple[str, int], ...], rows: list[Row]) -> None:
    """The rows below the headings in row ``first``, each as high as its longest text needs."""
    texts = [[_length(value) for value in row[: len(columns)]] for row in rows]
    wide = [
        min(most, 2 + max([len(name), *(lengths[place] for lengths in texts)]))
        for place, (name, most) in enumerate(columns)
    ]
    widths(sheet, wide)
    for number, (row, lengths) in enumerate(zip(rows, texts, strict=True), start=first + 1):
        for position, value in enumerate(row[: len(columns)], start=1):
            put(sheet.cell(number, position), value)
        height(sheet, number, max(_lines(length, width) for length, width in zip(lengths, wide, strict=True)))


def _lines(length: int, width: int) -> int:
    """Lines that a text takes: words do not break where a line is full, so a tenth of each is reckoned empty."""
    return 1 if length <= width else ceil(1.1 * length / width)


def _length(value: Value) -> int:
    if isinstance(value, str):
        return max(len(value), 1)
    return len("Wed 30 Sep 2026") if isinstance(value, date) else len("10:00")


def _told(visit: VisitRow) -> Row:
    return (*_when(visit), visit.title, visit.site, visit.host)


def _names(visit: VisitRow, without: str = "") -> str:
    return "; ".join(visitor.name for visitor in visit.visitors if visitor.id != without)


def _when(visit: VisitRow) -> tuple[date, time, time]:
    return visit.day, visit.start.time(), visit.end.time()


def _visits_of_members(document: Document) -> dict[str, list[VisitRow]]:
    mine: dict[str, list[VisitRow]] = {}
    for place in document.places():
        if place.visitor:
            mine.setdefault(place.visitor.id, []).append(place.visit)
    return mine


def _by_visit(book: Workbook, document: Document) -> None:
    rows = (_place(place) for place in document.places())
    add_table(new_sheet(book, LISTS[0]), PLACE_COLUMNS, rows)


def _place(place: PlaceRow) -> Row:
    visit, visitor = place.visit, place.visitor
    who = (visitor.name, visitor.group, visitor.ward) if visitor else ("", "", "")
    where, standing_by = (visit.session, visit.site, visit.host), "; ".join(visit.reserves)
    return (visit.visit, visit.team, visit.number, *_when(visit), *where, *who, standing_by)


def _by_member(book: Workbook, document: Document) -> None:
    mine = _visits_of_members(document)
    rows: list[Row] = []
    for member in document.members():
        who = (member.name, member.group, member.ward)
        if member.id not in mine:
            rows.append((*who, "no visit this year", None, None, None, "", ""))
        for visit in mine.get(member.id, ()):
            rows.append((*who, visit.title, *_when(visit), visit.session, visit.site))
    headings = ["member", "group", "ward", "visit", "date", "start", "end", "session", "site"]
    add_table(new_sheet(book, LISTS[1]), headings, rows)


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
    add_table(new_sheet(book, LISTS[2]), headings, (row for _, row in rows))
