"""Writes an export's files: all of them or none, and never over a rota that is there already."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from rota.errors import RotaError
from rota.exports import CALENDARS
from rota.text.english import joined

OUR_MARK = b"PRODID:-//Rota//"
"""Stands near the top of every calendar that this program writes, and of no other."""


class OutputRefused(RotaError):  # noqa: N818 - it is an answer, not a fault of the program
    """The files were not written. The message says why in a sentence; nothing was changed."""


class OutputExists(OutputRefused):
    """Something would be overwritten, and the officer did not ask for that."""


def write_all(files: dict[str, bytes], folder: Path, force: bool, private: Collection[str] = ()) -> tuple[Path, ...]:
    """Write every file, by its name relative to ``folder``, or none; the paths written, in the order given.

    With ``force`` files that are there are replaced, and calendars of ours that ``files`` no longer
    has are removed. Files named in ``private`` can be read by their owner alone. Raises OutputExists
    without ``force``, and OutputRefused when a name leaves the folder or the disk refuses.
    """
    try:
        targets = {name: _target(name, folder) for name in files}
        _refuse_what_is_there(targets, folder, force)
        _put({target: files[name] for name, target in targets.items()}, {targets[name] for name in private})
        if force:
            _remove_old_calendars(folder, set(files))
    except OSError as error:
        where = error.filename or folder
        raise OutputRefused(f"{where} cannot be written: {error.strerror or error}. No rota was changed.") from error
    return tuple(targets.values())


def _put(contents: dict[Path, bytes], private: Collection[Path]) -> None:
    """Write each file beside its target, and only when all are safely on the disk move them into place."""
    staged: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            staged[target] = _beside(target, "part")
            _write(staged[target], content, 0o600 if target in private else 0o666)
        _move_all(staged)
    finally:
        for part in staged.values():
            part.unlink(missing_ok=True)


def _target(name: str, folder: Path) -> Path:
    path = PurePosixPath(name)
    plain = name and "\\" not in name and "\0" not in name and ":" not in name and str(path) == name
    if not plain or path.is_absolute() or ".." in path.parts or name == ".":
        raise OutputRefused(f"'{name}' is not the name of a file inside {folder}. Nothing was written.")
    target = folder / path
    if not _stays_in(target, folder):
        raise OutputRefused(f"{target} is a link to a place outside {folder}. Remove the link. Nothing was written.")
    return target


def _stays_in(target: Path, folder: Path) -> bool:
    try:
        return target.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # links that go round in a circle lead nowhere
        return False


def _refuse_what_is_there(targets: dict[str, Path], folder: Path, force: bool) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise OutputExists(f"{folder} is a file, not a folder. Name another folder. Nothing was written.")
    blocked = [str(target) for target in targets.values() if target.is_dir()]
    if blocked:
        raise OutputExists(f"{joined(blocked)} is a folder where a file should go. Nothing was written.")
    there = [name for name, target in targets.items() if os.path.lexists(target)]
    if there and not force:
        shown = joined(there[:3]) if len(there) <= 3 else f"{', '.join(there[:3])} and {len(there) - 3} more"
        verb = "is" if len(there) == 1 else "are"
        raise OutputExists(
            f"{shown} {verb} already in {folder}. Nothing was written. "
            "Name another folder with --out, or replace what is there with --force."
        )


def _beside(target: Path, ending: str) -> Path:
    # Not derived from the target's name alone: that could exceed the longest name a disk allows, or be planted.
    return target.with_name(f".rota-{secrets.token_hex(8)}.{ending}")


def _write(path: Path, content: bytes, mode: int) -> None:
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:  # private from the start
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move_all(staged: dict[Path, Path]) -> None:
    """Move each part to its target. On failure put back what was there before."""
    kept: dict[Path, Path] = {}
    moved: list[Path] = []
    try:
        for target in staged:
            if target.exists():
                kept[target] = _beside(target, "old")
                _write(kept[target], target.read_bytes(), 0o600)
                shutil.copystat(target, kept[target])
        for target, part in staged.items():
            os.replace(part, target)
            moved.append(target)
    except OSError:
        for target in moved:
            if target in kept:
                os.replace(kept[target], target)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        for old in kept.values():
            old.unlink(missing_ok=True)


def _remove_old_calendars(folder: Path, names: set[str]) -> None:
    if not any(name.startswith(f"{CALENDARS}/") for name in names):
        return  # a run that makes no calendars has no say over them
    for path in sorted((folder / CALENDARS).glob("*.ics")):
        if f"{CALENDARS}/{path.name}" not in names and not path.is_symlink() and path.is_file() and _is_ours(path):
            path.unlink()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return OUR_MARK in file.read(200)
