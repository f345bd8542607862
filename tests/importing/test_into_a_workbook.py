"""Whatever goes into a folder goes into a workbook: what an import does not touch keeps its bytes there too."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from rota.reading import write_starter
from rota.tables.faults import Faults
from rota.tables.xlsx_safety import open_package
from tests.cli.worlds import run
from tests.forms.worlds import asked, fill
from tests.importing.worlds import a_councillor, a_meeting, councillors, imported, meetings, moderngov
from tests.reading.folders import a_workbook, problem_of
from tests.reading.officers_workbook import an_officers_workbook, cells, parts_of

TERMS = "name,start,end\nHalf term,2026-10-26,2026-11-02\nChristmas,2026-12-21,2027-01-01\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return an_officers_workbook(tmp_path / "visits.xlsx")


def changed(before: dict[str, bytes], book: Path) -> set[str]:
    """The parts that have other bytes now."""
    after = parts_of(book)
    assert before.keys() <= after.keys()
    return {name for name, content in after.items() if content != before.get(name)}


def test_councillors_go_into_the_sheet_of_members_and_changes_gets_a_sheet(book: Path) -> None:
    """Ann has changed sides, Bob is not in the file, Dee is new. The starting sheets, charts and notes keep their
    bytes; what lists the sheets must name the new one."""
    before = parts_of(book)
    listed = [a_councillor("Ann Apple", "Blue"), a_councillor("Cat Cole"), a_councillor("Dee Dean", "Green")]
    said = imported(book, councillors(North=listed))
    assert said[0] == "Added 1 member: Dee Dean."
    assert cells(book, "members")[1:] == [
        ["Ann Apple", "Red", "North", datetime(2022, 5, 9), None],
        ["Bob Brown", "Blue", "South", datetime(2022, 5, 9), datetime(2026, 8, 31)],
        ["Cat Cole", "Red", "North", datetime(2024, 5, 9), None],
        ["Dee Dean", "Green", "North", datetime(2026, 9, 1), None],
    ]
    assert cells(book, "changes") == [
        ["member", "what", "from", "value"],
        ["Ann Apple", "group", datetime(2026, 9, 1), "Blue"],
    ]
    touched = {"xl/worksheets/sheet2.xml", "xl/styles.xml"}
    listing = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/worksheets/rota8.xml"}
    assert changed(before, book) == touched | listing
    assert {member.name for member in problem_of(book).members} == {"Ann Apple", "Bob Brown", "Cat Cole", "Dee Dean"}


def test_colours_notes_widths_drop_downs_and_filters_stay_as_the_officer_had_them(book: Path) -> None:
    imported(book, councillors(North=[a_councillor("Ann Apple"), a_councillor("Dee Dean")]))
    page = load_workbook(book)["members"]
    assert (page["A2"].font.name, page["A2"].font.bold, page["A2"].fill.fgColor.rgb) == ("Arial", True, "FFFFFF00")
    assert (page["B2"].comment.text, page.column_dimensions["A"].width) == ("Group leader since May", 31.5)
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["B2:B500"]
    assert [str(found.sqref) for found in page.conditional_formatting] == ["B2:B50"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:E4")
    assert page["E3"].number_format == "mm-dd-yy"  # Excel's own short date: the day first in Britain


def test_meetings_and_school_terms_go_in_and_a_second_time_change_nothing(book: Path, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text(TERMS)
    for _ in range(2):
        imported(book, meetings(a_meeting(7, "Planning", "14/09/2026")))
        result = run("import", "school-terms", tmp_path / "terms.csv", "--into", book)
        assert result.exit_code == 0
    assert result.stderr == "Nothing was written.\n"
    assert cells(book, "meetings")[1] == ["Planning", datetime(2026, 9, 14), time(18), None, "m7"]
    assert cells(book, "school_holidays")[1:] == [
        ["Half term", datetime(2026, 10, 26), datetime(2026, 11, 2)],
        ["Christmas", datetime(2026, 12, 21), datetime(2027, 1, 1)],
    ]
    formats = [cell.number_format for cell in load_workbook(book)["school_holidays"][3]]
    assert formats == ["General", "dd/mm/yyyy", "yyyy-mm-dd"]  # each as the cell above it


def test_answers_go_in_and_what_excel_calls_a_table_grows_with_them(book: Path, tmp_path: Path) -> None:
    """Ann's week away is a day longer, in its place; an afternoon is new, on a row below; Mondays are new."""
    out = asked(book, tmp_path / "forms")
    fill(
        out / "ann-apple.xlsx",
        {
            "Dates away": {"C2": date(2026, 7, 11), "A3": date(2026, 10, 1), "B3": time(13), "D3": time(16, 30)},
            "Your week": {"B2": "cannot"},
        },
    )
    result = run("import", "availability", out, "--into", book)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Ann Apple: 3 changes to dates away and 1 change to the ordinary week."
    assert result.stdout.splitlines()[-1] == f"Written to {book}."
    assert cells(book, "absences")[1:] == [
        ["Ann Apple", datetime(2026, 7, 6), datetime(2026, 7, 11)],
        ["Ann Apple", datetime(2026, 10, 1, 13), datetime(2026, 10, 1, 16, 30)],
    ]
    assert load_workbook(book)["absences"].tables["Away"].ref == "A1:C3"
    again = run("import", "availability", out, "--into", book)
    assert again.stdout.splitlines()[-1] == f"Nothing had to be changed in {book}."


