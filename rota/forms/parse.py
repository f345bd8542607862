"""What a person has filled in, sheet by sheet: dates away, other times, and the grid of the week."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import cast

from rota.domain import Absence, Weekly
from rota.domain.people import Pattern, Season
from rota.forms.form import AskedSession, Form
from rota.forms.lines import CAN, CANNOT, PATTERN_WORDS, PREFER, AwayLine, absence, clashes
from rota.forms.questions import OTHER_WORDS, SESSION, who
from rota.tables.cells import WEEKDAYS, Cell, Unreadable, as_weekdays, fold, plain
from rota.tables.faults import Faults
from rota.tables.row import Row
from rota.tables.schema import SEASONS
from rota.tables.table import Table

_ALSO = {
    "can": CAN,
    "yes": CAN,
    "available": CAN,
    "cannot": CANNOT,
    "cant": CANNOT,
    "no": CANNOT,
    "unavailable": CANNOT,
    "prefer": PREFER,
    "preferred": PREFER,
}
"""What people write for an answer, without its case, spaces and signs."""
_PATTERNS = {word: cast(Pattern, pattern) for pattern, word in PATTERN_WORDS.items()}


def read_away(table: Table, form: Form) -> Iterator[Absence]:
    """The absences. One that lies outside the year is a slip of the pen, unless it was filled in already."""
    for row in table.rows:
        row.needed("first day", "a date like 2027-06-30")
        first, begins = row.date("first day"), row.time("from") or None  # midnight is the edge of a whole day
        last, ends = row.date("last day") or first, row.time("until") or None
        if not row.good or first is None or last is None:
            continue
        one = absence(form.person, AwayLine(first, begins, last, ends))
        if one.end <= one.start:
            _wrong_way_round(row, first, last)
        elif not form.in_year(one) and one not in form.absences:
            row.fault("first day", f"is not in the year of this form, {who(form)['Year']}. Check the year.")
        else:
            yield one


def _wrong_way_round(row: Row, first: date, last: date) -> None:
    if last < first:
        row.fault("last day", f"comes before the first day, {first.isoformat()}. Change one of the two.")
    else:
        row.fault("until", "is not after 'from' on the same day. Change one of the two.")


def read_other(table: Table, form: Form) -> tuple[Weekly, ...]:
    """The rows of the regular week that stand on lines of their own, a row for each day."""
    return tuple(one for row in table.rows for one in _other(row, form))


def _other(row: Row, form: Form) -> Iterator[Weekly]:
    row.needed("day", "a day like Monday, or Monday-Friday")
    days = row.read("day", as_weekdays, ())
    start = row.time("from") if row.needed("from", "a time like 09:00") else None
    end = row.time("until") if row.needed("until", "a time like 12:30") else None
    row.needed("answer", "cannot, prefer or can only")
    word = row.choice("answer", OTHER_WORDS, CANNOT)
    season = cast(Season, row.choice("when", SEASONS, "always"))
    span = row.span("first day", "last day")
    if start is not None and end is not None and end <= start:
        row.fault("until", f"is not after 'from', {start:%H:%M}. Change one of the two.")
    if row.good and start is not None and end is not None:
        yield from (Weekly(form.person, day, start, end, _PATTERNS[word], season, span) for day in days)


def read_week(table: Table, form: Form, others: Collection[Weekly], faults: Faults) -> Iterator[Weekly]:
    """The rows that the grid's marks stand for. "can" is no row: it is what a blank says too."""
    places = {fold(session.label): session for session in form.sessions}
    for row in table.rows:
        session = places.pop(fold(plain(row.cells.get(SESSION))), None)
        if session is None:
            remedy = "the time of this row was changed. Put it back as it was sent, or write into a new form."
            faults.add(table.where, remedy, row=row.number, column=SESSION)
            continue
        yield from _marks(row, form, session, others)
    for session in places.values() if table.whole else ():  # its marks would be taken for blanks
        remedy = f"the row of '{session.label}' is gone. Put it back as it was sent, or write into a new form."
        faults.add(table.where, remedy)


def _marks(row: Row, form: Form, session: AskedSession, others: Collection[Weekly]) -> Iterator[Weekly]:
    for weekday in form.weekdays:
        column = WEEKDAYS[weekday]
        word = row.read(column, _answer, "")
        pattern: Pattern = "unavailable" if word == CANNOT else "preferred"
        one = form.session_row(session, weekday, pattern)
        if word in (CAN, PREFER) and one not in form.weekly and clashes(one, others):
            row.fault(column, "is said here, but 'Other times' says cannot. Change one of the two.")
        elif word in (CANNOT, PREFER):
            yield one


def _answer(cell: Cell) -> str:
    word = _ALSO.get(fold(plain(cell)))
    if word is None:
        raise Unreadable("is not one of 'can', 'cannot', 'prefer'. Choose one, or leave it blank.")
    return word
