"""Small calendars as text, and what is read of them, by London's clock."""

from __future__ import annotations

from rota.domain import LONDON
from rota.reading.calendars.busy import BusyTimes, busy_times
from tests.support.builders import span

SECRET = "Oncology, Dr Q. Nobody <q@example.test>"
YEAR = ("2026-06-01", "2027-05-31")

LONDON_ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:16010101T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
"""London's rules, as Exchange would write them under a name of its own."""


def event(*lines: str, uid: str = "") -> str:
    """An event with these lines, and things in it that nobody may see."""
    own = [f"UID:{uid}"] if uid else []
    secret = [f"SUMMARY:{SECRET}", f"DESCRIPTION:{SECRET}", f"ATTENDEE;CN={SECRET}:mailto:q@example.test"]
    return "\n".join(["BEGIN:VEVENT", *own, *secret, *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    """One VCALENDAR with these lines and parts."""
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", *parts, "END:VCALENDAR"])
    return text.replace("\n", "\r\n").encode() + b"\r\n"


def found(*parts: str, year: tuple[str, str] = YEAR, usual_minutes: int = 0) -> BusyTimes:
    """What is read of a calendar with these parts."""
    return busy_times(calendar(*parts), span(*year), usual_minutes)


def busy(*parts: str, year: tuple[str, str] = YEAR, usual_minutes: int = 0) -> list[str]:
    """The busy stretches by London's clock, like "2026-06-03 10:00 to 11:00". Nothing may have been skipped."""
    read = found(*parts, year=year, usual_minutes=usual_minutes)
    assert dict(read.skipped) == {}
    return shown(read)


def shown(read: BusyTimes) -> list[str]:
    """The stretches by London's clock; the date of the end only where it is another."""
    lines = []
    for start, end in ((start.astimezone(LONDON), end.astimezone(LONDON)) for start, end in read.times):
        until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
        lines.append(f"{start:%Y-%m-%d %H:%M} to {until}")
    return lines
