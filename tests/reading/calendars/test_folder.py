"""The calendars of an input folder: whose each is, and what becomes of it."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from rota.domain import Absence, Meeting
from rota.reading import read
from rota.reading.calendars import files, folder
from rota.tables.faults import Faults
from tests.cli.worlds import run
from tests.reading.calendars.ics import SECRET, calendar, event
from tests.reading.folders import a_folder, a_workbook, faults_of, problem_of
from tests.support.builders import away, meeting, moment

JULY = calendar(event("DTSTART;TZID=Europe/London:20260701T100000", "DURATION:PT1H"))
SHEFFIELD = Path(__file__).parents[2] / "data" / "sheffield_school_holidays.ics"


def with_calendars(at: Path, **tables: str) -> Path:
    """An input folder with an empty folder of calendars in it."""
    path = a_folder(at, **tables)
    (path / "calendars").mkdir()
    return path


def put(path: Path, name: str, data: bytes = JULY) -> None:
    (path / "calendars" / name).write_bytes(data)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("ann-apple.ics", "ann-apple"),
        ("Ann Apple.ics", "ann-apple"),
        ("ANN_APPLE.ICS", "ann-apple"),
        ("Meg Manager.ics", "meg-manager"),
    ],
)
def test_a_persons_calendar_is_when_they_are_away(name: str, person: str, tmp_path: Path) -> None:
    path = with_calendars(tmp_path, absences="person,start\nBob Brown,2026-09-01\n")
    put(path, name)
    july = Absence(person, moment("2026-07-01 10:00"), moment("2026-07-01 11:00"))
    assert problem_of(path).absences == tuple(sorted([july, away("bob-brown", "2026-09-01")]))


@pytest.mark.parametrize("name", ["Health Board.ics", "health-board.ics"])
def test_a_committees_calendar_is_when_it_meets(name: str, tmp_path: Path) -> None:
    """A meeting without an end lasts two hours, as in the table of meetings."""
    path = with_calendars(tmp_path, committees="member,committee\nAnn Apple,Health Board\n")
    put(path, name, calendar(event("DTSTART;TZID=Europe/London:20261026T180000")))
    assert problem_of(path).meetings == (meeting("Health Board", "2026-10-26 18:00", "2026-10-26 20:00"),)


@pytest.mark.parametrize("name", ["council.ics", "Full Council.ics"])
def test_the_full_council_needs_no_table(name: str, tmp_path: Path) -> None:
    path = with_calendars(tmp_path)
    put(path, name)
    assert problem_of(path).meetings == (Meeting("council", moment("2026-07-01 10:00"), moment("2026-07-01 11:00")),)


def test_one_person_may_have_two_calendars(tmp_path: Path) -> None:
    path = with_calendars(tmp_path, members="id,name\nann,Ann Apple\n")
    put(path, "ann.ics")
    put(path, "Ann Apple.ics", JULY.replace(b"20260701", b"20260702"))
    assert [absence.start.day for absence in problem_of(path).absences] == [1, 2]


def test_a_calendar_of_nobody_is_a_fault_that_names_the_nearest(tmp_path: Path) -> None:
    path = with_calendars(tmp_path)
    put(path, "ann-aple.ics")
    assert faults_of(path) == [
        "calendars/ann-aple.ics: the name of this file is not the id or the name of a member, a host or a committee. "
        "Did you mean 'Ann Apple'?"
    ]


def test_a_calendar_of_two_is_a_fault(tmp_path: Path) -> None:
    path = with_calendars(tmp_path, committees="member,committee\nBob Brown,Ann Apple\n")
    put(path, "ann-apple.ics")
    (sentence,) = faults_of(path)
    assert "this is the name of a person and of a committee" in sentence


def test_a_calendar_that_cannot_be_read_is_a_fault_and_the_others_are_read(tmp_path: Path) -> None:
    """A rota drawn without it would send people where they cannot be."""
    path = with_calendars(tmp_path)
    put(path, "ann-apple.ics", b"<html>Sign in</html>")
    put(path, "bob-brown.ics", b"")
    assert [sentence.partition(": it is ")[0] for sentence in faults_of(path)] == [
        "calendars/ann-apple.ics: was not read",
        "calendars/bob-brown.ics: was not read",
    ]


def test_what_was_left_out_is_a_warning_with_file_event_and_reason(tmp_path: Path) -> None:
    path = with_calendars(tmp_path)
    bad = event("DTSTART:20260701T100000Z", "RRULE:FREQ=SECONDLY")
    put(path, "ann-apple.ics", calendar(event("DTSTART:20260701T100000Z", "DURATION:PT1H"), bad))
    put(path, "bob-brown.ics", calendar(*[bad] * 7))
    why = "it does not repeat by the day, week, month or year."
    reading = read(path)
    assert reading.warnings == (
        f"calendars/ann-apple.ics: event 2 was not read: {why}",
        f"calendars/bob-brown.ics: events 1, 2, 3, 4, 5 and 2 more were not read: {why}",
        "calendars/bob-brown.ics: there is no busy time in the rota's year. "
        "Check that it is the right calendar, and up to date.",
    )
    assert reading.problem is not None
    assert len(reading.problem.absences) == 1


def test_the_commands_tell_the_warnings_and_nothing_that_a_calendar_says(tmp_path: Path) -> None:
    path = with_calendars(tmp_path)
    put(path, "ann-apple.ics", calendar(event("DTSTART:20260701T100000Z", f"RRULE:{SECRET}")))
    checked, solved = run("check", str(path)), run("solve", str(path), "--out", str(tmp_path / "out"))
    assert "Warning: calendars/ann-apple.ics: event 1 was not read" in checked.stdout
    assert "Warning: calendars/ann-apple.ics: event 1 was not read" in solved.stderr
    written = b"".join(file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file())
    said = (checked.output + solved.output).encode() + written
    assert [word for word in SECRET.split() if word.encode() in said] == []


def test_what_is_no_calendar_in_the_folder_of_calendars_is_a_fault(tmp_path: Path) -> None:
    path = with_calendars(tmp_path)
    put(path, "ann-apple.zip")
    put(path, ".DS_Store")
    (path / "calendars" / "more").mkdir()
    remedy = "this is not a calendar. Save it as an .ics file, or take it out of the folder."
    assert faults_of(path) == [f"calendars/ann-apple.zip: {remedy}", f"calendars/more: {remedy}"]


def test_links_out_of_the_folder_and_what_is_no_file_are_faults(tmp_path: Path) -> None:
    path = with_calendars(tmp_path / "folder")
    (tmp_path / "secret").write_bytes(JULY)
    (path / "calendars" / "ann-apple.ics").symlink_to(tmp_path / "secret")
    (path / "calendars" / "bob-brown.ics").mkdir()
    assert faults_of(path) == [
        "calendars/ann-apple.ics: this is a link to a file outside the folder. Put the file itself there.",
        "calendars/bob-brown.ics: this is not a file of its own. Put the file itself there.",
    ]


def test_a_folder_of_calendars_that_is_a_link_or_a_file_is_a_fault(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    linked, plain = a_folder(tmp_path / "linked"), a_folder(tmp_path / "plain")
    (linked / "calendars").symlink_to(elsewhere)
    (plain / "calendars").write_text("")
    assert faults_of(linked) == ["calendars: this is a link to another folder. Put the calendars themselves there."]
    assert faults_of(plain) == [
        "calendars: this should be a folder with a calendar (.ics) for each person or committee."
    ]


def test_a_file_too_large_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = with_calendars(tmp_path)
    with (path / "calendars" / "ann-apple.ics").open("wb") as out:
        out.truncate(200 * 2**20)  # a sparse file: 200 MB of nothing, which takes no room
    assert faults_of(path) == [
        "calendars/ann-apple.ics: was not read: it has more than 32 MB. Export only the year of the rota."
    ]


def test_too_many_calendars_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 1)
    path = with_calendars(tmp_path)
    put(path, "ann-apple.ics")
    put(path, "bob-brown.ics")
    (sentence,) = faults_of(path)
    assert sentence.startswith("calendars: there are more than 1 calendars.")


def test_calendars_beside_a_workbook_are_read_as_those_in_a_folder_are(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "ann-apple.ics").write_bytes(JULY)
    book = problem_of(a_workbook(tmp_path / "rota.xlsx"))
    (absence,) = book.absences
    assert absence.person == "ann-apple"
    (tmp_path / "calendars" / "zed-zebra.ics").write_bytes(JULY)
    (sentence,) = faults_of(tmp_path / "rota.xlsx")
    assert sentence.startswith("calendars/zed-zebra.ics: ")


def test_a_stretch_within_the_hour_that_comes_twice_still_ends_after_it_starts() -> None:
    """01:50 BST to 01:10 GMT on 25 October is twenty minutes: 00:50 to 01:10 UTC."""
    start = moment("2026-10-25 01:50")
    end = start.astimezone(UTC) + timedelta(minutes=20)
    assert folder._in_london(start, end) == (moment("2026-10-25 01:50"), moment("2026-10-25 02:10"))


def test_a_real_calendar_of_school_holidays_reads_as_a_person_would_read_it(tmp_path: Path) -> None:
    """Whole days, last day included, of the year from 1 June 2026; half-term of May 2026 ends the day before.

    The bank holidays within a holiday are part of it; 3 May 2027 stands alone.
    """
    path = with_calendars(tmp_path)
    put(path, "ann-apple.ics", SHEFFIELD.read_bytes())
    assert problem_of(path).absences == (
        away("ann-apple", "2026-07-21", "2026-07-31"),
        away("ann-apple", "2026-08-01", "2026-08-31"),
        away("ann-apple", "2026-10-24", "2026-11-01"),
        away("ann-apple", "2026-12-19", "2027-01-03"),
        away("ann-apple", "2027-02-13", "2027-02-21"),
        away("ann-apple", "2027-03-26", "2027-04-11"),
        away("ann-apple", "2027-05-03"),
        away("ann-apple", "2027-05-29", "2027-06-06"),
    )
    assert Faults().found() == read(path).faults
