"""Statements with the rules they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rota.domain import Problem
from rota.rules import Apart, Crowd, Distinct, Price, Rule, Statement, Tally
from rota.rules.validate import statements_of


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement and the rule it came from."""

    rule: str
    fairness: bool
    statement: Statement


def gather(problem: Problem, rules: Sequence[Rule]) -> list[Stated]:
    """Every statement of every rule, in the order of the rule book."""
    return [Stated(rule.name, rule.measures_fairness, statement) for rule, statement in statements_of(problem, rules)]


def fairness_alone(stated: Sequence[Stated]) -> list[Stated]:
    """The same musts, with no points but those that measure fairness."""
    return [kept for each in stated if (kept := _without_points(each, each.fairness)) is not None]


def musts_alone(stated: Sequence[Stated]) -> list[Stated]:
    """The musts, with no points at all."""
    return [kept for each in stated if (kept := _without_points(each, False)) is not None]


def _without_points(stated: Stated, keep_cost: bool) -> Stated | None:
    """The statement as a must; one that counts keeps its cost where that is wanted. None for a mere preference."""
    statement = stated.statement
    if isinstance(statement, Price) or (isinstance(statement, Apart) and statement.points is not None):
        return None
    if isinstance(statement, Distinct) or (isinstance(statement, (Tally, Crowd)) and not keep_cost):
        if statement.least is None and statement.most is None:
            return None
        return replace(stated, statement=replace(statement, cost=()))
    return stated
