"""The events of a feed: what each says at a level of detail, and the component that says it.

At the level "minimal" an event says "Member visit", where and when, and names nobody: it may be forwarded.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta

from icalendar import Alarm, Event

from rota.domain import Problem
from rota.exports.agenda import agenda
from rota.exports.ics_text import Written, lines, text
from rota.exports.ics_zone import LONDON
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
    shows = Event()
    _show(shows, entry, presentation)
    said = lines(shows)[1:-1]  # between BEGIN and END
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def event(entry: LedgerEntry, presentation: Presentation) -> Event:
    """The entry as a client reads it. DTSTAMP is the time of the revision, as it may be where there is no METHOD."""
    made = Event()
    made.add("UID", Written(entry.uid))
    made.add("DTSTAMP", Written(entry.modified))
    made.add("CREATED", Written(entry.created))
    made.add("LAST-MODIFIED", Written(entry.modified))
    made.add("SEQUENCE", entry.sequence)
    _show(made, entry, presentation)
    return made


def _show(event: Event, entry: LedgerEntry, presentation: Presentation) -> None:
    shown, cancelled, full = entry.shown, entry.standing == "cancelled", presentation.detail == "full"
    event.add("DTSTART", shown.start.replace(tzinfo=None), {"TZID": LONDON})
    event.add("DTEND", shown.end.replace(tzinfo=None), {"TZID": LONDON})
    prefix, status, busy = ("", "CONFIRMED", "BUSY")
    if cancelled:
        prefix, status, busy = (CANCELLED, "CANCELLED", "FREE")
    elif presentation.draft:
        prefix, status, busy = (DRAFT, "TENTATIVE", "TENTATIVE")
    event.add("STATUS", Written(status))
    event.add("SUMMARY", text(prefix + (f"{SUMMARY}: {shown.title}" if full else SUMMARY)))
    if shown.place:
        event.add("LOCATION", text(shown.place))
    if full and not cancelled and (description := tuple(_description(entry))):
        event.add("DESCRIPTION", text(*description))
    if presentation.link:
        event.add("URL", Written(f"{presentation.link}#{shown.page}"))
    if presentation.private:
        event.add("CLASS", Written("PRIVATE"))
    event.add("TRANSP", Written("TRANSPARENT" if cancelled else "OPAQUE"))
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", Written(busy))
    if presentation.alarm_minutes and not cancelled:
        event.add_component(_alarm(presentation.alarm_minutes))


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


def _alarm(minutes: int) -> Alarm:
    """An alarm shows on a locked screen, so it says no more than the least. It stands last: Outlook asks for that."""
    alarm = Alarm()
    alarm.add("ACTION", Written("DISPLAY"))
    alarm.add("DESCRIPTION", text(SUMMARY))
    alarm.add("TRIGGER", Written(f"-PT{minutes}M"))
    return alarm


def _octets(said: str) -> bytes:
    return said.encode("utf-8", "surrogatepass")
