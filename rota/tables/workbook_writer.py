"""What every workbook that Rota writes has in common: cells that are never formulas, headings, drop-downs, paper.

The same content gives the same bytes, whenever it is written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rota.tables.office_zip import without_time_of_writing
from rota.text.sanitise import plain

Value = str | int | float | date | time | Fraction | None

DATE, TIME = "ddd d mmm yyyy", "hh:mm"
"""How people see dates and times in a workbook that is sent to them."""
LONGEST_TEXT = 32_000
"""Characters; Excel refuses a cell of more than 32,767."""
LONGEST_HEADER = 100
"""Characters of a text over or under a printed sheet; Excel mends a file whose header has more than 255."""


_FILL = PatternFill("solid", fgColor="FFE6EEEF")
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_DATED, _COUNTED = Alignment(vertical="top", horizontal="left"), Alignment(vertical="top", horizontal="center")
"""To the right, where programs set them, they would touch the text of the next column."""
_LINE_HEIGHT = 15
"""Points, of a line of the usual font."""


def font(size: int = 11, *, bold: bool = False) -> Font:
    """The usual font; one without a name is shown with serifs."""
    return Font(name="Calibri", size=size, bold=bold)


def empty_workbook() -> Workbook:
    """A workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def new_sheet(book: Workbook, title: str, heading_row: int = 1, *, portrait: bool = False) -> Worksheet:
    """An empty sheet whose headings stay in view and stand on every page of A4, which it fits in its width.

    On screen whatever is above the headings stays in view with them; on paper it stands on the first page alone.
    """
    sheet = book.create_sheet(title)
    sheet.freeze_panes = f"A{heading_row + 1}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "&A, page &P of &N"
    return sheet


def put(cell: Cell, value: Value, formats: tuple[str, str] = (DATE, TIME)) -> Cell:
    """The value in the cell, a text as a text whatever it begins with. ``formats`` are of dates and of times."""
    if value is None or value == "":
        return cell
    if isinstance(value, str):
        text = plain(value)[:LONGEST_TEXT]
        cell.value = text
        cell.data_type = "s"  # after the value: openpyxl takes "=1+1" for a formula and "#N/A" for an error
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))  # so that editing it does not run it either
        cell.alignment = _WRAPPED
        return cell
    cell.value = float(value) if isinstance(value, Fraction) else value
    cell.alignment = _DATED if isinstance(value, (date, time)) else _COUNTED
    if isinstance(value, Fraction):
        cell.number_format = "0.00"
    elif isinstance(value, time):
        cell.number_format = formats[1]
    elif isinstance(value, datetime):
        cell.number_format = " ".join(formats)
    elif isinstance(value, date):
        cell.number_format = formats[0]
    return cell


def title(sheet: Worksheet, lines: Sequence[str]) -> None:
    """The lines in the first column from the first row on, the first of them large. They run on over the columns."""
    for number, line in enumerate(lines, start=1):
        cell = put(sheet.cell(number, 1), line)
        cell.alignment = _TOP
        cell.font = font(16 if number == 1 else 11, bold=number <= 2)
    sheet.row_dimensions[1].height = 1.5 * _LINE_HEIGHT


def headings(sheet: Worksheet, names: Iterable[str], row: int = 1, notes: Sequence[str] = ()) -> None:
    """Bold headings from the first column on, each with its note to be read by pointing at it where there are any."""
    for position, name in enumerate(names, start=1):
        cell = put(sheet.cell(row, position), name)
        cell.font, cell.fill = font(bold=True), _FILL
        if notes:
            note(cell, notes[position - 1])


def note(cell: Cell, text: str) -> None:
    """The text, shown by pointing at the cell."""
    cell.comment = Comment(text, "Rota", height=80, width=280)


def widths(sheet: Worksheet, wanted: Iterable[float]) -> None:
    """How wide each column is, in characters, from the first on."""
    for position, width in enumerate(wanted, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def height(sheet: Worksheet, row: int, lines: int) -> None:
    """Room for so many lines in the row, for programs that do not see to it themselves."""
    sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def validate(sheet: Worksheet, reach: str, *, insist: bool, about: str = "", **rule: str) -> None:
    """The rule of openpyxl's DataValidation for the cells; it offers, and when it may ``insist`` refuses the rest."""
    made = DataValidation(allow_blank=True, showErrorMessage=insist, showInputMessage=bool(about), **rule)
    if about:
        made.prompt, made.error, made.errorTitle = about, about, "Please look again"
    made.add(reach)
    sheet.add_data_validation(made)


def choices(options: Iterable[str]) -> dict[str, str]:
    """The rule that a cell holds one of these."""
    return {"type": "list", "formula1": f'"{",".join(options)}"'}


def beside_page(text: str) -> str:
    """The text as it may stand over or under a printed sheet, where "&" begins a code."""
    return plain(text)[:LONGEST_HEADER].replace("&", "&&")


def as_bytes(book: Any, stamp: datetime, name: str = "") -> bytes:
    """The workbook's file, which says that it is of this moment (UTC, without a zone), whenever it is written."""
    book.properties.creator = "Rota"
    book.properties.created = stamp
    if name:
        book.properties.title = plain(name)
    out = io.BytesIO()
    book.save(out)
    return without_time_of_writing(out.getvalue(), stamp)
