"""What a council sets in rota.toml besides the facts of its year: which rules hold, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """The rule packages, in order, and for each rule named in rota.toml its table of numbers.

    A table may hold ``on`` (true or false), ``must`` where the council may choose, and any of the
    rule's fields. ``rulebook.load`` checks names and kinds.
    """

    packages: tuple[str, ...] = ("constraints",)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)


class SettingsError(Exception):
    """What is wrong with rota.toml, all at once: each of ``faults`` says where, what and the remedy."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
