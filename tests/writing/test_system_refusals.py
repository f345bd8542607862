"""What the system refuses is said in our words, in one place: none of its own, whatever the number."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from rota.text.system_refusals import cause, refused
from tests.architecture.sources import ROOT
from tests.cli.by_hand import by_hand
from tests.cli.worlds import a_council, files_in, quietly_ended, run


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_number_is_said_in_the_systems_words(number: int) -> None:
    """All that this system knows: 130 and more on Linux."""
    said = refused(OSError(number, os.strerror(number), "x"), "visits", "read")
    assert said.startswith("visits cannot be read: ")
    assert said.endswith(".")
    assert os.strerror(number).casefold() not in said.casefold()
    assert errno.errorcode[number] not in said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full. Make room, or name another place."),
        (errno.EACCES, "you are not allowed to. Check who may use it, or name another place."),
        (errno.EROFS, "it is on a disk that can only be read. Name another place."),
        (errno.ENAMETOOLONG, "its name is too long. Name it shorter."),
        (errno.ENOENT, "it is not there, or not any more. Check the path."),
        (errno.EISDIR, "it is a folder, not a file. Check the path."),
        (errno.EBUSY, "another program has it open. Close it there, and give the command again."),
        (errno.ENOTTY, f"the system refuses it (number {errno.ENOTTY}). See to the disk and to who may use it."),
    ],
)
def test_the_usual_causes_have_a_way_out(number: int, said: str) -> None:
    assert refused(OSError(number, "words of the system"), "visits", "written") == f"visits cannot be written: {said}"


def test_a_file_that_excel_has_open_on_windows_is_told_from_one_that_is_forbidden() -> None:
    class SharingError(PermissionError):
        winerror = 32

    assert cause(SharingError(errno.EACCES, "Permission denied")).why == "another program has it open"


def test_nothing_of_rota_asks_the_system_for_its_words() -> None:
    asking = [path.name for path in (ROOT / "rota").rglob("*.py") if "strerror" in path.read_text(encoding="utf-8")]
    assert asking == []


ON = ("--on", "2028-06-01")
WRITING = {
    "new": ("new", "{0}/again"),
    "new workbook": ("new", "{0}/again.xlsx"),
    "ask": ("ask", "{0}", "--out", "{0}/forms"),
    "export": ("export", "{0}", "{0}/out/rota.csv", "--out", "{0}/paper"),
    "export --force": ("export", "{0}", "{0}/out/rota.csv", "--out", "{0}/out", "--force"),
    "publish": ("publish", "{0}/out", "--into", "{0}/published"),
    "swap": ("swap", "{0}", "{0}/out/rota.json", "Example Member One", "mash-1", "--take", "1", "--force"),
    "reserve": (
        "reserve",
        "{0}",
        "{0}/out/rota.json",
        "mash-1",
        "--for",
        "Example Member One",
        "--take",
        "1",
        "--force",
    ),
    "proforma": ("proforma", "{0}", "{0}/out/rota.json", "mash-1", "--out", "{0}/given"),
    "worklist": ("worklist", "{0}", "{0}/out/rota.json", *ON, "--xlsx", "{0}/to-do.xlsx"),
    "next-year": ("next-year", "{0}", "{0}/out/rota.json", "--out", "{0}/next", "--as-planned", *ON),
    "annual-report": (
        "annual-report",
        "{0}",
        "{0}/out/rota.json",
        "--out",
        "{0}/papers/year.docx",
        "--on",
        "2028-06-01",
    ),
    "tracker": ("tracker", "{0}", "{0}/out/rota.json", "--out", "{0}/papers/tracker.docx", *ON),
}


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with a rota made by hand in its folder "out"."""
    folder = a_council(tmp_path_factory.mktemp("full") / "visits")
    assert run("export", folder, by_hand(folder), "--out", folder / "out").exit_code == 0
    return folder


@pytest.mark.parametrize("name", WRITING)
def test_on_a_full_disk_every_command_that_writes_says_so_and_leaves_all_as_it_was(
    council: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = files_in(council)
    monkeypatch.setattr(os, "fsync", full)
    result = run(*(word.format(council) for word in WRITING[name]))
    assert (result.exit_code, quietly_ended(result), files_in(council)) == (2, True, before), result.output
    assert "cannot be written: the disk is full. Make room, or name another place." in result.stderr
    assert "device" not in result.output
