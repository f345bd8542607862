"""What a council sets in rota.toml besides the facts of its year: which rules hold, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rota.errors import RotaError

RULES_FILE = "rota.toml"
"""Where a folder's rules have their numbers."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The rule packages, in order, and for each rule named in rota.toml its table of numbers.

    A table may hold ``on`` (true or false), ``must`` where the council may choose, and any of the
    rule's fields. ``rulebook.load`` checks names and kinds. ``where`` the tables stand, rota.toml or the
    sheet of a workbook, is for messages and makes no difference.
    """

    packages: tuple[str, ...] = ("constraints",)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    where: str = field(default=RULES_FILE, compare=False)

    def place(self, rule: str) -> str:
        """Where the rule's numbers stand: "rota.toml, [rules.pool]" or "my.xlsx, sheet 'rules', rule 'pool'"."""
        return f"{self.where}, [rules.{rule}]" if self.where == RULES_FILE else f"{self.where}, rule '{rule}'"


class SettingsError(RotaError):
    """What is wrong with rota.toml, all at once: each of ``faults`` says where, what and the remedy."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
