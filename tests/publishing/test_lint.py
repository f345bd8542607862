"""The linter of feeds: each single fault planted in a good feed is caught, and nothing in the good feed is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rota.exports.ics_events import rendered
from rota.exports.ics_feeds import calendar, first_entries, replaced_feed
from rota.record import LedgerEntry, Presentation
from tests.exports.documents import a_hostile_document, the_document
from tests.publishing.lint import lint
from tests.support.builders import day

FULL = Presentation("full", "https://visits.example/rota", 60, True)


def the_entries(presentation: Presentation) -> list[LedgerEntry]:
    """Ann's two visits, the second of them cancelled."""
    document = the_document()
    stamp = document.record.provenance.stamp
    ann = [entry for entry in first_entries(document, presentation, stamp) if entry.feed == "member:ann"]
    cancelled = replace(ann[1], standing="cancelled", cancelled_until=day("2026-09-16"))
    return [ann[0], replace(cancelled, rendered=rendered(cancelled, presentation))]


GOOD = calendar(the_entries(FULL), FULL)

Mutant = Callable[[bytes], bytes]


def swap(before: str, after: str, count: int = 1) -> Mutant:
    """The feed with a piece changed that must be there."""

    def mutate(content: bytes) -> bytes:
        assert before.encode() in content, before
        return content.replace(before.encode(), after.encode(), count)

    return mutate


def without(start: str) -> Mutant:
    """The feed without the first line that begins so."""

    def mutate(content: bytes) -> bytes:
        lines = content.split(b"\r\n")
        del lines[next(i for i, line in enumerate(lines) if line.startswith(start.encode()))]
        return b"\r\n".join(lines)

    return mutate


def with_line_in_event(line: str) -> Mutant:
    return swap("STATUS:CONFIRMED\r\n", f"STATUS:CONFIRMED\r\n{line}\r\n")


def second_id_like_the_first(content: bytes) -> bytes:
    one, other = (entry.uid.encode() for entry in the_entries(FULL))
    assert one in content
    return content.replace(other, one)


def without_zone(content: bytes) -> bytes:
    before, _, rest = content.partition(b"BEGIN:VTIMEZONE")
    return before + rest.partition(b"END:VTIMEZONE\r\n")[2]


def without_standard(content: bytes) -> bytes:
    before, _, rest = content.partition(b"BEGIN:STANDARD")
    return before + rest.partition(b"END:STANDARD\r\n")[2]


