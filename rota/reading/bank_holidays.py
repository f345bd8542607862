"""Bank holidays of the council's own: gov.uk's file beside the tables, for years that this program cannot know yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rota.domain.bank_holidays import DIVISIONS, Division, Titles
from rota.source import Source
from rota.tables.cells import Unreadable, as_text
from rota.tables.dates import EARLIEST, LATEST
from rota.tables.faults import Faults
from rota.tables.text_files import read_text

CALENDAR_FILE = "bank-holidays.json"
"""In the council's folder, or beside its workbook. The shape is gov.uk's."""

LEAST_A_YEAR = 8
"""England and Wales have eight in an ordinary year, the others more: a year with fewer is not whole."""

Calendar = Mapping[Division, Titles]
"""Bank holidays by division, for the years that the file has."""


def read_calendar(source: Source, faults: Faults) -> Calendar:
    """What the council's own file says; nothing when it has none."""
    try:
        there = CALENDAR_FILE in source.names()
    except OSError:
        return {}  # a folder that cannot be looked into is a fault of its own already
    text = read_text(source, CALENDAR_FILE, faults) if there else None
    return parse_calendar(CALENDAR_FILE, text, faults) if text is not None else {}


def parse_calendar(where: str, text: str, faults: Faults) -> Calendar:
    """The calendar in gov.uk's JSON; what is not as gov.uk writes it is a fault."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        faults.add(where, "this cannot be read as JSON. Save gov.uk's bank-holidays.json again, whole.")
        return {}
    found = {division: data.get(division) for division in DIVISIONS} if isinstance(data, dict) else {}
    if not any(found.values()):
        faults.add(where, f"this has no bank holidays in it: it should name {', '.join(DIVISIONS)}, as gov.uk's does.")
        return {}
    return {
        division: dict(_titles(f"{where}, {division}", section, faults))
        for division, section in found.items()
        if section
    }


def _titles(where: str, section: Any, faults: Faults) -> Iterator[tuple[date, str]]:
    events = section.get("events") if isinstance(section, dict) else None
    if not isinstance(events, list):
        faults.add(where, "there is no list of events here. Save gov.uk's bank-holidays.json again, whole.")
        return
    years: Counter[int] = Counter()
    for number, event in enumerate(events, start=1):
        one = _event(f"{where}, event {number}", event, faults)
        if one:
            years[one[0].year] += 1
            yield one
    for year, count in sorted(years.items()):
        if count < LEAST_A_YEAR:
            remedy = (
                f"the year {year} is not whole: it has {count} of at least {LEAST_A_YEAR} bank holidays. Save it again."
            )
            faults.add(where, remedy)


def _event(where: str, event: Any, faults: Faults) -> tuple[date, str] | None:
    event = event if isinstance(event, dict) else {}
    title, day = event.get("title"), event.get("date")
    if not isinstance(title, str) or not title.strip():
        faults.add(where, "this has no title. Save gov.uk's bank-holidays.json again, whole.", column="title")
        return None
    try:
        found = date.fromisoformat(day)
        if not EARLIEST <= found <= LATEST:
            raise ValueError
        return found, as_text(title)
    except Unreadable as error:
        faults.add(where, str(error), column="title", value=title)
    except (TypeError, ValueError):
        faults.add(where, "is not a date like 2030-12-25. Save the file again, whole.", column="date", value=day)
    return None
