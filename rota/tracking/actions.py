"""What is done about an issue: who does it, by when, what became of it, and who has seen that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from rota.tracking.fact import Fact
from rota.tracking.references import issue_of_action


@dataclass(frozen=True, slots=True)
class Action(Fact):
    """Something that ``owner``, a role or a name, will do about an issue by its first ``due`` date.

    The due date never changes; a later one is an update, with its reason.
    """

    reference: str
    what: str
    owner: str
    due: date

    kind: ClassVar[str] = "action"
    rank: ClassVar[int] = 70
    names: ClassVar[tuple[str, ...]] = ("reference",)

    @property
    def issue(self) -> str:
        """The reference of the issue, "26/27-014.2" of "26/27-014.2a"."""
        return issue_of_action(self.reference)


Said = Literal["on track", "slipped", "paused", "done", "not achieved", "not ours"]
SAID: tuple[Said, ...] = get_args(Said)


@dataclass(frozen=True, slots=True)
class Update(Fact):
    """What the owner says of an action.

    Slipped: with a new ``due`` date and a reason. Paused: with a reason, and when to look again. Done: with
    ``evidence``. Not achieved: with a reason. Not ours: with who was ``asked``.
    """

    action: str
    said: Said
    due: date | None = None
    reason: str = ""
    evidence: str = ""
    asked: str = ""

    kind: ClassVar[str] = "update"
    rank: ClassVar[int] = 72
    names: ClassVar[tuple[str, ...]] = ("action",)


Capacity = Literal["visiting member", "next visit", "committee", "officer"]
CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)


@dataclass(frozen=True, slots=True)
class Confirmation(Fact):
    """Somebody other than the owner has seen that the action is done, or with ``done`` False that it is not."""

    action: str
    confirmer: str
    capacity: Capacity
    done: bool = True
    words: str = ""

    kind: ClassVar[str] = "confirmation"
    rank: ClassVar[int] = 74
    names: ClassVar[tuple[str, ...]] = ("action",)
