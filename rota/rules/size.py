"""How much memory statements would take once engines hold them: a rule that asks for too many is refused before.

The numbers are what a statement of each kind takes in the compiled model, in local search (its tables as lists too, as
it is interpreted) and in the ledger of exchanges together.
"""

from __future__ import annotations

from collections import Counter

from rota.domain import Problem
from rota.rules.contract import Rule
from rota.rules.statements import Apart, Bar, Crowd, Distinct, Ids, Price, Statement, Tally

MOST_BYTES = 2**31
"""What all statements of a council may take. The benchmarks' largest council (500 members, 2,000 visits) takes 0.6 GB
by this estimate; measured with all its tables it was 0.45 GB (28 November 2026)."""
SMALL = 32
"""An Apart of up to so many visits is held as pairs; one of more, as a set with a table of slots for its days."""
CELL, BREACH, POINT = 290, 60, 110
"""Bytes for each counter, for each count of one that only musts bind, and for each count of one that costs points.

Measured on 28 November 2026: what the peak resident size of a process of its own grows by, the council itself apart.
Kilobytes for each statement, measured / estimated, with 522 slots and so many members by visits:

    ===============================  ============  =============  =============
    statement                             20 by 40     100 by 300   300 by 1,000
    ===============================  ============  =============  =============
    Tally of each visit, a must       12.3 / 16.4      108 / 114      380 / 374
    Tally of each member, points      18.3 / 22.6      398 / 413  3,441 / 3,563
    Apart of two visits                                .62 / .76      .54 / .76
    Apart of 32 visits                                 159 / 118      126 / 118
    Apart of all, each other days     14.4 / 21.7    67.2 / 58.1     97.4 / 107
    Crowd of half the slots           14.1 / 12.5    32.8 / 26.6    63.4 / 64.4
    Bar of a member at three slots    1.07 / 1.62    1.59 / 1.82    2.32 / 2.44
    Distinct teams of each member     24.4 / 32.5    922 / 1,201
    ===============================  ============  =============  =============

The smallest sum measured is 10 MB. Tallies of few members that engines hold side by side are overestimated, by up to
three times; that of one member on three visits takes 7.1 and is estimated at 21.
"""


class StatementSize:
    """Adds up what statements take as they are told, rule by rule."""

    def __init__(self, problem: Problem) -> None:
        self._people = len(problem.members) + len(problem.hosts)
        self._visits, self._slots, self._teams = len(problem.visits), len(problem.slots), len(problem.teams)
        self._taken: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._known: set[int] = set()
        self._alike: dict[str, int] = {visit.id: 0 for visit in problem.visits}
        self._boxes: Counter[str] = Counter()
        self._days: set[int] = set()
        self._bound: set[int] = set()

    def add(self, rule: Rule, statement: Statement) -> str:
        """Counts the statement in; gives the name of the largest rule when there is no more room, and else nothing."""
        self._asked[rule.name] += 1
        self._taken[rule.name] += 500 + self._ids(statement) + self._of(statement)
        if isinstance(statement, (Bar, Price)):
            self._tell_apart(rule, statement)
        return self._largest(self._taken) if self.total > MOST_BYTES else ""

    @property
    def total(self) -> int:
        """Bytes that all statements so far take, those of ``finish`` apart."""
        return self._taken.total()

    def finish(self) -> str:
        """As ``add``, after the last: visits that differ in when who may go each take a table of people by slots."""
        different = len(set(self._alike.values()))
        return self._largest(self._boxes) if 25 * different * self._people * self._slots > MOST_BYTES else ""

    def words(self, rule: str) -> str:
        """What the rule does, as it goes on from its name."""
        return (
            f"asks for more than can be held in memory: {self._asked[rule]:,} statements of it have been read. It must "
            f"say the same in fewer: one statement can be of many members, visits and slots, and a Distinct can say "
            f"what holds of every pair"
        )

    @staticmethod
    def _largest(taken: Counter[str]) -> str:
        return taken.most_common(1)[0][0] if taken else ""

    def _ids(self, statement: Statement) -> int:
        """The ids that it names; a tuple that stands in several statements is held once."""
        return 8 * sum(len(ids) for ids in _named(statement) if self._is_new(ids))

    def _is_new(self, ids: Ids) -> bool:
        if id(ids) in self._known:
            return False
        self._known = {*list(self._known)[-8:], id(ids)}
        return True

    def _of(self, statement: Statement) -> int:
        people, visits, slots = self._people, self._visits, self._slots
        of = _count(getattr(statement, "members", None), people)
        if isinstance(statement, (Bar, Price)):
            return self._box(statement)
        among = _count(statement.visits, visits)
        if isinstance(statement, Crowd):
            return 3 * slots + 24 * _count(statement.slots, slots) + 20 * visits + _points(statement, among)
        if isinstance(statement, Tally):
            return 50 * (people + visits) + _tallied(statement, of, among)
        if isinstance(statement, Distinct):
            return 40 * of * (self._teams if statement.of == "team" else people) + visits
        return 120 * among * (among - 1) if among <= SMALL else self._set(statement)

    def _box(self, box: Bar | Price) -> int:
        sizes = zip(_box(box), (self._people, self._visits, self._slots), strict=True)
        masks = sum(size for ids, size in sizes if ids is not None)
        return 2 * masks + 3 * self._visits * (None not in _box(box))

    def _set(self, apart: Apart) -> int:
        """Of a table of slots for each number of days, and of people by visits for each choice of members, one."""
        size = 64 * self._visits + (20 * self._people if apart.shared else 16 * self._slots)
        if apart.days not in self._days:
            self._days.add(apart.days)
            size += 84 * self._slots
        if apart.shared and (bound := hash(apart.members)) not in self._bound:
            self._bound.add(bound)
            size += 8 * self._visits * _count(apart.members, self._people)
        return size

    def _tell_apart(self, rule: Rule, box: Bar | Price) -> None:
        if box.members is None or box.slots is None or box.visits is None:
            return
        self._boxes[rule.name] += 1
        number = self._boxes.total()
        for visit in box.visits:
            self._alike[visit] = hash((self._alike[visit], number))


def _box(statement: Bar | Price) -> tuple[Ids | None, Ids | None, Ids | None]:
    return statement.members, statement.visits, statement.slots


def _named(statement: Statement) -> list[Ids]:
    found = (getattr(statement, name, None) for name in ("members", "visits", "slots"))
    return [ids for ids in found if ids]


def _count(ids: Ids | None, whole: int) -> int:
    return whole if ids is None else len(ids)


def _tallied(tally: Tally, of: int, among: int) -> int:
    """Its counters, and the points of each count that they can reach: its table goes on beyond either end."""
    cells = {"": 1, "visit": among, "member": of}[tally.each]
    counts = (of + sum(max(0, abs(weight) - 1) for _, weight in tally.weights)) * among
    return CELL * cells + _points(tally, counts // max(1, cells)) + 11 * counts * bool(tally.cost)


def _points(statement: Tally | Crowd, reach: int) -> int:
    """What counts up to ``reach`` cost, breaches too, as tables of the greedy start and of local search."""
    return (POINT if statement.cost else BREACH) * (reach + 1)
