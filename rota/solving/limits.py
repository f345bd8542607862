"""How long an engine may work: units of work, so that the same input gives the same rota; seconds on request."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Protocol


class Stoppable(Protocol):
    """Something that can be told to stop from another thread, such as a CP-SAT solver."""

    def stop_search(self) -> None:
        """Stops as soon as possible."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``work`` is CP-SAT's deterministic time, about a second each on the machine it was measured on.

    ``seconds``, when given, also stops by the clock; then two runs may differ. ``seed`` picks among
    equally good ways of searching.
    """

    work: float = 30.0
    seconds: float | None = None
    seed: int = 1


@dataclass
class Meter:
    """Counts the work of one run against its limits, and carries a request to stop."""

    limits: Limits
    spent: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _running: Stoppable | None = None
    _began: float = field(default_factory=time.monotonic)

    def spend(self, work: float) -> None:
        """Adds work done."""
        self.spent += work

    @property
    def left(self) -> float:
        """Units of work that may still be done."""
        return max(0.0, self.limits.work - self.spent)

    @property
    def seconds(self) -> float:
        """Seconds since the run began; for showing only, unless the limits name seconds."""
        return time.monotonic() - self._began

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        late = self.limits.seconds is not None and self.seconds >= self.limits.seconds
        return self._stop.is_set() or self.left <= 0 or late

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Asks the run to end with the best it has; safe from another thread."""
        self._stop.set()
        if self._running is not None:
            self._running.stop_search()

    def register(self, running: Stoppable) -> None:
        """Names the solver that is now running, so that ``stop`` reaches it."""
        self._running = running
