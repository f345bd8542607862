"""What came of a visit, and who was there. Reasons come from a list: no story, and nothing of anybody's health."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from rota.domain.visits import CancelledBy
from rota.tracking.fact import Fact

Result = Literal["held", "partly held", "could not be done", "cancelled", "nobody came"]
RESULTS: tuple[Result, ...] = get_args(Result)

HELD: frozenset[Result] = frozenset({"held", "partly held"})
"""The results after which a report is due and nothing is owed any more."""

Cause = CancelledBy
"""Who caused it: council, service or members; empty when nobody did, or nobody said."""

CAUSES: tuple[Cause, ...] = get_args(Cause)

REASONS: Mapping[str, tuple[Cause, ...]] = {
    "another meeting": ("council", "service", "members"),
    "change of members": ("council", "members"),
    "election": ("council",),
    "emergency": ("", "council", "service"),
    "host not there": ("service",),
    "inspection": ("service",),
    "kept waiting": ("service",),
    "not enough members": ("council", "members"),
    "no word": ("service", "members"),
    "site closed": ("", "council", "service"),
    "team reorganised": ("service",),
    "too few staff": ("service",),
    "travel or weather": ("", "council", "service", "members"),
    "wrong time or place given": ("council", "service"),
    "other": ("", "council", "service", "members"),
}
"""Why a visit was not held, each with whoever can have caused it.

After what custody visitors publish (closed without notice, staff shortage, kept waiting) and what councils report of
member visits. None says anything of a person: an absence has no reason here.
"""


@dataclass(frozen=True, slots=True)
class Outcome(Fact):
    """What came of the visit that was to be on ``day``. A later one of the same visit and day takes its place.

    A visit that was cancelled and held later has two outcomes, one for each day.
    """

    visit: str
    day: date
    result: Result
    cause: Cause = ""
    reason: str = ""

    kind: ClassVar[str] = "outcome"
    rank: ClassVar[int] = 10
    names: ClassVar[tuple[str, ...]] = ("visit", "day")

    @property
    def held(self) -> bool:
        """Whether the visit was held, if only in part."""
        return self.result in HELD


Came = Literal["yes", "no", "not known yet", "cannot be known"]
CAME: tuple[Came, ...] = get_args(Came)


@dataclass(frozen=True, slots=True)
class Attendance(Fact):
    """Whether a member was at the visit; the latest word counts. Why somebody was not there is never kept."""

    visit: str
    member: str
    came: Came

    kind: ClassVar[str] = "attendance"
    rank: ClassVar[int] = 20
    names: ClassVar[tuple[str, ...]] = ("visit", "member")
