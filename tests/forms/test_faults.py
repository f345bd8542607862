"""What is wrong with a returned form is said all at once, with its place, and never with anybody's reasons."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from rota.forms import collect
from rota.forms.privacy_screen import letter, says_nothing_private
from rota.tables.cells import Cell
from tests.forms.worlds import Edit, a_council, asked, faults_of, fill, take_in
from tests.reading.folders import problem_of

pytestmark = pytest.mark.full

SECRET = "chemotherapy at the Royal"

FAULTS: dict[str, tuple[Edit, str]] = {
    "no date": (
        {"Dates away": {"A3": "31/06/2026"}},
        "sheet 'Dates away', row 3, column 'first day': '31/06/2026' is not a date. Write it like 2026-06-30.",
    ),
    "last day alone": (
        {"Dates away": {"C3": date(2026, 8, 1)}},
        "sheet 'Dates away', row 3, column 'first day': this is blank. Write a date like 2027-06-30.",
    ),
    "wrong way round": (
        {"Dates away": {"A3": date(2026, 8, 9), "C3": date(2026, 8, 1)}},
        "sheet 'Dates away', row 3, column 'last day': '2026-08-01' comes before the first day, 2026-08-09. "
        "Change one of the two.",
    ),
    "until before from": (
        {"Dates away": {"A3": date(2026, 8, 9), "B3": time(12), "D3": time(9)}},
        "sheet 'Dates away', row 3, column 'until': '09:00:00' is not after 'from' on the same day. "
        "Change one of the two.",
    ),
    "another year": (
        {"Dates away": {"A3": date(2028, 8, 9)}},
        "sheet 'Dates away', row 3, column 'first day': '2028-08-09' is not in the year of this form, "
        "1 June 2026 to 31 May 2027. Check the year.",
    ),
    "no time": (
        {"Dates away": {"A3": date(2026, 8, 9), "B3": "25:00"}},
        "sheet 'Dates away', row 3, column 'from': '25:00' is not a time. Write it like 10:00 or 2.30 pm.",
    ),
    "no answer": (
        {"Your week": {"B2": "x"}},
        "sheet 'Your week', row 2, column 'Monday': 'x' is not one of 'can', 'cannot', 'prefer'. "
        "Choose one, or leave it blank.",
    ),
    "two answers": (
        {"Your week": {"B2": "can"}, "Other times": {"A3": "Monday", "B3": time(9), "C3": time(12), "D3": "cannot"}},
        "sheet 'Your week', row 2, column 'Monday': 'can' is said here, but 'Other times' says cannot. "
        "Change one of the two.",
    ),
    "other time half filled": (
        {"Other times": {"A3": "Monday", "B3": time(9), "D3": "cannot"}},
        "sheet 'Other times', row 3, column 'until': this is blank. Write a time like 12:30.",
    ),
    "other time without an answer": (
        {"Other times": {"A3": "Monday", "B3": time(9), "C3": time(10)}},
        "sheet 'Other times', row 3, column 'answer': this is blank. Write cannot, prefer or can only.",
    ),
    "session changed": (
        {"Your week": {"A2": SECRET}},
        "sheet 'Your week', row 2, column 'visits from': the time of this row was changed. "
        "Put it back as it was sent, or write into a new form.",
    ),
    "session gone": (
        lambda book: book["Your week"].delete_rows(2),
        "sheet 'Your week': the row of 'Morning, 10:00 to 11:00' is gone. "
        "Put it back as it was sent, or write into a new form.",
    ),
    "heading changed": (
        {"Dates away": {"B1": None}},
        "sheet 'Dates away', row 1, column 'from': this column is missing. Add it, with this heading.",
    ),
    "name typed over": (
        {"Start here": {"B2": "Bob Brown"}},
        "sheet 'Start here', row 2, column 'B': 'Name' was changed on this form, so whose it is cannot be told. "
        "Write the answers into a new form: 'rota ask' makes one.",
    ),
    "formula": (
        {"Dates away": {"A3": "=TODAY()"}},
        "sheet 'Dates away', row 3: cell A3 has a formula in it. Copy it and paste it as a value.",
    ),
    "merged": (
        lambda book: book["Dates away"].merge_cells("A1:C1"),
        "sheet 'Dates away', row 1: cells A1 to C1 are merged. Unmerge them and fill in each cell.",
    ),
    "sheet gone": (
        lambda book: book.remove(book["Other times"]),
        "the sheet 'Other times' is gone. Write the answers into a new form: 'rota ask' makes one.",
    ),
    "hidden sheet gone": (
        lambda book: book.remove(book["rota form"]),
        "this is not a form that 'rota ask' wrote, or its hidden sheet is gone. "
        "Write the answers into a new form: 'rota ask' makes one.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_its_place_its_value_and_the_way_out(tmp_path: Path, name: str) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    edit, expected = FAULTS[name]
    fill(out / "cat-cole.xlsx", edit)
    faults = faults_of(council, out)
    assert any(fault.endswith(expected) and fault.startswith("cat-cole.xlsx") for fault in faults), faults
    assert SECRET not in str(faults)


def _a_sheet_with_a_reason(book: Any) -> None:
    book.create_sheet(SECRET)["A1"] = "=1+1"


REASONS: dict[str, Edit] = {
    "beside the table": {"Dates away": {"F2": SECRET}},
    "as a heading": {"Dates away": {"E1": "Reason", "E2": SECRET}},
    "over a heading": {"Dates away": {"D1": SECRET}},
    "in place of a date": {"Dates away": {"A3": SECRET}},
    "after a date": {"Dates away": {"A3": "1 July 2026 hospital"}},
    "in place of a time": {"Other times": {"B3": SECRET}},
    "in place of an answer": {"Your week": {"B2": "cannot, " + SECRET}},
    "below the grid": {"Your week": {"C9": SECRET}},
    "on the first sheet": {"Start here": {"B20": SECRET}},
    "beside the name": {"Start here": {"C2": SECRET}},
    "a telephone number": {"Dates away": {"A3": "07700 900123"}},
    "on a sheet of its own": _a_sheet_with_a_reason,
}


@pytest.mark.parametrize("place", REASONS)
def test_a_reason_is_refused_wherever_it_stands_and_never_repeated(tmp_path: Path, place: str) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", REASONS[place])
    faults = faults_of(council, out)
    assert "reasons are never kept" in str(faults)
    assert not [word for word in ("hospital", "chemo", "Royal", "07700", "900123") if word in str(faults)]


def test_every_fault_of_every_form_is_said_at_once(tmp_path: Path) -> None:
    """Three in Ann's form (a date, a mark, a stray cell) and one in Bob's; Cat and Meg have none."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "ann-apple.xlsx", {"Dates away": {"A3": "1/1/26", "G9": SECRET}, "Your week": {"B2": "x"}})
    fill(out / "bob-brown.xlsx", {"Dates away": {"A3": "30/02/2027"}})
    collected = collect(out, problem_of(council))
    assert [fault.where.partition(".")[0] for fault in collected.faults] == ["ann-apple"] * 3 + ["bob-brown"]
    assert [form.name for form in collected.at_fault] == ["Ann Apple", "Bob Brown"]
    assert [answer.form.name for answer in collected.answers] == ["Cat Cole", "Meg Manager"]


