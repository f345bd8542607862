"""The settings of a year moved to the next, and what of them nobody can know yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from rota.domain import Span
from rota.reading.council import as_dates
from rota.reading.settings_keys import RawSettings
from rota.tables.row import Row
from rota.text.english import day_in_words
from rota.tracking.year_end import a_year_on

WEEKS = timedelta(weeks=52)
"""School holidays begin on the same day of the week."""


def next_settings(raw: RawSettings, year: Span, remarks: list[str]) -> RawSettings:
    """The settings, read without a fault, for the next ``year``. What must be looked at is added to the remarks."""
    first, last = year.ends()
    remarks.append(
        f"The year is {day_in_words(first)} to {day_in_words(last)}: look whether it begins with annual council."
    )
    cells = {**raw.single.cells, "year.start": first, "year.end": last}
    if raw.single.cells.get("election.polls"):
        cells["election.polls"] = "; ".join(day.isoformat() for day in _polls(raw.single, first, remarks))
    closures = tuple(_moved(raw.closures, remarks, "closure", weekday=False))
    holidays = tuple(_moved(raw.school_holidays, remarks, "school holiday", weekday=True))
    single = Row(raw.single.where, None, cells, raw.single.faults)
    return replace(raw, single=single, closures=closures, school_holidays=holidays)


def _polls(row: Row, first: date, remarks: list[str]) -> Iterator[date]:
    for poll in row.read("election.polls", as_dates, ()):
        if poll >= first:
            yield poll
        else:
            remarks.append(
                f"The poll of {day_in_words(poll)} is over and left out: write the next one in 'election.polls', and "
                "who was elected in 'members'."
            )


def _moved(rows: Iterable[Row], remarks: list[str], what: str, *, weekday: bool) -> Iterator[Row]:
    for row in rows:
        span = row.span("start", "end")
        if span.start is None:
            continue
        ends = (span.start, span.end or span.start)
        start, end = (day + WEEKS for day in ends) if weekday else map(a_year_on, ends)
        to = "" if start == end else f" to {day_in_words(end)}"
        name = row.text("name")
        remarks.append(f"The {what} '{name}' is now {day_in_words(start)}{to}: put the right dates, or take it out.")
        yield Row(row.where, row.number, {"name": name, "start": start, "end": end}, row.faults)
