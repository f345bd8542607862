"""Writes councils as input folders and has ``rota batch`` draw them, in a process of its own as a user would."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.instances import NATIONAL, instance, write
from benchmarks.national.cluster import a_cluster
from benchmarks.national.councils import Nation, councils_of

ROOT = Path(__file__).parent.parent.parent
KINDS = {"ordinary": "", "tight": "-tight", "infeasible": "-infeasible"}
"""What councils may be, and what that adds to an instance's name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How councils are drawn. ``limit`` is what the command is told of each council's limit; empty for the usual."""

    kind: str = "ordinary"
    seed: int = 1
    limit: tuple[str, ...] = ()
    workers: int = 2


def on_processes(count: int, asked: Asked) -> Nation:
    """The first so many councils, drawn by the process pool."""
    with tempfile.TemporaryDirectory(prefix="rota-national-") as folder:
        top = written(Path(folder), count, asked)
        return _drawn(top, [*asked.limit, "--workers", str(asked.workers)])


def on_cluster(count: int, asked: Asked) -> Nation:
    """The same on a Dask cluster with as many workers, there before the clock runs."""
    with tempfile.TemporaryDirectory(prefix="rota-national-") as folder:
        top = written(Path(folder) / "councils", count, asked)
        with a_cluster(asked.workers, Path(folder) / "dask") as address:
            return _drawn(top, [*asked.limit, "--scheduler", address])


def written(top: Path, count: int, asked: Asked) -> Path:
    """A folder with the first so many councils, each a folder of its name. Another fault is planted in each in turn."""
    for number, name in enumerate(NATIONAL[:count]):
        seed = asked.seed + (number if asked.kind == "infeasible" else 0)
        write(instance(f"{name}{KINDS[asked.kind]}", seed), top / name)
    return top


def _drawn(top: Path, options: list[str]) -> Nation:
    command = [sys.executable, "-m", "rota", "batch", str(top), "--format", "json", *options]
    began = time.perf_counter()
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - began
    if ran.returncode not in (0, 1):  # 1: some council has no rota
        raise SystemExit(f"rota batch ended with {ran.returncode}")
    return Nation(seconds, councils_of(ran.stdout))
