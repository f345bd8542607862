"""The forms in which a council may keep its tables. A new one is a file and a line here."""

from __future__ import annotations

from rota.reading.csv_folder import CsvFolder
from rota.reading.source import Source
from rota.reading.workbook import Workbook

SOURCES: tuple[Source, ...] = (CsvFolder(), Workbook())
"""In the order in which they are asked whether they take a path."""
