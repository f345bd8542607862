"""Tables as pandas frames, and frames as tables: pandas is imported when a frame is asked for, and not before."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from rota.exports.view import Document
from rota.exports.view_rows import MemberRow, PlaceRow, VisitRow
from rota.figures.records import IssueRecord, Records
from rota.reading.reader import raw_tables
from rota.source import CALENDARS, MappingSource, Source
from rota.tables.cells import Cell, plain
from rota.tables.faults import Faults
from rota.tables.schema import TABLES
from rota.tables.text_files import SETTINGS_FILE

if TYPE_CHECKING:
    from pandas import DataFrame

PLACES = ("visit", "title", "team", "start", "end", "session", "site", "host", "member", "name", "group", "ward")
VISITS = ("visit", "title", "team", "start", "end", "session", "site", "host", "members", "cross_party")
LOADS = ("member", "name", "group", "ward", "visits", "earlier", "share", "load")
TRACKED_VISITS = (
    *(
        "reference",
        "year",
        "visit",
        "team",
        "title",
        "owed_by",
        "day",
        "planned",
        "held",
        "result",
        "why",
        "dates_lost",
    ),
    *(
        "members",
        "went",
        "report_due",
        "reported",
        "reported_in_time",
        "version",
        "agreed",
        "checked",
        "sent",
        "issues",
    ),
    *("stage", "since", "next", "due", "marks", "publishable", "paragraph"),
)
TRACKED_PLACES = ("visit", "year", "team", "day", "member", "asked", "came", "went")
TRACKED_ISSUES = (
    *("reference", "visit", "year", "team", "theme", "asks", "priority", "settled", "raised", "text", "owner", "asked"),
    *("answer_due", "answered_on", "answered", "answer", "answer_text", "answer_reason", "answer_asked"),
    *("disputed", "stage", "since", "open", "next", "due", "marks", "publishable", "paragraph"),
)
TRACKED_ACTIONS = (
    *("reference", "issue", "visit", "year", "team", "text", "owner", "set", "promised", "due_dates", "said", "reason"),
    *("evidence", "said_done", "confirmed", "confirmer", "capacity", "stage", "since", "open", "next", "due", "marks"),
)
FINDINGS = ("rule", "kind", "breach", "points", "sentence")


def _frame(rows: Iterable[Mapping[str, object]], columns: Iterable[str], index: Any = None) -> DataFrame:
    import pandas  # here alone, and late: it takes longer to import than a small council to read

    return pandas.DataFrame(list(rows), columns=list(columns), index=index)


def tables_of(source: Source) -> dict[str, DataFrame]:
    """The council's tables by name, as they stand, under the names of their columns and the numbers of their rows.

    Cells of CSV files are texts and blank ones empty, those of a workbook are as Excel holds them.
    """
    raw = raw_tables(source, Faults())
    columns = {sheet.name: [column.name for column in sheet.columns] for sheet in TABLES}
    found = {}
    for name, table in raw.tables.items():
        if name in columns:
            used = [column for column in columns[name] if any(column in row.cells for row in table.rows)]
            numbers = [row.number for row in table.rows]
            rows = [{column: _value(cell) for column, cell in row.cells.items()} for row in table.rows]
            found[name] = _frame(rows, used or columns[name], numbers).rename_axis("row")
    return found


def _value(cell: Cell) -> object:
    return plain(cell) if cell is None or isinstance(cell, str) else cell


def source_of_frames(
    frames: Mapping[str, DataFrame], settings: str | bytes, calendars: Mapping[str, bytes] | None = None
) -> MappingSource:
    """The frames as the CSV files that they would be saved as, without their index: a fault's row 2 is the first.

    ``settings`` is what rota.toml holds, ``calendars`` are files by name, as "ann.ics".
    """
    files = {f"{name}.csv": _as_csv(frame) for name, frame in frames.items()}
    files |= {f"{CALENDARS}/{name}": content for name, content in (calendars or {}).items()}
    files[SETTINGS_FILE] = settings.encode() if isinstance(settings, str) else settings
    return MappingSource(files)


def _as_csv(frame: DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([str(column) for column in frame.columns])
    writer.writerows([_as_typed(cell) for cell in row] for row in frame.itertuples(index=False, name=None))
    return text.getvalue().encode()


def _as_typed(cell: Any) -> str:
    """The cell as an officer would type it: a missing value is blank, a whole number has no point, a day no hour."""
    import pandas  # whoever has a frame has imported it

    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, (list, tuple, set, frozenset)):
        return "; ".join(map(_as_typed, cell))
    if cell is None or pandas.isna(cell):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def places(document: Document) -> DataFrame:
    """A row for each member on each visit, earliest first; a visit with nobody has one row."""
    return _frame((_place(row) for row in document.places()), PLACES)


def _place(row: PlaceRow) -> dict[str, object]:
    person = row.visitor
    who = {"member": person.id, "name": person.name, "group": person.group, "ward": person.ward} if person else {}
    return {**_visit(row.visit), **who}


def visits(document: Document) -> DataFrame:
    """A row for each visit that is placed, earliest first; ``members`` are ids."""
    return _frame((_visit(row) for row in document.visits()), VISITS)


def _visit(row: VisitRow) -> dict[str, object]:
    shown = {name: getattr(row, name) for name in ("visit", "title", "team", "start", "end", "session", "site", "host")}
    return {**shown, "members": tuple(one.id for one in row.visitors), "cross_party": row.cross_party}


def tracked_visits(known: Records) -> DataFrame:
    """A row for each visit of every year that is kept, and what came of it; ``dates_lost`` counts those not held."""
    return _of(known.visits, TRACKED_VISITS, dates_lost=lambda one: len(one.lost))


def tracked_places(known: Records) -> DataFrame:
    """A row for each member on each visit: whether they were asked to go, and whether they went."""
    return _of(known.places, TRACKED_PLACES)


def tracked_issues(known: Records) -> DataFrame:
    """A row for each issue, with its answer. What is not publishable is in it: it is the officer's."""

    def of_the_answer(name: str) -> Callable[[IssueRecord], object]:
        return lambda one: getattr(one.answers[-1], name) if one.answers else ""

    words = {f"answer_{name}": of_the_answer(name) for name in ("text", "reason", "asked")}
    return _of(known.issues, TRACKED_ISSUES, **words)


def tracked_actions(known: Records) -> DataFrame:
    """A row for each action, with who saw that it is done."""
    return _of(known.actions, TRACKED_ACTIONS)


def _of(several: Iterable[Any], columns: tuple[str, ...], **worked_out: Callable[[Any], object]) -> DataFrame:
    own = {name: worked_out.get(name, attrgetter(name)) for name in columns}
    return _frame(({name: value(one) for name, value in own.items()} for one in several), columns)


def loads(document: Document) -> DataFrame:
    """A row for each member who counts: visits this year and earlier, the share of the time served, and the load."""
    return _frame((_load(row) for row in document.members()), LOADS)


def _load(row: MemberRow) -> dict[str, object]:
    numbers = {"visits": row.visits, "earlier": row.earlier, "share": float(row.share), "load": float(row.load)}
    return {"member": row.id, "name": row.name, "group": row.group, "ward": row.ward, **numbers}


def findings(document: Document) -> DataFrame:
    """A row for each finding of the audit, without what is personal."""
    return _frame(({name: getattr(row, name) for name in FINDINGS} for row in document.findings()), FINDINGS)
