"""Files of a folder replaced in one step: old or new, wherever the command is killed, and nothing left behind."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rota.errors import CouldNotRunError
from rota.exports.atomic_write import write_all
from rota.writing.refused import OutputExists, OutputRefused
from rota.writing.rollback import UNDO, replace_all
from rota.writing.session import only_writer, settle
from tests.cli.worlds import files_in
from tests.support.kills import is_killed, leftovers

OURS = b"PRODID:-//Rota//"
OLD = {"rota.json": b"old", "rota.csv": b"old", "calendars/gone.ics": OURS, "notes.txt": b"mine"}
FILES = {"rota.json": b"new", "rota.csv": b"new", "calendars/all.ics": OURS, "served/f/x/visits.ics": b"new"}
NEW = {**FILES, "notes.txt": b"mine"}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def each_kill(tmp_path: Path, before: dict[str, bytes], work: Callable[[Path], object]) -> list[dict[str, bytes]]:
    """What the next command finds in the folder, for a kill before each step in turn."""
    found = []
    for step in itertools.count():
        folder = tmp_path / str(step)
        lay(folder, before)
        if not is_killed(lambda folder=folder: work(folder), step):  # type: ignore[misc]
            assert (files_in(folder), leftovers(folder)) == ({**before, **NEW} if not before else NEW, [])
            return found
        settle(folder)
        found.append({name: content for name, content in files_in(folder).items() if ".rota-" not in name})
        work(folder)
        assert files_in(folder).keys() - before.keys() == NEW.keys() - before.keys()
        assert leftovers(folder) == []
        shutil.rmtree(folder)
    raise AssertionError


def test_a_kill_before_any_step_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    found = each_kill(tmp_path, OLD, lambda folder: write_all(FILES, folder, force=True))
    assert all(there in (OLD, NEW) for there in found)
    assert found[0] == OLD
    assert found[-1] == NEW
    assert len(found) > 20  # two renames and a flush for each of four files at the least


def test_without_force_a_first_run_that_is_killed_can_be_run_again(tmp_path: Path) -> None:
    """An officer who runs the same command again is not told that her rota is there already."""
    killed, folders = True, itertools.count()
    while killed:
        folder = tmp_path / str(step := next(folders))
        killed = is_killed(lambda folder=folder: write_all(FILES, folder, force=False), step)  # type: ignore[misc]
        settle(folder)
        there = {name for name in files_in(folder) if ".rota-" not in name}
        assert there in (set(), FILES.keys())
        if not there:
            write_all(FILES, folder, force=False)
        else:
            with pytest.raises(OutputExists):
                write_all(FILES, folder, force=False)
        assert (files_in(folder), leftovers(folder)) == (FILES, [])
    assert step > 15


def test_a_kill_while_the_old_is_put_back_is_made_good_too(tmp_path: Path) -> None:
    half = tmp_path / "half"
    lay(half, OLD)
    step = next(n for n in itertools.count() if len(_moved(half, n)) == 3)
    for again in itertools.count():
        folder = tmp_path / str(again)
        lay(folder, OLD)
        assert is_killed(lambda folder=folder: write_all(FILES, folder, force=True), step)  # type: ignore[misc]
        killed = is_killed(lambda folder=folder: settle(folder), again)  # type: ignore[misc]
        settle(folder)
        assert {name: content for name, content in files_in(folder).items() if ".rota-" not in name} == OLD
        if not killed:
            break
    assert again > 3


def _moved(folder: Path, step: int) -> list[str]:
    """The new files that are in place after a kill before this step; the folder is put back before and after."""
    settle(folder)
    is_killed(lambda: write_all(FILES, folder, force=True), step)
    moved = [name for name, content in FILES.items() if (folder / name).is_file() and OLD.get(name) != content]
    settle(folder)
    return moved


def test_what_versions_before_left_behind_is_swept_by_the_next_run(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "calendars", tmp_path / "served/f/abc"):
        lay(place, {".rota-0011223344556677.part": b"x", ".rota-0011223344556677.old": b"x", "mine.old": b"x"})
    write_all({"rota.csv": b"new"}, tmp_path, force=True)
    assert leftovers(tmp_path) == []
    assert {path.name for path in tmp_path.rglob("*.old")} == {"mine.old"}


def test_a_disk_that_refuses_the_second_names_has_copies_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*args: object, **more: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    lay(tmp_path, OLD)
    monkeypatch.setattr(os, "link", refusing)
    step = next(n for n in itertools.count() if len(_moved(tmp_path, n)) == 2)
    is_killed(lambda: write_all(FILES, tmp_path, force=True), step)
    settle(tmp_path)
    assert files_in(tmp_path) == OLD


def test_what_waits_is_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes = []
    real = os.replace

    def looking(source: Path, target: Path) -> None:
        modes.append(stat.S_IMODE((tmp_path / UNDO).stat().st_mode))
        real(source, target)

    monkeypatch.setattr(os, "replace", looking)
    with only_writer(tmp_path):
        replace_all(tmp_path, FILES)
    assert set(modes) == {0o700}


@pytest.mark.parametrize(
    "plan",
    [None, "{}", "[]", "nonsense"]
    + [f'{{"steps": [{one}]}}' for one in ("1", '["../mine.txt", true, false]', '["/x", true, false]')],
)
def test_what_is_not_as_rota_writes_it_touches_nothing(tmp_path: Path, plan: str | None) -> None:
    folder = tmp_path / "out"
    lay(tmp_path, {"mine.txt": b"mine", "out/rota.json": b"old", f"out/{UNDO}/0.old": b"evil"})
    if plan is not None:
        (folder / UNDO / "plan.json").write_text(plan)
    with pytest.raises(OutputRefused, match=r"is not as rota writes it|names files outside"):
        settle(folder)
    assert files_in(tmp_path)["mine.txt"] == b"mine"
    assert files_in(folder)["rota.json"] == b"old"


def test_what_cannot_be_put_back_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    lay(tmp_path, {f"{UNDO}/0.old": b"old", "a": b"new"})
    (tmp_path / UNDO / "plan.json").write_text(json.dumps({"steps": [["a", True, True]]}))
    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(CouldNotRunError, match=r"half written, and it cannot be put back \(.*: you are not"):
        settle(tmp_path)
