"""Feeds: one for each member, host and team, and one of all visits, each a calendar that a client subscribes to.

No METHOD, which would ask each event for an organiser; no id of the calendar, which makes vdirsyncer take
the whole feed for one event; no SOURCE, which would put a secret address into a file that is passed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from icalendar import Calendar

from rota.domain import Problem
from rota.exports.ics_events import DRAFT, event, permanent_id, rendered, shown
from rota.exports.ics_text import Written, octets, text, utc
from rota.exports.ics_zone import london
from rota.exports.view import Document
from rota.exports.view_rows import VisitRow
from rota.record import LedgerEntry, Presentation

PRODUCT = "-//Rota//Member visits//EN"
NAME = "Visit rota"
REPLACED = "Visit rota - link replaced"
REFRESH = "PT4H"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its ``key`` in the ledger, such as "member:ann", the ``name`` of whose it is, and its visits."""

    key: str
    name: str
    rows: tuple[VisitRow, ...]


def feeds(document: Document) -> tuple[Feed, ...]:
    """Every feed: of all visits, then of members, hosts (and deputies) and teams in order of id.

    Of members those who serve on a day of the year, and besides whoever has a visit or was told of one.
    """
    rows = _once_each(document.visits())
    theirs = _members_with_a_feed(document, rows)
    found: dict[str, tuple[str, list[VisitRow]]] = {
        key: (name, list(rows) if key == ALL else [])
        for key, name in names(document.problem).items()
        if not key.startswith("member:") or key in theirs
    }
    for row in rows:
        members = [f"member:{visitor.id}" for visitor in row.visitors]
        for key in dict.fromkeys((*members, *(f"host:{host}" for host in row.hosts), f"team:{row.team_id}")):
            if key in found:
                found[key][1].append(row)
    return tuple(Feed(key, name, tuple(mine)) for key, (name, mine) in found.items())


def names(problem: Problem) -> dict[str, str]:
    """Whose feed each key is: the council's, then those of everybody and every team in its tables, in order of id."""
    found = {ALL: problem.council}
    found |= {f"member:{member.id}": member.name for member in problem.members}
    found |= {f"host:{host.id}": host.name for host in problem.hosts}
    return found | {f"team:{team.id}": team.name for team in problem.teams}


def _members_with_a_feed(document: Document, rows: Iterable[VisitRow]) -> set[str]:
    problem, publication = document.problem, document.record.publication
    serving = {f"member:{member.id}" for member in problem.members if member.serves_in(problem.year)}
    going = {f"member:{visitor.id}" for row in rows for visitor in row.visitors}
    told = {entry.feed for entry in (publication.entries if publication else ()) if entry.standing != "omitted"}
    return serving | going | told


def _once_each(rows: Iterable[VisitRow]) -> tuple[VisitRow, ...]:
    """A visit that a rota made by hand places twice keeps its first time: two events of one id are none."""
    return tuple({row.visit: row for row in reversed(tuple(rows))}.values())[::-1]


def first_entries(document: Document, presentation: Presentation, stamp: datetime) -> Iterator[LedgerEntry]:
    """What the ledger says of each visit in each feed when the rota is published for the first time."""
    for feed in feeds(document):
        for row in feed.rows:
            yield first_entry(document, feed.key, row, presentation, stamp)


def first_entry(
    document: Document, feed: str, row: VisitRow, presentation: Presentation, stamp: datetime
) -> LedgerEntry:
    """What the ledger says of a visit that nobody has been told of."""
    problem, moment = document.problem, utc(stamp)
    uid = permanent_id(problem, row.visit, "" if feed == ALL else feed)
    entry = LedgerEntry(feed, problem.year, row.visit, uid, 0, moment, moment, "", shown(problem, row, feed))
    return with_hash(entry, presentation)


def with_hash(entry: LedgerEntry, presentation: Presentation) -> LedgerEntry:
    """The entry with the hash of what it shows now."""
    return replace(entry, rendered=rendered(entry, presentation))


def calendar(entries: Iterable[LedgerEntry], presentation: Presentation, name: str = NAME) -> bytes:
    """A feed of these entries, earliest first, those that are omitted left out. With none it is still valid.

    Of a rota that breaks a must the name says so, for there may be no event that could.
    """
    made = Calendar()
    made.add("VERSION", Written("2.0"))
    made.add("PRODID", Written(PRODUCT))
    made.add("CALSCALE", Written("GREGORIAN"))
    for called in ("NAME", "X-WR-CALNAME"):
        made.add(called, text(f"{DRAFT}{name}" if presentation.draft else name))
    made.add("REFRESH-INTERVAL", Written(REFRESH), {"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", Written(REFRESH))
    made.add_component(london())
    present = (entry for entry in entries if entry.standing != "omitted")
    for entry in sorted(present, key=lambda entry: (entry.shown.start, entry.visit, entry.uid)):
        made.add_component(event(entry, presentation))
    return octets(made)


def replaced_feed() -> bytes:
    """What stands under a link that is no longer anybody's: empty, so that clients forget what they had."""
    return calendar((), Presentation(), REPLACED)
