"""School holidays from calendars and CSV files: a table of the folder, with terms and their turns left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from rota.domain import Closure
from tests.cli.worlds import files_in, run
from tests.reading.folders import TOML, a_folder, problem_of
from tests.support.builders import span

DATA = Path(__file__).resolve().parents[1] / "data"
LISTED = TOML + '\n[[school_holidays]]\nname = "Half term"\nstart = 2026-10-26\nend = 2026-10-30\n'


def a_calendar(*events: str) -> str:
    """A calendar of all-day events: "20261026/20261031/Half term", the end being the first day that is not in it."""
    listed = [
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{after}\r\n"
        f"SUMMARY:{title}\r\nEND:VEVENT\r\n"
        for number, (first, after, title) in enumerate(event.split("/") for event in events)
    ]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(listed)}END:VCALENDAR\r\n"


def take(folder: Path, content: str | bytes, name: str = "terms.csv") -> Result:
    file = folder.parent / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return run("import", "school-terms", file, "--into", folder)


def holidays(folder: Path) -> list[tuple[str, str, str]]:
    """The school holidays that the engine would know, in order."""
    return [(h.reason, *(str(end) for end in h.span.ends())) for h in problem_of(folder).school_holidays]


@pytest.mark.parametrize("name", ["DTSTART", "DTEND", "SUMMARY", "BEGIN"])
@pytest.mark.parametrize("fold", ["\r\n ", "\r\n\t"])
def test_a_calendar_folded_right_after_a_propertys_name_is_read(tmp_path: Path, name: str, fold: str) -> None:
    folder = a_folder(tmp_path / "council")
    text = a_calendar("20261026/20261031/Half term")
    folded = text.replace(f"\n{name}:", f"\n{name}{fold}:").replace(f"\n{name};", f"\n{name}{fold};")
    assert folded != text
    assert take(folder, folded, "terms.ics").exit_code == 0
    assert holidays(folder) == [("Half term", "2026-10-26", "2026-10-30")]


@pytest.mark.parametrize("before", ["  ", "\ufeff ", "\r\n\t"])
def test_a_calendar_with_blanks_before_it_is_one_whatever_its_name(tmp_path: Path, before: str) -> None:
    folder = a_folder(tmp_path / "council")
    assert take(folder, before + a_calendar("20261026/20261031/Half term"), "terms.txt").exit_code == 0
    assert holidays(folder) == [("Half term", "2026-10-26", "2026-10-30")]


def test_a_holiday_after_the_calendars_end_is_left_out_and_named(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council")
    text = a_calendar("20261026/20261031/Half term", "20261221/20270102/Christmas holidays")
    first, second = text.split("BEGIN:VEVENT")[1:]
    moved = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT{first}END:VCALENDAR\r\nBEGIN:VEVENT{second.replace('END:VCALENDAR', '')}"
    said = take(folder, moved, "terms.ics").stdout
    assert "Left out: event 2: it stands outside the calendar, after its last line (END:VCALENDAR)." in said
    assert holidays(folder) == [("Half term", "2026-10-26", "2026-10-30")]


def test_a_calendar_without_its_last_line_is_read_and_the_doubt_is_said(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council")
    text = a_calendar("20261026/20261031/Half term").replace("END:VCALENDAR", "")
    assert "terms.ics: the file does not end as a calendar does" in take(folder, text, "terms.ics").stdout


def test_a_real_calendar_reads_with_the_dates_a_person_would_expect(tmp_path: Path) -> None:
    """Three academic years: in each 7 holidays (summer in two parts) and 8 bank holidays, 45 in all."""
    folder = a_folder(tmp_path / "council")
    result = take(folder, (DATA / "sheffield_school_holidays.ics").read_bytes(), "schools.ics")
    assert result.stdout == "Added 45 school holidays, from 1 August 2025 to 31 July 2028.\n"
    found = holidays(folder)
    assert ("Sheffield: Christmas holiday", "2026-12-19", "2027-01-03") in found
    assert ("Sheffield: February half-term", "2027-02-13", "2027-02-21") in found
    assert ("Sheffield: Bank holiday", "2027-05-03", "2027-05-03") in found
    assert len(found) == 45


def test_importing_twice_changes_nothing_byte_for_byte(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council")
    take(folder, (DATA / "sheffield_school_holidays.ics").read_bytes(), "schools.ics")
    once = files_in(folder)
    again = take(folder, (DATA / "sheffield_school_holidays.ics").read_bytes(), "schools.ics")
    assert again.stdout == "Nothing to change: the tables have the file's 45 school holidays already.\n"
    assert again.stderr == "Nothing was written.\n"
    assert files_in(folder) == once


@pytest.mark.parametrize(
    "content",
    [
        "name,start,end\nHalf term,2026-10-26,2026-10-30\n",
        "academic_year,name,start,end\n2026-2027,Half term,2026-10-26,2026-10-30\n",
        "End,Start,School,Name,\n30/10/2026,26/10/2026,All,Half term,\n",
        a_calendar("20261026/20261031/Half term"),
    ],
)
def test_one_holiday_in_four_forms(tmp_path: Path, content: str) -> None:
    folder = a_folder(tmp_path / "council")
    assert take(folder, content).exit_code == 0
    assert (folder / "school_holidays.csv").read_bytes().decode("utf-8-sig") == (
        "name,start,end\r\nHalf term,2026-10-26,2026-10-30\r\n"
    )
    assert holidays(folder) == [("Half term", "2026-10-26", "2026-10-30")]


def test_explanations_in_brackets_are_no_turn_of_a_term(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council")
    row = "Christmas (derived from term ends 21 Dec / next commences 7 Jan),2026-12-22,2027-01-06\n"
    take(folder, f"name,start,end\n{row}")
    assert [found[1:] for found in holidays(folder)] == [("2026-12-22", "2027-01-06")]


@pytest.mark.parametrize(
    ("name", "start", "end", "why"),
    [
        ("Autumn term", "2026-09-02", "2026-10-23", "is a term"),
        ("Half term 1", "2026-09-02", "2026-10-23", "lasts 52 days"),
        ("Spring term starts", "2027-01-04", "2027-01-04", "starts or ends"),
        ("Half term ends", "2026-10-30", "2026-10-30", "starts or ends"),
        ("School breaks up for Easter", "2027-03-25", "2027-03-25", "starts or ends"),
        ("Last day of term", "2027-07-20", "2027-07-20", "starts or ends"),
        ("Summer holiday", "2027-05-20", "2027-09-01", "lasts 105 days"),
    ],
)
def test_what_is_no_holiday_is_left_out_and_named(tmp_path: Path, name: str, start: str, end: str, why: str) -> None:
    """2 September to 23 October is 29 + 23 = 52 days; 20 May to 1 September is 12 + 30 + 31 + 31 + 1 = 105."""
    folder = a_folder(tmp_path / "council")
    rows = f"name,start,end\n{name},{start},{end}\nEaster break,2027-03-26,2027-04-09\n"
    last = take(folder, rows).stdout.splitlines()[-1]
    assert last.startswith(f"Left out: '{name}' ")
    assert why in last
    assert [found[0] for found in holidays(folder)] == ["Easter break"]


def test_a_file_of_terms_alone_is_a_fault(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council")
    before = files_in(folder)
    result = take(folder, "name,start,end\nAutumn term,2026-09-02,2026-10-23\n")
    assert result.exit_code == 2
    assert "terms.csv: there are no school holidays in this file: 'Autumn term' is a term." in result.stderr
    assert files_in(folder) == before


def test_a_holiday_on_new_dates_is_moved_and_what_was_typed_stays(tmp_path: Path) -> None:
    typed = "name,start,end\nOwn name,2026-12-21,2027-01-01\nEaster,2027-03-29,2027-04-09\n"
    folder = a_folder(tmp_path / "council", school_holidays=typed)
    rows = "Christmas,2026-12-21,2027-01-01\nEASTER,2027-03-26,2027-04-09\nEaster,2028-04-10,2028-04-21\n"
    said = take(folder, f"name,start,end\n{rows}").stdout.splitlines()
    assert said == [
        "Easter: now 26 March 2027 to 9 April 2027; before, 29 March 2027 to 9 April 2027.",
        "Added 1 school holiday, from 10 April 2028 to 21 April 2028.",
    ]
    assert (folder / "school_holidays.csv").read_text() == (
        "name,start,end\nOwn name,2026-12-21,2027-01-01\nEaster,2027-03-26,2027-04-09\nEaster,2028-04-10,2028-04-21\n"
    )


def test_what_rota_toml_lists_is_not_listed_again_and_both_hold(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", toml=LISTED)
    take(folder, "name,start,end\nAutumn half term,2026-10-26,2026-10-30\nEaster,2027-03-29,2027-04-09\n")
    assert holidays(folder) == [("Half term", "2026-10-26", "2026-10-30"), ("Easter", "2027-03-29", "2027-04-09")]


def test_the_table_alone_is_read_as_any_other(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "council", school_holidays="Name,Start,End\nInset,2026-09-01,\n")
    assert problem_of(folder).school_holidays == (Closure(span("2026-09-01", "2026-09-01"), "Inset"),)


def test_events_that_cannot_be_holidays_are_left_out_by_number(tmp_path: Path) -> None:
    """The second is timed, the third repeats, the fourth is cancelled, the fifth has no start."""
    good = a_calendar("20261026/20261031/Half term")
    extra = (
        "BEGIN:VEVENT\r\nDTSTART:20261102T090000Z\r\nSUMMARY:Inset\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261102\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Inset\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261102\r\nSTATUS:CANCELLED\r\nSUMMARY:Inset\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nSUMMARY:Inset\r\nEND:VEVENT\r\n"
    )
    folder = a_folder(tmp_path / "council")
    said = take(folder, good.replace("END:VCALENDAR", f"{extra}END:VCALENDAR"), "s.ics").stdout.splitlines()[-1]
    assert all(f"event {number}: " in said for number in (2, 3, 4, 5))
    assert holidays(folder) == [("Half term", "2026-10-26", "2026-10-30")]


def test_an_event_without_an_end_is_a_day_and_one_at_midnight_is_days(tmp_path: Path) -> None:
    events = (
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260907\r\nSUMMARY:Inset\\, all schools\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART:20261026T000000\r\nDTEND:20261031T000000\r\nSUMMARY:Half\r\n  term\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270215\r\nDURATION:P5D\r\nEND:VEVENT\r\n"
    )
    folder = a_folder(tmp_path / "council")
    take(folder, a_calendar().replace("END:VCALENDAR", f"{events}END:VCALENDAR"), "s.ics")
    assert holidays(folder) == [
        ("Inset, all schools", "2026-09-07", "2026-09-07"),
        ("Half term", "2026-10-26", "2026-10-30"),
        ("School holiday", "2027-02-15", "2027-02-19"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("s.ics", b"<html><body>Sign in</body></html>", "this calendar was not read: it is a web page"),
        ("s.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "it is cut short"),
        ("s.ics", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000, "it is cut short"),
        ("s.ics", a_calendar().encode(), "there are no school holidays in this file"),
        ("s.ics", b" " * (3 * 2**20), "more than 2 MB"),
        ("s.csv", b"<html><body>Sign in</body></html>", "this is a web page, not a CSV file"),
        ("s.csv", b'name,start,end\n"Half,2026-10-26', "a quotation mark"),
        ("s.csv", b"name;start;end\nHalf;2026-10-26;\n", "not separated by commas"),
        ("s.csv", b"name,end\nHalf,2026-10-26\n", "this column is missing"),
        ("s.csv", b"name,start,end\nHalf,26/13/2026,\n", "s.csv, row 2, column 'start': '26/13/2026' is not a date"),
        ("s.csv", b"name,start,end\nHalf,2026-10-26,2026-10-20\n", "comes before 'start'"),
        ("s.csv", b"name,start,end\n=Half,2026-10-26,\n", "as a formula does"),
        ("s.csv", b"", "there is nothing in it"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    folder = a_folder(tmp_path / "council")
    before = files_in(folder)
    result = take(folder, content, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert files_in(folder) == before


def test_a_name_of_a_holiday_cannot_become_another_row(tmp_path: Path) -> None:
    """Quotation marks and commas in a title stay in its cell."""
    folder = a_folder(tmp_path / "council")
    take(folder, a_calendar('20261026/20261031/"Half term"\\, 2026-01-01\\,2026-12-31\\nEaster'), "s.ics")
    (found,) = problem_of(folder).school_holidays
    assert found == Closure(span("2026-10-26", "2026-10-30"), '"Half term", 2026-01-01,2026-12-31 Easter')
    assert found.span.ends() == (date(2026, 10, 26), date(2026, 10, 30))
