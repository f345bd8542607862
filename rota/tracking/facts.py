"""All facts of a council's visits, in canonical order, whatever they were kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from rota.tracking.actions import Action, Confirmation, Update
from rota.tracking.fact import Closing, Disclosure, Fact, Undo, ordered
from rota.tracking.issues import Issue, IssueProgress
from rota.tracking.outcomes import Attendance, Outcome
from rota.tracking.reports import Agreement, CorrectionReply, HostCheck, VisitReport
from rota.tracking.responses import OwnerNamed, Response, Verdict


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts, each kind in order of day and sequence, and each fact once. The order of rows never matters.

    ``rota.domain.snapshot`` turns them into plain JSON data and back.
    """

    outcomes: tuple[Outcome, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    reports: tuple[VisitReport, ...] = ()
    issues: tuple[Issue, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    checks: tuple[HostCheck, ...] = ()
    replies: tuple[CorrectionReply, ...] = ()
    owners: tuple[OwnerNamed, ...] = ()
    responses: tuple[Response, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    actions: tuple[Action, ...] = ()
    updates: tuple[Update, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    progress: tuple[IssueProgress, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    closings: tuple[Closing, ...] = ()
    undone: tuple[Undo, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            given: tuple[Fact, ...] = getattr(self, field.name)
            object.__setattr__(self, field.name, tuple(ordered(set(given))))

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Facts:
        """The facts of a sequence of all kinds. KeyError for one that is of no kind known here."""
        kinds: dict[str, list[Any]] = {}
        for fact in facts:
            kinds.setdefault(_FIELDS[type(fact)], []).append(fact)
        return cls(**{name: tuple(found) for name, found in kinds.items()})

    def __iter__(self) -> Iterator[Fact]:
        """All of them, as they followed each other."""
        return ordered(self.by_kind())

    def by_kind(self) -> Iterator[Fact]:
        """All of them, one kind after the other."""
        return (fact for field in fields(self) for fact in getattr(self, field.name))

    def plus(self, facts: Iterable[Fact]) -> Facts:
        """These facts and more."""
        more = tuple(facts)
        return Facts.of((*self.by_kind(), *more)) if more else self

    def without(self, facts: Iterable[Fact]) -> Facts:
        """These facts but for some; whoever keeps facts never deletes one, this is for what does not count."""
        gone = set(facts)
        return self._where(lambda fact: fact not in gone) if gone else self

    def known_on(self, day: date) -> Facts:
        """What was known at the end of the day: facts of later days, and what they undo, are not."""
        return self._where(lambda fact: fact.on <= day)

    def in_force(self) -> Facts:
        """The facts that count: without those undone, unless that was itself undone, and without the undoings."""
        return self.without((*self._undone(), *self.undone)) if self.undone else self

    def _where(self, keep: Callable[[Fact], bool]) -> Facts:
        """Those facts to keep: in order already, so that they are not sorted again."""
        kept = object.__new__(Facts)
        for field in fields(self):
            object.__setattr__(kept, field.name, tuple(filter(keep, getattr(self, field.name))))
        return kept

    def _undone(self) -> Iterator[Fact]:
        undoings: dict[str, list[Undo]] = {}
        for undo in self.undone:
            undoings.setdefault(undo.of, []).append(undo)

        def counts(fact: Fact) -> bool:
            """An undoing is no older than what it undoes, and its id is longer: this ends."""
            against = undoings.get(fact.id, ())
            return not any(undo.moment >= fact.moment and counts(undo) for undo in against)

        return (fact for fact in self.by_kind() if not isinstance(fact, Undo) and not counts(fact))


_FIELDS: dict[type[Fact], str] = {
    Outcome: "outcomes",
    Attendance: "attendance",
    VisitReport: "reports",
    Issue: "issues",
    Agreement: "agreements",
    HostCheck: "checks",
    CorrectionReply: "replies",
    OwnerNamed: "owners",
    Response: "responses",
    Verdict: "verdicts",
    Action: "actions",
    Update: "updates",
    Confirmation: "confirmations",
    IssueProgress: "progress",
    Disclosure: "disclosures",
    Closing: "closings",
    Undo: "undone",
}
