"""A Dask cluster on this machine's loopback: a scheduler and workers of one thread, each a process of its own.

python -m benchmarks.national.cluster WORKERS FOLDER     tells its address, and ends when its input does
"""

from __future__ import annotations

import importlib.util
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOOPBACK = "127.0.0.1"
ENDS_WITHIN = 30.0
"""Seconds that it may take to end before it is killed."""


def absence() -> str:
    """Why there can be no cluster here, or nothing."""
    there = importlib.util.find_spec("distributed")
    return "" if there else "Dask is not installed (pip install 'rota[cluster]')"


@contextmanager
def a_cluster(workers: int, folder: Path) -> Iterator[str]:
    """The address of a scheduler all of whose workers are there; its files are in ``folder``.

    It ends with this, even when whoever asked for it is killed.
    """
    command = [sys.executable, "-m", "benchmarks.national.cluster", str(workers), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin
        assert process.stdout
        try:
            address = process.stdout.readline().strip()
            if not address:
                raise SystemExit("The Dask cluster did not start.")
            yield address
        finally:
            process.stdin.close()
            try:
                process.wait(timeout=ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()


def main(workers: str, folder: str) -> None:
    """Keeps a cluster until the input ends."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=int(workers),
        threads_per_worker=1,
        host=LOOPBACK,
        dashboard_address=f"{LOOPBACK}:0",
        local_directory=folder,
        silence_logs=logging.CRITICAL,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
