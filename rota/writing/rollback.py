"""Several files of a folder replaced in one step: as they all were until one last rename, and from then on all new.

The new files, and the old ones under second names, wait in a hidden folder. While the new ones are moved into place it
is called UNDO: whoever comes to a folder that has one, and has it alone, puts back what was there. Taking that name
away is the one step that makes the new files count. So whatever a command that was killed left behind is undone by the
next, which then does its work as if the other had never begun.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rota.writing.modes import PRIVATE, mode_of
from rota.writing.refused import OutputRefused

UNDO = ".rota-undo"
_WAITING = ".rota-new-"
_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class _Step:
    """A file that is replaced, made or, where nothing is ``new``, taken away; ``old`` when it was there before."""

    name: str
    new: bool
    old: bool


def replace_all(
    folder: Path, contents: Mapping[str, bytes], gone: Collection[str] = (), given_out: Collection[str] = ()
) -> None:
    """Writes the files by their names within the folder, and takes away those of ``gone``: all of it or nothing.

    Whoever calls is the folder's only writer. OSError when the disk refuses; then everything is as it was.
    """
    waiting = folder / f"{_WAITING}{secrets.token_hex(8)}"
    try:
        waiting.mkdir(mode=0o700)
        steps = _staged(waiting, folder, contents, gone, given_out)
        _write(waiting / _PLAN, _plan(steps), PRIVATE)
        _flush(waiting)
        waiting.rename(folder / UNDO)
    except OSError:
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    try:
        _flush(folder)
        _move(folder, steps)
        (folder / UNDO).rename(waiting)  # from here on the new files are the folder's
    except OSError:
        undo(folder)
        raise
    _flush(folder)
    shutil.rmtree(waiting, ignore_errors=True)


def undo(folder: Path) -> None:
    """Puts back what was there before the files of UNDO were moved, for the folder's only writer.

    OSError when the disk refuses, OutputRefused when UNDO is not as rota writes it: then nothing is touched.
    """
    begun = folder / UNDO
    for number, step in enumerate(_steps(begun, folder)):
        target, new, old = folder / step.name, _new(begun, number), _old(begun, number)
        moved = not (step.new and os.path.lexists(new))
        if moved and step.old and os.path.lexists(old):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(old, target)
        elif not step.old:
            if moved:
                target.unlink(missing_ok=True)
            _without_empty(target.parent, folder)
    done = folder / f"{_WAITING}{secrets.token_hex(8)}"
    begun.rename(done)
    shutil.rmtree(done, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Takes away what killed commands left waiting in the folder and, by versions before 2027, beside its files.

    Whoever calls is the folder's only writer, so that nobody needs it any more.
    """
    for left in folder.glob(f"{_WAITING}*"):
        shutil.rmtree(left, ignore_errors=True)
    for place in (folder, folder / "calendars", *folder.glob("served/f/*")):
        for part in place.glob(".rota-*.*"):
            if part.suffix in (".part", ".old"):
                with suppress(OSError):
                    part.unlink()


def _staged(
    waiting: Path, folder: Path, contents: Mapping[str, bytes], gone: Collection[str], given_out: Collection[str]
) -> list[_Step]:
    """The new files, and the old ones under second names, safely on the disk; what is then left to be done."""
    steps = []
    for number, name in enumerate((*contents, *gone)):
        target = folder / name
        there = os.path.lexists(target)
        if name in contents:
            before = target.lstat() if there and not target.is_symlink() else None
            _write(
                _new(waiting, number),
                contents[name],
                mode_of(name, before.st_mode if before else None, name in given_out),
            )
            if before is not None:
                _as_before(_new(waiting, number), mode_of(name, before.st_mode), before.st_gid)
        if there:
            _second_name(target, _old(waiting, number))
        steps.append(_Step(name, name in contents, there))
    return steps


def _new(waiting: Path, number: int) -> Path:
    return waiting / f"{number}.new"


def _old(waiting: Path, number: int) -> Path:
    return waiting / f"{number}.old"


def _write(path: Path, content: bytes, mode: int) -> None:
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:  # private from the start
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _as_before(path: Path, mode: int, group: int) -> None:
    """Leaves the file to those who could read the one that it replaces."""
    if hasattr(os, "chown"):
        with suppress(OSError):  # of a group that is not ours to give
            os.chown(path, -1, group)
    path.chmod(mode)


def _second_name(target: Path, kept: Path) -> None:
    try:
        os.link(target, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without them
        shutil.copy2(target, kept, follow_symlinks=False)


def _move(folder: Path, steps: Iterable[_Step]) -> None:
    for number, step in enumerate(steps):
        target = folder / step.name
        if step.new:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(_new(folder / UNDO, number), target)
        else:
            target.unlink(missing_ok=True)
            _without_empty(target.parent, folder)


def _without_empty(place: Path, folder: Path) -> None:
    """Takes away folders within ``folder`` that nothing is in."""
    with suppress(OSError):
        while place != folder:
            place.rmdir()
            place = place.parent


def _plan(steps: Iterable[_Step]) -> bytes:
    return json.dumps({"steps": [[step.name, step.new, step.old] for step in steps]}).encode()


def _steps(begun: Path, folder: Path) -> Iterator[_Step]:
    """What was begun. OutputRefused when that is not as rota writes it: nothing is then touched."""
    try:
        data: Any = json.loads((begun / _PLAN).read_bytes())
        steps = [_Step(str(name), bool(new), bool(old)) for name, new, old in data["steps"]]
    except (ValueError, TypeError, KeyError, RecursionError, FileNotFoundError, NotADirectoryError) as error:
        raise OutputRefused(f"{begun} is not as rota writes it. Take it away, and look at what is there.") from error
    if any(not _is_inside(step.name, folder) for step in steps):
        raise OutputRefused(f"{begun} names files outside {folder}. Take it away.")
    yield from steps


def _is_inside(name: str, folder: Path) -> bool:
    path = PurePosixPath(name)
    parent = os.path.realpath(folder / path.parent)
    return not path.is_absolute() and ".." not in path.parts and Path(parent).is_relative_to(os.path.realpath(folder))


def _flush(folder: Path) -> None:
    """Has what was named in the folder kept by the disk, where that can be asked for."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
