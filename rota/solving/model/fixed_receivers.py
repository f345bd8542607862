"""Hosts and deputies who have no choice are taken out of the statements before these are compiled.

A host without a deputy receives each visit to the team whatever else is decided, and one whom no statement asks to
receive anything receives nothing. Such people need no variables: what is asked of them becomes what is asked of their
visits. Only those who may receive in somebody else's place, or for whom somebody else may, are left to choose between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rota.domain import Placement, Problem
from rota.rules import Apart, Bar, Ids, Price, Statement, Tally, all_or
from rota.solving.model.statements import Stated


@dataclass(frozen=True, slots=True)
class Settled:
    """The ``stated`` without those who have no choice: ``received`` names them for each visit that they receive.

    ``people`` are those whom the engines place: all members, then the hosts and deputies who are left, by id.
    """

    stated: list[Stated]
    people: Ids
    received: dict[str, Ids]


def settled(problem: Problem, stated: Sequence[Stated]) -> Settled:
    """The statements with everybody taken out who has no choice; whatever rota breaks or costs stays the same."""
    members = tuple(member.id for member in problem.members)
    named = {person for each in stated for person in getattr(each.statement, "members", None) or ()}
    hosts = tuple(sorted(named.intersection(host.id for host in problem.hosts)))
    if not hosts:
        return Settled(list(stated), members, {})
    visits = tuple(visit.id for visit in problem.visits)
    may = _may_receive(hosts, visits, [each.statement for each in stated])
    stated = [
        replace(each, statement=one) for each in stated for one in _closed_where_nobody_may(each.statement, visits, may)
    ]
    statements = [each.statement for each in stated]
    sure = _without_choice(may, visits, statements)
    sure |= dict.fromkeys(set(hosts) - _asked_to_receive(statements), frozenset())
    left = tuple(host for host in hosts if host not in sure)
    taking = _TakingOut(visits, frozenset(members), sure)
    kept = [replace(each, statement=one) for each in stated for one in taking.out_of(each.statement)]
    received: dict[str, list[str]] = defaultdict(list)
    for host, theirs in sure.items():
        for visit in theirs:
            received[visit].append(host)
    return Settled(kept, members + left, {visit: tuple(who) for visit, who in received.items()})


def received_as_known(problem: Problem, stated: Sequence[Stated], known: Iterable[Placement]) -> list[Stated]:
    """The statements, and that whoever receives a visit that people know goes on doing so where nothing asks who does.

    So it is when the rules that ask it are switched off. Somebody who is barred from a visit does not go on.
    """
    visits, statements = {visit.id for visit in problem.visits}, [each.statement for each in stated]
    may = _may_receive(tuple(host.id for host in problem.hosts), tuple(visits), statements)
    receivers = {place.visit: place.receivers for place in known}
    alike: dict[tuple[Ids, Ids], list[str]] = defaultdict(list)
    for visit in sorted(visits - _visits_asked(statements, may, visits)):
        able = tuple(host for host, theirs in may.items() if visit in theirs)
        going_on = tuple(host for host in able if host in receivers.get(visit, ()))
        alike[going_on, tuple(host for host in able if host not in going_on)].append(visit)
    more: list[Statement] = []
    for (going_on, others), theirs in sorted(alike.items()):
        box = all_or(theirs, problem.visits)
        more += [Bar(others, box, None, _AS_KNOWN)] if others else []
        more += [Tally((host,), box, "visit", _AS_KNOWN, least=1) for host in going_on]
    return [*stated, *(Stated("", False, statement) for statement in more)]


_AS_KNOWN = "received as people know it"


def _visits_asked(statements: Sequence[Statement], hosts: Collection[str], visits: set[str]) -> set[str]:
    """The visits of which something asks that one of these hosts receives them."""
    asked: set[str] = set()
    for tally in _asking(statements):
        if not asked.issuperset(visits) and any(person in hosts for person in tally.members or ()):
            asked.update(visits if tally.visits is None else tally.visits)
    return asked


def _asked_to_receive(statements: Sequence[Statement]) -> set[str]:
    """Everybody whom some count needs, or would rather have than not."""
    return {person for tally in _asking(statements) for person in tally.members or ()}


def _asking(statements: Sequence[Statement]) -> Iterator[Tally]:
    """The counts that need somebody, or would rather have them than not."""
    for tally in statements:
        if isinstance(tally, Tally) and ((tally.least or 0) > 0 or any(a > b for a, b in pairwise(tally.cost))):
            yield tally


def _closed_where_nobody_may(statement: Statement, visits: Ids, may: dict[str, set[str]]) -> Iterator[Statement]:
    """The statement; of a count that needs a host the visits that none of them may receive are closed instead."""
    if not (isinstance(statement, Tally) and _needs_a_host(statement, may)):
        yield statement
        return
    theirs = set[str]().union(*(may[person] for person in statement.members or ()))
    asked = visits if statement.visits is None else statement.visits
    received = tuple(visit for visit in asked if visit in theirs)
    if len(received) < len(asked):
        yield Bar(None, tuple(visit for visit in asked if visit not in theirs), None, statement.why)
    if received:
        yield statement if len(received) == len(asked) else replace(statement, visits=received)


def _without_choice(
    may: dict[str, set[str]], visits: Ids, statements: Sequence[Statement]
) -> dict[str, frozenset[str]]:
    """Each host who receives every visit that they may receive, since nobody else may, with these visits."""
    able: dict[str, set[str]] = defaultdict(set)
    for host, theirs in may.items():
        for visit in theirs:
            able[visit].add(host)
    sure: dict[str, set[str]] = defaultdict(set)
    for tally in statements:
        if isinstance(tally, Tally) and _needs_a_host(tally, may):
            for visit in visits if tally.visits is None else tally.visits:
                if len(able[visit]) == 1 and able[visit].issubset(tally.members or ()):
                    sure[min(able[visit])].add(visit)
    return {host: frozenset(theirs) for host, theirs in may.items() if theirs == sure[host]}


def _may_receive(hosts: Ids, visits: Ids, statements: Sequence[Statement]) -> dict[str, set[str]]:
    """The visits from which no bar keeps each host whenever they are."""
    may = {host: set(visits) for host in hosts}
    for bar in statements:
        if isinstance(bar, Bar) and bar.members is not None and bar.slots is None:
            for host in may.keys() & set(bar.members):
                may[host].difference_update(visits if bar.visits is None else bar.visits)
    return may


def _needs_a_host(tally: Tally, hosts: Collection[str]) -> bool:
    """Whether each of its visits needs one of these hosts, whoever else goes."""
    plain = not tally.weights and tally.each == "visit" and (tally.least or 0) > 0
    return plain and bool(tally.members) and all(person in hosts for person in tally.members or ())


class _TakingOut:
    """Statements without the people in ``sure``, each of whom is on just these visits."""

    def __init__(self, visits: Ids, members: frozenset[str], sure: dict[str, frozenset[str]]) -> None:
        self._visits = visits
        self._members = members
        self._sure = sure

    def out_of(self, statement: Statement) -> Iterator[Statement]:
        """What the statement asks of everybody else, and of the visits of those who are taken out."""
        named = getattr(statement, "members", None) or ()
        if not any(person in self._sure for person in named):
            yield statement
        elif isinstance(statement, (Bar, Price)):
            yield from self._of_box(statement)
        elif isinstance(statement, Tally):
            yield from self._of_tally(statement)
        elif isinstance(statement, Apart):
            yield from self._of_apart(statement)

    def _theirs(self, person: str, visits: Ids | None) -> Ids | None:
        """Which of these visits the person is on, as a box writes them; an empty one for none."""
        theirs = self._sure[person] if visits is None else self._sure[person].intersection(visits)
        return all_or(theirs, self._visits)

    def _of_box(self, box: Bar | Price) -> Iterator[Statement]:
        rest = self._rest(box)
        if rest:
            yield replace(box, members=rest)
        for person in box.members or ():
            if person in self._sure and not (isinstance(box, Bar) and box.slots is None):
                visits = self._theirs(person, box.visits)
                if visits != ():
                    yield replace(box, members=None, visits=visits)

    def _of_apart(self, apart: Apart) -> Iterator[Statement]:
        rest = self._rest(apart)
        if not apart.shared:
            yield replace(apart, members=None)
            return
        if rest:
            yield replace(apart, members=rest)
        for person in apart.members or ():
            if person in self._sure:
                visits = self._theirs(person, apart.visits)
                if visits is None or len(visits) > 1:
                    yield replace(apart, visits=visits, shared=False, members=None)

    def _of_tally(self, tally: Tally) -> Iterator[Statement]:
        """The tally of the rest, less what those taken out count: a number known for each of its counts."""
        rest = self._rest(tally)
        weight = dict(tally.weights)
        weights = tuple((person, by) for person, by in tally.weights if person not in self._sure)
        gone = [person for person in tally.members or () if person in self._sure]
        if tally.each == "member":
            if rest:
                yield replace(tally, members=rest, weights=weights)
            for person in gone:
                count = weight.get(person, 1) * len(self._on(person, tally.visits))
                yield from _less(replace(tally, members=(), weights=(), each=""), count)
        elif tally.each == "":
            count = sum(weight.get(person, 1) * len(self._on(person, tally.visits)) for person in gone)
            yield from _less(replace(tally, members=rest, weights=weights), count)
        else:
            alike: dict[int, list[str]] = defaultdict(list)
            for visit in self._visits if tally.visits is None else tally.visits:
                alike[sum(weight.get(one, 1) for one in gone if visit in self._sure[one])].append(visit)
            for count, visits in sorted(alike.items()):
                box = all_or(visits, self._visits)
                yield from _less(replace(tally, members=rest, visits=box, weights=weights), count)

    def _on(self, person: str, visits: Ids | None) -> frozenset[str]:
        return self._sure[person] if visits is None else self._sure[person].intersection(visits)

    def _rest(self, statement: Bar | Price | Tally | Apart) -> Ids:
        return tuple(person for person in statement.members or () if person not in self._sure)


def _less(tally: Tally, count: int) -> Iterator[Tally]:
    """The tally when so many are counted besides; nothing when nobody is left to count and that is right."""
    least = None if tally.least is None else tally.least - count
    most = None if tally.most is None else tally.most - count
    less = replace(tally, least=least, most=most, cost_from=tally.cost_from - count)
    kept = (least is None or least <= 0) and (most is None or most >= 0)
    if less.members or not kept or tally.cost:
        yield less
