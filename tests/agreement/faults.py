"""Faults planted in a good feed, each of which the readers must be seen to disagree about."""

from __future__ import annotations

import re
from collections.abc import Callable

from icalendar import Calendar

_ZONE = re.compile(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", re.DOTALL)


def with_a_generated_zone(content: bytes) -> bytes:
    """The time zone that icalendar 7.3.0 makes of its own: dates with commas between, and the wrong hour in March."""
    calendar = Calendar.from_ical(without_its_zone(content))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def without_its_zone(content: bytes) -> bytes:
    """Times in a zone that the feed does not declare."""
    return _ZONE.sub(b"", content)


def with_a_zone_of_no_name(content: bytes) -> bytes:
    """Times in a zone that nobody knows."""
    return content.replace(b"TZID=Europe/London", b"TZID=Testshire")


def with_a_summer_of_two_hours(content: bytes) -> bytes:
    """A time zone whose summer is an hour out."""
    return content.replace(b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0200")


def with_a_bare_line_feed_in_a_line(content: bytes) -> bytes:
    """A line broken in two."""
    return content.replace(b"SUMMARY:", b"SUMMARY:one\n")


def with_bare_line_feeds(content: bytes) -> bytes:
    """Every line ended as on Unix. All six readers forgive it; ical4j, which ICSx5 and DAVx5 read with, does not."""
    return content.replace(b"\r\n", b"\n")


def spelt_with_one_l(content: bytes) -> bytes:
    """The American word for a visit that is cancelled, which the standard does not know."""
    return content.replace(b"STATUS:CANCELLED", b"STATUS:CANCELED")


DISAGREED: dict[Callable[[bytes], bytes], set[str]] = {
    with_a_generated_zone: {"ical.js", "vobject"},
    without_its_zone: {"ical.js"},
    with_a_zone_of_no_name: {"ical", "ical.js", "icalendar", "libical", "node-ical", "vobject"},
    with_a_summer_of_two_hours: {"ical.js", "libical", "vobject"},
    with_a_bare_line_feed_in_a_line: {"ical", "ical.js", "vobject"},
    spelt_with_one_l: {"ical", "ical.js", "icalendar", "libical", "node-ical", "vobject"},
}
"""Each fault and the readers that no longer say what the rota says: as measured in November 2026."""
