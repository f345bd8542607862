"""Rota: member visit rotas for councils, proven fairest, audited and explained.

The public names are those of ``rota.api``, each imported when it is first asked for: ``import rota`` loads no library.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rota.api import *  # noqa: F403 - the one list of public names is there

__version__ = "0.1.0"

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
        """The public name, or their list, ``__all__``. AttributeError for any other."""
        if name != "__all__" and (name.startswith("_") or find_spec(f"rota.{name}")):
            raise AttributeError(f"module 'rota' has no attribute '{name}'")
        place = import_module(f"rota.{_LIGHT.get(name, 'api')}")
        if name != "__all__" and name not in _LIGHT and name not in place.__all__:
            raise AttributeError(f"module 'rota' has no attribute '{name}'")
        globals()[name] = getattr(place, name)
        return globals()[name]

    def __dir__() -> list[str]:
        """The public names besides those that are there already."""
        return sorted({*globals(), *__getattr__("__all__")})