def test_two_forms_of_one_person_are_a_fault_that_names_both(tmp_path: Path) -> None:
    """Neither is taken: which of them counts is not for a program to say."""
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    fill(out / "cat-cole.xlsx", {"Dates away": {"A2": date(2026, 9, 9)}}, out / "Copy of cat-cole (2).xlsx")
    collected = collect(out, problem_of(council))
    assert [fault.sentence for fault in collected.faults] == [
        "cat-cole.xlsx: this is a second form of Cat Cole; the other is Copy of cat-cole (2).xlsx. "
        "Keep the one that counts."
    ]
    assert "Cat Cole" not in [answer.form.name for answer in collected.answers]


def test_a_form_is_known_by_what_it_holds_and_not_by_its_name(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    (out / "cat-cole.xlsx").rename(out / "FW_ your form.XLSX")
    (out / "ann-apple.xlsx").unlink()
    collected = take_in(council, out)
    assert collected.faults == ()
    assert [form.name for form in collected.missing] == ["Ann Apple"]


OTHERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a scan": (lambda out: (out / "scan.pdf").write_bytes(b"%PDF"), "scan.pdf: this is not a form that can be read."),
    "a folder": (lambda out: (out / "more").mkdir(), "more: this is a folder."),
    "a link": (lambda out: (out / "x.xlsx").symlink_to("/etc/passwd"), "x.xlsx: this is a link"),
    "no workbook": (lambda out: (out / "x.xlsx").write_bytes(b"hello"), "x.xlsx: this is not an Excel workbook"),
    "an old one": (lambda out: (out / "x.xls").write_bytes(b"hello"), "x.xls: this is not a form that can be read."),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_that_is_no_form_is_never_passed_over(tmp_path: Path, name: str) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    make, expected = OTHERS[name]
    make(out)
    faults = faults_of(council, out)
    assert len(faults) == 1
    assert faults[0].startswith(expected)


def test_what_computers_leave_in_a_folder_is_no_form(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    for name in (".DS_Store", "Thumbs.db", "~$cat-cole.xlsx"):
        (out / name).write_bytes(b"x")
    assert faults_of(council, out) == []


OLD: dict[str, tuple[str, str, str]] = {
    "year": ("start = 2026-06-01\nend = 2027-05-31", "start = 2027-06-01\nend = 2028-05-31", "is for another year"),
    "council": ('"Testshire"', '"Othershire"', "is of another council"),
}


@pytest.mark.parametrize("name", OLD)
def test_an_old_form_or_anothers_is_known(tmp_path: Path, name: str) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    before, after, expected = OLD[name]
    toml = (council / "rota.toml").read_text()
    (council / "rota.toml").write_text(toml.replace(before, after))
    faults = faults_of(council, out)
    assert len(faults) == 4  # a form each of Ann, Bob, Cat and Meg
    assert all(expected in fault for fault in faults)


def test_a_form_of_somebody_who_is_gone_is_a_fault(tmp_path: Path) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    (council / "members.csv").write_text("name,group,ward\nAnn Apple,Red,North\nBob Brown,Blue,South\n")
    expected = "cat-cole.xlsx: the person of this form is not a member or a host any more. "
    assert [fault[: len(expected)] for fault in faults_of(council, out)] == [expected]


HIDDEN: dict[str, tuple[str, object]] = {
    "another version": ("B1", "2"),
    "no JSON": ("B2", "{"),
    "nested without end": ("B2", "[" * 19_000),
    "another shape": ("B2", '{"person": 3}'),
    "a field too many": ("B2", '{"surprise": 3}'),
    "a year without an end": ("B2", '{"person":"a","name":"a","council":"a","year":{},"sessions":[],"weekdays":[]}'),
    "too long": ("B2", "x" * 30_000),
    "somebody else's absence": (
        "B3",
        '{"person":"bob-brown","start":"2026-07-06 00:00","end":"2026-07-11 00:00"}',
    ),
    "no version": ("A1", None),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_sheet_that_was_tampered_with_is_refused(tmp_path: Path, name: str) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    place, value = HIDDEN[name]
    fill(out / "ann-apple.xlsx", {"rota form": {place: value}})
    (fault,) = faults_of(council, out)
    assert fault.endswith("Write the answers into a new form: 'rota ask' makes one.")


@pytest.mark.parametrize(
    "change",
    [
        {"weekdays": [0, 9]},
        {"sessions": [{"label": "Morning, 10:00 to 11:00", "start": "10:00:00+05:00", "end": "11:00:00+05:00"}]},
        {"sessions": [{"label": "Morning, 10:00 to 11:00", "start": "11:00:00", "end": "10:00:00"}]},
        {"sessions": [{"label": "Morning, 10:00 to 11:00", "start": "10:00:30", "end": "11:00:00"}]},
    ],
)
def test_days_and_times_that_no_table_could_hold_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")

    def edit(book: Any) -> None:
        said = json.loads(book["rota form"]["B2"].value)
        book["rota form"]["B2"] = json.dumps({**said, **change})

    fill(out / "ann-apple.xlsx", edit)
    assert "this is not a form" in faults_of(council, out)[0]


def test_a_form_saved_as_a_bomb_is_refused(tmp_path: Path) -> None:
    """A part of a hundred megabytes of blanks packs to a hundred kilobytes; it is refused before it is opened."""
    import zipfile

    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    with zipfile.ZipFile(out / "cat-cole.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * 100_000_000)
    (fault,) = faults_of(council, out)
    assert fault.startswith("cat-cole.xlsx: this workbook unpacks to more than 64 MB.")


def test_a_form_with_an_entity_is_refused(tmp_path: Path) -> None:
    import zipfile

    council, out = a_council(tmp_path / "c"), asked(tmp_path / "c", tmp_path / "out")
    old = shutil.copy(out / "cat-cole.xlsx", tmp_path / "old.zip")
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(out / "cat-cole.xlsx", "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/workbook.xml":
                part = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part
            after.writestr(name, part)
    (fault,) = faults_of(council, out)
    assert "has a definition in it that Excel never writes" in fault


@pytest.mark.parametrize(
    "cell",
    [None, "", 46000, date(2027, 6, 30), "3rd June 2027", "2.30 pm", "Mon; Wed", "can't", "Can only", "x", "30/02/26"],
)
def test_dates_times_and_answers_may_be_shown(cell: Cell) -> None:
    assert says_nothing_private(cell)


@pytest.mark.parametrize(
    "cell",
    ["MS", "3 June hospital", "07700 900123", "🤒", "a@b.example", "cannot (baby)", "1 2 3 " * 20, 7700900123, "ill"],
)
def test_other_words_and_long_numbers_may_not(cell: Cell) -> None:
    assert not says_nothing_private(cell)


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (63, "BL")])
def test_columns_have_a_spreadsheets_letters(place: int, letters: str) -> None:
    assert letter(place) == letters
