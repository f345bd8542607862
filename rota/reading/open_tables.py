"""The door to the council's tables for what changes them: a folder of CSV files, or a workbook."""

from __future__ import annotations

from pathlib import Path

from rota.reading.council_tables import CouncilTables
from rota.reading.csv_folder import table_files
from rota.reading.tables_in_folder import Folder
from rota.reading.tables_in_workbook import open_workbook
from rota.reading.workbook import is_workbook
from rota.reading.workbook_in_folder import no_such, workbook_in
from rota.source import FolderSource
from rota.tables.faults import Faults
from rota.text.system_refusals import cause


def open_tables(path: Path, faults: Faults) -> CouncilTables | None:
    """The tables at this path, a folder or a workbook, or None and a fault when there are none to be changed.

    Faults of other tables are for 'rota check': they are no reason not to import into these.
    """
    name = path.name or str(path)
    found = len(faults)
    try:
        book = workbook_in(path, faults) if path.is_dir() else None
        if len(faults) > found:
            return None
        if book:
            return open_workbook(book, faults)
        if path.is_dir():
            return Folder(path, files=table_files(FolderSource(path), Faults()))
        there = path.is_file() and is_workbook(name)
    except OSError as error:
        faults.add(name, f"this folder cannot be opened: {'. '.join(cause(error))}")
        return None
    if there:
        return open_workbook(path, faults)
    other = "this is neither a folder nor an Excel workbook (.xlsx). Name the council's own."
    faults.add(name, other if path.exists() else no_such(path))
    return None
