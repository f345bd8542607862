"""The ledger of a publication, brought up to date: what each event's id, number and time of change become.

Clients disagree on what makes them read an event again: ICSx5 wants a later LAST-MODIFIED, Google a higher
SEQUENCE, the others nothing. So both rise whenever anything that is shown changes, less detail included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from rota.domain import Span
from rota.exports.ics_events import rendered
from rota.exports.ics_feeds import Feed, feeds, first_entry
from rota.exports.ics_text import utc
from rota.exports.ownerless_feeds import gone
from rota.exports.view import Document
from rota.record import UTC_STAMP, LedgerEntry, Presentation, Publication

SHOWN_AFTER = timedelta(days=7)
"""How long after its date a cancelled visit is still shown as cancelled (calendars, section 1.2)."""


def published(
    document: Document, earlier: Publication | None, presentation: Presentation, moment: datetime
) -> Publication:
    """The publication of the document's rota at this moment over an earlier one.

    An event keeps its id for ever. A visit that the rota no longer places is shown as cancelled; one that
    somebody no longer goes to leaves their feed at once. What an earlier year published stays until a week after.
    """
    old = _of_this_year(document.problem.year, earlier)
    new: dict[tuple[str, str], LedgerEntry] = {}
    for feed in feeds(document):
        if gone(document.problem, feed.key, moment.date()):
            continue
        for entry in _entries(document, feed, presentation, moment):
            key = (entry.feed, entry.visit)
            new[key] = _after(old[key], entry, presentation) if key in old else entry
    left = [entry for entry in (earlier.entries if earlier else ()) if _key_in(entry, old) not in new]
    return Publication(presentation, (*new.values(), *_left(document, left, presentation, moment)))


def _key_in(entry: LedgerEntry, old: dict[tuple[str, str], LedgerEntry]) -> tuple[str, str] | None:
    key = (entry.feed, entry.visit)
    return key if old.get(key) is entry else None


def _of_this_year(year: Span, earlier: Publication | None) -> dict[tuple[str, str], LedgerEntry]:
    """The entries of the same year by feed and visit; a year whose ends were put right is still the same year."""
    entries = earlier.entries if earlier else ()
    return {(entry.feed, entry.visit): entry for entry in entries if same_year(entry.year, year)}


def same_year(one: Span, other: Span) -> bool:
    """Whether two years share more than half of the shorter one. Years that follow each other may meet for weeks."""
    shared = one.within(other)
    return shared is not None and 2 * shared.length() > min(one.length(), other.length())


def _entries(document: Document, feed: Feed, presentation: Presentation, moment: datetime) -> Iterator[LedgerEntry]:
    return (first_entry(document, feed.key, row, presentation, moment) for row in feed.rows)


def _after(old: LedgerEntry, new: LedgerEntry, presentation: Presentation) -> LedgerEntry:
    """The old event showing what the new one shows: as it was if that is the same, else numbered one higher."""
    kept = replace(new, year=old.year, uid=old.uid, created=old.created, sequence=old.sequence, modified=old.modified)
    if old.standing == "live" and old.rendered == kept.rendered:
        return kept
    return replace(kept, sequence=old.sequence + 1, modified=later(old.modified, new.modified))


def later(old: str, new: str) -> str:
    """The new stamp, or a second after the old one when it is no later: two changes may fall in one second."""
    after = datetime.strptime(old, UTC_STAMP).replace(tzinfo=UTC) + timedelta(seconds=1)
    return max(new, utc(after))


def _left(
    document: Document, left: list[LedgerEntry], presentation: Presentation, moment: datetime
) -> Iterator[LedgerEntry]:
    """The events that the rota has nothing to say of any more."""
    placed = {placement.visit for placement in document.record.rota.placements}
    problem, today = document.problem, moment.date()
    for entry in left:
        away = gone(problem, entry.feed, today) or today > _last_day(entry)
        this_year = same_year(entry.year, problem.year)
        if entry.standing == "omitted" or away or (this_year and entry.visit in placed):
            yield replace(entry, standing="omitted", cancelled_until=None)
        elif this_year:
            cancelled = replace(entry, standing="cancelled", cancelled_until=_last_day(entry))
            yield _shown_again(entry, cancelled, presentation, moment)
        else:
            yield _shown_again(entry, entry, presentation, moment)


def _last_day(entry: LedgerEntry) -> date:
    return entry.shown.end.date() + SHOWN_AFTER


def _shown_again(old: LedgerEntry, new: LedgerEntry, presentation: Presentation, moment: datetime) -> LedgerEntry:
    """The event as it now stands at this level of detail, numbered one higher when that shows."""
    shows = rendered(new, presentation)
    if shows == old.rendered:
        return new
    return replace(new, rendered=shows, sequence=old.sequence + 1, modified=later(old.modified, utc(moment)))
