"""gov.uk's bank holidays kept in the council's folder, for a rota that runs beyond the years the program knows."""

from __future__ import annotations

import json
from pathlib import Path

from rota.domain.bank_holidays import DIVISIONS, known_years
from rota.importing.import_result import Import
from rota.importing.read_bytes import read_bytes
from rota.reading.bank_holidays import CALENDAR_FILE, Calendar, parse_calendar, read_calendar
from rota.source import FolderSource
from rota.tables.faults import Faults
from rota.text.english import counted

MOST_BYTES = 2 * 2**20
"""gov.uk's file has less than 100 KB."""


def import_bank_holidays(file: Path, into: Path, faults: Faults) -> Import | None:
    """The council's bank-holidays.json with this file's years in it, or None and every fault. Writes nothing."""
    where = file.name or str(file)
    folder = into if into.is_dir() else into.parent
    if not into.exists():
        faults.add(into.name or str(into), "there is no such folder or workbook. Check the path.")
        return None
    data = read_bytes(file, MOST_BYTES, faults)
    text = _text(where, data, faults) if data is not None else None
    before = read_calendar(FolderSource(folder), faults)
    new = parse_calendar(where, text, faults) if text is not None else {}
    if len(faults):
        return None
    after = _merged(before, new)
    sentences = tuple(_told(new, before, after))
    return Import({} if after == before else {CALENDAR_FILE: _written(after)}, sentences)


def _text(where: str, data: bytes, faults: Faults) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add(where, "this is not UTF-8, in which gov.uk writes. Save gov.uk's bank-holidays.json again.")
        return None


def _merged(before: Calendar, new: Calendar) -> Calendar:
    """Each year as the new file has it; years that it no longer lists are kept."""
    merged = {}
    for division in DIVISIONS:
        newer = new.get(division, {})
        years = {day.year for day in newer}
        kept = {day: title for day, title in before.get(division, {}).items() if day.year not in years}
        if kept or newer:
            merged[division] = kept | dict(newer)
    return merged


def _told(new: Calendar, before: Calendar, after: Calendar) -> list[str]:
    if after == before:
        return ["Nothing to change: these bank holidays are in the folder already."]
    told = []
    for division, days in new.items():
        first, last = known_years(division, after[division]).ends()
        told.append(
            f"{division}: {counted(len(days), 'bank holiday')} of {min(days).year} to {max(days).year} taken; "
            f"the years known are now {first.year} to {last.year}."
        )
    return told


def _written(calendar: Calendar) -> bytes:
    """gov.uk's shape, in order of dates."""
    shape = {
        division: {
            "division": division,
            "events": [{"title": title, "date": day.isoformat()} for day, title in sorted(days.items())],
        }
        for division, days in calendar.items()
    }
    return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()
