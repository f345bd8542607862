"""Expands calendars with ical: Home Assistant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from answering import answer_all, is_busy
from ical.calendar_stream import CalendarStream

LONDON = ZoneInfo("Europe/London")


def expand(content: bytes, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The busy times of every calendar of the file."""
    ends = (datetime(day.year, day.month, day.day, tzinfo=LONDON) for day in (first, last))
    start, end = ends
    for calendar in CalendarStream.from_ics(content.decode()).calendars:
        for event in calendar.timeline_tz(LONDON).overlapping(start, end):
            more = {item.name.upper(): item.value for item in event.extras}
            if is_busy(event.status, event.transparency, more.get("X-MICROSOFT-CDO-BUSYSTATUS")):
                yield event.start, event.end


if __name__ == "__main__":
    answer_all(expand)
