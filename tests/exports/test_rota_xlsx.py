"""rota.xlsx, which is sent, and figures.xlsx, which is for officers, opened again."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from datetime import datetime, time

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet import _writer

from constraints.fair_share import FairShare
from rota.domain import Rota
from rota.exports import EXPORTS
from rota.exports.rota_xlsx import render
from rota.exports.view import Document
from rota.exports.xlsx_table import sheet_names
from rota.record import Reserves
from tests.exports.documents import a_document, a_hostile_document, the_document, the_year

LISTS = ("By visit", "By member", "By team")


def opened(document: Document, name: str = "xlsx") -> Workbook:
    (content,) = EXPORTS[name].render(document).values()
    return load_workbook(io.BytesIO(content))


def rows(document: Document, sheet: str, name: str = "xlsx") -> list[tuple[object, ...]]:
    return list(opened(document, name)[sheet].iter_rows(values_only=True))


def test_the_sheets_are_as_promised() -> None:
    """Dot has no visit and so no sheet."""
    book = opened(the_document())
    assert book.sheetnames == ["Rota", *LISTS, "Ann", "Bob", "Cai"]
    assert book.active.title == "Rota"
    assert opened(the_document(), "figures").sheetnames == ["Loads", "Audit"]


def test_it_opens_on_a_sheet_to_send_with_a_row_a_visit() -> None:
    found = rows(the_document(), "Rota")
    assert [row[0] for row in found[:5]] == [
        "Members' visits to children's services",
        "Testshire",
        "1 April 2026 to 31 March 2027",
        "Not yet published",
        None,
    ]
    assert found[5] == ("Date", "Start", "End", "Visit", "Where", "Received by", "Members")
    mash = (datetime(2026, 6, 3), time(10), time(11), "MASH", "Town Hall, room 2; upstairs", "Hari Shah", "Ann; Cai")
    assert found[6] == mash
    assert [row[3] for row in found[6:]] == ["MASH", "North, visit 1 of 2", "North, visit 2 of 2"]


def test_the_sheet_to_send_tells_what_is_not_placed_and_who_stands_by() -> None:
    drawn = the_document()
    with_one = replace(drawn, record=replace(drawn.record, reserves=(Reserves("mash-1", ("dot", "bob")),)))
    assert [row[-1] for row in rows(with_one, "Rota")[5:7]] == ["Reserves", "Dot; Bob"]
    found = rows(a_document(the_year(), Rota()), "DRAFT Rota")
    assert found[4][0] == "DRAFT: this rota breaks 3 musts"
    assert [(row[0], row[3]) for row in found[7:]] == [
        ("not placed", "MASH"),
        ("not placed", "North, visit 1 of 2"),
        ("not placed", "North, visit 2 of 2"),
    ]


def test_each_member_has_a_sheet_of_their_visits() -> None:
    found = rows(the_document(), "Ann")
    assert [row[0] for row in found[:4]] == [
        "Visits of Ann",
        "Testshire",
        "1 April 2026 to 31 March 2027",
        "Not yet published",
    ]
    assert [(row[0], row[3], row[6]) for row in found[6:]] == [
        (datetime(2026, 6, 3), "MASH", "Cai"),
        (datetime(2026, 9, 9), "North, visit 1 of 2", "Bob"),
    ]


def test_a_sheet_to_send_fits_the_width_of_a_landscape_page_and_says_its_revision() -> None:
    book = opened(the_document())
    for sheet in [book["Rota"], book["Ann"]]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$6:$6", "A7")
        foot = (sheet.oddFooter.left.text, sheet.oddFooter.center.text, sheet.oddFooter.right.text)
        assert foot == ("Testshire", "Not yet published", "Page &P of &N")
        assert (
            sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[6])
            <= 16 + 8 + 8 + 26 + 24 + 24 + 34
        )


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    """Town Hall's 27 letters, and a tenth more, take two lines of 24 wide: 2 x 15 points. North Hub takes one."""
    sheet = opened(the_document())["Rota"]
    assert [sheet.row_dimensions[row].height for row in (7, 8)] == [30, 15]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["Ann", "ann", "ANN"], ["Ann", "ann 2", "ANN 3"]),
        (["Rota", "by visit"], ["Rota 2", "by visit 2"]),
        (["History", "", "'"], ["History 2", "2", "3"]),
        (["a/b\\c*d?e:f[g]h"], ["a b c d e f g h"]),
        (["'tis", "Ann'"], ["tis", "Ann"]),
        (["x" * 40, "x" * 40], ["x" * 25, "x" * 23 + " 2"]),
        (["🌻" * 20], ["🌻" * 12]),  # two units each: 12 of them are 24 and 13 are 26, more than 25
    ],
)
def test_a_sheets_name_is_one_that_excel_takes_and_nobody_elses(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted, ("Rota", *LISTS)) == names


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
    found = rows(the_document(), "Loads", "figures")
    assert found[0] == ("Member", "Group", "Visits", "Earlier", "Share", "Load")
    assert found[2] == ("Bob", "Labour", 2, 1, 1, 3)  # served throughout: (2 + 1) / 1
    assert found[7][:5] == ("Group", "Seats", "Places", "Share of seats", "Share of places")
    assert found[8][:5] == ("Labour", 2, 4, 0.5, 0.8)  # 2 of 4 seats, 4 of 5 places


def test_the_audit_lists_each_finding() -> None:
    found = rows(the_document([FairShare()]), "Audit", "figures")
    # Bob carries one earlier visit, so his two cost 100 x (4 - 1) + 100 x (9 - 4).
    assert found[2] == ("fair_share", "preference", 800, "Bob has 2 visits and 1 earlier: a load of 3.0.")


def test_a_broken_must_comes_first_and_says_that_it_is_broken() -> None:
    """Nothing is placed, so each of the year's visits is missing; without the word a row would read as a rule kept."""
    found = rows(a_document(the_year(), Rota(), [FairShare()]), "DRAFT Audit", "figures")
    assert found[1] == ("shape of the rota", "must, broken", 0, "MASH is not in the rota.")


def test_sheets_are_set_for_reading_and_printing() -> None:
    lists = [opened(the_document())[name] for name in LISTS]
    for sheet in [*lists, *opened(the_document(), "figures").worksheets]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.bold for cell in sheet[1] if cell.value)
        assert all(5 < sheet.column_dimensions[cell.column_letter].width <= 63 for cell in sheet[1] if cell.value)


@pytest.mark.parametrize("name", ["xlsx", "figures"])
@pytest.mark.parametrize(
    "document", [a_hostile_document(), a_document(), the_document()], ids=["hostile", "empty", "plain"]
)
def test_no_cell_is_a_formula_or_an_error(document: Document, name: str) -> None:
    book = opened(document, name)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    (content,) = EXPORTS[name].render(document).values()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(part) for part in parts.namelist() if part.startswith("xl/worksheets/")]
    assert len(sheets) == len(book.worksheets)
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


def test_nothing_of_a_workbook_is_written_to_the_systems_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """openpyxl writes every sheet there first: killed meanwhile, it leaves what is private behind."""

    def refusing(*args: object, **more: object) -> None:
        raise AssertionError(args)

    for maker in ("NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, maker, refusing)
    monkeypatch.setattr(_writer, "NamedTemporaryFile", refusing)
    assert render(the_document())["rota.xlsx"]
