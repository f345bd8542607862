"""What does not fit together among facts: which fact, what is wrong with it and what to do; never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from rota.text.english import day_in_words
from rota.tracking.fact import Fact
from rota.tracking.stages import Names


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing wrong with a fact.

    Whoever keeps the fact says where it stands: a file and row, or a form. ``field`` is the field that is wrong, or
    empty for the whole. A fact that is ``set_aside`` counts for nothing until it is put right; any other counts all
    the same, and should be looked at.
    """

    fact: Fact
    field: str
    what: str
    remedy: str
    set_aside: bool = True

    @property
    def sentence(self) -> str:
        """The whole in a sentence or two, with the fact's id for a place."""
        place = f"{self.fact.id}, {self.field}" if self.field else self.fact.id
        return f"{place}: {self.what} {self.remedy}"


def in_words(one: Inconsistency, names: Names) -> str:
    """The same for people: "attendance of 27/28-003, Ann Apple, 12 October 2027: the rota does not have …"."""
    about = ", ".join(names(str(part)) for part in one.fact.key)
    return f"{one.fact.kind} of {about}, {day_in_words(one.fact.on)}: {one.what} {one.remedy}"


def in_order(found: list[Inconsistency]) -> tuple[Inconsistency, ...]:
    """Each inconsistency once, in the order of their facts."""
    return tuple(sorted(set(found), key=lambda one: (one.fact.order(), repr(one.fact), one.field, one.what)))
