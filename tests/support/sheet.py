"""Types into a workbook, as an officer would: for the hidden steps of the guide, which say it in words.

The guide's ``sheet FILE TABLE + CELL...`` adds a row; ``sheet FILE TABLE ROW COLUMN CELL`` changes one cell.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook


def typed(text: str) -> object:
    """What a spreadsheet makes of what is typed: a date, a whole number, nothing, or the text."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return int(text) if text.isdecimal() else text or None


def main(file: Path, table: str, row: str, *cells: str) -> None:
    """Changes the file. KeyError for a table, ValueError for a column, that is not there."""
    book = load_workbook(file)
    sheet = book[table]
    if row == "+":
        sheet.append([typed(cell) for cell in cells])
    else:
        headings = [cell.value for cell in sheet[1]]
        sheet.cell(int(row), headings.index(cells[0]) + 1).value = typed(cells[1])  # type: ignore[assignment]
    book.save(file)
