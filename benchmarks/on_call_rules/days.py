"""What the rules of on-call rostering share: which visit is which day, for statements only."""

from __future__ import annotations

from rota.domain import Problem
from rota.rules import Apart

WEEKEND = "weekend"
"""The locality of a team that stands for a weekend."""
FAR = 1000
"""Days further apart than any two visits of an instance."""


def is_weekend(problem: Problem, visit: str) -> bool:
    """Whether the day is a weekend."""
    return problem.team_of(visit).locality == WEEKEND


def fixed_visits(problem: Problem) -> set[str]:
    """The days whose member is fixed: where all days concerned are, the model asks nothing of them."""
    return {pin.visit for pin in problem.pins if pin.member is not None}


def other_than(one: str, other: str, why: str, points: int | None = None) -> Apart:
    """Nobody does both of these days; or it costs points."""
    return Apart((one, other) if one < other else (other, one), FAR, why, shared=True, points=points)
