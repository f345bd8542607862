"""Where a visit, an issue or an action stands: one stage and, until it is closed, one next action of one owner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from rota.text.english import joined
from rota.tracking.clocks import Due

VisitStage = Literal[
    "to plan",
    "planned",
    "outcome to record",
    "no outcome recorded",
    "report to write",
    "no report received",
    "to agree",
    "to revise",
    "to check",
    "corrections to answer",
    "to answer",
    "closed",
]
"""A visit's stages, in the order in which they follow each other."""

IssueStage = Literal[
    "with the report",
    "owner to name",
    "to answer",
    "not answered",
    "answered",
    "disputed",
    "no action set",
    "to act on",
    "closed",
]
"""An issue's stages. What is disputed is answered again; what nobody answered in time is "not answered" until it is."""

ActionStage = Literal[
    "not due",
    "on track",
    "slipped",
    "paused",
    "done, to confirm",
    "done and confirmed",
    "not achieved",
    "not ours",
    "closed",
]
"""An action's stages. One whose date passed in silence has slipped."""

FINAL = frozenset({"closed", "done and confirmed", "not achieved", "not ours"})
"""The stages in which nobody is asked for anything any more."""

Stage = VisitStage | IssueStage | ActionStage

VISIT_STAGES: tuple[VisitStage, ...] = get_args(VisitStage)
ISSUE_STAGES: tuple[IssueStage, ...] = get_args(IssueStage)
ACTION_STAGES: tuple[ActionStage, ...] = get_args(ActionStage)

Ask = Literal[
    "plan the visit",
    "make the visit",
    "say what came of the visit",
    "write the report",
    "get the report, or close the visit with a reason",
    "agree the report, or object",
    "write a new version of the report",
    "say whether the report is accurate",
    "take or leave each correction",
    "name who answers",
    "answer",
    "answer again",
    "say if that does not answer it",
    "say what will be done, by whom and by when",
    "say how it goes",
    "give a new date and the reason, or say that it is done",
    "say whether it goes on",
    "say again, with evidence or a new date",
    "confirm that it is done, or say that it is not",
]
"""The next action, as it is asked for."""

Role = Literal["members", "host", "head of service", "owner", "director", "chief executive", "officer"]

ROLE_WORDS: dict[Role, str] = {
    "members": "the members who went",
    "host": "the host",
    "head of service": "the Head of Service",
    "owner": "the owner",
    "director": "the Director",
    "chief executive": "the Chief Executive",
    "officer": "the officer",
}

Names = Callable[[str], str]
"""The name of somebody by id; whoever is unknown is named by what is given."""


def as_given(person: str) -> str:
    """The id itself, where no names are known."""
    return person


@dataclass(frozen=True, slots=True)
class Who:
    """Who must act: a role and, where known, the people (ids, or for owners what was typed in) who have it here."""

    role: Role
    people: tuple[str, ...] = ()

    def words(self, names: Names = as_given) -> str:
        """The people by name, or the role."""
        return joined([names(person) for person in self.people]) or ROLE_WORDS[self.role]


@dataclass(frozen=True, slots=True)
class Next:
    """What has to be done next, by whom and by when.

    ``ends`` is the last day on which it is waited for: then the thing goes on by itself. None where nothing can go on
    without it, and it is asked for again and again.
    """

    ask: Ask
    who: Who
    due: Due
    ends: date | None = None


MarkKind = Literal[
    "partly held",
    "no report received",
    "not yet agreed by",
    "objected to by",
    "not checked",
    "corrections not answered",
    "no owner named",
    "no response received",
    "no second response received",
    "members say it is not answered",
    "no new date given",
    "not confirmed",
    "found not to be done",
    "settled on the day",
    "withdrawn",
    "not owed",
    "closed by the officer",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """What must be said wherever the thing is shown, since it went on without it.

    ``people`` are those concerned; ``about`` are references or a reason.
    """

    kind: MarkKind
    people: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def words(self, names: Names = as_given) -> str:
        """The mark as it is shown: "not yet agreed by Ann and Bob", "no response received: 26/27-014.2"."""
        who = joined([names(person) for person in self.people])
        said = f"{self.kind} {who}" if who else self.kind
        return f"{said}: {joined(self.about)}" if self.about else said


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage of the thing with this reference since a day, and what comes next: nothing when it is closed.

    ``marks`` must be said wherever it is shown.
    """

    reference: str
    stage: Stage
    since: date
    next: Next | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether nobody is asked for anything any more."""
        return self.next is None

    def overdue(self, today: date) -> bool:
        """Whether what comes next should have been done before this day."""
        return self.next is not None and self.next.due.day < today
