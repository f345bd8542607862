"""Which slots the rules' bars leave to each visit and to each member: read off the statements, nothing solved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rota.answers import statements_of
from rota.domain import Problem
from rota.rules import Bar, Rule, Statement, Tally

Stated = tuple[tuple[str, Statement], ...]
"""Statements, each with the name of its rule in words."""


def stated(problem: Problem, rules: Sequence[Rule]) -> Stated:
    """Every statement of the rules, with the rule's name in words."""
    return tuple((rule.name.replace("_", " "), statement) for rule, statement in statements_of(problem, rules))


@dataclass(slots=True)
class _Barred:
    """Slots taken out, as bits: of everything, of a visit, of a member, of a member on a visit.

    ``receivers`` are, for a visit, the people of the service one of whom must receive it.
    """

    everything: int = 0
    receivers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    members: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pairs: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, bar: Bar, slots: int) -> None:
        """Takes the box of the bar out."""
        if bar.members is None and bar.visits is None:
            self.everything |= slots
        elif bar.members is None:
            for visit in bar.visits or ():
                self.visits[visit] |= slots
        elif bar.visits is None:
            for member in bar.members:
                self.members[member] |= slots
        else:
            for member in bar.members:
                for visit in bar.visits:
                    self.pairs[member, visit] |= slots

    def of_visit(self, visit: str) -> int:
        """Slots at which the visit may not be, whoever goes."""
        return self.everything | self.visits.get(visit, 0)

    def of_member(self, member: str, visit: str) -> int:
        """Slots at which the member may not make the visit, though it might be made."""
        return self.members.get(member, 0) | self.pairs.get((member, visit), 0)

    def of_receivers(self, visit: str, slots: int) -> int:
        """Of these slots those at which nobody can receive the visit who may."""
        taken = slots if visit in self.receivers else 0
        for person in self.receivers.get(visit, ()):
            taken &= self.of_member(person, visit)
        return taken


class Room:
    """The slots that are left, by visit and by member."""

    def __init__(self, problem: Problem, statements: Stated) -> None:
        self.problem = problem
        self._bits = {slot.id: 1 << index for index, slot in enumerate(problem.slots)}
        self._all = (1 << len(self._bits)) - 1
        self._together = _Barred()
        self._by_rule: dict[str, _Barred] = {}
        members = {member.id for member in problem.members}
        for rule, statement in statements:
            barred = (self._together, self._by_rule.setdefault(rule, _Barred()))
            if isinstance(statement, Bar):
                for one in barred:
                    one.add(statement, self.bits(statement.slots))
            elif isinstance(statement, Tally) and _somebody_receives(statement, members):
                visits = statement.visits if statement.visits is not None else [visit.id for visit in problem.visits]
                for one in barred:
                    one.receivers |= dict.fromkeys(visits, statement.members or ())
        self._open = {visit.id: self._left(visit.id) for visit in problem.visits}

    def bits(self, slots: Iterable[str] | None) -> int:
        """Slots as bits; None is all."""
        if slots is None:
            return self._all
        bits = 0
        for slot in slots:
            bits |= self._bits.get(slot, 0)
        return bits

    def open(self, visit: str) -> int:
        """The slots at which the visit may be, whoever goes: also those at which it can be received."""
        return self._open[visit]

    def _left(self, visit: str) -> int:
        slots = self._all & ~self._together.of_visit(visit)
        return slots & ~self._together.of_receivers(visit, slots)

    def free(self, member: str, visit: str) -> int:
        """The slots at which the member may make the visit."""
        return self.open(visit) & ~self._together.of_member(member, visit)

    def closing(self, visit: str) -> list[str]:
        """How many slots each rule takes from the visit: "open dates takes out 120"."""
        counts = {
            rule: (barred.of_visit(visit) | barred.of_receivers(visit, self._all)).bit_count()
            for rule, barred in self._by_rule.items()
        }
        return [f"{rule} takes out {count:,}" for rule, count in counts.items() if count]

    def excluding(self, visit: str, members: Iterable[str]) -> list[str]:
        """How many of the members each rule, by itself, keeps from every open slot of the visit."""
        members = tuple(members)
        opened = self.open(visit)
        counts = {
            rule: sum(not opened & ~barred.of_member(member, visit) for member in members)
            for rule, barred in self._by_rule.items()
        }
        return [f"{rule} takes out {count:,}" for rule, count in counts.items() if count]

    def keeping(self, member: str, visit: str) -> list[str]:
        """The rules that, each by itself, keep the member from every open slot of the visit."""
        opened = self.open(visit)
        return [rule for rule, barred in self._by_rule.items() if not opened & ~barred.of_member(member, visit)]

    def rules_against(self, member: str) -> list[str]:
        """The rules that leave the member no slot of any visit: those that do so alone or, without such, together."""
        against = {
            rule: barred
            for rule, barred in self._by_rule.items()
            if barred.members.get(member) or any(one == member for one, _ in barred.pairs)
        }
        visits = [visit.id for visit in self.problem.visits]
        alone = [
            rule
            for rule, barred in against.items()
            if not any(self.open(visit) & ~barred.of_member(member, visit) for visit in visits)
        ]
        return alone or list(against)


def _somebody_receives(tally: Tally, members: Collection[str]) -> bool:
    """Whether each visit must have one of these people, none of whom is a member: hosts and deputies."""
    must = tally.each == "visit" and tally.least is not None and tally.least >= 1
    return must and bool(tally.members) and not set(tally.members or ()) & set(members)
