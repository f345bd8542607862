"""Who is at work in a folder: alone there, what a killed command left put back, and what is there remembered."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rota.errors import CouldNotRunError
from rota.text.system_refusals import cause
from rota.writing.lock import locked, unheard
from rota.writing.rollback import UNDO, sweep, undo

Stamp = tuple[int, int, int]
"""What tells whether a file is still the one that was there: its time in nanoseconds, its size and its number."""


@dataclass(slots=True)
class Writer:
    """Whoever is alone in a folder: ``seen`` is what was there when that began, by name."""

    folder: Path
    seen: dict[str, Stamp | None]


class _Held(threading.local):
    """The folders that this thread is alone in, and those whose state it goes by, by their real path."""

    def __init__(self) -> None:
        self.writers: dict[str, Writer] = {}
        self.remembered: dict[str, dict[str, Stamp | None]] = {}


_held = _Held()


@contextmanager
def only_writer(folder: Path, waits: Callable[[], None] = unheard) -> Iterator[Writer]:
    """Alone in the folder, as ``locked`` says; whoever in this thread is so already still is.

    What a command that was killed had begun to replace has been put back, and what it left is gone.
    """
    key = os.path.realpath(folder)
    if key in _held.writers:
        yield _held.writers[key]
        return
    with locked(folder, waits):
        if os.path.lexists(folder / UNDO):
            undo(folder)
        sweep(folder)
        _held.writers[key] = writer = Writer(folder, _held.remembered.get(key) or _stamps(folder))
        try:
            yield writer
        finally:
            del _held.writers[key]


@contextmanager
def remembered(folder: Path) -> Iterator[None]:
    """What is in the folder now is what this thread goes by, for as long as this lasts.

    For work that takes too long to keep others from the folder: when it is written to at its end, and a file that is
    to be replaced is not what it was, that is refused.
    """
    settle(folder)
    key = os.path.realpath(folder)
    with suppress(OSError):
        _held.remembered[key] = _stamps(folder)
    try:
        yield
    finally:
        _held.remembered.pop(key, None)


def settle(folder: Path, waits: Callable[[], None] = unheard) -> None:
    """Puts back what a command that was killed had begun to replace, before anything in the folder is read.

    CouldNotRunError when that cannot be done. What a command that still runs replaces is waited for.
    """
    if not os.path.lexists(folder / UNDO):
        return
    try:
        with only_writer(folder, waits):
            pass
    except OSError as error:
        raise CouldNotRunError(
            f"A command that was killed left {folder} half written, and it cannot be put back "
            f"({error.filename or folder}: {cause(error).why}). {cause(error).remedy}"
        ) from error


def stamp_of(path: Path) -> Stamp | None:
    """The file as it is now, None when it is not there."""
    try:
        there = path.lstat()
    except OSError:
        return None
    return there.st_mtime_ns, there.st_size, there.st_ino


def _stamps(folder: Path) -> dict[str, Stamp | None]:
    with os.scandir(folder) as entries:
        return {entry.name: stamp_of(Path(entry.path)) for entry in entries}
