"""How much memory statements would take once engines hold them: a rule that asks for too many is refused before.

The numbers are what a statement of each kind takes as arrays of the compiled model, of a greedy start, of local
search and of the ledger of exchanges together, rounded up.
"""

from __future__ import annotations

from collections import Counter

from rota.domain import Problem
from rota.rules.contract import Rule
from rota.rules.statements import Bar, Crowd, Distinct, Ids, Price, Statement, Tally

MOST_BYTES = 2**30
"""What all statements of a council may take: engines use two to three times as much. The largest council of the
benchmarks (500 members, 2,000 visits) takes a tenth of it."""
SMALL = 32
"""An Apart of up to so many visits is held as pairs; one of more, as a table of people by slots."""


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

    def add(self, rule: Rule, statement: Statement) -> str:
        """Counts the statement in; gives the name of the largest rule when there is no more room, and else nothing."""
        self._asked[rule.name] += 1
        self._taken[rule.name] += 500 + self._ids(statement) + self._of(statement)
        if isinstance(statement, (Bar, Price)):
            self._tell_apart(rule, statement)
        return self._largest(self._taken) if self._taken.total() > MOST_BYTES else ""

    def finish(self) -> str:
        """As ``add``, after the last: visits that differ in when who may go each take a table of people by slots."""
        different = len(set(self._alike.values()))
        return self._largest(self._boxes) if 25 * different * self._people * self._slots > 2 * MOST_BYTES else ""

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
            boxes = 3 * visits * (statement.members is not None and statement.slots is not None)
            return boxes + sum(
                size for ids, size in zip(_box(statement), (people, visits, slots), strict=True) if ids is not None
            )
        if isinstance(statement, Crowd):
            return 10 * (visits + slots) + 16 * len(statement.cost)
        among = _count(statement.visits, visits)
        if isinstance(statement, Tally):
            cells = {"": 1, "visit": among, "member": of}[statement.each]
            return 120 * cells + 40 * (people + visits) + 16 * len(statement.cost)
        if isinstance(statement, Distinct):
            return 40 * of * (self._teams if statement.of == "team" else people) + visits
        if among <= SMALL:
            return 64 * among * among
        return visits + (8 * of * (slots + visits) if statement.shared else 8 * slots)

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
