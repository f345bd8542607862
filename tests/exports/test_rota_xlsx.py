"""rota.xlsx, opened again."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from constraints.fair_share import FairShare
from rota.domain import Rota
from rota.exports.rota_xlsx import render
from rota.exports.view import Document
from tests.exports.documents import a_document, a_hostile_document, the_document, the_year


def opened(document: Document) -> Workbook:
    return load_workbook(io.BytesIO(render(document)["rota.xlsx"]))


def rows(document: Document, sheet: str) -> list[tuple[object, ...]]:
    return list(opened(document)[sheet].iter_rows(values_only=True))


def test_the_sheets_are_as_promised() -> None:
    assert opened(the_document()).sheetnames == ["By visit", "By member", "By team", "Loads", "Audit"]


def test_a_rota_that_breaks_a_must_is_marked_draft_on_every_sheet_and_page() -> None:
    book = opened(a_document())
    assert all(name.startswith("DRAFT ") for name in book.sheetnames)
    assert {sheet.oddHeader.center.text for sheet in book.worksheets} == {"DRAFT: this rota breaks 1 must"}
    assert book.properties.title.startswith("DRAFT: ")


def test_dates_and_times_are_real() -> None:
    sheet = opened(the_document())["By visit"]
    assert [sheet["D2"].value, sheet["E2"].value, sheet["F2"].value] == [datetime(2026, 6, 3), time(10), time(11)]
    assert (sheet["D2"].number_format, sheet["E2"].number_format) == ("ddd d mmm yyyy", "hh:mm")


def test_a_row_for_each_place() -> None:
    found = rows(the_document(), "By visit")
    assert found[2][6:] == (None, "Town Hall, room 2; upstairs", "Hari Shah", "Cai", "Plaid Cymru", "Menai", None)
    assert len(found) == 1 + 5


def test_a_member_with_no_visit_is_in_the_list_of_members() -> None:
    found = rows(the_document(), "By member")
    assert found[-1][:4] == ("Dot", None, None, "no visit this year")
    assert [row[0] for row in found[1:]] == ["Ann", "Ann", "Bob", "Bob", "Cai", "Dot"]


def test_a_team_has_its_visits_and_those_not_placed() -> None:
    assert [row[-1] for row in rows(the_document(), "By team")[1:]] == ["Ann and Cai", "Ann and Bob", "Bob"]
    assert rows(a_document(), "DRAFT By team")[1] == ("Mash", 1, None, None, None, None, None, None, "not placed")


def test_loads_come_by_member_and_then_by_group() -> None:
    found = rows(the_document(), "Loads")
    assert found[0] == ("Member", "Group", "Visits", "Earlier", "Share", "Load")
    assert found[2] == ("Bob", "Labour", 2, 1, 1, 3)  # served throughout: (2 + 1) / 1
    assert found[7][:5] == ("Group", "Seats", "Places", "Share of seats", "Share of places")
    assert found[8][:5] == ("Labour", 2, 4, 0.5, 0.8)  # 2 of 4 seats, 4 of 5 places


def test_the_audit_lists_each_finding() -> None:
    found = rows(the_document([FairShare()]), "Audit")
    # Bob carries one earlier visit, so his two cost 100 x (4 - 1) + 100 x (9 - 4).
    assert found[2] == ("fair_share", "preference", 800, "Bob has 2 visits and 1 earlier: a load of 3.0.")


def test_a_broken_must_comes_first_and_says_that_it_is_broken() -> None:
    """Nothing is placed, so each of the year's visits is missing; without the word a row would read as a rule kept."""
    found = rows(a_document(the_year(), Rota(), [FairShare()]), "DRAFT Audit")
    assert found[1] == ("shape of the rota", "must, broken", 0, "MASH is not in the rota.")


def test_sheets_are_set_for_reading_and_printing() -> None:
    for sheet in opened(the_document()).worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.bold for cell in sheet[1] if cell.value)
        assert all(5 < sheet.column_dimensions[cell.column_letter].width <= 63 for cell in sheet[1] if cell.value)


@pytest.mark.parametrize(
    "document", [a_hostile_document(), a_document(), the_document()], ids=["hostile", "empty", "plain"]
)
def test_no_cell_is_a_formula_or_an_error(document: Document) -> None:
    cells = [cell for sheet in opened(document).worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    with zipfile.ZipFile(io.BytesIO(render(document)["rota.xlsx"])) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 5
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]


def test_a_formula_in_a_name_is_text_even_when_it_is_edited() -> None:
    sheet = opened(a_hostile_document())["By visit"]
    names = {cell.value: cell for cell in sheet["J"]}
    assert names["=HYPERLINK(0)"].data_type == "s"
    assert names["=HYPERLINK(0)"].quotePrefix
    assert "Siân Ŵyn" in names


def test_the_file_says_when_the_revision_was_given_and_not_when_it_was_written() -> None:
    book = opened(the_document())
    assert book.properties.created == book.properties.modified == datetime(2026, 5, 25, 8, 30)  # 09:30 in summer time
    with zipfile.ZipFile(io.BytesIO(render(the_document())["rota.xlsx"])) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
