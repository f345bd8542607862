"""The report of a visit: its versions, who agreed which, and what the host had to correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from rota.tracking.fact import Fact


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What members say under one heading of the form; ``looked_at`` is False where they say that they did not."""

    heading: str
    text: str = ""
    looked_at: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Met:
    """How many people of a role the members met; a count and never a name."""

    role: str
    number: int


@dataclass(frozen=True, slots=True)
class VisitReport(Fact):
    """One version of the report, handed in on its day by ``author``; a version, once handed in, never changes.

    ``form`` names the form and its version. ``nobody_named`` is the tick that no child, family or member of staff
    can be recognised, without which no report is taken. An urgent concern is kept as the role that was told of it
    and when, never as what it was. ``interest_found``: a member found on the day that they had an interest, which
    like ``private_note`` is for the officer alone.
    """

    visit: str
    version: int
    author: str
    form: str = ""
    notes: tuple[Note, ...] = ()
    met: tuple[Met, ...] = ()
    nothing_to_raise: bool = False
    nobody_named: bool = False
    urgent_told: str = ""
    urgent_time: time | None = None
    interest_found: bool = False
    private_note: str = ""

    kind: ClassVar[str] = "report"
    rank: ClassVar[int] = 30
    names: ClassVar[tuple[str, ...]] = ("visit", "version")

    @property
    def agreed_by_author(self) -> bool:
        """Whether handing it in was the author's own act: what somebody else typed in must still be agreed."""
        return self.by in ("", self.author)


@dataclass(frozen=True, slots=True)
class Agreement(Fact):
    """A member who was there agrees this version, or with ``agrees`` False objects to it and says to what."""

    visit: str
    version: int
    member: str
    agrees: bool = True
    words: str = ""

    kind: ClassVar[str] = "agreement"
    rank: ClassVar[int] = 40
    names: ClassVar[tuple[str, ...]] = ("visit", "version", "member")


@dataclass(frozen=True, slots=True)
class Correction:
    """What the host holds to be inaccurate under a heading, or in an issue: shown beside it, never put in its place."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class HostCheck(Fact):
    """The host finds this version accurate, or in these points not. The members' opinions are not the host's to change.

    Corrections are numbered from 1 in the order given. None means that the host finds all of it accurate.
    """

    visit: str
    version: int
    corrections: tuple[Correction, ...] = ()

    kind: ClassVar[str] = "check"
    rank: ClassVar[int] = 50
    names: ClassVar[tuple[str, ...]] = ("visit", "version")

    @property
    def accurate(self) -> bool:
        """Whether the host had nothing to correct."""
        return not self.corrections


@dataclass(frozen=True, slots=True)
class CorrectionReply(Fact):
    """The members take the host's correction or leave it; report and correction are both shown all the same."""

    visit: str
    version: int
    correction: int
    taken: bool
    words: str = ""

    kind: ClassVar[str] = "reply"
    rank: ClassVar[int] = 55
    names: ClassVar[tuple[str, ...]] = ("visit", "version", "correction")
