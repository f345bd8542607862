"""Rota: member visit rotas for councils, proven fairest, audited and explained.

The names below are the public ones, each imported when it is first asked for: ``import rota`` loads no library.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rota.api import (
        CouldNotRunError,
        Council,
        InputFaults,
        Limits,
        OutputRefused,
        Problem,
        Replan,
        Result,
        Rota,
        RotaError,
        Rule,
        Solution,
        WhatIf,
        audit,
        diagnose,
        export,
        fairness,
        read,
        replan,
        reserves,
        solve,
        swaps,
        what_if,
        why,
        why_not,
        write,
    )

__version__ = "0.1.0"

__all__ = [
    "CouldNotRunError",
    "Council",
    "InputFaults",
    "Limits",
    "OutputRefused",
    "Problem",
    "Replan",
    "Result",
    "Rota",
    "RotaError",
    "Rule",
    "Solution",
    "WhatIf",
    "audit",
    "diagnose",
    "export",
    "fairness",
    "read",
    "replan",
    "reserves",
    "solve",
    "swaps",
    "what_if",
    "why",
    "why_not",
    "write",
]

_LIGHT = {
    "Council": "app.council",
    "CouldNotRunError": "errors",
    "InputFaults": "app.council",
    "Limits": "solving.limits",
    "OutputRefused": "exports.atomic_write",
    "Problem": "domain",
    "Rota": "domain",
    "RotaError": "errors",
    "Rule": "rules",
    "Solution": "app.council",
    "read": "app.council",
}
"""Names that need no engine, with the module of each; the others are of ``rota.api``."""

if not TYPE_CHECKING:  # or a type checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """The public name. AttributeError for any other."""
        if name not in __all__:
            raise AttributeError(f"module 'rota' has no attribute '{name}'")
        globals()[name] = getattr(import_module(f"rota.{_LIGHT.get(name, 'api')}"), name)
        return globals()[name]

    def __dir__() -> list[str]:
        """The public names besides those that are there already."""
        return sorted({*globals(), *__all__})
