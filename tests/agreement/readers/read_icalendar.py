"""Reads feeds with icalendar and recurring-ical-events: most Python programs, Plone and open-web-calendar."""

from __future__ import annotations

from collections.abc import Iterator

import icalendar
import recurring_ical_events
from said import Event, say_all

ALL_YEARS = ((2000, 1, 1), (2050, 1, 1))


def read(content: bytes) -> Iterator[Event]:
    """Every occurrence of every event."""
    calendar = icalendar.Calendar.from_ical(content)
    for event in recurring_ical_events.of(calendar).between(*ALL_YEARS):
        yield str(event["UID"]), event.start, event.end, event.get("STATUS")


if __name__ == "__main__":
    say_all(read)
