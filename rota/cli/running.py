"""Runs the engine in a thread of its own, so that the main thread can draw and listen for Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from rota.app.draw import Run
from rota.audit import DisagreementError
from rota.cli.console import tell
from rota.cli.progress_line import Bar
from rota.domain import Problem, Rota
from rota.errors import CouldNotRunError
from rota.rules import Rule
from rota.solving.engine import solve
from rota.solving.limits import Limits, Meter
from rota.solving.nearest_optimum import Drawn, solve_near
from rota.solving.progress import Progress

TICK = 0.1
"""Seconds between two looks at the engine."""


def run(
    problem: Problem, rules: Sequence[Rule], limits: Limits, start: Rota | None = None, known: Rota | None = None
) -> Run:
    """Solves from ``start``, near to the rota that is known, with a bar on a terminal.

    Ctrl-C asks for the best rota so far; a second one gives up.
    """
    work = _Work(problem, rules, Meter(limits), start, known)
    bar = Bar()
    work.start()
    try:
        with stopping(work.meter, bar):
            while work.is_alive():
                work.join(TICK)
                if work.meter.stopped:
                    work.meter.stop()  # again, in case a solver began just as the first was said
                bar.draw(work.news, work.meter.seconds)
    finally:
        bar.clear()
    found = work.answer()
    return Run(found.result, work.meter.stopped, found.nearness)


class _Work(threading.Thread):
    def __init__(
        self, problem: Problem, rules: Sequence[Rule], meter: Meter, start: Rota | None, known: Rota | None
    ) -> None:
        super().__init__(daemon=True)
        self.problem, self.rules, self.meter, self.begun, self.known = problem, rules, meter, start, known
        self.news: Progress | None = None
        self._found: Drawn | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
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

    def answer(self) -> Drawn:
        if isinstance(self._error, DisagreementError) and any(map(_of_their_own, self._error.rules)):
            remedy = "Tell whoever wrote the rule, or switch it off. Nothing was written."
            raise CouldNotRunError(f"{self._error} {remedy}") from self._error
        if self._error is not None:
            raise self._error
        assert self._found is not None
        return self._found


def _of_their_own(rule: Rule) -> bool:
    """Whether the rule is the council's own: a bug in ours stays a bug, with its traceback."""
    return type(rule).__module__.split(".")[0] != "constraints"


@contextmanager
def stopping(meter: Meter, bar: Bar) -> Iterator[None]:
    """Ctrl-C stops the meter, and a second one raises KeyboardInterrupt, for as long as this lasts."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        if meter.stopped:
            raise KeyboardInterrupt
        meter.stop()
        bar.clear()
        tell("Stopping with the best rota so far; press Ctrl-C again to give up.")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
