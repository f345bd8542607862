"""Files in memory show a reader exactly what the folder did, and are known by their contents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rota import source as sources
from rota.app.load import look_at, look_into
from rota.batch.job import READ
from rota.reading import write_starter
from rota.source import FileRefusedError, FolderSource, MappingSource, TooMuchError, held, zip_source
from tests.app.zips import zipped
from tests.batch.councils import councils, with_rules
from tests.cli.worlds import files_in


def packed(council: Path) -> MappingSource:
    """The council's files in memory."""
    return held(FolderSource(council), READ)


ICS = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"


def _link_to_outside(council: Path) -> None:
    (council.parent / "secret.csv").write_text("name\nSomebody\n")
    (council / "travel.csv").unlink()
    (council / "travel.csv").symlink_to(council.parent / "secret.csv")


def _link_of_settings(council: Path) -> None:
    (council / "rota.toml").rename(council.parent / "rota.toml")
    (council / "rota.toml").symlink_to(council.parent / "rota.toml")


def _link_of_calendars(council: Path) -> None:
    (council.parent / "theirs").mkdir()
    (council / "calendars").symlink_to(council.parent / "theirs")


def _calendars(council: Path) -> None:
    (council / "calendars").mkdir()
    (council / "calendars" / "nobody.ics").write_text(ICS)
    (council / "calendars" / "notes.txt").write_text("x")
    (council / "calendars" / "example-member-one.ics").symlink_to(council / "members.csv")


def _round(council: Path) -> None:
    (council / "interests.csv").unlink()
    (council / "interests.csv").symlink_to(council / "interests.csv")


def _folder_like_a_table(council: Path) -> None:
    (council / "weekly.csv").unlink()
    (council / "weekly.csv").mkdir()


SPOILT: dict[str, Callable[[Path], object]] = {
    "a table that is a link out of the folder": _link_to_outside,
    "settings that are one": _link_of_settings,
    "calendars that are one": _link_of_calendars,
    "a link that goes round": _round,
    "a folder named like a table": _folder_like_a_table,
    "calendars of nobody, notes among them": _calendars,
    "calendars that are a file": lambda council: (council / "calendars").write_text("x"),
    "a stray table": lambda council: (council / "memebrs.csv").write_text("name\n"),
    "a table of another program": lambda council: (council / "Teams.ods").write_text("x"),
    "no members": lambda council: (council / "members.csv").unlink(),
    "bank holidays that are none": lambda council: (council / "bank-holidays.json").write_text("[]"),
    "code that is not trusted": lambda council: with_rules(council, "RULES = ()\n"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_the_faults_are_those_of_the_folder(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    council = councils(tmp_path, "visits") / "visits"
    spoil(council)
    here = look_at(council, own_rules=False)
    assert here.faults
    assert look_into(packed(council)).faults == here.faults


def test_the_bytes_arrive_and_nothing_is_sent_that_no_reader_reads(tmp_path: Path) -> None:
    council = with_rules(councils(tmp_path, "visits") / "visits", "from our_rules import one\nRULES = ()\n")
    before = files_in(council)
    (council / "our_rules" / "__pycache__").mkdir()
    (council / "our_rules" / "__pycache__" / "x.pyc").write_bytes(b"x")
    for name in ("out", ".git"):
        (council / name).mkdir()
        (council / name / "rota.csv").write_text("private")
    (council / "photo.png").write_bytes(b"x" * 1000)
    assert packed(council).files == before | {"photo.png": b""}


def test_what_lies_outside_a_council_is_never_sent(tmp_path: Path) -> None:
    council = councils(tmp_path, "visits") / "visits"
    _link_to_outside(council)
    assert b"Somebody" not in b"".join(packed(council).files.values())


def _another_letter(file: Path) -> None:
    """As many bytes as before, and the mark at their beginning left alone."""
    file.write_bytes(file.read_bytes().replace(b"MASH", b"MASK"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter": lambda council: _another_letter(council / "teams.csv"),
    "a name": lambda council: (council / "travel.csv").rename(council / "travels.csv"),
    "a file more": lambda council: (council / "calendars").write_text(""),
    "a file less": lambda council: (council / "travel.csv").unlink(),
    "a rule": lambda council: with_rules(council, "RULES = ()\n"),
}


@pytest.mark.parametrize("made", CHANGES.values(), ids=CHANGES)
def test_the_digest_changes_with_what_is_read(tmp_path: Path, made: Callable[[Path], object]) -> None:
    council = councils(tmp_path, "visits") / "visits"
    before = packed(council).digest
    assert packed(council).digest == before
    made(council)
    assert packed(council).digest != before


def test_a_rota_written_into_the_councils_folder_changes_nothing(tmp_path: Path) -> None:
    council = councils(tmp_path, "visits") / "visits"
    before = packed(council).digest
    (council / "out").mkdir()
    (council / "out" / "rota.csv").touch()
    assert packed(council).digest == before


def test_no_more_is_read_than_may_be_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council = councils(tmp_path, "visits") / "visits"
    monkeypatch.setattr(sources, "MOST_BYTES", 2**20)
    with (council / "history.csv").open("wb") as file:
        file.truncate(2**20 + 1)
    with pytest.raises(TooMuchError, match="has more than 1 MB of tables and calendars"):
        packed(council)


@pytest.mark.parametrize("top", ["", "visits/"])
def test_a_zip_is_read_as_the_folder_was(tmp_path: Path, top: str) -> None:
    council = councils(tmp_path, "visits") / "visits"
    there, here = look_into(zip_source(zipped(council, top))).inputs, look_at(council, False).inputs
    assert there is not None
    assert here is not None
    assert (there.problem, there.rules, there.settings) == (here.problem, here.rules, here.settings)


def test_a_zip_that_is_none_or_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileRefusedError, match="not a zip that can be opened"):
        zip_source(b"PK, it says")
    council = councils(tmp_path, "visits") / "visits"
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    with pytest.raises(FileRefusedError, match="unpacks to more than"):
        zip_source(zipped(council))


def test_a_workbook_in_memory_is_read_as_the_file_was(tmp_path: Path) -> None:
    write_starter(tmp_path / "visits.xlsx")
    here = look_at(tmp_path / "visits.xlsx", False).inputs
    data = (tmp_path / "visits.xlsx").read_bytes()
    there = look_into(MappingSource({"visits.xlsx": data}, workbook="visits.xlsx")).inputs
    assert here is not None
    assert there is not None
    assert (there.problem, there.settings, there.warnings) == (here.problem, here.settings, here.warnings)
