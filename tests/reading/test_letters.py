"""Letters and signs of names: what is guessed is said with a name, and what could not be written back is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.reading import Reading, read
from rota.reading.open_tables import open_tables
from rota.tables.faults import Faults
from rota.tables.schema import ABSENCES
from tests.cli.worlds import a_council, change, run
from tests.reading.folders import a_folder


def with_six_called(folder: Path, name: str, encoding: str) -> Reading:
    council = a_council(folder)
    for file in council.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        if "Example Member Six" in text:
            file.write_bytes(text.replace("Example Member Six", name).encode(encoding))
    return read(council)


GUESS = "is a guess: the file is not UTF-8, and is read as Windows-1252. If that is wrong: "
SAVE = (
    "Save the file again as 'CSV UTF-8'. Or name its letters below [council] in rota.toml, like encoding = "
    '"mac-roman".'
)


@pytest.mark.parametrize(
    ("name", "encoding", "shown"),
    [
        ("Zoë Öl", "cp1252", "Zoë"),
        ("Seán Óg", "cp1252", "Seán"),
        ("Zoë Öl", "mac_roman", "Zo\u2018"),  # a Mac's ë is Windows' left quotation mark: the officer sees it is wrong
        ("Ann O\u2019Hare", "cp1252", "O\u2019Hare"),
    ],
)
def test_letters_that_are_guessed_are_said_with_a_name(tmp_path: Path, name: str, encoding: str, shown: str) -> None:
    (warning,) = with_six_called(tmp_path / "visits", name, encoding).warnings
    assert "members.csv, row 7" in warning
    assert warning.endswith(f": '{shown}' {GUESS}{SAVE}")


def told(council: Path, encoding: str) -> None:
    change(council / "rota.toml", 'name = "Example Council"', f'name = "Example Council"\nencoding = "{encoding}"')


@pytest.mark.parametrize(
    ("name", "encoding", "named"),
    [
        ("Zoë Öl", "mac_roman", "mac-roman"),
        ("Łucja Żak", "cp1250", "windows-1250"),
        ("Seán Óg", "cp850", "cp850"),
        ("Zoë Öl", "cp1252", "Windows-1252"),
    ],
)
def test_letters_that_are_named_are_not_guessed(tmp_path: Path, name: str, encoding: str, named: str) -> None:
    """What the warning says of them, done: the name is as it was typed, there is no word, and it is written back so."""
    council = tmp_path / "visits"
    with_six_called(council, name, encoding)
    told(council, named)
    found = read(council)
    assert found.problem is not None
    assert found.warnings == ()
    assert name in {member.name for member in found.problem.members}
    (council / "absences.csv").write_bytes(f"person,start,end\n{name},2027-07-05,2027-07-09\n".encode(encoding))
    tables = open_tables(council, Faults())
    table = tables.open(ABSENCES, Faults()) if tables else None
    assert tables is not None
    assert table is not None
    table.edit.add({"person": "Example Member One", "start": "2027-08-02", "end": "2027-08-06"})
    assert f"{name},2027-07-05" in tables.changed()["absences.csv"].decode(encoding)


def test_letters_that_are_named_and_are_not_those_are_a_fault(tmp_path: Path) -> None:
    council = tmp_path / "visits"
    with_six_called(council, "Zoë Öl", "cp1252")
    told(council, "utf-8")
    faults = [fault.sentence for fault in read(council).faults]
    assert f"members.csv: the letters in this file are not those of utf-8. {SAVE}" in faults
    change(council / "rota.toml", '"utf-8"', '"utf-9"')
    (fault, *_) = [fault for fault in read(council).faults if fault.column == "council.encoding"]
    assert "'utf-9' is not one of 'windows-1252', 'windows-1250'" in fault.sentence


@pytest.mark.parametrize("kind", ["committees", "school-terms"])
def test_letters_of_a_file_that_is_imported_are_not_guessed_in_silence(tmp_path: Path, kind: str) -> None:
    members = "name\nAnn Apple\nBen Birch\n"
    council = a_folder(tmp_path / "visits", members=members)
    rows = {
        "committees": "member,committee\nAnn Apple,Café Panel\n",
        "school-terms": "name,start,end\nCafé half term,2028-02-14,2028-02-18\n",
    }
    file = tmp_path / f"{kind}.csv"
    file.write_bytes(rows[kind].encode("mac_roman"))
    guessed = run("import", kind, file, "--into", council)
    assert "is read as Windows-1252. If that is wrong: Save the file again as 'CSV UTF-8'. Or" in guessed.output
    council = a_folder(tmp_path / "again", members=members)
    named = run("import", kind, file, "--into", council, "--encoding", "mac-roman")
    assert (named.exit_code, "Windows-1252" in named.output) == (0, False)
    table = "committees.csv" if kind == "committees" else "school_holidays.csv"
    assert "Café" in (council / table).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("name", "first"), [("Zoë Öl", "Zoë"), ("Seán Óg", "Seán"), ("Ffîon Prŷs", "Ffîon")])
def test_utf_8_that_was_read_as_windows_letters_before_is_said(tmp_path: Path, name: str, first: str) -> None:
    """Saved by a program that took UTF-8 for cp1252: the file itself is whole, and the name is not."""
    spoilt = name.encode().decode("cp1252", "ignore")
    warnings = with_six_called(tmp_path / "visits", spoilt, "utf-8").warnings
    assert any(f"looks like '{first}' that another program has read in the wrong letters" in one for one in warnings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("name", ["Zoë Öl", "Seán Ó Conaill", "Łucja Nowak", "Siân Ŵyn", "李明"])
def test_letters_that_are_sure_need_no_word(tmp_path: Path, name: str, encoding: str) -> None:
    assert with_six_called(tmp_path / "visits", name, encoding).warnings == ()


@pytest.mark.parametrize(
    ("table", "rows", "column", "value"),
    [
        ("members", "name,group\nAnn;=1+1,Red\n", "name", "Ann;=1+1"),
        ("members", "name,group\nAnn Apple; Bob Brown,Red\n", "name", "Ann Apple; Bob Brown"),
        ("teams", "name,kind,host\nMASH; East,mash,Meg\n", "name", "MASH; East"),
        ("teams", "name,kind,host\nMASH,mash,Meg; Max\n", "host", "Meg; Max"),
    ],
)
def test_a_name_with_what_stands_between_names_is_refused(
    tmp_path: Path, table: str, rows: str, column: str, value: str
) -> None:
    """Our own export would have a cell that is read back as two people."""
    faults = [fault.sentence for fault in read(a_folder(tmp_path / "c", **{table: rows})).faults]
    said = f"'{value}' has ; in it, which stands between several names. Write one name, without it."
    assert f"{table}.csv, row 2, column '{column}': {said}" in faults


def test_of_several_names_each_could_stand_by_itself(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "c", teams="name,kind,host,deputy\nMASH,mash,Meg,Max;=1+1\n")
    said = "teams.csv, row 2, column 'deputy': 'Max;=1+1' begins with '=', as a formula does."
    assert any(fault.sentence.startswith(said) for fault in read(folder).faults)


def test_a_session_in_the_hour_that_the_clocks_skip_is_said(tmp_path: Path) -> None:
    """28 March 2027 has no 01:30; 31 October has two. Nobody visits then: the time is a slip, and is told as one."""
    council = a_council(tmp_path / "visits")
    toml = council / "rota.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace('afternoon = "14:00"', 'afternoon = "01:30"'), encoding="utf-8"
    )
    assert "in the night or early morning" in run("check", council).output


def test_an_absence_until_2072_is_said(tmp_path: Path) -> None:
    council = a_council(tmp_path / "visits")
    (council / "absences.csv").write_text("person,start,end\nExample Member Five,2027-07-05,2072-07-16\n")
    said = "Warning: absences.csv, row 2, column 'end': '2072-07-16' is more than two years after 'start'"
    assert said in "".join(run("check", council).output)
