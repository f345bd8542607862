"""calendars/*.ics: feeds for each member, host and team, and one of all visits.

Written by hand where libraries' defaults go wrong in real clients: their time zones are an hour out
in Nextcloud and Thunderbird, and their folding may split an escape (icalendar 7.3.0, November 2026).
A feed says as little as it can: "Member visit", where and when. No names, so it may be forwarded.
A rota that breaks a must is a draft in every event, for nobody sees the rest of it in a calendar.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rota.exports.document import Document
from rota.exports.plain_text import plain
from rota.exports.rows import VisitRow

PRODUCT = "-//Rota//Member visits//EN"
NAME = "Visit rota"
SUMMARY = "Member visit"
DRAFT = ("STATUS:TENTATIVE", f"SUMMARY:DRAFT: {SUMMARY}", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE")
SETTLED = ("STATUS:CONFIRMED", f"SUMMARY:{SUMMARY}", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY")
REFRESH = "PT4H"
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
_LOOKS_HASHED = re.compile(r"-[0-9a-f]{8}$")
_UNITS = re.compile(r"\\.|.", re.DOTALL)


def render(document: Document) -> dict[str, bytes]:
    """Every calendar by file name. Somebody with no visit has a calendar that holds only the time zone.

    A host's calendar holds the visits to each team of which they are host or deputy.
    """
    rows, files = document.visits(), {}
    files["calendars/all.ics"] = calendar(document, rows)
    for member in document.problem.members:
        mine = [row for row in rows if any(visitor.id == member.id for visitor in row.visitors)]
        files[file_name("member", member.id)] = calendar(document, mine, member.id)
    for host in document.problem.hosts:
        files[file_name("host", host.id)] = calendar(document, [row for row in rows if host.id in row.hosts])
    for team in document.problem.teams:
        files[file_name("team", team.id)] = calendar(document, [row for row in rows if row.team_id == team.id])
    return files


def file_name(kind: str, id: str) -> str:
    """The file of a member, host or team: letters a to z, digits and hyphens, whatever the id holds.

    An id that these cannot spell has a few figures of its hash added, so that no two share a file.
    """
    ascii_only = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60]
    if slug != id or not slug or _LOOKS_HASHED.search(slug):
        slug = f"{slug or 'id'}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"calendars/{kind}-{slug}.ics"


def calendar(document: Document, rows: Iterable[VisitRow], person: str = "") -> bytes:
    """One calendar of these visits. With ``person`` the events are that person's own, with ids of their own."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{NAME}",
        f"X-WR-CALNAME:{NAME}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *LONDON_TIME_ZONE,
    ]
    for row in rows:
        lines.extend(_event(document, row, person))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(document: Document, row: VisitRow, person: str) -> Iterator[str]:
    stamp = _utc(document.record.provenance.stamp)
    status, summary, busy = SETTLED if document.report.kept else DRAFT
    yield "BEGIN:VEVENT"
    yield f"UID:{permanent_id(document, row.visit, person)}"
    yield f"DTSTAMP:{stamp}"
    yield f"CREATED:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield "SEQUENCE:0"
    yield f"DTSTART;TZID=Europe/London:{_local(row.start)}"
    yield f"DTEND;TZID=Europe/London:{_local(row.end)}"
    yield status
    yield summary
    if site := plain(row.site):
        yield f"LOCATION:{site.translate(_ESCAPES)}"
    yield "TRANSP:OPAQUE"
    yield busy
    yield "END:VEVENT"


def permanent_id(document: Document, visit: str, person: str = "") -> str:
    """The event's id: the same in every revision of the year's rota, in no other year, and saying nothing."""
    first, _ = document.problem.year.ends()
    said = "\0".join((first.isoformat(), visit, person))
    key = document.problem.council
    return hmac.new(_octets(key), _octets(said), hashlib.sha256).hexdigest()[:40]


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _local(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a character or an escape."""
    pieces, room = [""], LONGEST_LINE
    for unit in _UNITS.findall(line):
        size = len(unit.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1  # the space that begins a continued line counts
        pieces[-1] += unit
        room -= size
    return "\r\n ".join(pieces)
