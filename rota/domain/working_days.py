"""Working days: Monday to Friday, without bank holidays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from rota.domain.closures import BANK_HOLIDAY, Closure

WORKING_WEEK = 5


def working_days_after(day: date, count: int, closures: Collection[Closure]) -> date:
    """The ``count``-th working day after this one, or the day itself for none.

    Bank holidays are among the closures; one without an end is no holiday, for no day would be left to work on.
    """
    named = (closure.span for closure in closures if closure.reason.startswith(BANK_HOLIDAY))
    holidays = [span for span in named if span.end is not None]
    while count > 0:
        day += timedelta(1)
        count -= day.weekday() < WORKING_WEEK and not any(day in span for span in holidays)
    return day
