"""What a rota.json holds besides the rota: where it came from, what is proven of it and how it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from urllib.parse import urlsplit

from rota.domain import YEARS, Rota, Span

Detail = Literal["minimal", "full"]
Standing = Literal["live", "cancelled", "omitted"]

UTC_STAMP = "%Y%m%dT%H%M%SZ"
"""How a moment is written in a calendar and in the ledger, such as 20260525T083000Z."""

LONGEST_ALARM = 7 * 24 * 60
"""Minutes."""

_UID = re.compile(r"[0-9a-f]{40}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is proven of a rota's points. Each bound is a number below which no rota that keeps every must can be.

    ``fairness`` is the points of the rule that measures fairness. The bounds come from a different
    method than the search that found the rota.
    """

    value: int
    bound: int
    fairness: int
    fairness_bound: int

    @property
    def proven_best(self) -> bool:
        """No rota has fewer points."""
        return self.value <= self.bound

    @property
    def proven_fairest(self) -> bool:
        """No rota has fairer loads."""
        return self.fairness <= self.fairness_bound

    @property
    def gap(self) -> int:
        """Points by which the rota could at most be improved."""
        return max(0, self.value - self.bound)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a rota came from, so that it can be audited, explained and rebuilt bit for bit.

    ``snapshot`` is the hash of the Problem; ``rules`` are the rules in force with their numbers (their
    ``repr``); ``stamp`` is the London time given to the revision. It is an input: nothing reads the clock.
    """

    revision: int
    stamp: datetime
    snapshot: str
    rules: tuple[str, ...]
    version: str
    seed: int


@dataclass(frozen=True, slots=True)
class Presentation:
    """How much a feed says. ``link`` is the address of the rota's page, on which each visit has its place.

    It is empty for no link.

    ``alarm_minutes`` before a visit an alarm rings; 0 for none. ``private`` marks each event so, which makes
    Google show only "Busy". ``draft`` says in each event that the rota breaks a must. ValueError for an
    address or a number that no feed may hold.
    """

    detail: Detail = "minimal"
    link: str = ""
    alarm_minutes: int = 0
    private: bool = False
    draft: bool = False

    def __post_init__(self) -> None:
        if self.link and not (_ADDRESS.fullmatch(self.link) and _port_is_right(self.link)):
            raise ValueError(f"'{self.link[:80]}' is not an address. Write it like https://visits.example.gov.uk/rota.")
        if not 0 <= self.alarm_minutes <= LONGEST_ALARM:
            raise ValueError(f"an alarm rings 0 to {LONGEST_ALARM:,} minutes before, not {self.alarm_minutes}")


def _port_is_right(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:  # greater than any port
        return False


@dataclass(frozen=True, slots=True)
class Shown:
    """What an event can tell; a presentation chooses from it. Texts are plain, on one line.

    ``page`` is the visit's place on the rota's page, and says nothing of it. ``kind`` is the
    kind of team, empty when it is not known; ``visitors`` are names.
    """

    start: datetime
    end: datetime
    title: str
    place: str
    team: str
    kind: str
    host: str
    visitors: tuple[str, ...]
    page: str

    def __post_init__(self) -> None:
        if self.start.year not in YEARS or self.end.year not in YEARS or self.end <= self.start:
            raise ValueError(f"an event from {self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} cannot be")
        if not _UID.fullmatch(self.page):
            raise ValueError("the page of an event is not of its form")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the ledger: one visit in one feed, with what subscribers have been told of it.

    ``feed`` is "all" or the kind and id of whose it is, such as "member:ann". ``uid`` never changes.
    ``sequence`` and ``modified`` rise whenever ``rendered``, the hash of the fields as they were shown,
    changes. ``cancelled_until`` is the last day on which a cancelled visit is still shown. A visit that
    is omitted keeps its line, so that it comes back under the same uid. ``year`` is the rota's own.
    """

    feed: str
    year: Span
    visit: str
    uid: str
    sequence: int
    created: str
    modified: str
    rendered: str
    shown: Shown
    standing: Standing = "live"
    cancelled_until: date | None = None

    def __post_init__(self) -> None:
        self.year.ends()
        for stamp in (self.created, self.modified):
            datetime.strptime(stamp, UTC_STAMP).replace(tzinfo=UTC)
            if len(stamp) != len("20260525T083000Z") or int(stamp[:4]) not in YEARS:
                raise ValueError(f"'{stamp}' is not the moment of a revision")
        if not _UID.fullmatch(self.uid) or not 0 <= self.sequence < 2**31:
            raise ValueError("an entry of the ledger has a uid or a sequence that none can have")
        if (self.standing == "cancelled") != (self.cancelled_until is not None):
            raise ValueError("an entry of the ledger is cancelled without a last day, or has one without being so")


@dataclass(frozen=True, slots=True)
class Publication:
    """What subscribers have been told: how it is presented and the ledger, in order of feed, visit and year."""

    presentation: Presentation
    entries: tuple[LedgerEntry, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "entries", tuple(sorted(self.entries, key=lambda e: (e.feed, e.visit, e.uid))))
        if len({(entry.feed, entry.uid) for entry in self.entries}) < len(self.entries):
            raise ValueError("an event is in the ledger twice")


@dataclass(frozen=True, slots=True)
class Reserves:
    """The members who stand by for a visit, the first to be asked first."""

    visit: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Something done to a rota by hand, and the London day on which it was done."""

    day: date
    sentence: str


@dataclass(frozen=True, slots=True)
class Record:
    """A revision of a rota. ``certificate`` is None for one made by hand, ``publication`` for one not published.

    ``log`` tells what was done to it since it was drawn, the oldest first; it is only ever added to. What was before
    the day ``over_before`` was over when it was re-planned: facts, whatever the tables say by now.
    """

    rota: Rota
    provenance: Provenance
    certificate: Certificate | None = None
    publication: Publication | None = None
    reserves: tuple[Reserves, ...] = ()
    log: tuple[LogEntry, ...] = ()
    over_before: date | None = None
