"""A record for each visit, each member's place on one, each issue and each action, as they stand on a day.

Every figure is counted from these, and the frames that a notebook is given show them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from rota.tracking.actions import Capacity
from rota.tracking.issues import IssueKind, Priority
from rota.tracking.outcomes import Came, Outcome, Result
from rota.tracking.responses import Response, ResponseKind
from rota.tracking.stages import Mark, MarkKind, Stage, Standing

Agreed = Literal["yes", "no", "objected", "waiting", "no report"]
"""Whether all who went agreed the report: "no" when it went on without the word of some, and so with an objection."""
Checked = Literal["accurate", "corrected", "no", "waiting", "no report"]
"""What the host said of the report's accuracy; "no" when it went on without a word."""
Answered = Literal["not asked", "waiting", "in time", "late", "overdue", "closed"]
"""Whether an issue was answered; "closed" when it was closed, or withdrawn, without an answer."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a visit, an issue or an action stands: the ``stage`` it has been in ``since`` a day.

    ``next`` is what has to be done next, ``due`` by when; empty and None when nothing. Of ``marks``, which must be said
    wherever it is shown, nobody's reasons are kept here, and of who must act no name.
    """

    stage: Stage
    since: date
    next: str
    due: date | None
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, standing: Standing) -> Stands:
        """What a record keeps of the standing."""
        marks = tuple(replace(mark, about=()) if mark.kind in _WITH_REASONS else mark for mark in standing.marks)
        ask, due = (standing.next.ask, standing.next.due.day) if standing.next else ("", None)
        return cls(standing.stage, standing.since, ask, due, marks)


_WITH_REASONS = frozenset({"closed by the officer"})


class _Record:
    """What has a place in ``stands``, and the parts of that by themselves."""

    __slots__ = ()
    stands: Stands

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return self.stands.stage

    @property
    def since(self) -> date:
        """The day from which it has stood there."""
        return self.stands.since

    @property
    def next(self) -> str:
        """What has to be done next; empty when nothing."""
        return self.stands.next

    @property
    def due(self) -> date | None:
        """By when; None when there is nothing to do."""
        return self.stands.due

    @property
    def open(self) -> bool:
        """Whether somebody is still asked for something."""
        return self.due is not None

    @property
    def marks(self) -> tuple[MarkKind, ...]:
        """What must be said wherever it is shown."""
        return tuple(mark.kind for mark in self.stands.marks)


@dataclass(frozen=True, slots=True)
class VisitRecord(_Record):
    """A visit that a year owed, and what came of it.

    ``day`` is the day on which it was held or, before that, for which it is or was planned; None when it never was.
    ``owed_by`` is the last day of its part of the year. ``outcomes`` are those of each day for which it was planned.
    ``reported`` is the day on which the first version of the report was handed in, ``sent`` that on which the latest
    went to the Head of Service. ``issues`` counts those not withdrawn. ``publishable`` is None where nobody
    has decided, and ``paragraph`` that of schedule 12A by which it is exempt.
    """

    reference: str
    year: str
    visit: str
    team: str
    title: str
    owed_by: date | None
    day: date | None
    planned: bool
    held: date | None
    outcomes: tuple[Outcome, ...]
    members: tuple[str, ...]
    went: tuple[str, ...]
    report_due: date | None
    reported: date | None
    version: int
    agreed: Agreed
    checked: Checked
    sent: date | None
    issues: int
    stands: Stands
    publishable: bool | None
    paragraph: str

    @property
    def result(self) -> Result | Literal[""]:
        """What came of it on its day; empty while nothing is said of that."""
        return next((one.result for one in self.outcomes if one.day == self.day), "")

    @property
    def lost(self) -> tuple[Outcome, ...]:
        """The outcomes by which it was not held."""
        return tuple(one for one in self.outcomes if not one.held)

    @property
    def why(self) -> str:
        """Why it was not held on its day: "cancelled by the service: inspection"; empty when it was."""
        return next((why_lost(one) for one in self.lost if one.day == self.day), "")

    @property
    def reported_in_time(self) -> bool:
        """Whether the report was handed in by its day."""
        return self.reported is not None and self.report_due is not None and self.reported <= self.report_due


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A member's place on a visit. ``asked``: the member was to go. ``went``: they did, as far as anybody knows.

    Of a visit that no rota in hand has, whoever the attendance names counts as asked.
    """

    visit: str
    year: str
    team: str
    day: date | None
    member: str
    asked: bool
    came: Came
    went: bool


@dataclass(frozen=True, slots=True)
class IssueRecord(_Record):
    """An issue as it stands. ``raised`` is the day of its first version, ``asked`` that of its going to be answered.

    ``answers`` are all that were given, the latest in force; one ``settled`` on the day wants none.
    """

    reference: str
    visit: str
    year: str
    team: str
    theme: str
    asks: IssueKind
    priority: Priority
    settled: bool
    raised: date
    text: str
    owner: str
    asked: date | None
    answer_due: date | None
    answered: Answered
    answers: tuple[Response, ...]
    disputed: bool
    stands: Stands
    publishable: bool | None
    paragraph: str

    @property
    def counts(self) -> bool:
        """Whether it was not withdrawn."""
        return self.asks != "withdrawn"

    @property
    def wants_answer(self) -> bool:
        """Whether somebody has to answer it."""
        return self.asks == "for response" and not self.settled

    @property
    def answer(self) -> ResponseKind | Literal[""]:
        """The kind of the answer in force; empty before there is one."""
        return self.answers[-1].answer if self.answers else ""

    @property
    def answered_on(self) -> date | None:
        """The day of the first answer."""
        return self.answers[0].on if self.answers else None


@dataclass(frozen=True, slots=True)
class ActionRecord(_Record):
    """An action as it stands. ``promised`` is the first due date, ``due_dates`` that and every later one.

    ``said_done`` is the day on which its owner last said that it is done; ``confirmed`` that on which somebody else
    saw that it is, as a ``confirmer`` in a ``capacity``. ``reason`` is the owner's where it slipped or failed.
    """

    reference: str
    issue: str
    visit: str
    year: str
    team: str
    text: str
    owner: str
    set: date
    promised: date
    due_dates: tuple[date, ...]
    said: str
    reason: str
    evidence: str
    said_done: date | None
    confirmed: date | None
    confirmer: str
    capacity: Capacity | Literal[""]
    stands: Stands

    def is_due(self, day: date) -> bool:
        """Whether its first date was over by this day, or its end came sooner."""
        return self.promised < day or not self.open


@dataclass(frozen=True, slots=True)
class Records:
    """All records, each kind in order of reference, as they stood at the end of ``day``."""

    day: date
    visits: tuple[VisitRecord, ...]
    places: tuple[PlaceRecord, ...]
    issues: tuple[IssueRecord, ...]
    actions: tuple[ActionRecord, ...]


def why_lost(outcome: Outcome) -> str:
    """What came of a visit that was not held, and why: "could not be done because of the service: site closed"."""
    through = "by" if outcome.result == "cancelled" else "because of"
    by = f" {through} the {outcome.cause}" if outcome.cause else ""
    return f"{outcome.result}{by}" + (f": {outcome.reason}" if outcome.reason else "")
