"""What a paper is made from, and what its reader may know: everybody, or the officer alone.

Everybody reads what an officer said may be published, and nobody's name but those of posts. Nobody reads a private
note, an interest or why somebody was away: not even the officer's paper has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rota.domain import Problem
from rota.figures.figures import Figures
from rota.figures.records import ActionRecord, IssueRecord, Records, VisitRecord
from rota.text.english import counted, day_in_words, joined, several
from rota.tracking.clocks import Clock
from rota.tracking.kept import Posts

OFFICERS_ONLY = "For the officer alone: this version holds what may not be published."
OFFICER = "-officer"
"""At the end of the name of a file that is for the officer alone."""
LONGEST = 70
"""Characters of a text in the body of a paper; the appendix has the whole."""


@dataclass(frozen=True)
class PaperFacts:
    """The ``figures`` of a council and what stands around them; ``records`` are those of all years.

    ``committee`` is the day of the meeting, None when it is not fixed, and ``to`` what the committee is called.
    ``broken`` are the rules that the rota breaks, each as a sentence says it. ``closed`` says why an officer closed
    a visit, an issue or an action, by reference: of a visit that may be somebody's affair, and the officer's to read.
    """

    problem: Problem
    figures: Figures
    records: Records
    clock: Clock
    posts: Posts
    to: str = ""
    committee: date | None = None
    broken: tuple[str, ...] = ()
    officer: bool = False
    closed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _visits(self) -> dict[str, VisitRecord]:
        return {visit.reference: visit for visit in self.records.visits}

    @cached_property
    def _issues(self) -> dict[str, IssueRecord]:
        return {issue.reference: issue for issue in self.records.issues}

    @cached_property
    def _by_visit(self) -> dict[str, list[IssueRecord]]:
        found: dict[str, list[IssueRecord]] = {}
        for issue in self.records.issues:
            found.setdefault(issue.visit, []).append(issue)
        return found

    def issues_of(self, visit: str) -> list[IssueRecord]:
        """The issues that this visit raised, in order."""
        return self._by_visit.get(visit, [])

    def visit(self, reference: str) -> VisitRecord:
        """The visit of this reference, of whatever year."""
        return self._visits[reference]

    def team(self, team: str) -> str:
        """The team's name."""
        return self.problem.team(team).name

    def names(self, people: Iterable[str]) -> str:
        """The people by name."""
        return joined([self.problem.name_of(person) for person in people])

    def may_read(self, issue: IssueRecord) -> bool:
        """Whether the reader may read it: everybody only what may be published, of a report that is not exempt."""
        return self.officer or self.is_public(issue)

    def is_public(self, issue: IssueRecord) -> bool:
        """Whether everybody may read the issue."""
        return issue.publishable is True and self.visit(issue.visit).publishable is not False

    def may_read_action(self, action: ActionRecord) -> bool:
        """Whether the reader may read the action: as its issue."""
        return self.may_read_issue(action.issue)

    def may_read_issue(self, reference: str) -> bool:
        """Whether the reader may read the issue of this reference; of one that is not there nobody reads."""
        issue = self._issues.get(reference)
        return issue is not None and self.may_read(issue)

    @staticmethod
    def was_closed(one: VisitRecord | IssueRecord | ActionRecord) -> bool:
        """Whether an officer closed it before its own end."""
        return "closed by the officer" in one.marks

    def issue(self, reference: str) -> IssueRecord:
        """The issue of this reference, of whatever year."""
        return self._issues[reference]


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, or its beginning where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def last_year(before: int | None) -> str:
    """Last year's number, or a dash where nothing is kept of it."""
    return "-" if before is None else f"{before:,}"


def day_or_dash(day: date | None) -> str:
    """The day in words, or a dash."""
    return day_in_words(day) if day else "-"


def left_out(facts: PaperFacts, issues: Iterable[IssueRecord]) -> str:
    """How many of these issues the reader may not read, in a sentence; empty when none."""
    hidden = [issue for issue in issues if not facts.may_read(issue)]
    if not hidden:
        return ""
    exempt = sum(issue.publishable is False or facts.visit(issue.visit).publishable is False for issue in hidden)
    kinds = [f"{exempt:,} exempt"] if exempt else []
    kinds += [f"{len(hidden) - exempt:,} not decided"] if len(hidden) > exempt else []
    are = "is" if len(hidden) == 1 else "are"
    return f"{counted(len(hidden), 'issue')} counted in the figures {are} not published here: {joined(kinds)}."


def some(references: Iterable[str], most: int = 6) -> str:
    """The first of the references, and how many more."""
    return several(tuple(references), most)
