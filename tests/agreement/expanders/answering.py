"""What every Python expander does alike: reads paths from its input and answers each with a line of JSON.

An answer is ``{"times": [[start, end], …]}``, in UTC with a Z, as a day, or without either where no zone is given; or
``{"refused": "…"}``. The window is the command's two arguments, such as 2026-06-01 and 2027-05-31.
The expanders run beside libraries that Rota does not have, so they import nothing of Rota.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

UTC = timezone.utc  # noqa: UP017 - as the readers do

Times = Iterable[tuple[date, date]]


def said(value: date) -> str:
    """The day or the time as answers have it."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}" if value.tzinfo else f"{value:%Y%m%dT%H%M%S}"
    return f"{value:%Y%m%d}"


def answer_all(expand: Callable[[bytes, date, date], Times]) -> None:
    """Answers every path of the input, one after the other. The window has a week more on each side."""
    first, last = (date.fromisoformat(word) for word in sys.argv[1:3])
    for line in sys.stdin:
        try:
            found = expand(Path(line.rstrip("\n")).read_bytes(), first - timedelta(7), last + timedelta(8))
            answer: dict[str, object] = {"times": sorted({(said(start), said(end)) for start, end in found})}
        except Exception as error:  # a library may fail in any way: that it fails is its answer
            answer = {"refused": type(error).__name__}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def is_busy(status: object, transparency: object, outlook: object) -> bool:
    """Whether an event keeps anyone busy, by its STATUS, its TRANSP and what Outlook says: no library has a view."""
    words = [str(getattr(word, "value", word) or "").upper() for word in (status, transparency, outlook)]
    return words[0] not in ("CANCELLED", "CANCELED") and words[1] != "TRANSPARENT" and words[2] not in _FREE


_FREE = ("FREE", "WORKINGELSEWHERE")
