"""The rule book: one rule in each file, musts first, then preferences, in the order people read them."""

from constraints.enough_members import EnoughMembers
from constraints.fair_share import FairShare
from rota.rules import Rule

RULES: tuple[type[Rule], ...] = (
    EnoughMembers,
    FairShare,
)