def test_a_row_that_goes_leaves_its_place_blank_and_the_notes_of_others_where_they_were(tmp_path: Path) -> None:
    """Bob takes out the first of three absences: rows 3 and 4 stay, and the reader passes over the blank."""
    rows: list[list[object]] = [
        ["person", "start"],
        ["Bob", "2026-07-01"],
        ["Bob", "2026-08-03"],
        ["Cat", "2026-09-01"],
    ]
    book = a_workbook(
        tmp_path / "b.xlsx",
        members=[["name"], ["Bob"], ["Cat"]],
        settings=[["key", "value"], ["council.name", "T"], ["year.start", "2026-06-01"], ["year.end", "2027-05-31"]],
        absences=rows,
    )
    out = asked(book, tmp_path / "forms")
    fill(out / "bob.xlsx", {"Dates away": {"A2": None, "C2": None}})
    assert run("import", "availability", out, "--into", book).exit_code == 0
    assert cells(book, "absences") == [rows[0], [None, None], *rows[2:]]
    assert [one.person for one in problem_of(book).absences] == ["bob", "cat"]


def prefixed(xml: str) -> str:
    """The sheet as programs write it that give every name a prefix, rows without numbers and cells without places."""
    named = re.sub(r"<(/?)(?!\?)", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")
    return re.sub(r'(<x:(?:row|c))( s="\d+")? r="[A-Z]*\d+"', r"\1\2", named)


@pytest.mark.parametrize("otherwise", [lambda xml: xml, prefixed], ids=["Excel", "prefixes"])
def test_workbooks_of_other_programs_are_written_to(book: Path, otherwise: Callable[[str], str]) -> None:
    parts = parts_of(book)
    parts["xl/worksheets/sheet2.xml"] = otherwise(parts["xl/worksheets/sheet2.xml"].decode()).encode()
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    imported(
        book, councillors(North=[a_councillor("Ann Apple"), a_councillor("Bob Brown"), a_councillor("Zoë <&> Ŵyn")])
    )
    assert [row[0] for row in cells(book, "members")[1:]] == ["Ann Apple", "Bob Brown", "Cat Cole", "Zoë <&> Ŵyn"]
    assert open_package(book.read_bytes(), "b", Faults())


def test_a_workbook_that_counts_days_from_1904_gets_its_own_numbers(book: Path) -> None:
    held = load_workbook(book)
    held.epoch = datetime(1904, 1, 1)
    held.save(book)
    imported(
        book,
        councillors(North=[a_councillor("Ann Apple", "Blue"), a_councillor("Bob Brown"), a_councillor("Cat Cole")]),
    )
    assert cells(book, "changes")[1] == ["Ann Apple", "group", datetime(2026, 9, 1), "Blue"]


def test_a_workbook_that_would_not_read_back_as_it_was_meant_is_not_written(book: Path) -> None:
    """A row within a comment, as no spreadsheet writes one, would be taken for a row."""
    parts = parts_of(book)
    sheet = parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = sheet.replace(b"<sheetData>", b'<sheetData><!-- <row r="3"> -->')
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    before = book.read_bytes()
    listed = [a_councillor(name) for name in ("Ann Apple", "Bob Brown", "Cat Cole", "Dee Dean")]
    result = moderngov(book, councillors(North=listed))
    assert result.exit_code == 2
    assert "visits.xlsx is not laid out as Excel lays a workbook out" in result.stderr
    assert book.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$visits.xlsx", ".~lock.visits.xlsx#"])
def test_a_workbook_that_somebody_has_open_is_not_written_to(book: Path, lock: str) -> None:
    before = book.read_bytes()
    (book.parent / lock).write_text("")
    result = moderngov(book, councillors(North=[a_councillor("Ann Apple")]))
    assert result.exit_code == 2
    assert f"visits.xlsx: somebody has this workbook open ({lock} is beside it). Close it there" in result.stderr
    assert book.read_bytes() == before


def test_a_formula_in_a_sheet_that_is_not_changed_is_no_reason_to_refuse(book: Path) -> None:
    """As in a folder: faults of other tables are for 'rota check'. In its own sheet it is one."""
    held = load_workbook(book)
    held["teams"]["A3"] = "=1+1"
    held.save(book)
    imported(book, meetings(a_meeting(7, "Planning", "14/09/2026")))
    held = load_workbook(book)
    held["meetings"]["A3"] = "=1+1"
    held.save(book)
    result = moderngov(book, meetings(a_meeting(8, "Planning", "21/09/2026")))
    assert "sheet 'meetings', row 3: cell A3 has a formula in it." in result.stderr


def test_the_starter_takes_every_import(tmp_path: Path) -> None:
    (book,) = write_starter(tmp_path / "visits.xlsx")
    (tmp_path / "terms.csv").write_text(TERMS.replace("2026", "2027").replace("2027-01", "2028-01"))
    imported(book, meetings(a_meeting(7, "Planning", "14/09/2027")), "2027-09-01")
    assert run("import", "school-terms", tmp_path / "terms.csv", "--into", book).exit_code == 0
    assert run("import", "school-terms", tmp_path / "terms.csv", "--into", tmp_path).stderr == "Nothing was written.\n"
    notes = [cell.comment.text for cell in load_workbook(book)["meetings"][1]]
    assert notes[0] == "The committee's name. Must be filled in."


def test_a_folder_finds_its_workbook_and_of_several_each_is_named(book: Path) -> None:
    assert problem_of(book.parent) == problem_of(book)
    a_workbook(book.parent / "out.xlsx", teams=[])  # the sheet is there all the same
    result = run("check", book.parent)
    assert result.exit_code == 1
    assert "the council's tables are in out.xlsx and visits.xlsx. Name one of them." in result.stdout


def test_a_path_without_its_ending_names_the_workbook(book: Path) -> None:
    result = run("check", book.with_suffix(""))
    assert f"there is no such folder or workbook. Did you mean '{book}'?" in result.stderr
