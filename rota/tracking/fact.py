"""What all facts share: the day, who wrote them down, an id that stays, and their order. Undoing is a fact too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, ClassVar, TypeVar

Change = TypeVar("Change", bound="Fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened or was said on the day ``on``, and was never taken out again.

    Facts about the same thing (the same ``kind`` and ``key``) follow each other by day, and on one day by
    ``sequence``: a database counts on, a table leaves it at 0 and needs it only where the same thing is said twice
    on one day. ``by`` is the id or the name of whoever wrote it down, empty when that is nobody else.
    """

    on: date
    sequence: int = 0
    by: str = ""

    kind: ClassVar[str] = ""
    rank: ClassVar[int] = 0
    """What of one day, with the same sequence, comes before what: reports before agreements, and so on."""
    names: ClassVar[tuple[str, ...]] = ()
    """The fields that say what the fact is about."""

    @property
    def key(self) -> tuple[Any, ...]:
        """What the fact is about, such as the visit and the day."""
        return tuple([getattr(self, name) for name in self.names])

    @property
    def id(self) -> str:
        """The fact's name, which an undoing refers to: "outcome 26/27-014 2026-11-03, 2026-11-04 0"."""
        about = " ".join(str(part) for part in self.key)
        return f"{self.kind} {about}, {self.on.isoformat()} {self.sequence}"

    @property
    def moment(self) -> tuple[date, int]:
        """When: the day, and what on that day came first."""
        return self.on, self.sequence

    def order(self) -> tuple[Any, ...]:
        """The place among all facts of other days, kinds or subjects; ``ordered`` parts those that share it."""
        return self.moment, self.rank, self.key


def ordered(facts: Iterable[Change]) -> Iterator[Change]:
    """The facts as they followed each other, the same for whatever order they were given in."""
    for _, same in groupby(sorted(facts, key=Fact.order), key=Fact.order):
        together = list(same)
        yield from together if len(together) == 1 else sorted(together, key=repr)


def subject_of(fact: Fact) -> str:
    """The reference of what the fact is about: a visit, an issue or an action; empty for an undoing."""
    return "" if isinstance(fact, Undo) else str(fact.key[0])


@dataclass(frozen=True, slots=True)
class Undo(Fact):
    """The fact with the id ``of`` counts no longer, as if it had never been. An undoing can itself be undone."""

    of: str

    kind: ClassVar[str] = "undo"
    rank: ClassVar[int] = 99
    names: ClassVar[tuple[str, ...]] = ("of",)


@dataclass(frozen=True, slots=True)
class Closing(Fact):
    """An officer closes a visit, an issue or an action that came to no end of its own, and says why."""

    subject: str
    reason: str

    kind: ClassVar[str] = "closing"
    rank: ClassVar[int] = 90
    names: ClassVar[tuple[str, ...]] = ("subject",)


@dataclass(frozen=True, slots=True)
class Disclosure(Fact):
    """An officer decides whether a report or an issue may be published.

    ``subject`` is the visit or the issue. What may not is exempt by a numbered ``paragraph`` of schedule 12A to the
    Local Government Act 1972 ("2": it would reveal who somebody is), or by several with semicolons between them. What
    is not decided is not published.
    """

    subject: str
    publishable: bool
    paragraph: str = ""

    kind: ClassVar[str] = "disclosure"
    rank: ClassVar[int] = 80
    names: ClassVar[tuple[str, ...]] = ("subject",)
