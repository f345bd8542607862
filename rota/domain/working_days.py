"""Working days: Monday to Friday, without bank holidays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from rota.domain.closures import BANK_HOLIDAY, Closure

WORKING_WEEK = 5


def working_days_after(day: date, count: int, closures: Collection[Closure]) -> date:
    """The ``count``-th working day after this one, or the day itself for none; bank holidays are among the closures."""
    while count > 0:
        day += timedelta(1)
        holiday = any(day in closure.span for closure in closures if closure.reason.startswith(BANK_HOLIDAY))
        count -= day.weekday() < WORKING_WEEK and not holiday
    return day
