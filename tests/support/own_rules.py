"""Rules of a council's own, as files beside its tables."""

from __future__ import annotations

from pathlib import Path

A_RULE = '''
from collections.abc import Iterator
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.rules import Bar, Finding, Rule, Statement


@dataclass(frozen=True)
class {name}(Rule):
    """{asks}"""

    days: int = {days}

    def statements(self, problem: Problem) -> Iterator[Statement]:
        yield Bar(None, None, (), "never")

    def check(self, problem: Problem, rota: Rota) -> Iterator[Finding]:
        yield from ()
'''


def own_rules(folder: Path, name: str = "OwnRule", package: str = "our_rules", days: int = 1) -> Path:
    """A folder with a package of one rule, which imports its own file by its full name."""
    (folder / package).mkdir(parents=True)
    (folder / package / "one.py").write_text(A_RULE.format(name=name, asks="Something is asked.", days=days))
    (folder / package / "__init__.py").write_text(f"from {package}.one import {name}\n\nRULES = ({name},)\n")
    return folder
