"""Answers to issues: who deals with them, what is answered, and the members' one word on the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from rota.tracking.fact import Fact

ResponseKind = Literal["accepted", "accepted in part", "not accepted", "outside our control"]
RESPONSE_KINDS: tuple[ResponseKind, ...] = get_args(ResponseKind)


@dataclass(frozen=True, slots=True)
class OwnerNamed(Fact):
    """The Head of Service says who answers the issue: a role or a name."""

    issue: str
    owner: str

    kind: ClassVar[str] = "owner"
    rank: ClassVar[int] = 58
    names: ClassVar[tuple[str, ...]] = ("issue",)


@dataclass(frozen=True, slots=True)
class Response(Fact):
    """An answer to an issue. What is not accepted has a ``reason``; what is outside our control says who was asked.

    A later one is the answer from then on. ``responder`` is a role or a name.
    """

    issue: str
    answer: ResponseKind
    text: str
    responder: str = ""
    reason: str = ""
    asked: str = ""

    kind: ClassVar[str] = "response"
    rank: ClassVar[int] = 60
    names: ClassVar[tuple[str, ...]] = ("issue",)

    @property
    def promises(self) -> bool:
        """Whether something is to be done: all of it or a part."""
        return self.answer in ("accepted", "accepted in part")


@dataclass(frozen=True, slots=True)
class Verdict(Fact):
    """A member who raised the issue says that the answer answers it, or once, with a reason, that it does not."""

    issue: str
    member: str
    answers: bool
    reason: str = ""

    kind: ClassVar[str] = "verdict"
    rank: ClassVar[int] = 65
    names: ClassVar[tuple[str, ...]] = ("issue",)
