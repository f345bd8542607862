"""What the rules in force ask, under their names in words: the ground of advice."""

from __future__ import annotations

from collections.abc import Sequence

from rota.checking.open_slots import Room
from rota.domain import Problem
from rota.rules import Rule, Statement
from rota.rules.validate import statements_of

__all__ = ["Room", "Stated", "stated"]

Stated = tuple[tuple[str, Statement], ...]
"""Statements, each with the name of its rule in words."""


def stated(problem: Problem, rules: Sequence[Rule]) -> Stated:
    """Every statement of the rules, with the rule's name in words."""
    return tuple((rule.name.replace("_", " "), statement) for rule, statement in statements_of(problem, rules))
