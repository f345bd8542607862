"""The one door to whoever draws the rotas: an executor of ``concurrent.futures``, wherever its workers are."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from rota.errors import RotaError
from rota.interrupt import on_interrupt


class NoCrewError(RotaError):
    """There is nobody to draw the rotas. The message says why and what to do."""


def all_is_well() -> str:
    """The trouble of a crew that has none."""
    return ""


@dataclass(frozen=True, slots=True)
class Workers:
    """Workers, reached through an executor.

    ``places`` councils are given to them at once. ``open`` takes a number of places and gives an executor; left by
    an error it stops what it can. ``trouble`` says why nothing may come back for a while, or nothing.
    """

    places: int
    open: Callable[[int], AbstractContextManager[Executor]]
    trouble: Callable[[], str] = all_is_well


def on_this_machine(workers: int | None = None) -> Workers:
    """So many processes of this machine: as many as it has cores for us, unless told."""
    return Workers(workers or _cores(), _processes)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _processes(places: int) -> Iterator[Executor]:
    others = set(multiprocessing.active_children())
    pool = _Pool(places, multiprocessing.get_context("spawn"), initializer=_begin)
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class _Pool(ProcessPoolExecutor):
    """Its processes leave Ctrl-C to the command that begins them, from their first moment."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Gives a process the work, or a new one: what is passed over here, a new process passes over for good."""
        with on_interrupt(None):
            return super().submit(fn, *args, **kwargs)


def _begin() -> None:
    """A worker ends when the command that began it ends, however that ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
