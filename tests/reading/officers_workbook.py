"""A workbook as an officer has made it their own: colours, notes, a chart, drop-downs, a filter, an Excel table."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.reading.folders import a_workbook

YELLOW = PatternFill("solid", fgColor="FFFFFF00")

SHEETS: dict[str, list[list[object]]] = {
    "settings": [
        ["key", "value"],
        ["council.name", "Testshire"],
        ["year.start", date(2026, 6, 1)],
        ["year.end", date(2027, 5, 31)],
        ["closures.bank_holidays", "no"],
        ["closures.august", "no"],
        ["closures.christmas", "no"],
        ["visits.minutes", 60],
    ],
    "sessions": [["name", "start"], ["morning", "10:00"]],
    "members": [
        ["name", "group", "ward", "joined", "left"],
        ["Ann Apple", "Red", "North", date(2022, 5, 9)],
        ["Bob Brown", "Blue", "South", date(2022, 5, 9)],
        ["Cat Cole", "Red", "North", date(2024, 5, 9)],
    ],
    "teams": [["name", "kind", "site", "host"], ["MASH", "mash", "Front House", "Meg Manager"]],
    "absences": [["person", "start", "end"], ["Ann Apple", date(2026, 7, 6), date(2026, 7, 10)]],
    "school_holidays": [["name", "start", "end"], ["Half term", date(2026, 10, 26), date(2026, 10, 30)]],
    "read me": [["What we agreed"], ["Visits", 12]],
}


def an_officers_workbook(at: Path) -> Path:
    """Three members, a team and a host from June 2026, in a workbook that no program has laid out alone."""
    book = load_workbook(a_workbook(at, **SHEETS))
    for name, letter in (("members", "D"), ("absences", "B"), ("absences", "C"), ("school_holidays", "B")):
        for cell in book[name][letter][1:]:
            cell.number_format = "dd/mm/yyyy"
    members, absences = book["members"], book["absences"]
    members.freeze_panes, members.auto_filter.ref = "A2", "A1:E4"
    members.column_dimensions["A"].width = 31.5
    members["A2"].fill, members["A2"].font = YELLOW, Font(name="Arial", bold=True)
    members["B2"].comment = Comment("Group leader since May", "Officer", height=120, width=400)
    members.conditional_formatting.add("B2:B50", CellIsRule(operator="equal", formula=['"Red"'], fill=YELLOW))
    offer = DataValidation(type="list", formula1='"Red,Blue"', allow_blank=True)
    offer.add("B2:B500")
    members.add_data_validation(offer)
    absences.add_table(Table(displayName="Away", ref="A1:C2"))
    chart = BarChart()
    chart.add_data(Reference(book["read me"], min_col=2, min_row=2))
    book["read me"].add_chart(chart, "D4")
    book.save(at)
    return at


def parts_of(book: Path | bytes) -> dict[str, bytes]:
    """Each part of a workbook's file."""
    data = book if isinstance(book, bytes) else book.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells(book: Path, sheet: str) -> list[list[object]]:
    """The rows of a sheet as they are read."""
    return [list(row) for row in load_workbook(book)[sheet].iter_rows(values_only=True)]
