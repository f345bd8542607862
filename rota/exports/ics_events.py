"""The events of a feed: what each says at a level of detail, and the lines that say it.

At the level "minimal" an event says "Member visit", where and when, and names nobody: it may be forwarded.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta

from rota.domain import Problem
from rota.exports.agenda import agenda
from rota.exports.ics_text import local, text
from rota.exports.view_rows import VisitRow
from rota.record import LedgerEntry, Presentation, Shown
from rota.text.sanitise import plain

SUMMARY = "Member visit"
CANCELLED = "Cancelled: "
DRAFT = "DRAFT: "
"""Before every event of a rota that breaks a must, for nobody sees the rest of it in a calendar."""


def shown(problem: Problem, row: VisitRow, feed: str) -> Shown:
    """What the visit can tell in this feed. A member's own name is left out of the member's feed."""
    kind = problem.team(row.team_id).kind if row.team_id else ""
    others = (visitor.name for visitor in row.visitors if feed != f"member:{visitor.id}")
    return Shown(
        start=row.start,
        end=max(row.end, row.start + timedelta(minutes=1)),  # an event without length is refused by clients
        title=plain(row.title),
        place=plain(row.site),
        team=plain(row.team),
        kind=kind,
        host=plain(row.host),
        visitors=tuple(plain(name) for name in others),
        page=permanent_id(problem, row.visit),
    )


def permanent_id(problem: Problem, visit: str, feed: str = "") -> str:
    """The event's id: the same in every revision of the year's rota, in no other year or feed, and saying nothing."""
    first, _ = problem.year.ends()
    said = "\0".join((first.isoformat(), visit, feed))
    return hmac.new(_octets(problem.council), _octets(said), hashlib.sha256).hexdigest()[:40]


def rendered(entry: LedgerEntry, presentation: Presentation) -> str:
    """The hash of all that a client shows of the event: it changes exactly when the event must be read again."""
    return hashlib.sha256("\n".join(_fields(entry, presentation)).encode()).hexdigest()


def event(entry: LedgerEntry, presentation: Presentation) -> Iterator[str]:
    """The event's lines. DTSTAMP is the time of the revision, as it may be where there is no METHOD."""
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{entry.modified}"
    yield f"CREATED:{entry.created}"
    yield f"LAST-MODIFIED:{entry.modified}"
    yield f"SEQUENCE:{entry.sequence}"
    yield from _fields(entry, presentation)
    yield "END:VEVENT"


def _fields(entry: LedgerEntry, presentation: Presentation) -> Iterator[str]:
    shown, cancelled, full = entry.shown, entry.standing == "cancelled", presentation.detail == "full"
    yield f"DTSTART;TZID=Europe/London:{local(shown.start)}"
    yield f"DTEND;TZID=Europe/London:{local(shown.end)}"
    prefix, status, busy = ("", "CONFIRMED", "BUSY")
    if cancelled:
        prefix, status, busy = (CANCELLED, "CANCELLED", "FREE")
    elif presentation.draft:
        prefix, status, busy = (DRAFT, "TENTATIVE", "TENTATIVE")
    yield f"STATUS:{status}"
    yield f"SUMMARY:{text(prefix + (f'{SUMMARY}: {shown.title}' if full else SUMMARY))}"
    if shown.place:
        yield f"LOCATION:{text(shown.place)}"
    if full and not cancelled and (description := tuple(_description(entry))):
        yield f"DESCRIPTION:{text(*description)}"
    if presentation.link:
        yield f"URL:{presentation.link.rstrip('/')}/{shown.page}"
    if presentation.private:
        yield "CLASS:PRIVATE"
    yield f"TRANSP:{'TRANSPARENT' if cancelled else 'OPAQUE'}"
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}"
    if presentation.alarm_minutes and not cancelled:
        yield from _alarm(presentation.alarm_minutes)


def _description(entry: LedgerEntry) -> Iterator[str]:
    shown = entry.shown
    if shown.team:
        yield f"Team: {shown.team}"
    if shown.host:
        yield f"Received by: {shown.host}"
    if shown.visitors:
        yield f"{'With' if entry.feed.startswith('member:') else 'Visitors'}: {', '.join(shown.visitors)}"
    if headings := agenda(shown.kind):
        yield "To talk about:"
        yield from (f"- {heading}" for heading in headings)


def _alarm(minutes: int) -> Iterator[str]:
    """An alarm shows on a locked screen, so it says no more than the least. It stands last: Outlook asks for that."""
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{SUMMARY}"
    yield f"TRIGGER:-PT{minutes}M"
    yield "END:VALARM"


def _octets(said: str) -> bytes:
    return said.encode("utf-8", "surrogatepass")
