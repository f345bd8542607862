"""Bad tables and settings: what, where, the value and the remedy in a sentence, exit codes 1 and 2, nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.cli.worlds import STILL, a_council, change, files_in, quietly_ended, run

Edit = Callable[[Path], object]


def put(name: str, content: str | bytes) -> Edit:
    """Writes a file of the council."""
    return lambda council: (council / name).write_bytes(content.encode() if isinstance(content, str) else content)


def setting(before: str, after: str) -> Edit:
    """Changes rota.toml."""
    return lambda council: change(council / "rota.toml", before, after)


def cleared(file: Path) -> Path:
    """The place where the file was."""
    file.unlink()
    return file


def tree(folder: Path) -> dict[str, bytes | int]:
    """All that is in the folder: small files by their bytes, large ones and folders by their size."""
    small = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.stat().st_size < 10**6}
    return {str(path): small.get(path, path.lstat().st_size) for path in folder.rglob("*")}


def refused(council: Path) -> str:
    """What ``rota check`` says, which must be no, once ``rota solve`` has said the same and written nothing."""
    before = tree(council.parent)
    checked, solved = run("check", council), run("solve", council)
    assert (checked.exit_code, solved.exit_code) == (1, 2), checked.output + solved.output
    assert quietly_ended(checked)
    assert quietly_ended(solved)
    assert (checked.stderr, solved.stdout) == ("", "")
    assert checked.stdout == solved.stderr
    assert "Traceback" not in checked.stdout
    assert tree(council.parent) == before
    return checked.stdout


ABSENCE = "person,start,end\nExample Member One,{},{}\n"
NEVER = "is not a date. Write it like 2026-06-30."
NO_TOML = "rota.toml: this cannot be read as TOML:"
NO_TABLE = "rota.toml, setting 'visits': this is one value where a table belongs. Write [visits] on a line"
TEXT = "is not a whole number. Write a number from 5 to 600."

BAD: dict[str, tuple[Edit, str]] = {
    "a missing table": (
        lambda council: (council / "members.csv").unlink(),
        "members.csv: this file is missing. 'rota new' writes one to start from.",
    ),
    "missing settings": (
        lambda council: (council / "rota.toml").unlink(),
        "rota.toml: this file is missing. 'rota new' writes one to start from.",
    ),
    "a folder where a table belongs": (
        lambda council: cleared(council / "travel.csv").mkdir(),
        "travel.csv: this is not a file of its own. Put the file itself there.",
    ),
    "a link in a circle": (
        lambda council: cleared(council / "travel.csv").symlink_to("travel.csv"),
        "travel.csv: this is not a file of its own. Put the file itself there.",
    ),
    "an unknown column": (
        put("absences.csv", "person,strat,end\nExample Member One,2027-07-01,2027-07-02\n"),
        "absences.csv, row 1, column 'strat': this is not a column of 'absences'. Did you mean 'start'?",
    ),
    "a duplicate id": (
        put("members.csv", "id,name\nann,Ann Apple\nANN,Bob Brown\n"),
        "members.csv, row 3, column 'id': 'ANN' is already a member, in row 2. Keep one of the two.",
    ),
    "names that give one id": (
        put("members.csv", "name\nAnn-Lee Cole\nann  lee COLE\n"),
        "members.csv, row 3, column 'name': 'ann  lee COLE' is already a member, in row 2. Keep one of the two. "
        "If they are two people, give each an id.",
    ),
    "an unknown member in absences": (
        put("absences.csv", "person,start,end\nExmaple Member One,2027-07-01,2027-07-02\n"),
        "absences.csv, row 2, column 'person': 'Exmaple Member One' is not a member or a host in members or teams. "
        "Did you mean 'Example Member One'?",
    ),
    "a day that no month has": (
        put("absences.csv", ABSENCE.format("31/06/2027", "2027-07-02")),
        f"absences.csv, row 2, column 'start': '31/06/2027' {NEVER}",
    ),
    "an end before a start": (
        put("absences.csv", ABSENCE.format("2027-07-05", "2027-07-02")),
        "absences.csv, row 2, column 'end': '2027-07-02' comes before 'start', 2027-07-05. Change one of the two.",
    ),
    "the month first": (put("absences.csv", ABSENCE.format("07/31/2027", "")), f"column 'start': '07/31/2027' {NEVER}"),
    "a year of two digits": (
        put("absences.csv", ABSENCE.format("05/07/27", "")),
        "column 'start': '05/07/27' has not a year of four digits. Write it like 2026-06-30.",
    ),
    "the year 1": (
        put("history.csv", "member,team,date\nExample Member One,MASH,0001-01-01\n"),
        "history.csv, row 2, column 'date': '0001-01-01' is outside the years 1930 to 2100. Check the year.",
    ),
    "the year 9999": (
        put("weekly.csv", "person,day,start,end,until\nExample Member One,Monday,9:00,10:00,9999-12-31\n"),
        "weekly.csv, row 2, column 'until': '9999-12-31' is outside the years 1930 to 2100. Check the year.",
    ),
    "a rota published of another year": (
        put("published.csv", "visit,date,start,member\nmash-1,2025-10-14,10:00,Example Member One\n"),
        "published.csv, row 2, column 'date': '2025-10-14' is not in the year, 2027-06-01 to 2028-05-31.",
    ),
    "a formula in a name": (
        put("members.csv", 'name\n"=HYPERLINK(""http://x"")"\n'),
        "members.csv, row 2, column 'name': '=HYPERLINK(\"http://x\")' begins with '=', as a formula does. "
        "Write the words alone",
    ),
    "a name of 10,000 characters": (
        put("members.csv", "name\n" + "x" * 10_000 + "\n"),
        "is 10,000 characters long. Shorten it to 200 or fewer.",
    ),
    "a name with a line break": (
        put("members.csv", 'name,group\r\n"Ann\r\nApple",Red\r\n'),
        "members.csv, row 2, column 'name': 'Ann··Apple' has a line break or a control character in it.",
    ),
    "a name that turns text round": (
        put("members.csv", "name\nevil\u202egnp\n"),
        "'evil·gnp' has a line break or a control character in it. Type it again on one line.",
    ),
    "a name of dots": (
        put("members.csv", "name\n..\n"),
        "members.csv, row 2, column 'name': '..' has neither letters nor digits. Give an id such as member-1.",
    ),
    "semicolons": (
        put("members.csv", "name;group\nAnn Apple;Red\n"),
        "members.csv, row 1: the columns are not separated by commas. Save the file again as 'CSV UTF-8",
    ),
    "tabs": (put("members.csv", "name\tgroup\nAnn\tRed\n"), "members.csv, row 1: the columns are not separated by"),
    "Excel's Unicode text": (
        put("members.csv", "name\tgroup\nAnn Apple\tRed\n".encode("utf-16")),
        "members.csv: this is not plain text: it has NUL bytes in it. Save the file again as 'CSV UTF-8'.",
    ),
    "an open quotation mark": (
        put("members.csv", 'name,group\nAnn,Red\n"Bob,Red\nCat,Red\n'),
        "members.csv, row 3: this row is not a row of cells. Look for a quotation mark",
    ),
    "settings that are rubbish": (
        put("rota.toml", "this is { not [ toml"),
        f"{NO_TOML} line 1 has no = after the name",
    ),
    "settings in binary": (put("rota.toml", b"\x00\x01\xff\xfe" * 500), "rota.toml: this is not plain text:"),
    "settings nested deeply": (put("rota.toml", "a = " + "[" * 100_000), f"{NO_TOML} a value is too long or nested"),
    "a key of 20,000 parts": (put("rota.toml", "a" + ".a" * 20_000 + " = 1"), "rota.toml: this is too long, or nested"),
    "huge settings": (put("rota.toml", "# " + "x" * 2**20), "rota.toml: this is too long, or nested too deeply"),
    "a text for a table": (put("rota.toml", 'visits = "often"'), NO_TABLE),
    "a number for a rule": (
        setting('packages = ["constraints"]', "week_limit = 3"),
        "rota.toml, setting 'rules.week_limit': this is one value where a table belongs. Write [rules.week_limit]",
    ),
    "a list in a list": (
        setting("[2028-05-04]", "[[2028-05-04], 2028-05-05]"),
        "rota.toml, setting 'election.polls': this has a list or a table inside its list. Write name = [one, two].",
    ),
    "a rule misspelt": (
        setting("[rules.fair_share]", "[rules.fare_shair]"),
        "rota.toml, [rules.fare_shair]: there is no rule 'fare_shair'. Did you mean 'fair_share'?",
    ),
    "a negative number": (
        setting("points_per_squared_load = 100", "points_per_squared_load = -100"),
        "rota.toml, [rules.fair_share], points_per_squared_load: -100 is not a whole number of at least 0.",
    ),
    "a year of 50 years": (
        setting("end = 2028-05-31", "end = 2077-05-31"),
        "rota.toml, setting 'year.end': '2077-05-31' is 18,263 days after the start. A rota is for one year",
    ),
    "a year that ends before it starts": (
        setting("end = 2028-05-31", "end = 2026-05-31"),
        "rota.toml, setting 'year.end': '2026-05-31' comes before 'year.start', 2027-06-01. Change one of the two.",
    ),
    "a year of no known bank holidays": (
        lambda council: change(council / "rota.toml", "2028-05-31", "2029-05-31"),
        "rota.toml, setting 'year.end': '2029-05-31' is outside the years whose bank holidays are known, 2012 to 2028.",
    ),
    "sessions at one time": (
        setting('afternoon = "14:00"', 'afternoon = "10.00"'),
        "sessions.afternoon of rota.toml, setting 'start': '10.00' is when 'morning' starts too. Keep one of the two.",
    ),
    "1,000 sessions": (
        setting("[sessions]", "[sessions]\n" + "".join(f's{n} = "9:00"\n' for n in range(1000))),
        "there are more than 24 sessions in a day. Keep those that are used.",
    ),
    "visits of no length": (setting("minutes = 60", "minutes = 0"), "'0' is out of range. Write a number from 5 to"),
    "visits of weeks": (setting("minutes = 60", "minutes = 100000"), "'100000' is out of range. Write a number from 5"),
    "a truth for a number": (setting("minutes = 60", "minutes = true"), f"setting 'visits.minutes': 'yes' {TEXT}"),
}


@pytest.mark.parametrize(("edit", "said"), BAD.values(), ids=BAD)
def test_bad_input_is_said_so_that_an_officer_can_act(tmp_path: Path, edit: Edit, said: str) -> None:
    council = a_council(tmp_path / "visits")
    edit(council)
    assert said in refused(council)


def test_a_csv_file_of_200_mb_is_not_read(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    with (council / "absences.csv").open("r+b") as file:
        file.truncate(200 * 2**20)  # sparse: it takes no room
    assert refused(council).startswith("absences.csv: the file has more than 20 MB. Keep only the rows of this rota.")


def test_faults_of_tables_and_of_rules_are_counted_together(tmp_path: Path) -> None:
    """30 rules that do not exist and one bad date: 31 faults, of which 20 are shown."""
    council = a_council(tmp_path / "visits")
    put("absences.csv", ABSENCE.format("31/06/2027", ""))(council)
    with (council / "rota.toml").open("a", encoding="utf-8") as file:
        file.write("".join(f"[rules.fair_shar{number}]\n" for number in range(30)))
    lines = refused(council).splitlines()
    assert (len(lines), lines[-1]) == (21, "These are the first 20 of 31 faults. 'rota check --all' shows every one.")


@pytest.mark.parametrize(
    "written", ["2027-07-05", "05/07/2027", "5.7.2027", "5-7-2027", "5 July 2027", "05-Jul-2027", "46573"]
)
def test_a_date_as_text_is_understood_however_it_is_written(tmp_path: Path, written: str) -> None:
    """5 July 2027 is day 46,573 of Excel: 46,204 is 1 July 2026, 365 days later it is 2027, and 4 more."""
    council = a_council(tmp_path / "visits")
    put("absences.csv", ABSENCE.format(written, "2027-07-04"))(council)
    assert "'2027-07-04' comes before 'start', 2027-07-05." in refused(council)


def test_rows_without_content_are_passed_over_and_do_not_shift_the_numbers(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    put("absences.csv", "person,start,end\n,,\n\n  , ,\nNobody,2027-07-01,\n")(council)
    assert "absences.csv, row 5, column 'person': 'Nobody' is not a member" in refused(council)


def a_workbook(file: Path, edit: Callable[[Workbook], object]) -> Path:
    """The starter workbook, edited."""
    run("new", file)
    book = load_workbook(file)
    edit(book)
    book.save(file)
    return file


SHEETS: dict[str, tuple[Callable[[Workbook], object], str]] = {
    "a missing sheet": (
        lambda book: book.remove(book["teams"]),
        "visits.xlsx: the sheet 'teams' is missing. 'rota new",
    ),
    "a sheet misspelt": (
        lambda book: book.create_sheet("absenses").append(["person"]),
        "'absenses' is not a table of the rota. Did you",
    ),
    "a formula in a name": (
        lambda book: book["members"].cell(3, 2, '=A1&"x"'),
        "visits.xlsx, sheet 'members', row 3: cell B3 has a formula in it. Copy it and paste it as a value.",
    ),
    "merged cells": (
        lambda book: book["members"].merge_cells("C2:C4"),
        "visits.xlsx, sheet 'members', row 2: cells C2 to C4 are merged. Unmerge them and fill in each cell.",
    ),
    "a rule misspelt": (
        lambda book: book["rules"].append(["fare_share", "points_per_squared_load", 3]),
        "visits.xlsx, sheet 'rules', rule 'fare_share': there is no rule 'fare_share'. Did you mean 'fair_share'?",
    ),
    "1,000 faults": (
        lambda book: [book["interests"].append([f"Nobody {n}", "MASH"]) for n in range(998)],
        "sheet 'interests', row 3, column 'member': 'Nobody 0' is not a member in members.",
    ),
}


@pytest.mark.full
@pytest.mark.parametrize(("edit", "said"), SHEETS.values(), ids=SHEETS)
def test_a_bad_workbook_is_said_by_sheet_and_row(tmp_path: Path, edit: Callable[[Workbook], object], said: str) -> None:
    shown = refused(a_workbook(tmp_path / "visits.xlsx", edit))
    assert said in shown
    assert len(shown.splitlines()) <= 21


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "visits.xlsx"
    file.write_bytes(b"name,group\nAnn,Red\n")
    assert refused(file).startswith("visits.xlsx: this is not an Excel workbook, whatever its name says. Open it in")


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    """Its directory says 4 GB; it holds 1 MB, and whoever unpacked it would find that it lies."""
    file = tmp_path / "visits.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<a/>")
        book.writestr("xl/worksheets/sheet1.xml", bytes(2**20))
    data = bytearray(file.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (4 * 10**9).to_bytes(4, "little")
    file.write_bytes(data)
    assert refused(file).startswith("visits.xlsx: this workbook unpacks to more than 64 MB.")


def _bare_numbers(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    book["absences"].cell(2, 2).value = 45_000
    book["absences"].cell(2, 2).number_format = "General"


def test_a_bare_number_in_a_workbook_that_counts_from_1904_is_not_taken_for_a_date(tmp_path: Path) -> None:
    """Day 45,000 is 15 March 2027 there and 15 March 2023 elsewhere: four years would be lost in silence."""
    shown = refused(a_workbook(tmp_path / "visits.xlsx", _bare_numbers))
    assert "sheet 'absences', row 2: '45000' is a number where this workbook, which counts days from 1904" in shown


def test_dates_are_the_same_in_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    run("new", tmp_path / "usual.xlsx")
    other = a_workbook(tmp_path / "mac.xlsx", lambda book: setattr(book, "epoch", CALENDAR_MAC_1904))
    run("solve", tmp_path / "usual.xlsx", "--out", tmp_path / "one")
    run("solve", other, "--out", tmp_path / "two")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two") != {}


def _backwards(file: Path) -> None:
    """The columns and the rows of a table in the opposite order."""
    heading, *rows = [line.split(",")[::-1] for line in file.read_text(encoding="utf-8-sig").splitlines()]
    file.write_text("".join(",".join(row) + "\n" for row in [heading, *rows[::-1]]), encoding="utf-8")


def test_the_order_of_rows_and_columns_and_the_case_of_names_do_not_change_the_rota(tmp_path: Path) -> None:
    council, other = a_council(tmp_path / "one"), a_council(tmp_path / "other")
    for file in other.glob("*.csv"):
        _backwards(file)
    change(other / "absences.csv", "Example Member One", "EXAMPLE  member-ONE")
    change(other / "history.csv", "MASH", "Mash")
    run("solve", council)
    run("solve", other)
    assert files_in(council / "out") == files_in(other / "out") != {}


BOTH = f"{STILL}; from rota.cli import main; one, out, two = sys.argv[1:]; \
main(['solve', one, '--out', out], standalone_mode=False); main(['check', two])"


def _in_a_process(seed: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """A rota and faults by a Python of its own, in which sets are ordered by the seed."""
    command = [sys.executable, "-c", BOTH, *map(str, paths)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed}
    )


@pytest.mark.full
def test_two_processes_write_the_same_bytes_and_say_the_same_faults(tmp_path: Path) -> None:
    council, faulty = a_council(tmp_path / "visits"), a_council(tmp_path / "faulty")
    change(faulty / "rota.toml", 'name = "Example staff day"', "a = 1\nb = 1\nc = 1\nd = 1")
    one, two = (_in_a_process(seed, council, tmp_path / seed, faulty) for seed in ("1", "2"))
    assert files_in(tmp_path / "1") == files_in(tmp_path / "2") != {}
    assert (one.returncode, one.stderr) == (1, "")
    assert one.stdout.replace(f"{tmp_path / '1'}", f"{tmp_path / '2'}") == two.stdout
    assert "rota.toml" in one.stdout


ODD_NAMES = (
    "../../etc/passwd",
    "CON",
    "Siân Ŵyn 😀",
    "مريم الأحمد",
    "李小龍",
    "<script>alert(1)</script>",
    "x" * 200,
)


def test_odd_names_are_borne_through_to_every_file_and_lead_nowhere_else(tmp_path: Path) -> None:
    """Names like paths, of no Latin letter, of 200 characters: each has a calendar inside the folder, and is shown."""
    council = a_council(tmp_path / "visits")
    names = ("Example Member Seven", *ODD_NAMES)  # no fewer invented ones, or the example would be left out
    with (council / "members.csv").open("a", encoding="utf-8") as file:
        file.write("".join(f",{name},Example Party,East Ward,,,,,2027-05-10,,2027-05-10,,,\n" for name in names))
    with (council / "fixed.csv").open("a", encoding="utf-8") as file:
        file.write(
            "".join(f"Corporate parenting,{n},,,{name},\n" for n, name in ((1, ODD_NAMES[2]), (2, ODD_NAMES[3])))
        )
    before = tree(tmp_path)
    assert run("solve", council).exit_code == 0
    after = tree(tmp_path)
    out = f"{council / 'out'}"
    assert all(path == out or path.startswith(f"{out}/") for path in after.keys() - before.keys())
    assert {path: after[path] for path in before} == before
    calendars = sorted(path.name for path in (council / "out" / "calendars").iterdir())
    assert len([name for name in calendars if name.startswith("member-")]) == 7 + len(ODD_NAMES)
    assert all(name.isascii() and len(name) < 100 for name in calendars)
    assert run("audit", council, council / "out" / "rota.csv").exit_code == 0
    shown = (council / "out" / "rota.csv").read_text(encoding="utf-8") + (council / "out" / "rota.html").read_text()
    assert all(shown.count(name) >= 2 for name in ODD_NAMES[2:4])
    assert "<script>" not in shown.replace(",<script>", "")
