"""Calendars beside plain icalendar: what it costs to write feeds, and to read busy times.

python -m benchmarks.calendars         prints the figures
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import icalendar

from rota.auditing import AuditReport
from rota.domain import LONDON, Dated, Host, Member, Placement, Problem, Rota, Session, Slot, Span, Team
from rota.exports.ics_feeds import calendar, first_entries
from rota.exports.view import Document
from rota.publishing.feed_names import FeedNames, renewed
from rota.publishing.issue import issue
from rota.publishing.serving import served
from rota.reading.calendars.busy import busy_times
from rota.record import UTC_STAMP, LedgerEntry, Presentation, Provenance, Publication, Record

MEMBERS = 66
"""Sefton's number (domain, section 0). Each goes on ten or eleven visits, so that there is something to write."""

VISITS = 240
FULL = Presentation("full")
STAMP = datetime(2026, 5, 25, 9, 30, tzinfo=LONDON)
RUNS = 7


def a_council() -> Document:
    """66 members, 20 teams visited monthly, 3 members on each of 240 visits."""
    members = tuple(
        Member(f"m{n:02}", f"Member {n}", (Dated("ABC"[n % 3]),), (Dated(f"Ward {n // 3}"),)) for n in range(MEMBERS)
    )
    teams = tuple(
        Team(f"t{n:02}", f"Home {n}", "home", f"{n} Example Road, Testshire", host=f"h{n:02}", visits_a_year=12)
        for n in range(20)
    )
    hosts = tuple(Host(f"h{n:02}", f"Manager {n}") for n in range(20))
    year = Span(date(2026, 4, 1), date(2027, 3, 31))
    problem = Problem("Testshire", year, members, teams, hosts, (Session(STAMP.time().replace(10, 0)),))
    days = [day for day in year.days() if day.weekday() < 5]
    placements = []
    for number, visit in enumerate(problem.visits):
        start = datetime(days[number].year, days[number].month, days[number].day, 10, tzinfo=LONDON)
        going = tuple(f"m{(3 * number + extra) % MEMBERS:02}" for extra in range(3))
        host = problem.team_of(visit.id).host
        placements.append(Placement(visit.id, Slot(start, start + timedelta(hours=1)), going, (host,)))
    assert len(placements) == VISITS
    origin = Provenance(1, STAMP, "0" * 64, (), "0.1.0", 1)
    return Document(problem, AuditReport(()), (), Record(Rota(tuple(placements)), origin))


def rendering() -> None:
    """Writes the feeds of 66 members from the ledger, beside icalendar writing the same events."""
    document = a_council()
    publication = Publication(FULL, tuple(first_entries(document, FULL, STAMP)))
    members = [f"member:{member.id}" for member in document.problem.members]
    names = renewed(FeedNames({}), members, (), iter(f"{n:043}" for n in range(MEMBERS)).__next__)
    mine = {key: [entry for entry in publication.entries if entry.feed == key] for key in members}
    plain = [plain_feed(calendar(entries, FULL)) for entries in mine.values()]
    ours, theirs = timed(lambda: served(publication, names)), timed(lambda: [feed.to_ical() for feed in plain])
    built = timed(lambda: [built_feed(entries).to_ical() for entries in mine.values()])
    events = sum(len(entries) for entries in mine.values())
    moved = timed(lambda: issue(document, None, FULL, STAMP, (), iter(f"{n:043}" for n in range(999)).__next__))
    size = sum(len(content) for content in served(publication, names).values())
    print(f"{MEMBERS} members' feeds, {events} events in full detail, {size / 1e6:.2f} MB")
    print(f"  rota, from the ledger                      {ours:7.3f} s")
    print(f"  icalendar, objects made and written        {built:7.3f} s  ({built / ours:.1f} times)")
    print(f"  icalendar, writing alone, objects at hand  {theirs:7.3f} s  ({theirs / ours:.1f} times)")
    print(f"  rota, a whole publication with its ledger, {len(publication.entries)} entries  {moved:7.3f} s")


def plain_feed(content: bytes) -> icalendar.Component:
    """The feed as icalendar holds it."""
    return icalendar.Calendar.from_ical(content)


def built_feed(entries: list[LedgerEntry]) -> icalendar.Calendar:
    """The feed as a program would make it with icalendar, with as much in it."""
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Plain//EN")
    for entry in entries:
        event, shown = icalendar.Event(), entry.shown
        stamp = datetime.strptime(entry.modified, UTC_STAMP).replace(tzinfo=UTC)
        for name in ("dtstamp", "created", "last-modified"):
            event.add(name, stamp)
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstart", shown.start)
        event.add("dtend", shown.end)
        event.add("status", "CONFIRMED")
        event.add("summary", f"Member visit: {shown.title}")
        event.add("location", shown.place)
        event.add("description", f"Team: {shown.team}\nHost: {shown.host}\nWith: {', '.join(shown.visitors)}\n" * 3)
        event.add("transp", "OPAQUE")
        made.add_component(event)
    return made


EVENTS = 5_000


def a_diary() -> bytes:
    """5,000 events of an hour, in about 500 KB."""
    start = datetime(2026, 4, 1, 8, tzinfo=LONDON)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Benchmark//EN"]
    for number in range(EVENTS):
        stamp = f"{start + timedelta(days=number % 365, hours=number // 365 % 12, minutes=number // 365):%Y%m%dT%H%M%S}"
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"DTSTART;TZID=Europe/London:{stamp}", "DURATION:PT1H"]
        lines += ["SUMMARY:Meeting", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def reading() -> None:
    """Reads 5,000 events as busy times, beside icalendar only parsing them."""
    data, year = a_diary(), Span(date(2026, 4, 1), date(2027, 3, 31))
    alone = timed(lambda: busy_times(data, year))
    parsed = timed(lambda: icalendar.Calendar.from_ical(data))
    print(f"{EVENTS:,} events, {len(data) / 1e3:.0f} KB, {len(busy_times(data, year).times):,} busy stretches")
    print(f"  rota, to busy times                        {alone:7.3f} s")
    print(f"  icalendar, parsing alone                   {parsed:7.3f} s  ({parsed / alone:.1f} times)")


def timed(work: Callable[[], object]) -> float:
    """The median of several runs, in seconds, after one that is not counted."""
    work()
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    rendering()
    reading()
