"""Who is affected by a publication and how, and whom the feeds will not tell in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rota.exports.feed_ledger import same_year
from rota.exports.ics_feeds import names as names_of
from rota.exports.view import Document
from rota.publishing.rewritten_past import Rewrite
from rota.record import LedgerEntry, Publication
from rota.text.english import joined, moment_in_words

What = Literal[
    "added", "moved", "place", "renamed", "company", "host", "restored", "cancelled", "no longer going", "corrected"
]

LATE = timedelta(days=7)
"""Google reads a feed again after 8 to 24 hours and Outlook within a day or more (calendars, section 1.4).

Five working days are the usual notice below which a change must be confirmed (domain, A19): a week holds them.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What one person must know of one visit. ``late`` when the feed alone may not tell them in time.

    ``feed`` is the person's key, such as "member:ann"; ``person`` is their name.
    """

    feed: str
    person: str
    visit: str
    start: datetime
    what: What
    sentence: str
    late: bool

    @property
    def role(self) -> str:
        """The word "member" or "host"."""
        return self.feed.partition(":")[0]

    @property
    def tell(self) -> str:
        """How the person is to be told."""
        return "by e-mail or phone" if self.late else "by the feed"


def changes(
    document: Document,
    earlier: Publication | None,
    now: Publication,
    moment: datetime,
    corrected: Sequence[Rewrite] = (),
) -> tuple[Change, ...]:
    """What has changed for each member and host since the earlier publication, by person and then by date.

    Unlike the ledger this does not depend on the level of detail: who goes with whom matters to both. What is over
    is told of only where it is ``corrected``.
    """
    rewritten = {rewrite.visit: rewrite for rewrite in corrected}
    before = {(entry.feed, entry.uid): entry for entry in earlier.entries} if earlier else {}
    names = names_of(document.problem)
    found = []
    for entry in now.entries:
        old = before.get((entry.feed, entry.uid))
        if not entry.feed.startswith(("member:", "host:")):
            continue
        rewrite = rewritten.get(entry.visit) if same_year(entry.year, document.problem.year) else None
        person, late = names.get(entry.feed) or _name_known(old or entry), _late(old, entry, moment)
        for what, sentence in _told(old, entry, rewrite, moment):
            found.append(Change(entry.feed, person, entry.shown.title, entry.shown.start, what, sentence, late))
    return tuple(sorted(found, key=lambda one: (one.person.casefold(), one.feed, one.start, one.visit)))


def _told(
    old: LedgerEntry | None, new: LedgerEntry, rewrite: Rewrite | None, moment: datetime
) -> Iterator[tuple[What, str]]:
    """What the person must know: of what is over only that it is corrected, and if it was not made, when it will be."""
    to_come = _to_come(old, new, moment)
    if rewrite is not None and not (rewrite.cancelled and to_come):
        yield from _corrected(old, new, rewrite)
    elif to_come:
        yield from _changed(old, new)


def _name_known(entry: LedgerEntry) -> str:
    """The name of somebody who has no feed any more: a host's is in their own events, a member's is not."""
    return entry.shown.host if entry.feed.startswith("host:") else entry.feed.partition(":")[2]


def _to_come(old: LedgerEntry | None, new: LedgerEntry, moment: datetime) -> bool:
    """What is over needs nobody's attention, unless it was moved there from the future."""
    return new.shown.end > moment or (old is not None and old.shown.end > moment)


def _late(old: LedgerEntry | None, new: LedgerEntry, moment: datetime) -> bool:
    starts = [new.shown.start, *([old.shown.start] if old else [])]
    return any(timedelta(0) <= start - moment <= LATE for start in starts)


def _changed(old: LedgerEntry | None, new: LedgerEntry) -> Iterator[tuple[What, str]]:
    title, when = new.shown.title, moment_in_words(new.shown.start)
    was = old.standing if old else "omitted"
    if new.standing == "live" and was == "omitted":
        yield "added", f"Goes to {title} on {when}{_where(new)}." if _visits(new) else f"Receives {title} on {when}."
    elif new.standing == "live" and was == "cancelled":
        yield "restored", f"{title} is not cancelled after all: it is on {when}{_where(new)}."
    elif new.standing == "cancelled" and was == "live":
        yield "cancelled", f"{title} on {when} is cancelled."
    elif new.standing == "omitted" and was == "live":
        verb = "No longer goes to" if _visits(new) else "No longer receives"
        yield "no longer going", f"{verb} {title} on {when}."
    elif new.standing == "live" and old:
        yield from _differences(old, new)


def _corrected(old: LedgerEntry | None, new: LedgerEntry, rewrite: Rewrite) -> Iterator[tuple[What, str]]:
    """What was told of a visit that is over is told otherwise now; nothing where it concerns somebody else alone."""
    live = new.standing == "live" or (old is not None and old.standing == "live")
    if live and (old is None or (old.standing, old.shown) != (new.standing, new.shown)):
        yield "corrected", rewrite.sentence


def _visits(entry: LedgerEntry) -> bool:
    return entry.feed.startswith("member:")


def _where(entry: LedgerEntry) -> str:
    return f" at {entry.shown.place}" if entry.shown.place else ""


def _differences(old: LedgerEntry, new: LedgerEntry) -> Iterator[tuple[What, str]]:
    one, other = old.shown, new.shown
    title, when = other.title, moment_in_words(other.start)
    if one.title != other.title:
        yield "renamed", f"{one.title} is now called {title}."
    if (one.start, one.end) != (other.start, other.end):
        yield "moved", f"{title} moves from {moment_in_words(one.start)} to {when}, until {other.end:%H:%M}."
    if one.place != other.place:
        where = f"moves to {other.place}" if other.place else "has no place given"
        yield "place", f"{title} on {when} {where}{f' (was {one.place})' if one.place else ''}."
    if one.visitors != other.visitors:
        people = joined(other.visitors) or ("nobody else" if _visits(new) else "nobody")
        yield "company", f"{title} on {when} is now {'with' if _visits(new) else 'by'} {people}."
    if one.host != other.host:
        yield "host", f"{title} on {when} is now received by {other.host or 'nobody named'}."
