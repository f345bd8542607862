"""One writer at a time in a folder: whoever comes second waits, and is told when that takes too long.

The lock is the system's, on the folder itself, so that it ends with the process that has it and leaves nothing
behind. Where a folder cannot be locked (Windows, some network drives) a hidden file in it is, and where that cannot
be either, what was read is still compared with what is there before it is replaced.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rota.writing.modes import PRIVATE
from rota.writing.refused import FolderBusy, OutputExists

PATIENCE = 60.0
"""Seconds for which a command waits for another to end its writing."""
_TICK = 0.05
LOCK_FILE = ".rota-lock"


def unheard() -> None:
    """Nobody is told that one must wait."""


@contextmanager
def locked(folder: Path, waits: Callable[[], None] = unheard) -> Iterator[None]:
    """Alone in the folder, which is made if it is not there, and goes again if nothing is put into it.

    ``waits`` is called when another has it. FolderBusy when that one does not end in PATIENCE seconds, OutputExists
    when a file is in the way, OSError when the folder cannot be made.
    """
    made = _made(folder)
    try:
        handle, made_again = _taken(folder, waits)
        made += made_again
        try:
            yield
        finally:
            _free(handle, folder)
    finally:
        for place in reversed(made):
            with suppress(OSError):  # it holds something now
                place.rmdir()


def _made(folder: Path) -> list[Path]:
    """Makes the folder and those above it; the ones that were not there, the highest first."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise OutputExists(f"{folder} is a file, not a folder. Name another folder. Nothing was written.")
    made: list[Path] = []
    for place in (*reversed(folder.parents), folder):
        if not place.is_dir():
            if os.path.lexists(place):
                raise NotADirectoryError(errno.ENOTDIR, "there is a file in the way", str(place))
            place.mkdir(exist_ok=True)
            made.append(place)
    return made


def _taken(folder: Path, waits: Callable[[], None]) -> tuple[int | None, list[Path]]:
    """A handle of the lock, None where there can be none; and folders that had to be made again meanwhile."""
    began, told = time.monotonic(), False
    again: list[Path] = []
    while True:
        again += _made(folder)  # whoever had it may have left nothing in it, and taken it away
        with suppress(BlockingIOError, FileNotFoundError):
            return _lock(folder), again
        if time.monotonic() - began > PATIENCE:
            raise FolderBusy(
                f"Another rota command writes to {folder}, and has not ended in {PATIENCE:.0f} seconds. "
                "Nothing was written. Give this command again when it has."
            )
        if not told:
            waits()
            told = True
        time.sleep(_TICK)


def _lock(folder: Path) -> int | None:
    """A handle of the folder, else of a file in it; None when neither can be locked.

    BlockingIOError when another has it.
    """
    for place, flags in ((folder, os.O_RDONLY), (folder / LOCK_FILE, os.O_RDWR | os.O_CREAT)):
        try:
            handle = os.open(place, flags, PRIVATE)
        except FileNotFoundError:
            raise
        except OSError:
            continue
        try:
            _take(handle)
            if os.fstat(handle).st_ino != place.stat().st_ino:
                raise BlockingIOError  # of another: this one was taken away meanwhile
        except (BlockingIOError, FileNotFoundError):
            os.close(handle)
            raise
        except OSError:
            os.close(handle)
            continue
        return handle
    return None


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _free(handle: int | None, folder: Path) -> None:
    if handle is not None:
        os.close(handle)
    with suppress(OSError):
        (folder / LOCK_FILE).unlink()
