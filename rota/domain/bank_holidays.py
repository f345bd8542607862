"""Bank holidays of the three divisions of the United Kingdom: dated data, never computed.

Source: gov.uk bank holidays (Open Government Licence v3), 2012 to 2028, taken November 2026.
A test fails when the data no longer reaches far enough ahead and says how to renew it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from rota.domain.spans import Span

Division = Literal["england-and-wales", "scotland", "northern-ireland"]
DIVISIONS: tuple[Division, ...] = get_args(Division)

Titles = Mapping[date, str]
"""Bank holidays of one division by date."""

NONE: Titles = {}


@cache
def _all(division: Division) -> dict[date, str]:
    text = (files("rota.domain") / "data" / "bank_holidays.json").read_text(encoding="utf-8")
    events = json.loads(text)[division]["events"]
    return {date.fromisoformat(event["date"]): event["title"] for event in events}


def bank_holidays(division: Division, span: Span, own: Titles = NONE) -> dict[date, str]:
    """The bank holidays of the division in ``span``: date to title.

    ``own`` are the council's, from a newer file of gov.uk: in each year that they have, they alone hold.
    """
    return {day: title for day, title in _with(division, own).items() if day in span}


def known_years(division: Division, own: Titles = NONE) -> Span:
    """The whole calendar years, one after the other, for which bank holidays are known."""
    years = {day.year for day in _with(division, own)}
    first = last = min(day.year for day in _all(division))
    while last + 1 in years:
        last += 1
    return Span(date(first, 1, 1), date(last, 12, 31))


def _with(division: Division, own: Titles) -> dict[date, str]:
    newer = {day.year for day in own}
    return {day: title for day, title in _all(division).items() if day.year not in newer} | dict(own)
