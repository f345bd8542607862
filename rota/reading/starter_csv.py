"""Writes the tables a council begins with: a folder, or a workbook, that reads back without a fault."""

from __future__ import annotations

import csv
import io
from datetime import date, time
from pathlib import Path

from rota.reading.starter_content import EMPTY_TOML, EXAMPLE_ROWS, EXAMPLE_TOML, Rows
from rota.tables.cells import Cell, plain
from rota.tables.schema import TABLES, TableSchema
from rota.tables.text_files import SETTINGS_FILE


def write_starter(path: Path, *, empty: bool = False) -> tuple[Path, ...]:
    """Writes a starter folder, or a workbook when the path ends in .xlsx, and says which files it wrote.

    ``empty`` writes headings and what is usual alone, without the invented council.

    FileExistsError, with nothing written, when any of them is there already. OSError when the place cannot be
    written to.
    """
    path = Path(path)
    if path.suffix.casefold() == ".xlsx":
        from rota.reading.starter_workbook import workbook  # only for workbooks: openpyxl is slow to load

        files = {path: workbook(empty=empty)}
    else:
        files = {path / SETTINGS_FILE: (EMPTY_TOML if empty else EXAMPLE_TOML).encode()}
        files |= {
            path / f"{sheet.name}.csv": _csv(sheet, () if empty else EXAMPLE_ROWS[sheet.name]) for sheet in TABLES
        }
    _refuse_to_overwrite(path, files)
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            out.write(content)
    return tuple(files)


def _refuse_to_overwrite(path: Path, files: dict[Path, bytes]) -> None:
    if path.is_file() and path not in files:
        raise FileExistsError(f"{path} is a file. Give the name of a new folder, or of a new .xlsx workbook.")
    there = [file for file in files if file.exists() or file.is_symlink()]
    if there:
        raise FileExistsError(f"{there[0]} is there already. Give another name, or move it away first.")


def _csv(sheet: TableSchema, rows: Rows) -> bytes:
    """The table with its headings and rows: UTF-8 with a byte order mark, as Excel likes it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in sheet.columns)
    for row in rows:
        writer.writerow(_written(row.get(column.name)) for column in sheet.columns)
    return ("\ufeff" + out.getvalue()).encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return cell.isoformat() if isinstance(cell, date) else plain(cell)
