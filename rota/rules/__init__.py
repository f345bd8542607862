"""The contract of the rule book: what a rule states, checks and says of itself, and how the council chooses it.

What a rule of one's own needs is imported from here: ``from rota.rules import Rule, Tally``.
"""

from rota.rules.contract import (
    Degrees,
    Finding,
    Miss,
    Opening,
    Rule,
    Trouble,
    WayOut,
    all_or,
    rule_name,
    ruled,
)
from rota.rules.statement_kinds import (
    Apart,
    Bar,
    Crowd,
    Distinct,
    Each,
    Ids,
    Price,
    Statement,
    Table,
    Tally,
    cost_at,
    must_be_convex,
)

__all__ = [
    "Apart",
    "Bar",
    "Crowd",
    "Degrees",
    "Distinct",
    "Each",
    "Finding",
    "Ids",
    "Miss",
    "Opening",
    "Price",
    "Rule",
    "Statement",
    "Table",
    "Tally",
    "Trouble",
    "WayOut",
    "all_or",
    "cost_at",
    "must_be_convex",
    "rule_name",
    "ruled",
]
