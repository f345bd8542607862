"""gov.uk's bank holidays for years that the program does not know yet: kept in the folder, and preferred by reading."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from rota.domain import Closure
from rota.domain.bank_holidays import DIVISIONS, bank_holidays, known_years
from rota.domain.closures import pre_election_period
from tests.cli.worlds import files_in, run
from tests.reading.folders import TOML, a_folder, a_workbook, faults_of, problem_of
from tests.support.builders import day, span

LATE = TOML.replace("2026-06-01", "2029-06-01").replace("2027-05-31", "2030-05-31").replace("bank_holidays = false", "")
"""A year that ends after 2028, the last that the program knows."""

TITLES = ("New Year", "Good Friday", "Easter Monday", "Early May", "Spring", "Summer", "Christmas Day", "Boxing Day")
DAYS = ("01-01", "04-10", "04-13", "05-04", "05-25", "08-31", "12-25", "12-28")
"""Eight days, as many as England and Wales have; which they are is invented."""


def a_calendar(*years: int, divisions: tuple[str, ...] = DIVISIONS) -> dict[str, Any]:
    """gov.uk's shape, notes and bunting included."""
    events = [
        {"title": title, "date": f"{year}-{on}", "notes": "", "bunting": True}
        for year in years
        for title, on in zip(TITLES, DAYS, strict=True)
    ]
    return {division: {"division": division, "events": events} for division in divisions}


def take(folder: Path, data: object) -> Result:
    """Runs ``rota import bank-holidays`` with this JSON, or these bytes."""
    file = folder.parent / "govuk.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return run("import", "bank-holidays", file, "--into", folder)


def test_a_year_beyond_those_known_names_the_command_and_then_reads(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", toml=LATE)
    (fault,) = faults_of(folder)
    assert "known, 2012 to 2028. Save gov.uk's newer bank-holidays.json" in fault
    assert "'rota import bank-holidays'" in fault
    result = take(folder, a_calendar(2027, 2028, 2029, 2030))
    assert (result.exit_code, result.stderr) == (0, f"Written to {folder}: bank-holidays.json.\n")
    assert result.stdout.splitlines()[0] == (
        "england-and-wales: 32 bank holidays of 2027 to 2030 taken; the years known are now 2012 to 2030."
    )
    closures = problem_of(folder).closures
    assert Closure(span("2030-04-10", "2030-04-10"), "bank holiday: Good Friday") in closures
    assert sum(closure.reason.startswith("bank holiday") for closure in closures) == 8


def test_a_workbook_has_them_beside_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["key", "value"], ["council.name", "T"], ["start", "2029-06-01"], ["end", "2030-05-31"]]
    book = a_workbook(tmp_path / "council.xlsx", settings=rows)
    assert faults_of(book)
    assert take(book, a_calendar(2029, 2030)).exit_code == 0
    assert (tmp_path / "bank-holidays.json").exists()
    assert len(problem_of(book).closures) > 8


def test_importing_twice_changes_nothing_byte_for_byte(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", toml=LATE)
    take(folder, a_calendar(2029, 2030))
    once = files_in(folder)
    again = take(folder, a_calendar(2029, 2030))
    assert again.stdout == "Nothing to change: these bank holidays are in the folder already.\n"
    assert files_in(folder) == once


def test_years_that_a_newer_file_no_longer_lists_are_kept(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", toml=LATE)
    take(folder, a_calendar(2029, divisions=("scotland",)))
    take(folder, a_calendar(2030, divisions=("scotland",)))
    kept = json.loads((folder / "bank-holidays.json").read_text(encoding="utf-8"))["scotland"]["events"]
    assert [event["date"][:4] for event in kept] == ["2029"] * 8 + ["2030"] * 8


def test_in_its_years_the_councils_file_alone_holds() -> None:
    """An added bank holiday, as for a coronation, moves the notice of election by a working day too."""
    shipped = bank_holidays("england-and-wales", span("2027-01-01", "2027-12-31"))
    own = {**shipped, day("2027-04-16"): "Invented holiday"}
    assert bank_holidays("england-and-wales", span("2027-04-16", "2027-04-16"), own) == {
        day("2027-04-16"): "Invented holiday"
    }
    assert pre_election_period(day("2027-05-06"), "england-and-wales").span.start == day("2027-03-31")
    assert pre_election_period(day("2027-05-06"), "england-and-wales", own).span.start == day("2027-03-30")


def test_years_after_a_gap_are_not_known() -> None:
    """2030 without 2029: a rota to 2030 would pass through a year of which nothing is known."""
    assert known_years("scotland", {day("2030-12-25"): "Christmas Day"}).ends()[1] == day("2028-12-31")
    assert known_years("scotland", {day("2029-12-25"): "Christmas Day"}).ends()[1] == day("2029-12-31")


HALF = {"scotland": {"division": "scotland", "events": a_calendar(2029)["scotland"]["events"][:7]}}
BAD_DATE = {"scotland": {"events": [{"title": "New Year", "date": "01/01/2029"}]}}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (HALF, "govuk.json, scotland: the year 2029 is not whole: it has 7 of at least 8 bank holidays."),
        (BAD_DATE, "govuk.json, scotland, event 1, column 'date': '01/01/2029' is not a date like 2030-12-25."),
        ({"scotland": {"events": [{"date": "2029-01-01"}]}}, "event 1, column 'title': this has no title."),
        ({"scotland": {"events": [{"title": "=1", "date": "2029-01-01"}]}}, "as a formula does"),
        ({"scotland": {"events": [3]}}, "this has no title"),
        ({"scotland": [3]}, "there is no list of events here"),
        ({"events": []}, "this has no bank holidays in it"),
        ([1], "this has no bank holidays in it"),
        (b"<html>", "this cannot be read as JSON"),
        (b"[" * 100_000, "this cannot be read as JSON"),
        (b'{"scotland": ', "this cannot be read as JSON"),
        ("caf\xe9".encode("latin-1"), "this is not UTF-8"),
        (b" " * (3 * 2**20), "more than 2 MB"),
    ],
)
def test_what_gov_uk_would_not_write_is_refused_and_nothing_is_written(
    tmp_path: Path, data: object, words: str
) -> None:
    folder = a_folder(tmp_path / "council", toml=LATE)
    before = files_in(folder)
    result = take(folder, data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert files_in(folder) == before


def test_a_file_that_was_put_there_by_hand_is_checked_when_it_is_read(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", toml=LATE)
    (folder / "bank-holidays.json").write_text(json.dumps(BAD_DATE))
    assert faults_of(folder)[0].startswith("bank-holidays.json, scotland, event 1, column 'date': '01/01/2029'")


def test_the_programs_own_data_can_be_taken_in(tmp_path: Path) -> None:
    """It is gov.uk's file: whatever else gov.uk writes in it is no fault."""
    folder = a_folder(tmp_path / "council")
    source = Path(bank_holidays.__code__.co_filename).parent / "data" / "bank_holidays.json"
    shutil.copy(source, tmp_path / "govuk.json")
    assert run("import", "bank-holidays", tmp_path / "govuk.json", "--into", folder).exit_code == 0
    assert problem_of(folder).closures == ()
