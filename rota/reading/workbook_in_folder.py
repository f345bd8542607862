"""The council's workbook in a folder that has no tables of its own: it need not be named."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from rota.source import FolderSource
from rota.tables.cells import fold
from rota.tables.faults import Faults
from rota.tables.schema import SETTINGS_TABLES, TABLES
from rota.tables.text_files import SETTINGS_FILE
from rota.text.english import joined

_NEEDED = {fold(sheet.name) for sheet in (*SETTINGS_TABLES, *TABLES) if sheet.required}
_MOST_BYTES = 2**20
"""Of the part that lists the sheets, which has a few hundred bytes for each."""


def workbook_in(folder: Path, faults: Faults) -> Path | None:
    """The one workbook of a council in the folder; None when its tables are CSV files, or there is no workbook.

    Several are a fault that lists them. OSError when the folder cannot be looked into.
    """
    names = FolderSource(folder).names()
    known = {fold(sheet.name) for sheet in TABLES}
    tables = (fold(Path(name).stem) in known for name in names if name.casefold().endswith(".csv"))
    if SETTINGS_FILE in names or any(tables):
        return None
    books = [name for name in names if name.casefold().endswith((".xlsx", ".xlsm")) and _is_council(folder / name)]
    if len(books) > 1:
        faults.add(folder.name or str(folder), f"the council's tables are in {joined(books)}. Name one of them.")
    return folder / books[0] if len(books) == 1 else None


def no_such(path: Path) -> str:
    """What is said of a path that leads nowhere: a workbook of that name may be meant."""
    book = path.with_suffix(".xlsx") if path.name else path
    if book.is_file():
        return f"there is no such folder or workbook. Did you mean '{book}'?"
    return "there is no such folder or workbook. Check the path; 'rota new' writes one to start from."


def _is_council(path: Path) -> bool:
    """Whether the workbook has the sheets that every council needs: not a rota, and not a form."""
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo("xl/workbook.xml")
            xml = archive.read(info).decode() if info.file_size <= _MOST_BYTES else ""
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, NotImplementedError, RuntimeError):
        return False
    titles = re.findall(r'<(?:\w+:)?sheet\s(?:[^>]*\s)?name="([^"]*)"', xml)
    return {fold(title) for title in titles} >= _NEEDED
