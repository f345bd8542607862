"""A real Dask cluster on this machine for tests: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"
NO_WARNINGS = {"PYTHONWARNINGS": "ignore"}
"""Of Dask's own processes: what they warn of is theirs."""

Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Cluster:
    """The scheduler's address, and its process."""

    address: str
    scheduler: Process

    def processes(self) -> dict[str, int]:
        """The process that each worker is, by the worker's address; waits for both to be there."""
        with self._client() as client:
            client.wait_for_workers(2, timeout=60)
            return dict(client.run(os.getpid))

    def busy(self) -> list[str]:
        """Addresses of the workers that have something to do."""
        with self._client() as client:
            return [worker for worker, tasks in client.processing().items() if tasks]

    def _client(self) -> Any:
        from distributed import Client

        return Client(self.address, set_as_default=False)


@contextmanager
def a_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler with so many workers of one thread each; at the end no process is left."""
    with ExitStack() as stack:
        scheduler, lines = _started(stack, folder, "scheduler", "--host", LOOPBACK, "--port", "0", "--no-dashboard")
        address = next(found[0] for line in lines if (found := re.search(rf"tcp://{LOOPBACK}:\d+", line)))
        if workers:
            one_each = ("--nworkers", str(workers), "--nthreads", "1", "--host", LOOPBACK, "--no-dashboard")
            _started(stack, folder, "worker", address, *one_each, "--local-directory", str(folder / "scratch"))
        yield Cluster(address, scheduler)


def _started(stack: ExitStack, folder: Path, *command: str) -> tuple[Process, Iterator[str]]:
    """The process, stopped at the end of ``stack``, and the lines that it logs."""
    log = folder / f"{command[0]}.log"
    environment = {**os.environ, **NO_WARNINGS, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            stderr=file,
            stdout=file,
            env=environment,
            start_new_session=True,
        )
    stack.callback(_end, process)
    return process, _lines(log, process)


def _end(process: Process) -> None:
    """Ends the process and those that it began, at once: asked to end, a worker would finish its council first."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _lines(log: Path, process: Process) -> Iterator[str]:
    """The lines as they are logged, until the process has ended."""
    with log.open(encoding="utf-8") as file:
        while process.poll() is None:
            yield file.readline()
