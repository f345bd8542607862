"""Reads feeds with vobject: Radicale and many scripts."""

from __future__ import annotations

from collections.abc import Iterator

import vobject
from said import Event, say_all

known_zones = vars(vobject.icalendar)["__tzidMap"]
at_first = dict(known_zones)


def read(content: bytes) -> Iterator[Event]:
    """Every event of the feed, in the zones that the feed itself declares."""
    known_zones.clear()  # vobject keeps the zones of every feed before this one
    known_zones.update(at_first)
    for event in vobject.readOne(content.decode()).contents.get("vevent", []):
        status = event.status.value if "status" in event.contents else None
        yield event.uid.value, event.dtstart.value, event.dtend.value, status


if __name__ == "__main__":
    say_all(read)
