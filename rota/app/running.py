"""A solve in a thread of its own, so that whoever asked can show how far it is, and stop it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from rota.app.draw import Run
from rota.auditing import DisagreementError
from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError
from rota.rules import Rule
from rota.solving.engine import solve
from rota.solving.limits import Limits, Meter
from rota.solving.nearest_optimum import Drawn, solve_near
from rota.solving.progress import Progress


class Solving(threading.Thread):
    """The engine at work; ``news`` is how far it is, ``meter`` stops it, ``answer`` is what it found."""

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        limits: Limits,
        start: Rota | None = None,
        known: Rota | None = None,
    ) -> None:
        super().__init__(daemon=True)
        self.problem, self.rules, self.meter, self.begun, self.known = problem, rules, Meter(limits), start, known
        self.news: Progress | None = None
        self._found: Drawn | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """Solves from ``start``, near to the rota that is known; called by ``start()``."""
        try:
            self._found = self._drawn()
        except BaseException as error:  # whatever it is, it belongs to the main thread
            self._error = error

    def _drawn(self) -> Drawn:
        if self.known is None:
            return Drawn(solve(self.problem, self.rules, listen=self._hear, meter=self.meter, start=self.begun))
        return solve_near(self.problem, self.rules, self.known, None, self._hear, self.meter, start=self.begun)

    def _hear(self, news: Progress) -> None:
        self.news = news

    def answer(self) -> Run:
        """What was found, once the thread has ended. CouldNotRunError when a council's own rule contradicts itself."""
        if isinstance(self._error, DisagreementError) and any(map(_of_their_own, self._error.rules)):
            remedy = "Tell whoever wrote the rule, or switch it off. Nothing was written."
            raise CouldNotRunError(f"{self._error} {remedy}") from self._error
        if self._error is not None:
            raise self._error
        assert self._found is not None
        return Run(self._found.result, self.meter.stopped, self._found.nearness)


def _of_their_own(rule: Rule) -> bool:
    """Whether the rule is the council's own: a bug in ours stays a bug, with its traceback."""
    return type(rule).__module__.split(".")[0] != "constraints"
