"""Calendar programs as their source or their users say that they behave: what each has after reading a feed.

From calendars, sections 0.4 to 0.6: ICSx5's ProcessEventsTask, Thunderbird, Nextcloud's RefreshWebcalService,
and what is reported of Google.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from icalendar import Calendar


class Seen(NamedTuple):
    """An event as a person sees it, times in London."""

    start: str
    end: str
    summary: str
    place: str
    description: str
    link: str
    cancelled: bool


class Version(NamedTuple):
    """An event with what programs go by."""

    modified: str
    sequence: int
    seen: Seen


def read(content: bytes) -> dict[str, Version]:
    """The events of the feed by id, read by a library whose reader shares nothing with what is ours in writing them."""
    found = {}
    for event in Calendar.from_ical(content).walk("VEVENT"):
        cancelled = str(event["STATUS"]) == "CANCELLED"
        texts = (str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL"))
        times = (event[name].dt.strftime("%Y-%m-%d %H:%M") for name in ("DTSTART", "DTEND"))
        modified = event["LAST-MODIFIED"].dt.strftime("%Y-%m-%d %H:%M:%S")
        found[str(event["UID"])] = Version(modified, int(event["SEQUENCE"]), Seen(*times, *texts, cancelled))
    return found


@dataclass
class Subscriber:
    """Thunderbird: replaces all that it has with the feed."""

    store: dict[str, Version] = field(default_factory=dict)

    def poll(self, content: bytes) -> None:
        self.store = read(content)

    def sees(self) -> set[Seen]:
        return {version.seen for version in self.store.values()}


@dataclass
class Nextcloud(Subscriber):
    """Purges every event, then inserts those of the feed."""

    def poll(self, content: bytes) -> None:
        self.store.clear()
        for uid, version in read(content).items():
            assert uid not in self.store
            self.store[uid] = version


@dataclass
class Icsx5(Subscriber):
    """Overwrites an event only when its LAST-MODIFIED is later, then keeps only the ids of the feed."""

    def poll(self, content: bytes) -> None:
        feed = read(content)
        for uid, version in feed.items():
            if uid not in self.store or version.modified > self.store[uid].modified:
                self.store[uid] = version
        self.store = {uid: version for uid, version in self.store.items() if uid in feed}


@dataclass
class Google(Subscriber):
    """Ignores an event whose SEQUENCE has not risen, even one that was away; hides what is cancelled."""

    newest: dict[str, Version] = field(default_factory=dict)

    def poll(self, content: bytes) -> None:
        feed, before = read(content), set(self.store)
        for uid, version in feed.items():
            known = self.newest.get(uid)
            if known is None or version.sequence > known.sequence:
                self.newest[uid] = self.store[uid] = version
            elif uid not in before:
                assert uid not in self.store  # an old version of what was removed stays removed
        self.store = {uid: version for uid, version in self.store.items() if uid in feed}

    def sees(self) -> set[Seen]:
        return {version.seen for version in self.store.values() if not version.seen.cancelled}


KINDS = (Subscriber, Nextcloud, Icsx5, Google)
