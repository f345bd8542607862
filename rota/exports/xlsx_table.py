"""Sheets and tables of a workbook: headings, widths, formats, and cells that are never formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rota.text.sanitise import plain

Value = str | int | date | time | Fraction | None
Row = tuple[Value, ...]

_HEADING = Font(bold=True)
_HEADING_FILL = PatternFill("solid", fgColor="FFE6EEEF")
_TOP = Alignment(vertical="top", wrap_text=True)
LONGEST_TEXT = 32_000
"""Characters; Excel refuses a cell of more than 32,767."""
WIDEST = 60
"""Characters: a wider text wraps."""


def new_sheet(book: Workbook, title: str) -> Worksheet:
    """An empty sheet whose heading stays in view and is printed on every page, across the page's long side."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, page &P of &N"
    return sheet


def mark_as_draft(book: Workbook, words: str) -> None:
    """Says so in the name of every sheet, and above every page that is printed."""
    for sheet in book.worksheets:
        sheet.title = f"DRAFT {sheet.title}"
        sheet.oddHeader.center.text = words


def add_table(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Row], first_row: int = 1) -> None:
    """Put a table with bold headings on the sheet; one that starts in row 1 can be filtered by column."""
    widths = [len(heading) for heading in headings]
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(first_row, column)
        _put(cell, heading.capitalize())
        cell.font, cell.fill = _HEADING, _HEADING_FILL
    last = first_row
    for last, row in enumerate(rows, start=first_row + 1):
        for column, value in enumerate(row, start=1):
            _put(sheet.cell(last, column), value)
            widths[column - 1] = max(widths[column - 1], _width(value))
    _widen(sheet, widths)
    if first_row == 1:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"


def _put(cell: Cell, value: Value) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        text = plain(value)[:LONGEST_TEXT]
        cell.value = text
        cell.data_type = "s"  # after the value: openpyxl takes "=1+1" for a formula and "#N/A" for an error
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))  # so that editing it does not run it either
        cell.alignment = _TOP
        return
    cell.value = float(value) if isinstance(value, Fraction) else value
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, Fraction):
        cell.number_format = "0.00"
    elif isinstance(value, time):
        cell.number_format = "hh:mm"
    elif isinstance(value, date):
        cell.number_format = "ddd d mmm yyyy"


def _width(value: Value) -> int:
    if isinstance(value, str):
        return len(value)
    return 15 if isinstance(value, date) else 7


def _widen(sheet: Worksheet, widths: list[int]) -> None:
    for column, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        wanted = min(width, WIDEST) + 3  # room for the filter's arrow
        dimension.width = max(wanted, dimension.width if dimension.customWidth else 0)
