"""The contract between the rule book and the engines: rules, six kinds of statement, findings.

A *must* may never be broken. A *preference* costs *points* when it is not met; the best rota has the
fewest points. A rule says what it asks twice, independently: as statements, which engines read, and
as ``check``, which reads a finished rota. The two share no helper, so that the audit proves something.

The decision that every statement speaks of: each visit gets one slot, a group of members, and somebody
of the service who receives it. A *place* is one person on one visit: a member who goes, or a host or deputy
who receives. ``members`` may name either; None means all members and no host, and for visits and slots all.
Ids are in sorted order, and a statement without points or cost is a must.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Literal

from rota.domain import Problem, Rota
from rota.domain.edits import Edit, SetRule
from rota.rules.statements import (
    Ids,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found, in one sentence: a breach of a must, or points of a preference.

    A breach has ``breach`` True and no points. ``visit`` and ``members`` (hosts among them) say whom it concerns.
    """

    rule: str
    sentence: str
    points: int = 0
    breach: bool = False
    visit: str | None = None
    members: Ids = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a visit could be made if the rule gave way: to these members there or, with none, to the visit itself."""

    visit: str
    slot: str
    members: Ids


@dataclass(frozen=True, slots=True)
class Miss:
    """A count that would miss its bound by ``missing`` (too few) or ``over`` (too many) if the rule gave way.

    It is over these visits; ``counted`` are the members whom it counts there, ``going`` all who would go.
    """

    visits: Ids
    counted: Ids
    going: Ids
    missing: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a rota that breaks this rule alone, as little as it can, would break of it: where ways out are looked for.

    ``close`` are pairs of visits that would be too close, each with the days between them.
    """

    visits: Ids
    openings: tuple[Opening, ...] = ()
    misses: tuple[Miss, ...] = ()
    close: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WayOut:
    """What the council could do about a trouble, in one sentence, and the edits that do it.

    ``effort`` ranks ways out, the least first: 1 for each person asked for a favour, 2 for a fact of one team
    or visit, 3 for a must that is a preference by default, 4 for a number that holds for all, 8 for giving up a must.
    """

    sentence: str
    edits: tuple[Edit, ...]
    effort: int


@dataclass(frozen=True, slots=True)
class Degrees:
    """One way out by degrees, such as a number that could be 2, 3 or more: only the least that works is ever told.

    From the least change to the most; whatever one of them makes possible, each after it does too.
    """

    ways: tuple[WayOut, ...]


@dataclass(frozen=True)
class Rule(ABC):
    """A rule of the council's rule book. Its fields are its numbers, with the unit in the name.

    The class docstring's first line says what the rule asks; then come the headings *Why*, *Source*,
    *Kept*, *Broken* and *Numbers*. ``strength`` is the default; where ``may_choose`` is True the
    council may make it the other with ``must = true`` or ``false`` in rota.toml, and the rule has a
    field ``must``. ``measures_fairness`` marks the one rule whose points the fairness certificate bounds.
    ``on_by_default`` is False for a rule that a council has to ask for, with ``on = true`` in rota.toml.
    ``personal`` marks a rule whose breach would tell of an absence, an interest, a check or a need: nobody
    but the officer is shown its sentences. ``nobody_could`` says why a visit does not meet the rule where no date and
    no group of that visit would meet it better.
    """

    strength: ClassVar[Literal["must", "preference"]] = "must"
    may_choose: ClassVar[bool] = False
    measures_fairness: ClassVar[bool] = False
    personal: ClassVar[bool] = False
    on_by_default: ClassVar[bool] = True
    nobody_could: ClassVar[str] = "no other date or group would do while the other visits stay as they are"

    @property
    def name(self) -> str:
        """The rule's name, the same as its file and its table in rota.toml: "fair_share"."""
        return rule_name(type(self))

    @abstractmethod
    def statements(self, problem: Problem) -> Iterator[Statement]:
        """What the rule asks of this problem, in the six kinds."""

    @abstractmethod
    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        """What the rule finds in this rota, read straight off it. Ids are those of the problem."""

    def leaves_out(self) -> Ids:
        """The roles whose holders the rule keeps from visits, as members must have them; none unless it says so."""
        return ()

    def remarks(self, problem: Problem, rota: Rota) -> Iterator[str]:
        """What a reader of the rota would wonder at and no finding says, such as that nobody reached a limit; none."""
        return iter(())

    def ways_out(self, problem: Problem, trouble: Trouble) -> Iterator[WayOut | Degrees]:
        """What could be done where this rule, as a must, stands in the way: each is tried before anyone is told of it.

        Unless a rule knows better it is made a preference where the council may choose, and else switched off.
        """
        name = self.name.replace("_", " ")
        if self.may_choose:
            yield WayOut(f"Make the rule '{name}' a preference.", (SetRule(self.name, "must", False),), 8)
        else:
            yield WayOut(f"Switch the rule '{name}' off.", (SetRule(self.name, "on", False),), 8)

    def breach(self, sentence: str, visit: str | None = None, members: Ids = ()) -> Finding:
        """A finding that this rule, as a must, is broken."""
        return Finding(self.name, sentence, breach=True, visit=visit, members=members)

    def costs(self, points: int, sentence: str, visit: str | None = None, members: Ids = ()) -> Finding:
        """A finding that this rule, as a preference, costs points."""
        return Finding(self.name, sentence, points=points, visit=visit, members=members)


def ruled(rules: Sequence[Rule], edits: Iterable[Edit]) -> tuple[Rule, ...]:
    """The rules with each edit of a rule made. ValueError when a rule refuses the number, or has none of that name."""
    for edit in edits:
        if isinstance(edit, SetRule):
            rules = [changed for rule in rules for changed in _with_number(rule, edit)]
    return tuple(rules)


def _with_number(rule: Rule, edit: SetRule) -> Iterator[Rule]:
    if rule.name != edit.rule:
        yield rule
    elif edit.number == "on":
        yield from (rule,) if edit.value else ()
    elif edit.number not in {field.name for field in fields(rule)}:
        raise ValueError(f"the rule '{rule.name}' has no number '{edit.number:.40}'")
    else:
        number: dict[str, Any] = {edit.number: edit.value}
        yield replace(rule, **number)


def rule_name(rule: type[Rule]) -> str:
    """The class's name in lower case with underscores: FairShare is "fair_share"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", rule.__name__).lower()
