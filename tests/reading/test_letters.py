"""Letters and signs of names: what is guessed is said with a name, and what could not be written back is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rota.reading import Reading, read
from tests.cli.worlds import a_council, run
from tests.reading.folders import a_folder


def with_six_called(folder: Path, name: str, encoding: str) -> Reading:
    council = a_council(folder)
    for file in council.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        if "Example Member Six" in text:
            file.write_bytes(text.replace("Example Member Six", name).encode(encoding))
    return read(council)


GUESS = "is a guess: the file is not UTF-8, and is read as Windows-1252. If that is wrong: "
SAVE = "Save the file again as 'CSV UTF-8'."


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
