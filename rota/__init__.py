"""Rota: member visit rotas for councils, proven fairest, audited and explained.

The names below are the public ones, each imported when it is first asked for: ``import rota`` loads no library.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rota.api import (
        Answer,
        CouldNotRunError,
        Council,
        InputFaults,
        Limits,
        OutputRefused,
        Problem,
        Replan,
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
    "Answer",
    "CouldNotRunError",
    "Council",
    "InputFaults",
    "Limits",
    "OutputRefused",
    "Problem",
    "Replan",
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

if not TYPE_CHECKING:  # or a type checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """The public name. AttributeError for any other."""
        if name not in __all__:
            raise AttributeError(f"module 'rota' has no attribute '{name}'")
        from rota import api

        globals()[name] = getattr(api, name)
        return globals()[name]

    def __dir__() -> list[str]:
        """The public names besides those that are there already."""
        return sorted({*globals(), *__all__})
