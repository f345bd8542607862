"""Key issues: what members raise in a report, and what they find of it at the next visit to that team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from rota.tracking.fact import Fact
from rota.tracking.references import number_of_issue, visit_of_issue

IssueKind = Literal["for response", "to note", "praise", "withdrawn"]
ISSUE_KINDS: tuple[IssueKind, ...] = get_args(IssueKind)

Priority = Literal["normal", "high"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)

THEMES = (
    "staffing",
    "workload",
    "outcomes and performance",
    "referrals",
    "IT",
    "accommodation",
    "communication",
    "foster carers",
    "health and safety",
    "other",
)
"""What issues are counted by, unless the council has a list of its own.

From the headings of Sefton's scheme (2018) and from what Halton and Wirral say their visits raised.
"""


@dataclass(frozen=True, slots=True)
class Issue(Fact):
    """One numbered issue, as it stands from this ``version`` of the visit's report on.

    A later version may say it otherwise, or withdraw it; its number is never given again. ``raised_with`` is the role
    with whom it was raised on the day, ``settled`` that it was settled there. ``suggested`` is the day by which
    members would like it done.
    """

    reference: str
    text: str
    theme: str = "other"
    asks: IssueKind = "for response"
    priority: Priority = "normal"
    version: int = 1
    raised_with: str = ""
    settled: bool = False
    suggested: date | None = None

    kind: ClassVar[str] = "issue"
    rank: ClassVar[int] = 35
    names: ClassVar[tuple[str, ...]] = ("reference", "version")

    @property
    def visit(self) -> str:
        """The reference of the visit, "26/27-014" of "26/27-014.2"."""
        return visit_of_issue(self.reference)

    @property
    def number(self) -> int:
        """The issue's number within its visit. ValueError when the reference is not that of an issue."""
        return number_of_issue(self.reference)

    @property
    def wants_answer(self) -> bool:
        """Whether somebody has to answer it."""
        return self.asks == "for response" and not self.settled


Found = Literal["done", "partly", "not", "could not tell"]
FOUND: tuple[Found, ...] = get_args(Found)


@dataclass(frozen=True, slots=True)
class IssueProgress(Fact):
    """What a later ``visit`` to the team found of an issue that was still open."""

    visit: str
    issue: str
    found: Found
    note: str = ""

    kind: ClassVar[str] = "progress"
    rank: ClassVar[int] = 75
    names: ClassVar[tuple[str, ...]] = ("visit", "issue")
