"""What the system refuses, in our words and with a way out: the one place where its numbers become sentences.

Source of the numbers: POSIX, <errno.h>; of Windows' own, system error codes 32 and 33 (another program has the file).
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_TAKEN_BY_ANOTHER_PROGRAM = {32, 33}


class Cause(NamedTuple):
    """Why it is refused, as a clause, and what to do, as a sentence."""

    why: str
    remedy: str


def _causes(whys: Iterable[tuple[str, Cause]]) -> Iterator[tuple[int, Cause]]:
    """By number. Not every system has every name."""
    for names, cause in whys:
        for name in names.split():
            number = getattr(errno, name, None)
            if number is not None:
                yield number, cause


_BUSY = Cause("another program has it open", "Close it there, and give the command again.")
_AWAY = Cause("the disk or the network does not answer", "See that it is connected, and give the command again.")
_CAUSES = dict(
    _causes(
        (
            ("ENOENT", Cause("it is not there, or not any more", "Check the path.")),
            ("EISDIR", Cause("it is a folder, not a file", "Check the path.")),
            ("ENOTDIR", Cause("there is a file where a folder should be", "Check the path.")),
            ("EEXIST ENOTEMPTY", Cause("something of that name is there already", "Name another.")),
            ("EACCES EPERM", Cause("you are not allowed to", "Check who may use it, or name another place.")),
            ("EROFS", Cause("it is on a disk that can only be read", "Name another place.")),
            ("ENOSPC", Cause("the disk is full", "Make room, or name another place.")),
            ("EDQUOT", Cause("your part of the disk is full", "Make room, or name another place.")),
            ("EFBIG", Cause("a file may not be so large there", "Name another place.")),
            ("ENAMETOOLONG", Cause("its name is too long", "Name it shorter.")),
            ("EINVAL EILSEQ", Cause("the disk cannot hold a file of this name", "Name it in letters and figures.")),
            ("EBUSY ETXTBSY EAGAIN EDEADLK", _BUSY),
            ("EIO", Cause("the disk fails", "Copy what is on it to another, and have it looked at.")),
            (
                "ESTALE ENODEV ENXIO ENOTCONN EHOSTDOWN EHOSTUNREACH ENETUNREACH ETIMEDOUT ECONNRESET ECONNABORTED",
                _AWAY,
            ),
            ("ELOOP", Cause("its links lead round in a circle", "Check the path.")),
            ("EXDEV EMLINK", Cause("the disk does not allow it", "Name another place.")),
            ("EMFILE ENFILE", Cause("too many files are open", "Close other programs, and give the command again.")),
            ("ENOMEM", Cause("there is not enough memory", "Close other programs, and give the command again.")),
            ("EPIPE", Cause("nobody reads it any more", "Give the command again.")),
        )
    )
)


def cause(error: OSError) -> Cause:
    """Why the system refused. Of a number that is not known here no more than the number is said."""
    if getattr(error, "winerror", None) in _TAKEN_BY_ANOTHER_PROGRAM:
        return _BUSY
    known = _CAUSES.get(error.errno or 0)
    number = f" (number {error.errno})" if error.errno else ""
    return known or Cause(f"the system refuses it{number}", "See to the disk and to who may use it.")


def refused(error: OSError, place: Path | str | None, done: str) -> str:
    """ "visits/out cannot be written: the disk is full. Make room, or name another place." """
    why, remedy = cause(error)
    return f"{place if place is not None else error.filename} cannot be {done}: {why}. {remedy}"
