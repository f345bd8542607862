"""What was planned of the year's visits and not made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from rota.domain import Cancellation, Span
from rota.domain.visits import CancelledBy
from rota.reading.pins import Owed
from rota.tables.references import Names
from rota.tables.schema import CANCELLED_BY
from rota.tables.table import Table

_BY: dict[str, CancelledBy] = {by: by for by in get_args(CancelledBy)}


def read_cancelled(table: Table, teams: Names, owed: Owed, year: Span) -> Iterator[Cancellation]:
    """The cancellations. A date outside the year is a fault."""
    for row in table.rows:
        team = teams.find(row, "team")
        number = row.number_in("visit", 1, 366, 1)
        visit = owed.find(row, "visit", team, number) if team and row.good else None
        day = row.date("date") if row.needed("date", "a date like 2026-06-30") else None
        by = row.choice("by", CANCELLED_BY, "")
        if day is not None and day not in year:
            first, last = year.ends()
            row.fault("date", f"is not in the year, {first.isoformat()} to {last.isoformat()}.")
        if visit and day and row.good:
            yield Cancellation(visit, day, _BY[by])
