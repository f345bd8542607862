"""Sheets as spreadsheets save them: what is hidden is named, order and escapes do no harm, formatting costs nothing."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from rota.reading import Reading, read, write_starter

Edit = Callable[[Any], object]


def after(tmp_path: Path, edit: Edit) -> Reading:
    """The starter's workbook read after an officer's edit."""
    file = write_starter(tmp_path / "visits.xlsx")[0]
    book = load_workbook(file)
    edit(book)
    book.save(file)
    return read(file)


def rewritten(file: Path, sheet: str, change: Callable[[str], str]) -> Reading:
    """The workbook read after its sheet's part was changed as another program would write it."""
    number = load_workbook(file).sheetnames.index(sheet) + 1
    name = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    text = parts[name].decode()
    parts[name] = change(text).encode()
    assert parts[name] != text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    file.write_bytes(out.getvalue())
    return read(file)


def hide_rows(*rows: int, filtered: bool = False) -> Edit:
    def edit(book: Any) -> None:
        for row in rows:
            book["members"].row_dimensions[row].hidden = True
        if filtered:
            book["members"].auto_filter.ref = "A1:N7"

    return edit


def hide_column(book: Any) -> None:
    book["members"].column_dimensions["F"].hidden = True


def hide(sheet: str, state: str = "hidden") -> Edit:
    def edit(book: Any) -> None:
        book[sheet].sheet_state = state

    return edit


def add_hidden(book: Any) -> None:
    sheet = book.create_sheet("Lookup")
    sheet["A1"] = "East Ward"
    sheet.sheet_state = "hidden"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (hide_rows(4), "sheet 'members', row 4: what is hidden here is read like the rest. Show it, or take it out."),
        (
            hide_rows(3, 5, 7, filtered=True),
            "sheet 'members', rows 3, 5 and 7: what a filter hides here is read like the rest. "
            "Take the filter off to see it.",
        ),
        (
            hide_column,
            "sheet 'members', column 'joined': this column is hidden, and is read like the rest. "
            "Show it, or take it out.",
        ),
        (
            hide("absences"),
            "sheet 'absences': this sheet is hidden, and is read like the rest. Show it, or take it out.",
        ),
        (
            hide("absences", "veryHidden"),
            "sheet 'absences': this sheet is hidden, and is read like the rest. Show it, or take it out.",
        ),
    ],
)
def test_what_an_officer_does_not_see_is_named(tmp_path: Path, edit: Edit, said: str) -> None:
    reading = after(tmp_path, edit)
    assert (reading.faults, reading.warnings) == ((), (f"visits.xlsx, {said}",))


def test_a_hidden_sheet_of_the_offices_own_is_passed_over_with_a_word(tmp_path: Path) -> None:
    reading = after(tmp_path, add_hidden)
    said = "visits.xlsx: the sheet 'Lookup' is no table of the rota and is not read."
    assert (reading.faults, reading.warnings) == ((), (said,))


def test_a_hidden_row_of_formatting_alone_is_nothing(tmp_path: Path) -> None:
    assert after(tmp_path, hide_rows(400)).warnings == ()


@pytest.mark.parametrize("typed", ["Example Party_x000D_", "Example Party_x000d_\n", "Example Party_x0020__x0009_"])
def test_a_spreadsheets_escapes_do_not_split_a_group(tmp_path: Path, typed: str) -> None:
    """A line end in a cell of an old system: Excel spells it so in the file, and shows nothing of it."""

    def edit(book: Any) -> None:
        book["members"]["C2"] = typed

    before = read(write_starter(tmp_path / "before.xlsx")[0]).problem
    assert after(tmp_path, edit).problem == before


def test_rows_that_do_not_stand_in_order_are_all_read(tmp_path: Path) -> None:
    """openpyxl passes over a row that comes after a later one: two members would be missing in silence."""
    file = write_starter(tmp_path / "visits.xlsx")[0]
    before = read(file).problem

    def backwards(text: str) -> str:
        rows = re.findall(r"<row .*?</row>", text)
        return text.replace("".join(rows), "".join(reversed(rows)))

    assert rewritten(file, "members", backwards).problem == before


def test_a_row_that_is_there_twice_is_said(tmp_path: Path) -> None:
    file = write_starter(tmp_path / "visits.xlsx")[0]
    reading = rewritten(file, "members", lambda text: re.sub(r'(<row r="3".*?</row>)', r"\1\1", text))
    said = "visits.xlsx, sheet 'members', row 3: this row is in the file twice. Open it in Excel and save it again."
    assert said in [fault.sentence for fault in reading.faults]


def test_two_hundred_thousand_rows_of_formatting_cost_little(tmp_path: Path) -> None:
    """Somebody gave a whole column a colour: read cell by cell a million such rows took 16 to 98 s."""
    file = write_starter(tmp_path / "visits.xlsx")[0]
    blank = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2_001, 202_001))
    before = read(file).problem
    began = time.process_time()
    reading = rewritten(file, "members", lambda text: text.replace("</sheetData>", f"{blank}</sheetData>"))
    assert reading.problem == before
    assert time.process_time() - began < 4  # 1 s; 8 s when openpyxl makes a cell of each


def test_a_workbook_that_counts_from_1904_has_the_same_dates_and_times(tmp_path: Path) -> None:
    file = write_starter(tmp_path / "visits.xlsx")[0]
    before = read(file).problem
    book = load_workbook(file)
    book.epoch = datetime(1904, 1, 1)
    book.save(file)
    assert read(file).problem == before


@pytest.mark.parametrize("serial", [3_000_000, 1e12, -5])
def test_a_date_beyond_dates_is_a_fault_of_its_cell(tmp_path: Path, serial: float) -> None:
    """Excel shows #####: in our words too it is the cell, not the workbook, and no warning of a library."""

    def edit(book: Any) -> None:
        book["absences"]["B2"].value = serial
        book["absences"]["B2"].number_format = "yyyy-mm-dd"

    (fault,) = after(tmp_path, edit).faults
    assert (fault.where, fault.row) == ("visits.xlsx, sheet 'absences'", 2)


@pytest.mark.parametrize(
    ("sheet", "place", "value", "said"),
    [
        (
            "weekly",
            "C2",
            date(2027, 9, 14),
            "sheet 'weekly', row 2, column 'start': '2027-09-14' has a date where only",
        ),
        (
            "sessions",
            "B2",
            date(2027, 9, 14),
            "row 2, column 'start': '2027-09-14' has a date where only a time of day",
        ),
        ("meetings", "C2", date(2027, 9, 15), "row 2, column 'start': '2027-09-15' has a date and no time."),
        ("meetings", "D2", datetime(2027, 9, 20, 12), "'2027-09-20 12:00:00' is more than a day after the start"),
        ("fixed", "D2", date(2027, 9, 14), "row 2, column 'time': '2027-09-14' has a date where only a time of day"),
    ],
)
def test_a_date_in_a_column_of_times_is_refused_with_its_cell(
    tmp_path: Path, sheet: str, place: str, value: object, said: str
) -> None:
    def edit(book: Any) -> None:
        book[sheet][place] = value

    first, *_ = after(tmp_path, edit).faults  # without its session a fixed time is at fault too
    assert said in first.sentence
