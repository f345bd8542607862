"""What an import must know of the settings: the council's name and the rota's year."""

from __future__ import annotations

from dataclasses import dataclass

from rota.domain import Span
from rota.reading.council_tables import CouncilTables
from rota.tables.faults import Faults


@dataclass(frozen=True, slots=True)
class CouncilYear:
    """The council's name, empty when it has none, and the rota's year."""

    council: str
    span: Span


def read_year(folder: CouncilTables, faults: Faults) -> CouncilYear | None:
    """The year, or None and faults when they do not say it."""
    found = len(faults)
    settings = folder.settings(faults)
    if settings is None or len(faults) > found:
        return None
    row = settings.single
    filled = [row.needed(f"year.{end}", "a date like 2026-06-01") for end in ("start", "end")]
    span = row.span("year.start", "year.end")
    return CouncilYear(row.text("council.name"), span) if all(filled) and len(faults) == found else None
