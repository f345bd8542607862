"""The octets of a calendar: text that cannot break out of its line, lines that no client cuts wrongly.

Written by hand where libraries' defaults go wrong in real clients: their time zones are an hour out
in Nextcloud and Thunderbird, and their folding may split an escape (icalendar 7.3.0, November 2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from rota.record import UTC_STAMP
from rota.text.sanitise import plain

LONGEST_LINE = 75
"""Octets, without the line's end (RFC 5545, section 3.1)."""

LONDON_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "X-LIC-LOCATION:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19700329T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19701025T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The one form of the zone on which all engines agree; a test holds it to zoneinfo hour by hour."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
_UNITS = re.compile(r"\\.|.", re.DOTALL)


def text(*lines: str) -> str:
    """Lines from anybody's files as one value: each made plain and escaped, with a line break between them."""
    return "\\n".join(plain(line).translate(_ESCAPES) for line in lines)


def utc(moment: datetime) -> str:
    """The moment in UTC, such as 20260525T083000Z."""
    return moment.astimezone(UTC).strftime(UTC_STAMP)


def local(moment: datetime) -> str:
    """The moment by the clock it carries, such as 20260603T100000."""
    return moment.strftime("%Y%m%dT%H%M%S")


def octets(lines: Iterable[str]) -> bytes:
    """The lines, folded, each with its end, in UTF-8."""
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a character or an escape."""
    if len(line) <= LONGEST_LINE and line.isascii():
        return line
    pieces, room = [""], LONGEST_LINE
    for unit in _UNITS.findall(line):
        size = len(unit.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1  # the space that begins a continued line counts
        pieces[-1] += unit
        room -= size
    return "\r\n ".join(pieces)
