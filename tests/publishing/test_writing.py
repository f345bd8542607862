"""Writing a publication: private where it must be, all or none, and nothing touched that stays the same."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rota.exports.atomic_write import OutputRefused
from rota.exports.rota_json import render
from rota.publishing.feed_names import FILE, path_of
from rota.publishing.folder import NotPublishedError, is_publication, read_earlier, write
from rota.publishing.serving import SERVED
from tests.cli.worlds import files_in
from tests.exports.documents import the_document
from tests.publishing.worlds import MINIMAL, Council


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_reads_back_as_the_earlier_publication(tmp_path: Path) -> None:
    council = Council()
    made = council.publish("2026-05-25 09:30:00")
    assert write(made.files, tmp_path) == len(made.files)
    assert files_in(tmp_path) == made.files
    assert read_earlier(tmp_path) == council.earlier


def test_the_private_file_is_for_its_owner_alone_and_outside_what_is_served(tmp_path: Path) -> None:
    made = Council().publish("2026-05-25 09:30:00")
    before = os.umask(0)
    try:
        write(made.files, tmp_path)
    finally:
        os.umask(before)
    assert mode(tmp_path / FILE) == 0o600
    assert mode(tmp_path / "rota.json") == 0o666
    assert not [name for name in made.files if name.startswith(SERVED) and not name.endswith("/visits.ics")]


def test_a_private_file_that_others_could_read_is_made_private_again(tmp_path: Path) -> None:
    made = Council().publish("2026-05-25 09:30:00")
    write(made.files, tmp_path)
    (tmp_path / FILE).chmod(0o644)
    assert write(made.files, tmp_path) == 1
    assert mode(tmp_path / FILE) == 0o600


def test_the_copy_kept_while_files_are_moved_is_private_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council, seen = Council(), []
    write(council.publish("2026-05-25 09:30:00").files, tmp_path)
    made = council.publish("2026-05-25 09:30:00", replaced=["all"])
    move = os.replace

    def looking(source: Path, target: Path) -> None:
        seen.extend(mode(path) for path in tmp_path.glob(".rota-*/*") if b"feed names" in path.read_bytes())
        move(source, target)

    monkeypatch.setattr(os, "replace", looking)
    write(made.files, tmp_path)
    assert set(seen) == {0o600}


def test_a_feed_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    """A web server then answers "not modified"."""
    council = Council()
    write(council.publish("2026-05-25 09:30:00").files, tmp_path)
    for path in tmp_path.rglob("*.ics"):
        os.utime(path, (1_000_000, 1_000_000))
    made = council.publish("2026-05-26 09:30:00", replaced=["team:mash"])
    write(made.files, tmp_path)
    touched = [path for path in tmp_path.rglob("*.ics") if path.stat().st_mtime != 1_000_000]
    old, new = made.names.retired[0], made.names.current["team:mash"]
    assert sorted(touched) == sorted(tmp_path / SERVED / path_of(name) for name in (old, new))


def test_headers_in_which_a_council_set_its_folder_are_left_alone(tmp_path: Path) -> None:
    council = Council()
    write(council.publish("2026-05-25 09:30:00").files, tmp_path)
    (tmp_path / "headers.nginx.conf").write_text("ours", encoding="utf-8")
    write(council.publish("2026-05-26 09:30:00", presentation=MINIMAL).files, tmp_path)
    assert (tmp_path / "headers.nginx.conf").read_text(encoding="utf-8") == "ours"


def test_when_the_disk_refuses_everything_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    council = Council()
    write(council.publish("2026-05-25 09:30:00").files, tmp_path)
    before = files_in(tmp_path)
    made = council.publish("2026-05-26 09:30:00", presentation=MINIMAL)
    move, moved = os.replace, []

    def failing(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) == 5:
            raise OSError(28, "No space left on device")
        move(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OutputRefused, match="the disk is full"):
        write(made.files, tmp_path)
    assert files_in(tmp_path) == before
    assert mode(tmp_path / FILE) == 0o600


def test_the_names_and_the_ledger_are_in_place_before_any_feed() -> None:
    """Should the power fail between two files, a feed never says more than the ledger knows."""
    names = list(Council().publish("2026-05-25 09:30:00").files)
    assert names.index(FILE) < names.index("rota.json") < min(i for i, name in enumerate(names) if SERVED in name)


def test_a_folder_with_any_part_of_a_publication_is_one(tmp_path: Path) -> None:
    assert not is_publication(tmp_path)
    (tmp_path / FILE).symlink_to("nowhere")
    assert is_publication(tmp_path)


def test_a_folder_without_a_publication_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError, match="is not there"):
        read_earlier(tmp_path)
    (tmp_path / "rota.json").write_bytes(render(the_document())["rota.json"])
    with pytest.raises(NotPublishedError, match="was never published"):
        read_earlier(tmp_path)
    (tmp_path / "rota.json").write_bytes(b"{}")
    with pytest.raises(NotPublishedError, match="This is not a rota"):
        read_earlier(tmp_path)


def test_a_publication_whose_names_are_lost_is_not_given_new_ones(tmp_path: Path) -> None:
    write(Council().publish("2026-05-25 09:30:00").files, tmp_path)
    (tmp_path / FILE).write_bytes(b"{}")
    with pytest.raises(NotPublishedError, match="without it every link would change"):
        read_earlier(tmp_path)
    (tmp_path / FILE).unlink()
    with pytest.raises(NotPublishedError, match=r"cannot be read.* without it every link would change"):
        read_earlier(tmp_path)
