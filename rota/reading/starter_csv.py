"""Writes the tables a council begins with: a folder, or a workbook, that reads back without a fault."""

from __future__ import annotations

import os
from pathlib import Path

from rota.reading.starter_content import EMPTY_TOML, EXAMPLE_ROWS, EXAMPLE_TOML
from rota.reading.written_tables import csv_of
from rota.tables.schema import TABLES
from rota.tables.text_files import SETTINGS_FILE
from rota.writing.rollback import replace_all
from rota.writing.session import only_writer


def write_starter(path: Path, *, empty: bool = False) -> tuple[Path, ...]:
    """Writes a starter folder, or a workbook when the path ends in .xlsx, and says which files it wrote.

    ``empty`` writes headings and what is usual alone, without the invented council.

    FileExistsError, with nothing written, when any of them is there already. OSError when the place cannot be
    written to.
    """
    path = Path(path)
    if path.suffix.casefold() == ".xlsx":
        from rota.reading.starter_workbook import workbook  # only for workbooks: openpyxl is slow to load

        folder, files = path.parent, {path.name: workbook(empty=empty)}
    else:
        folder, files = path, {SETTINGS_FILE: (EMPTY_TOML if empty else EXAMPLE_TOML).encode()}
        files |= {f"{sheet.name}.csv": csv_of(sheet, () if empty else EXAMPLE_ROWS[sheet.name]) for sheet in TABLES}
    if folder.is_file():
        raise FileExistsError(f"{folder} is a file. Give the name of a new folder, or of a new .xlsx workbook.")
    with only_writer(folder):
        for name in files:
            if os.path.lexists(folder / name):
                raise FileExistsError(f"{folder / name} is there already. Give another name, or move it away first.")
        replace_all(folder, files)
    return tuple(folder / name for name in files)
