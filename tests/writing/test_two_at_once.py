"""Two writers in one folder: one after the other, and neither on what the other has changed meanwhile."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from rota.exports.atomic_write import write_all
from rota.writing import lock
from rota.writing.refused import ChangedMeanwhile, FolderBusy, OutputExists
from rota.writing.session import only_writer, remembered
from tests.cli.worlds import files_in
from tests.support.writers import another_at_work_in


def counted_up(folder: Path) -> None:
    """Reads a number, and writes the next."""
    with only_writer(folder):
        file = folder / "n"
        before = int(file.read_text()) if file.exists() else 0
        write_all({"n": str(before + 1).encode()}, folder, force=True)


def test_of_eight_at_once_nothing_is_lost(tmp_path: Path) -> None:
    threads = [threading.Thread(target=lambda: [counted_up(tmp_path / "new") for _ in range(5)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert files_in(tmp_path) == {"new/n": b"40"}


def test_who_comes_second_waits_and_is_told(tmp_path: Path) -> None:
    told = []
    with another_at_work_in(tmp_path) as ends, only_writer(tmp_path, lambda: (told.append("waits"), ends.set())):  # type: ignore[arg-type, func-returns-value]
        pass
    assert told == ["waits"]


def test_who_has_waited_long_enough_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with (
        another_at_work_in(tmp_path),
        pytest.raises(FolderBusy, match=f"Another rota command writes to {tmp_path}, and has"),
    ):
        write_all({"a": b""}, tmp_path, force=True)
    assert files_in(tmp_path) == {}


def test_a_folder_in_which_nothing_was_written_is_as_it_was(tmp_path: Path) -> None:
    with only_writer(tmp_path / "a" / "b"), only_writer(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_taken_away_while_one_waits_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with another_at_work_in(folder) as ends:
        threading.Timer(0.2, ends.set).start()
        write_all({"a": b"mine"}, folder, force=False)
    assert files_in(tmp_path) == {"new/a": b"mine"}


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputExists, match="is a file, not a folder"), only_writer(tmp_path / "out"):
        pass


def test_what_a_spreadsheet_saved_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Excel knows nothing of our lock: what it saved between our reading and our writing stays."""
    (tmp_path / "absences.csv").write_text("person\n")
    with only_writer(tmp_path):
        (tmp_path / "absences.csv").write_text("person\nAnn\n")
        with pytest.raises(ChangedMeanwhile, match=r"^absences\.csv in .* was changed by somebody else while"):
            write_all({"absences.csv": b"person\nBen\n", "weekly.csv": b""}, tmp_path, force=True)
    assert files_in(tmp_path) == {"absences.csv": b"person\nAnn\n"}


@pytest.mark.parametrize("before", [None, b"before"])
def test_a_file_that_came_or_went_meanwhile_was_changed_too(tmp_path: Path, before: bytes | None) -> None:
    file = tmp_path / "weekly.csv"
    if before:
        file.write_bytes(before)
    with only_writer(tmp_path):
        file.unlink() if before else file.write_bytes(b"theirs")
        with pytest.raises(ChangedMeanwhile, match=r"^weekly\.csv in"):
            write_all({"weekly.csv": b"ours"}, tmp_path, force=True)


def test_long_work_goes_by_what_was_there_when_it_began(tmp_path: Path) -> None:
    (tmp_path / "rota.json").write_text("1")
    with remembered(tmp_path):
        (tmp_path / "rota.json").write_text("a swap")
        with pytest.raises(ChangedMeanwhile):
            write_all({"rota.json": b"2"}, tmp_path, force=True)
    write_all({"rota.json": b"3"}, tmp_path, force=True)
    assert files_in(tmp_path) == {"rota.json": b"3"}


def test_what_this_thread_itself_has_written_was_not_changed_by_another(tmp_path: Path) -> None:
    with only_writer(tmp_path):
        for content in (b"1", b"2"):
            write_all({"rota.json": content}, tmp_path, force=True)
    assert files_in(tmp_path) == {"rota.json": b"2"}


def test_where_folders_cannot_be_locked_a_file_in_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is on network drives: the lock of a folder that cannot be written to is refused with EBADF."""
    real = lock.fcntl.flock

    def of_files_alone(handle: int, how: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(9, "Bad file descriptor")
        real(handle, how)

    monkeypatch.setattr(lock.fcntl, "flock", of_files_alone)
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with another_at_work_in(tmp_path), pytest.raises(FolderBusy):
        write_all({"a": b""}, tmp_path, force=True)
    counted_up(tmp_path)
    assert files_in(tmp_path) == {"n": b"1"}


def test_where_nothing_can_be_locked_it_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(handle: int, how: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock.fcntl, "flock", refusing)
    counted_up(tmp_path)
    assert files_in(tmp_path) == {"n": b"1"}
