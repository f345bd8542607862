"""Gives jobs to a crew and hears of each as it finishes; a job that ends its worker's life ends no other's."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass

from rota.batch.executors import Workers
from rota.batch.job import Job, JobResult, failed
from rota.batch.worker import draw
from rota.errors import RotaError

TICK = 0.2
"""Seconds between two looks at whether to stop."""

PATIENCE = 50
"""Looks without news after which the crew is asked whether there is any trouble."""

LOST = "Its worker ended without an answer, twice; perhaps there was not enough memory. Give it more, or --workers 1."
AGAIN = "Give the same command again when the cluster is well."


class StoppedError(RotaError):
    """The work was stopped because somebody asked for that."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever waits for the work: ``tell`` hears of trouble with the crew, ``stopped`` says whether to stop."""

    tell: Callable[[str], None]
    stopped: Callable[[], bool]


def outcomes(jobs: Iterable[Job], crew: Workers, watch: Watch) -> Iterator[tuple[Job, JobResult]]:
    """What came of each job, in the order in which they finish; jobs are taken as places become free.

    Where a worker's end breaks the executor, the jobs in hand are tried once more, each alone. StoppedError,
    once the crew has been stopped, when that was asked for.
    """
    waiting = iter(jobs)
    suspects: list[Job] = []
    while lost := (yield from _round(waiting, crew, crew.places, watch)):
        suspects += lost
    for suspect in suspects:
        for job in (yield from _round(iter([suspect]), crew, 1, watch)):
            yield job, failed(LOST)


def _round(
    waiting: Iterator[Job], crew: Workers, places: int, watch: Watch
) -> Generator[tuple[Job, JobResult], None, list[Job]]:
    """Works until nothing waits, or until the executor breaks; the jobs that were then in hand."""
    in_hand: dict[Future[JobResult], Job] = {}
    lost: list[Job] = []
    with crew.open(places) as executor:
        while True:
            while len(in_hand) < places and not lost and (job := next(waiting, None)):
                _go_on(watch)
                try:
                    in_hand[executor.submit(draw, job)] = job
                except BrokenExecutor:
                    lost.append(job)
                except Exception as error:  # of a cluster that has gone
                    yield job, _not_drawn(error)
            if not in_hand:
                return lost
            for future in _done(in_hand, crew, watch):
                job = in_hand.pop(future)
                outcome = _outcome(future)
                if outcome is None:
                    lost.append(job)
                else:
                    yield job, outcome


def _done(in_hand: dict[Future[JobResult], Job], crew: Workers, watch: Watch) -> Iterable[Future[JobResult]]:
    looks, said = 0, ""
    while not (done := wait(in_hand, TICK, FIRST_COMPLETED).done):
        _go_on(watch)
        looks += 1
        if looks % PATIENCE == 0:
            trouble = crew.trouble()
            if trouble and trouble != said:
                watch.tell(trouble)
            said = trouble
    return sorted(done, key=lambda future: in_hand[future].name)


def _go_on(watch: Watch) -> None:
    """StoppedError when not. Ctrl-C is asked for here alone: raised within ``wait`` it could leave a lock behind."""
    if watch.stopped():
        raise StoppedError


def _outcome(future: Future[JobResult]) -> JobResult | None:
    """The outcome; None when the executor broke while it was in hand."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except CancelledError:
        return failed("The cluster gave it up before its end.", AGAIN)
    except Exception as error:  # of the cluster: what goes wrong while drawing is an outcome
        return _not_drawn(error)


def _not_drawn(error: Exception) -> JobResult:
    return failed(f"The cluster could not draw it: {type(error).__name__}: {error}.", AGAIN)
