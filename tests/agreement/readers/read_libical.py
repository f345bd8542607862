"""Reads feeds with libical through GObject introspection: Evolution, GNOME and KDE. For the system's own Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import gi
from said import UTC, Event, say_all

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402 - a version is asked for first

EVENT = ICalGLib.ComponentKind.VEVENT_COMPONENT
STATUS = ICalGLib.PropertyKind.STATUS_PROPERTY


def read(content: bytes) -> Iterator[Event]:
    """Every event of the feed."""
    calendar = ICalGLib.Component.new_from_string(content.decode())
    if calendar is None:
        raise ValueError
    event = calendar.get_first_component(EVENT)
    while event is not None:
        status = event.get_first_property(STATUS)
        said = ICalGLib.Property.status_to_string(status.get_status()) if status else None
        yield event.get_uid(), moment(event.get_dtstart()), moment(event.get_dtend()), said
        event = calendar.get_next_component(EVENT)


def moment(time: ICalGLib.Time) -> datetime:
    """The time as Python has it: aware when libical knows its zone."""
    if time.is_utc() or time.get_timezone() is not None:
        return datetime.fromtimestamp(time.as_timet_with_zone(time.get_timezone()), UTC)
    return datetime(*time.get_date(), *time.get_time())


if __name__ == "__main__":
    say_all(read)
