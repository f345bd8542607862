"""What an engine tells while it works: enough for a progress bar, nothing that changes the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rota.domain import Rota


@dataclass(frozen=True, slots=True)
class Progress:
    """The best so far. ``value`` is None until there is a rota that keeps every must; ``done`` runs from 0 to 1.

    ``rota``, when called, makes the rota that the engine then held. It need not be that of ``value`` while
    something is proven, nor keep every must while ``value`` is None.
    """

    stage: str
    value: int | None
    bound: int
    done: float
    seconds: float
    rota: Callable[[], Rota] | None = field(default=None, repr=False, compare=False)

    @property
    def gap(self) -> int | None:
        """Points between the value and the bound."""
        return None if self.value is None else max(0, self.value - self.bound)


Listener = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Listens and does nothing."""
