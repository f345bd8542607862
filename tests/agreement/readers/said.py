"""What every Python reader does alike: reads a folder of feeds and says each event on a line of its own.

A line is ``feed|uid|start|end|status``, the times in UTC; a feed that cannot be read is ``feed|refused|error``.
The readers run under other Pythons than Rota's own, so they import nothing of Rota.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timezone
from pathlib import Path

UTC = timezone.utc  # noqa: UP017 - the system's Python, which reads with libical, may be older than 3.11

Event = tuple[str, object, object, object]
"""An event's id, its start, its end and its status."""


def moment(value: object) -> str:
    """The time in UTC. One that belongs to no zone is called floating, for nobody can tell when it is."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}" if value.tzinfo else f"{value:%Y%m%dT%H%M%S} floating"
    return f"{value:%Y%m%d}" if isinstance(value, date) else "none"


def say_all(read: Callable[[bytes], Iterable[Event]]) -> None:
    """Read every feed of the folder that the command names and print what is in them, in order."""
    lines: list[str] = []
    for path in sorted(Path(sys.argv[1]).glob("*.ics")):
        try:
            found = [
                f"{path.name}|{uid}|{moment(start)}|{moment(end)}|{status or 'none'}"
                for uid, start, end, status in read(path.read_bytes())
            ]
        except Exception as error:  # a reader may fail in any way: that it fails is its answer
            found = [f"{path.name}|refused|{type(error).__name__}"]
        lines.extend(found)
    sys.stdout.write("".join(f"{line}\n" for line in sorted(lines)))