MUTANTS: dict[str, Mutant] = {
    "lines end with LF": lambda content: content.replace(b"\r\n", b"\n"),
    "one LF alone": swap("STATUS:CONFIRMED\r\n", "STATUS:CONFIRMED\n"),
    "a lone CR": swap("SUMMARY:Member", "SUMMARY:Mem\rber"),
    "no end of line at the end": lambda content: content[:-2],
    "a line too long": lambda content: content.replace(b"\r\n ", b""),
    "cut inside a character": lambda content: content.replace(b"LOCATION:Town", b"LOCATION:\xc3\r\n \xa9Town"),
    "cut inside an escape": swap("LOCATION:Town Hall\\,", "LOCATION:Town Hall\\\r\n ,"),
    "latin 1": lambda content: content.replace(b"Town", "T\u00f4wn".encode("latin-1")),
    "byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "NUL": swap("Town", "To\x00wn"),
    "a bidi override": swap("Town", "To\u202ewn"),
    "a line separator": swap("Town", "To\u2028wn"),
    "an injected ATTACH": with_line_in_event("ATTACH:https://evil.example/x"),
    "an injected ATTENDEE": with_line_in_event("ATTENDEE:mailto:ann@example.test"),
    "an injected RRULE": with_line_in_event("RRULE:FREQ=DAILY"),
    "a line that is no property": with_line_in_event("hello"),
    "METHOD": swap("CALSCALE", "METHOD:PUBLISH\r\nCALSCALE"),
    "an id of the calendar": swap("CALSCALE", "UID:abc\r\nCALSCALE"),
    "SOURCE": swap("CALSCALE", "SOURCE;VALUE=URI:https://a.example/f/x\r\nCALSCALE"),
    "no PRODID": without("PRODID"),
    "no VERSION": without("VERSION"),
    "no UID": without("UID:"),
    "no DTSTAMP": without("DTSTAMP:"),
    "no SEQUENCE": without("SEQUENCE:"),
    "an id twice": second_id_like_the_first,
    "an id that is a name": swap("UID:", "UID:ann-"),
    "a property twice": with_line_in_event("STATUS:CONFIRMED"),
    "DTEND and DURATION": with_line_in_event("DURATION:PT1H"),
    "DTEND before DTSTART": swap("DTEND;TZID=Europe/London:20260603T11", "DTEND;TZID=Europe/London:20260603T09"),
    "an hour that is none": swap("20260603T110000", "20260603T250000"),
    "DTSTART in UTC": swap("DTSTART;TZID=Europe/London:20260603T100000", "DTSTART:20260603T090000Z"),
    "DTSTART floating": swap("DTSTART;TZID=Europe/London:2026", "DTSTART:2026"),
    "a time zone not declared": swap("DTEND;TZID=Europe/London", "DTEND;TZID=Europe/Paris"),
    "a local LAST-MODIFIED": swap("LAST-MODIFIED:20260525T083000Z", "LAST-MODIFIED:20260525T083000"),
    "a DTSTAMP of its own": swap("DTSTAMP:20260525T083000Z", "DTSTAMP:20260525T083001Z"),
    "CANCELED": swap("STATUS:CANCELLED", "STATUS:CANCELED"),
    "cancelled but busy": swap("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
    "cancelled but not FREE": swap("BUSYSTATUS:FREE", "BUSYSTATUS:BUSY"),
    "cancelled without the word": swap("SUMMARY:Cancelled: ", "SUMMARY:"),
    "a duration without PT": swap("DURATION:PT4H", "DURATION:4H"),
    "a duration of nothing": swap("X-PUBLISHED-TTL:PT4H", "X-PUBLISHED-TTL:P"),
    "a trigger without PT": swap("TRIGGER:-PT60M", "TRIGGER:-60M"),
    "an alarm without a trigger": without("TRIGGER"),
    "an alarm before other properties": swap("STATUS:CONFIRMED", "BEGIN:VALARM\r\nEND:VALARM\r\nSTATUS:CONFIRMED"),
    "no time zone": without_zone,
    "no winter time": without_standard,
    "a zone without BYDAY": swap(";BYDAY=-1SU", ""),
    "a zone that ends": swap("BYMONTH=3;", "BYMONTH=3;UNTIL=20371231T000000Z;"),
    "a comma not escaped": swap("Hall\\,", "Hall,"),
    "an event that does not end": without("END:VEVENT"),
    "an event that ends twice": swap("END:VEVENT\r\n", "END:VEVENT\r\nEND:VEVENT\r\n"),
    "an event in an event": swap("STATUS:CONFIRMED", "BEGIN:VEVENT\r\nEND:VEVENT\r\nSTATUS:CONFIRMED"),
    "cut short": lambda content: content[: len(content) // 2],
    "two calendars": lambda content: content * 2,
    "nothing in it": lambda content: without_zone(content.partition(b"BEGIN:VEVENT")[0] + b"END:VCALENDAR\r\n"),
    "no file": lambda content: b"",
}


def test_the_good_feed_is_clean() -> None:
    assert lint(GOOD) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_each_single_fault_is_caught(name: str) -> None:
    mutant = MUTANTS[name](GOOD)
    assert mutant != GOOD
    assert lint(mutant) != []


@pytest.mark.parametrize("presentation", [Presentation(), FULL, Presentation("full"), Presentation(private=True)])
@pytest.mark.parametrize("make", [the_document, a_hostile_document])
def test_every_feed_is_clean_at_every_level_of_detail(presentation: Presentation, make: Callable[..., object]) -> None:
    document = make()
    by_feed: dict[str, list[LedgerEntry]] = {}
    stamp = document.record.provenance.stamp  # type: ignore[attr-defined]
    for entry in first_entries(document, presentation, stamp):  # type: ignore[arg-type]
        by_feed.setdefault(entry.feed, []).append(entry)
    assert [lint(calendar(entries, presentation)) for entries in by_feed.values()] == [[] for _ in by_feed]
    assert by_feed


def test_the_feed_of_a_replaced_link_is_clean_and_holds_no_event() -> None:
    assert lint(replaced_feed()) == []
    assert b"VEVENT" not in replaced_feed()
    assert b"NAME:Visit rota - link replaced\r\n" in replaced_feed()
