"""Which slots the rules' bars leave to each visit and to each member: read off the statements, nothing solved.

Engines read the same off arrays (``rota.solving.model.presolve``). Who can go is asked wherever a council is read and
an export made, which need no engine and none of its libraries: so it stands on the statements alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rota.domain import Problem
from rota.rules import Bar, Rule, Statement, Tally
from rota.rules.validate import statements_of

Stated = Iterable[tuple[str, Statement]]
"""Statements, each with the name of its rule."""


def stated_in_words(problem: Problem, rules: Sequence[Rule]) -> tuple[tuple[str, Statement], ...]:
    """Every statement of the rules, each with its rule's name in words."""
    return tuple((rule.name.replace("_", " "), statement) for rule, statement in statements_of(problem, rules))


@dataclass(slots=True)
class _Barred:
    """Slots taken out, as bits: of everything, of a visit, of a member, of a member on a visit."""

    everything: int = 0
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


class OpenSlots:
    """The slots that are left, by visit and by member; to a visit those at which somebody can receive it who must."""

    def __init__(self, problem: Problem, statements: Stated) -> None:
        self.problem = problem
        self._bits = {slot.id: 1 << index for index, slot in enumerate(problem.slots)}
        self._all = (1 << len(self._bits)) - 1
        self._together = _Barred()
        self._by_rule: dict[str, _Barred] = {}
        self._hosts = frozenset(host.id for host in problem.hosts)
        self._not_theirs: list[tuple[str, Bar]] = []
        for rule, statement in statements:
            if isinstance(statement, Bar):
                self._add(rule, statement)
        for rule, statement in statements:
            if isinstance(statement, Tally):
                self._close(rule, statement)

    def _add(self, rule: str, bar: Bar) -> None:
        if bar.members and bar.slots is None and self._hosts.issuperset(bar.members):
            self._not_theirs.append((rule, bar))  # nearly all hosts are kept from nearly all visits: never by pairs
            return
        slots = self.bits(bar.slots)
        self._together.add(bar, slots)
        self._by_rule.setdefault(rule, _Barred()).add(bar, slots)

    def _close(self, rule: str, tally: Tally) -> None:
        """Takes from each visit that needs a host the slots at which none of them can receive it."""
        needed = tally.each == "visit" and (tally.least or 0) > 0 and not tally.weights
        if not (needed and tally.members and self._hosts.issuperset(tally.members)):
            return
        for visit, hosts in self._able(tally).items():
            shut = self._all
            for host in hosts:
                shut &= self._together.of_member(host, visit)
            for barred in (self._together, self._by_rule.setdefault(rule, _Barred())):
                barred.visits[visit] |= shut

    def _able(self, tally: Tally) -> dict[str, set[str]]:
        """For each visit of the tally those of its members who may ever be on it."""
        visits = tally.visits if tally.visits is not None else tuple(visit.id for visit in self.problem.visits)
        able = {visit: set(tally.members or ()) for visit in visits}
        for _, bar in self._not_theirs:
            for visit in able if bar.visits is None else able.keys() & set(bar.visits):
                able[visit].difference_update(bar.members or ())
        return able

    def bits(self, slots: Iterable[str] | None) -> int:
        """Slots as bits; None is all."""
        if slots is None:
            return self._all
        bits = 0
        for slot in slots:
            bits |= self._bits.get(slot, 0)
        return bits

    def open(self, visit: str) -> int:
        """The slots at which the visit may be, whoever goes."""
        return self._all & ~self._together.of_visit(visit)

    def free(self, member: str, visit: str) -> int:
        """The slots at which the member may make the visit, or the host receive it."""
        if member in self._hosts and any(_is_barred(bar, member, visit) for _, bar in self._not_theirs):
            return 0
        return self.open(visit) & ~self._together.of_member(member, visit)

    def closing(self, visit: str) -> list[str]:
        """How many slots each rule takes from the visit: "open dates takes out 120"."""
        counts = {rule: barred.of_visit(visit).bit_count() for rule, barred in self._by_rule.items()}
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
        alone = [rule for rule, barred in self._by_rule.items() if not opened & ~barred.of_member(member, visit)]
        never = [rule for rule, bar in self._not_theirs if _is_barred(bar, member, visit)]
        return list(dict.fromkeys((*never, *alone)))

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


def _is_barred(bar: Bar, person: str, visit: str) -> bool:
    return person in (bar.members or ()) and (bar.visits is None or visit in bar.visits)


def unable(problem: Problem, statements: Stated) -> dict[str, tuple[str, ...]]:
    """Members who can go on no visit of the year, in order of id, each with the rules that keep them from it.

    A limit of no visit keeps a member from all. Nobody is named where no visit can be made at all: that is not theirs.
    """
    room = OpenSlots(problem, ((rule, _as_bar(problem, statement)) for rule, statement in statements))
    visits = [visit.id for visit in problem.visits if room.open(visit.id)]
    if not visits:
        return {}
    return {
        member.id: tuple(room.rules_against(member.id))
        for member in problem.members
        if not any(room.free(member.id, visit) for visit in visits)
    }


def _as_bar(problem: Problem, statement: Statement) -> Statement:
    """The bar that a count of none at most comes to; any other statement as it is."""
    if not isinstance(statement, Tally) or statement.most is None or statement.most > 0 or statement.weights:
        return statement
    members = statement.members if statement.members is not None else tuple(one.id for one in problem.members)
    return Bar(members, statement.visits, None, statement.why)
