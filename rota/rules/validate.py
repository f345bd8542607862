"""What rules answer when they are asked, held to the contract: a rule that breaks it is named, with what it did.

A council's own rule is code that came with its files. Whatever it raises or yields, engines, advice and
audit meet either an answer of the right form or a RuleError that says which rule to mend.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rota.domain import Problem, Rota
from rota.errors import RotaError
from rota.rules.contract import Finding, Rule
from rota.rules.own_package import as_written, module_name
from rota.rules.size import StatementSize
from rota.rules.statements import Apart, Bar, Crowd, Distinct, Price, Statement, Tally

MOST_ANSWERS = 1_000_000
"""Statements, or findings, of one rule: the largest council asks for a tenth of it, an endless loop for more."""
MOST_POINTS = 10**15
"""Points of one price or one step: the engines add them up in 64 bits."""
MOST_COUNT = 1_000_000
"""A bound or a number of days; more than there are places or days in any year."""
MOST_WEIGHT = 1_000
"""A member's weight in a count: the engines keep a table as long as the weights added up."""

Answer = TypeVar("Answer")


class RuleError(RotaError):
    """A rule cannot be used: it raised, or what it said is not of the contract. The message names it."""

    def __init__(self, rule: Rule, what: str) -> None:
        super().__init__(
            f"The rule '{rule.name}' (in {module_name(type(rule))}) {what}. Tell whoever wrote it; until it is mended, "
            f"switch it off in rota.toml: under [rules.{rule.name}] write on = false."
        )


def statements_of(problem: Problem, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Statement]]:
    """Every statement of every rule, each with its rule. RuleError when one cannot be read or all are too many."""
    known, room = _Known(problem), StatementSize(problem)
    by_name = {rule.name: rule for rule in rules}
    for rule in rules:
        for statement in _heard(rule, "statements", lambda rule=rule: rule.statements(problem)):  # type: ignore[misc]
            if fault := known.fault(statement):
                raise RuleError(rule, f"asks for what cannot be read: {fault}")
            if largest := room.add(rule, statement):
                raise RuleError(by_name[largest], room.words(largest))
            yield rule, statement
    if largest := room.finish():
        raise RuleError(by_name[largest], room.words(largest))


def findings_of(problem: Problem, rules: Sequence[Rule], rota: Rota) -> Iterator[Finding]:
    """Every finding of every rule. RuleError when one is not of the contract."""
    for rule in rules:
        for finding in _heard(rule, "check", lambda rule=rule: rule.check(problem, rota)):  # type: ignore[misc]
            if fault := _finding_fault(rule, finding):
                raise RuleError(rule, f"finds what cannot be read: {fault}")
            yield finding


def _heard(rule: Rule, method: str, ask: Callable[[], Iterable[Answer]]) -> Iterator[Answer]:
    """The answers of the rule's method. Ctrl-C while it thinks says which rule it was."""
    try:
        for count, answer in enumerate(ask()):
            if count >= MOST_ANSWERS:
                raise RuleError(rule, f"has no end: it gives more than {MOST_ANSWERS:,} answers")
            yield answer
    except RuleError:
        raise
    except KeyboardInterrupt as stopped:
        raise KeyboardInterrupt(f"while the rule '{rule.name}' was asked for its {method}") from stopped
    except (Exception, SystemExit) as error:  # whatever code that is not ours may raise
        what = as_written(f"{type(error).__name__}: {error}").rstrip(": ")
        raise RuleError(rule, f"fails in its {method}{_line(error)}: {what:.300}") from error


def _line(error: BaseException) -> str:
    """Where it was raised: ", our_rules/outside_ward.py, line 31"; the last line that is not one of Rota's own."""
    ours = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if ours not in Path(frame.filename).parents]
    if not frames:
        return ""
    path = Path(frames[-1].filename)
    return f", {path.parent.name}/{path.name}, line {frames[-1].lineno}"


