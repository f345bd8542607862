"""Bank holidays of the three divisions of the United Kingdom: dated data, never computed.

Source: gov.uk bank holidays (Open Government Licence v3), 2012 to 2028, taken November 2026.
A test fails when the data no longer reaches far enough ahead and says how to renew it.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from rota.domain.spans import Span

Division = Literal["england-and-wales", "scotland", "northern-ireland"]
DIVISIONS: tuple[Division, ...] = get_args(Division)


@cache
def _all(division: Division) -> dict[date, str]:
    text = (files("rota.domain") / "data" / "bank_holidays.json").read_text(encoding="utf-8")
    events = json.loads(text)[division]["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


def bank_holidays(division: Division, span: Span) -> dict[date, str]:
    """The bank holidays of the division in ``span``: date to title."""
    return {day: title for day, title in _all(division).items() if day in span}


def known_years(division: Division) -> Span:
    """The whole calendar years for which bank holidays are known."""
    days = _all(division)
    return Span(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
