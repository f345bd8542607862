"""What GetAllMeetingsByDate says: every meeting as it is listed. A meeting has no end.

Source: saved answers, as councils publish them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from xml.etree.ElementTree import Element

from rota.importing.entries import ListElement
from rota.tables.faults import Faults

MEETINGS = "root"

_CANCELLED = re.compile(r"\b(?:cancel|postpone|abandon|defer|withdraw)", re.IGNORECASE)
_MARK = r"\b(?:cancell?ed|postponed|abandoned)\b"
_MARKED = re.compile(rf"^\W*{_MARK}\W*|\W*{_MARK}\W*$", re.IGNORECASE)
"""Some councils say it in the title: "CANCELLED - Planning Committee"."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as the file lists one; ``start`` is None when it gives no time."""

    id: str
    committee: str
    day: date
    start: time | None
    cancelled: bool
    place: str = field(default="", compare=False)


def sittings(where: str, root: Element, faults: Faults) -> tuple[Sitting, ...]:
    """Every meeting as it is listed, cancelled ones among them."""
    listed = enumerate(root.iter("meeting"), start=1)
    entries = (ListElement(f"{where}, meeting {number}", element, faults) for number, element in listed)
    return tuple(one for entry in entries if (one := _sitting(where, entry)))


def _sitting(where: str, entry: ListElement) -> Sitting | None:
    filled = entry.needed("committeetitle") and entry.needed("meetingdate")
    title, status, number = entry.text("committeetitle"), entry.text("meetingstatus"), entry.number("meetingid")
    day, start = entry.day("meetingdate"), entry.time("meetingtime")
    if not filled or day is None or not entry.good:
        return None
    plain = _MARKED.sub("", title)
    cancelled = bool(_CANCELLED.search(status)) or plain != title
    return Sitting(number and f"m{number}", plain or title, day, start, cancelled, entry.place(where, "meetingid"))
