"""A crew on a Dask cluster. Dask is imported here alone, and only when a cluster is asked for."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from rota.batch.executors import NoCrewError, Workers

LEAST_PLACES = 32
"""Councils given to a cluster at once, however small it is: workers that join then find something to do."""

ADDRESS = re.compile(r"(?:[a-z]+://)?[^/\s]+:\d+", re.ASCII)
"""Dask's own reading of what is no address takes long, and ends in a traceback."""

ANSWER_SECONDS = 10
"""How long a scheduler may take to answer."""

_LOGGERS = ("distributed", "distributed.client")
"""Dask gives its client a level of its own, and it warns of every result that a worker's end takes with it."""

_LARGE = "distributed.admin.large-graph-warning-threshold"


@contextmanager
def on_cluster(address: str) -> Iterator[Workers]:
    """The workers of the Dask scheduler at ``address``. NoCrewError when Dask or the scheduler is not there."""
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise NoCrewError(
            "--scheduler needs Dask, which is not installed. Install it with: pip install 'rota[cluster]'"
        ) from error
    if not ADDRESS.fullmatch(address):
        raise NoCrewError(f"'{address}' is not a scheduler's address. Write it like tcp://127.0.0.1:8786.")
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        why = " ".join(str(error).split())
        raise NoCrewError(
            f"No Dask scheduler answers at {address} ({why}). Start one with 'dask scheduler', and workers with "
            "'dask worker ADDRESS', and give its address, such as tcp://127.0.0.1:8786."
        ) from error
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # of what matters the crew's trouble tells
    with dask.config.set({_LARGE: "1 GB"}), client:  # a council's tables are the work itself, not a slip
        executor = client.get_executor(pure=False)  # each council by itself, even when two have the same tables
        yield Workers(_places(client), lambda _: nullcontext(executor), lambda: _trouble(client, address))


def _places(client: Any) -> int:
    threads: int = sum(client.nthreads().values())
    return max(LEAST_PLACES, 2 * threads)


def _trouble(client: Any, address: str) -> str:
    if client.status != "running":
        return f"The scheduler at {address} does not answer."
    if not client.nthreads():
        return f"There is no worker at {address}: start some with 'dask worker {address}'."
    return ""
