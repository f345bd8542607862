"""Who may read what is written: the one place that decides it.

What a council gives out is for whoever the system lets read it. Everything else may hold when somebody is away, what
they wrote, or a link that is a key: it is for its owner alone, unless its owner has let others read it.
"""

from __future__ import annotations

from pathlib import PurePosixPath

PRIVATE, USUAL = 0o600, 0o666
"""Of a new file, of which the system takes away what its user has told it to."""

ALWAYS_PRIVATE = ".private."
"""In the name of what holds the keys to feeds: letting others read it is a slip, and is taken back."""

_GIVEN_OUT = frozenset(
    {
        "headers.apache.conf",
        "headers.nginx.conf",
        "rota.csv",
        "rota.html",
        "rota.json",
        "rota.pdf",
        "rota.toml",
        "rota.xlsx",
    }
)
_GIVEN_OUT_FOLDERS = frozenset({"calendars", "served"})


def mode_of(name: str, before: int | None, given_out: bool = False) -> int:
    """The mode of a file by its name in the folder that is written to; ``before`` is what it had, if it was there."""
    if ALWAYS_PRIVATE in PurePosixPath(name).name:
        return PRIVATE
    if before is not None:
        return before & 0o777
    return USUAL if given_out or is_given_out(name) else PRIVATE


def is_given_out(name: str) -> bool:
    """Whether a file is for others to read: the rota, its calendars and its feeds."""
    path = PurePosixPath(name)
    return path.name in _GIVEN_OUT or (len(path.parts) > 1 and path.parts[0] in _GIVEN_OUT_FOLDERS)
