"""Runs the engine in a thread of its own, so that the main thread can draw and listen for Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rota.app.draw import Run
from rota.app.running import Solving
from rota.cli.console import tell
from rota.cli.progress_line import ProgressLine
from rota.domain import Problem, Rota
from rota.interrupt import on_interrupt
from rota.rules import Rule
from rota.solving.limits import Limits, Meter

TICK = 0.1
"""Seconds between two looks at the engine."""


def run(
    problem: Problem, rules: Sequence[Rule], limits: Limits, start: Rota | None = None, known: Rota | None = None
) -> Run:
    """Solves from ``start``, near to the rota that is known, with a bar on a terminal.

    Ctrl-C asks for the best rota so far; a second one gives up.
    """
    work = Solving(problem, rules, limits, start, known)
    bar = ProgressLine()
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
    return work.answer()


@contextmanager
def stopping(meter: Meter, bar: ProgressLine) -> Iterator[None]:
    """Ctrl-C stops the meter, and a second one raises KeyboardInterrupt, for as long as this lasts."""

    def stop() -> None:
        if meter.stopped:
            raise KeyboardInterrupt
        meter.stop()
        bar.clear()
        tell("Stopping with the best rota so far; press Ctrl-C again to give up.")

    with on_interrupt(stop):
        yield
