"""Reads feeds with allenporter's ical: Home Assistant."""

from __future__ import annotations

from collections.abc import Iterator

from ical.calendar_stream import IcsCalendarStream
from said import Event, say_all


def read(content: bytes) -> Iterator[Event]:
    """Every event of the feed; it refuses a feed of which any part is wrong."""
    for event in IcsCalendarStream.calendar_from_ics(content.decode()).events:
        yield event.uid, event.dtstart, event.end, event.status.value if event.status else None


if __name__ == "__main__":
    say_all(read)
