"""Writing: all or nothing, inside the folder, and never over what is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rota.exports.atomic_write import OutputExists, OutputRefused, write_all

FILES = {"rota.csv": b"one", "calendars/all.ics": b"two"}


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_new_folder_is_made_and_filled(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    assert write_all(FILES, folder, force=False) == (folder / "rota.csv", folder / "calendars/all.ics")
    assert listing(folder) == FILES


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars/all.ics").write_bytes(b"old")
    with pytest.raises(OutputExists, match=r"^calendars/all.ics is already in .* --force\.$"):
        write_all(FILES, tmp_path, force=False)
    assert listing(tmp_path) == {"calendars/all.ics": b"old"}


def test_force_replaces_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").write_bytes(b"old")
    write_all(FILES, tmp_path, force=True)
    assert listing(tmp_path) == FILES


@pytest.mark.parametrize("call", [1, 2])
def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    (tmp_path / "rota.csv").write_bytes(b"old")
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == call:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputRefused, match="the disk is full"):
        write_all(FILES, tmp_path, force=True)
    assert listing(tmp_path) == {"rota.csv": b"old"}


def test_a_failed_move_puts_back_what_was_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rota.csv").write_bytes(b"old")
    replace, calls = os.replace, []

    def second_fails(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(OutputRefused, match=r"all\.ics cannot be written: you are not allowed to"):
        write_all(FILES, tmp_path, force=True)
    assert listing(tmp_path) == {"rota.csv": b"old"}


def test_nothing_is_moved_before_everything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, bytes]] = []
    move = os.replace
    monkeypatch.setattr(os, "replace", lambda part, target: (seen.append(listing(tmp_path)), move(part, target)))
    write_all(FILES, tmp_path, force=False)
    assert {b"one", b"two"} <= set(seen[0].values())
    assert not FILES.keys() & seen[0].keys()


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "a/../../evil", "", ".", "a\\b", "C:evil", "a\0b", "a//b", "./a", "a/"]
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputRefused, match="is not the name of a file inside"):
        write_all({"fine": b"", name: b"evil"}, tmp_path / "out", force=True)
    assert listing(tmp_path) == {}


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (outside / "rota.csv").write_bytes(b"private")
    (out / "rota.csv").symlink_to(outside / "rota.csv")
    (out / "calendars").symlink_to(outside)
    for name in FILES:
        with pytest.raises(OutputRefused, match="is a link to a place outside"):
            write_all({name: b"evil"}, out, force=True)
    assert listing(outside) == {"rota.csv": b"private"}


def test_links_that_go_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").symlink_to(tmp_path / "rota.csv")
    with pytest.raises(OutputRefused, match=r"is a link|cannot be written"):
        write_all(FILES, tmp_path, force=True)


def test_a_folder_where_a_file_should_go_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rota.csv").mkdir()
    with pytest.raises(OutputExists, match="is a folder where a file should go"):
        write_all(FILES, tmp_path, force=True)
    assert listing(tmp_path) == {}


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(OutputRefused, match="is a file, not a folder"):
        write_all(FILES, tmp_path / "out", force=True)
    assert listing(tmp_path) == {"out": b"mine"}


def test_force_removes_calendars_of_ours_that_are_no_longer_made(tmp_path: Path) -> None:
    ours = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rota//Member visits//EN\r\n"
    (tmp_path / "calendars").mkdir()
    for name, content in {"old.ics": ours, "theirs.ics": b"BEGIN:VCALENDAR", "notes.txt": ours}.items():
        (tmp_path / "calendars" / name).write_bytes(content)
    write_all({"rota.csv": b"one"}, tmp_path, force=True)
    assert (tmp_path / "calendars/old.ics").exists()  # no calendars were made this time
    write_all(FILES, tmp_path, force=True)
    assert set(listing(tmp_path)) == {"rota.csv", "calendars/all.ics", "calendars/theirs.ics", "calendars/notes.txt"}