class _Known:
    """The ids of the problem, against which statements are held."""

    def __init__(self, problem: Problem) -> None:
        self._members = frozenset(member.id for member in problem.members)
        self._ids = {
            "members": self._members | {host.id for host in problem.hosts},
            "visits": frozenset(visit.id for visit in problem.visits),
            "slots": frozenset(slot.id for slot in problem.slots),
        }

    def fault(self, statement: object) -> str:
        """What is wrong with the statement, in words; empty when it may be used."""
        if not isinstance(statement, (Bar, Price, Tally, Apart, Crowd, Distinct)):
            return f"{statement!r:.80} is not a statement"
        kind = type(statement).__name__
        found = self._ids_fault(statement) or _numbers_fault(statement)
        if not found and not isinstance(statement.why, str):
            found = f"its why is {statement.why!r:.80}, not a text"
        return f"in {'an' if kind == 'Apart' else 'a'} {kind}, {found}" if found else ""

    def _ids_fault(self, statement: Statement) -> str:
        for name, known in self._ids.items():
            ids = getattr(statement, name, None)
            if ids is None:
                continue
            if not isinstance(ids, tuple) or not _all_are(str, ids):
                return f"{name} is {ids!r:.80}, not a tuple of ids"
            if not known.issuperset(ids):
                unknown = next(one for one in ids if one not in known)
                return f"{name} names '{unknown:.80}', which the problem does not have"
        if isinstance(statement, Distinct) and not self._members.issuperset(statement.members or ()):
            host = next(one for one in statement.members or () if one not in self._members)
            return f"members names '{host:.80}', who is no member: only members are counted"
        return self._weights_fault(statement) if isinstance(statement, Tally) else ""

    def _weights_fault(self, tally: Tally) -> str:
        members = self._ids["members"]
        for pair in tally.weights:
            if not (isinstance(pair, tuple) and len(pair) == 2 and pair[0] in members):
                return f"the weight {pair!r:.80} is not a member's id and a number"
            if not _whole(pair[1], -MOST_WEIGHT, MOST_WEIGHT):
                return f"the weight {pair[1]!r:.80} is not a whole number from -{MOST_WEIGHT:,} to {MOST_WEIGHT:,}"
        return ""


def _numbers_fault(statement: Statement) -> str:
    if isinstance(statement, Tally) and statement.each not in ("", "visit", "member"):
        return f"each is {statement.each!r:.80}, not '', 'visit' or 'member'"
    if isinstance(statement, Distinct):
        if statement.of not in ("team", "partner"):
            return f"of is {statement.of!r:.80}, not 'team' or 'partner'"
        if statement.count not in ("different", "again"):
            return f"count is {statement.count!r:.80}, not 'different' or 'again'"
    if isinstance(statement, Apart) and not _whole(statement.days, 0, MOST_COUNT):
        return f"days is {statement.days!r:.80}, not a whole number from 0 to {MOST_COUNT:,}"
    for name in ("least", "most", "cost_from"):
        count = getattr(statement, name, None)
        if count is not None and not _whole(count, -MOST_COUNT, MOST_COUNT):
            return f"{name} is {count!r:.80}, not a whole number from -{MOST_COUNT:,} to {MOST_COUNT:,}"
    if isinstance(statement, (Price, Apart)):
        points = statement.points
        right = (points is None and isinstance(statement, Apart)) or _whole(points, 1, MOST_POINTS)
        return "" if right else f"points is {points!r:.80}, not a whole number from 1 to {MOST_POINTS:,}"
    table = getattr(statement, "cost", ())
    if not isinstance(table, tuple) or not _all_whole(table, 0, MOST_POINTS):
        return f"cost is {table!r:.80}, not a tuple of whole numbers from 0 to {MOST_POINTS:,}"
    return ""


def _finding_fault(rule: Rule, finding: object) -> str:
    if not isinstance(finding, Finding):
        return f"{finding!r:.80} is not a finding"
    if finding.rule != rule.name:
        return f"a finding is in the name of the rule {finding.rule!r:.80}"
    if not isinstance(finding.sentence, str):
        return f"the sentence {finding.sentence!r:.80} is not a text"
    if not _whole(finding.points, 0, MOST_POINTS):
        return f"its points are {finding.points!r:.80}, not a whole number from 0 to {MOST_POINTS:,}"
    if finding.breach and finding.points:
        return "a breach of a must has points, and only a preference may"
    return ""


def _whole(number: object, least: int, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and least <= number <= most


def _all_whole(numbers: tuple[int, ...], least: int, most: int) -> bool:
    """As ``_whole`` of each, for tables as long as the year has visits."""
    whole = _all_are(int, numbers) and bool not in map(type, numbers)
    return whole and (not numbers or (least <= min(numbers) and max(numbers) <= most))


def _all_are(kind: type, values: tuple[object, ...]) -> bool:
    """Whether each of them is of the kind: each type among them is asked once, for they are many and mostly alike."""
    return all(issubclass(one, kind) for one in set(map(type, values)))
