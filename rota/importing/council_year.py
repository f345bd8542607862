"""What an import must know of rota.toml: the council's name and the rota's year."""

from __future__ import annotations

from dataclasses import dataclass

from rota.domain import Span
from rota.importing.council_tables import Folder
from rota.reading.csv_folder import read_toml
from rota.source import FolderSource
from rota.tables.faults import Faults


@dataclass(frozen=True, slots=True)
class CouncilYear:
    """The council's name, empty when it has none, and the rota's year."""

    council: str
    span: Span


def read_year(folder: Folder, faults: Faults) -> CouncilYear | None:
    """The year, or None and faults when rota.toml does not say it."""
    found = len(faults)
    settings = read_toml(FolderSource(folder.path), faults)
    if settings is None or len(faults) > found:
        return None
    row = settings.single
    filled = [row.needed(f"year.{end}", "a date like 2026-06-01") for end in ("start", "end")]
    span = row.span("year.start", "year.end")
    return CouncilYear(row.text("council.name"), span) if all(filled) and len(faults) == found else None
