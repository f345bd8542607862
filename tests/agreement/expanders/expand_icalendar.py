"""Expands calendars with icalendar and recurring-ical-events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import icalendar
import recurring_ical_events
from answering import answer_all, is_busy


def expand(content: bytes, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The busy times of every calendar of the file."""
    for calendar in icalendar.Calendar.from_ical(content, multiple=True):
        for event in recurring_ical_events.of(calendar).between(first, last):
            if is_busy(event.get("STATUS"), event.get("TRANSP"), event.get("X-MICROSOFT-CDO-BUSYSTATUS")):
                yield event.start, event.end


if __name__ == "__main__":
    answer_all(expand)
