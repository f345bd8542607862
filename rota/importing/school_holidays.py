"""School holidays merged into the table ``school_holidays`` of a council's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rota.domain import Closure, Span
from rota.importing.import_result import Import
from rota.importing.read_bytes import read_bytes
from rota.importing.term_dates import MOST_BYTES, read_term_dates
from rota.reading.council import periods
from rota.reading.council_tables import OpenTable
from rota.reading.open_tables import open_tables
from rota.tables.cells import slug
from rota.tables.faults import Faults
from rota.tables.schema import SCHOOL_HOLIDAYS
from rota.tables.table import Table
from rota.text.english import counted, day_in_words, several


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    closure: Closure


def import_school_terms(file: Path, into: Path, faults: Faults, told: str = "") -> Import | None:
    """The table with the file's holidays merged into it, or None and every fault. Writes nothing.

    ``told`` are the letters of a file that is not UTF-8.
    """
    folder = open_tables(into, faults)
    data = read_bytes(file, MOST_BYTES, faults)
    if folder is None or data is None:
        return None
    dates = read_term_dates(file.name, data, faults, told)
    table = folder.open(SCHOOL_HOLIDAYS, faults)
    known = tuple(folder.holidays_in_settings(faults))
    rows = tuple(_rows(table.rows)) if table else ()
    if table is None or len(faults):
        return None
    sentences = tuple(_merge(table, rows, dates.holidays, known))
    tuple(periods(table.again(faults).rows))
    sentences += tuple(f"{file.name}: {remark}." for remark in dates.remarks)
    if dates.left_out:
        sentences += (f"Left out: {several(dates.left_out)}.",)
    return Import(folder.changed(), sentences, faults.warnings()) if not len(faults) else None


def _rows(table: Table) -> Iterator[_Row]:
    for row in table.rows:
        for closure in periods((row,)):
            yield _Row(row.number or 0, closure)


def _merge(table: OpenTable, rows: Sequence[_Row], listed: Sequence[Closure], known: Sequence[Span]) -> Iterator[str]:
    """Adds what is new, and gives the new dates to a holiday of the same name that the file has moved."""
    there = {row.closure.span for row in rows} | set(known)
    new = [closure for closure in listed if closure.span not in there]
    stale = [row for row in rows if row.closure.span not in {closure.span for closure in listed}]
    added = []
    for closure in new:
        row = next((row for row in stale if _same(row.closure, closure)), None)
        if row:
            stale.remove(row)
            _put(table, row.number, closure)
            yield f"{row.closure.reason}: now {_days(closure)}; before, {_days(row.closure)}."
        else:
            first, last = closure.span.ends()
            table.edit.add({"name": closure.reason, "start": first.isoformat(), "end": last.isoformat()})
            added.append(closure)
    if added:
        yield f"Added {counted(len(added), 'school holiday')}, {_reach(added)}."
    if not new:
        yield f"Nothing to change: the tables have the file's {counted(len(listed), 'school holiday')} already."


def _same(one: Closure, other: Closure) -> bool:
    """Whether they are one holiday on other dates: of one name, and not in different years."""
    return slug(one.reason) == slug(other.reason) and one.span.within(other.span) is not None


def _put(table: OpenTable, number: int, closure: Closure) -> None:
    first, last = closure.span.ends()
    table.edit.put(number, "start", first.isoformat())
    table.edit.put(number, "end", last.isoformat())


def _days(closure: Closure) -> str:
    first, last = closure.span.ends()
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"


def _reach(closures: Sequence[Closure]) -> str:
    ends = [day for closure in closures for day in closure.span.ends()]
    return f"from {day_in_words(min(ends))} to {day_in_words(max(ends))}"
