"""The principal councils of England drawn by rota batch: how long, how many, how fair; a table and raw results.

python -m benchmarks.national                                   as a user would, without a limit of one's own: hours
python -m benchmarks.national --work 1                          about a second of work for each council
python -m benchmarks.national --kind tight --counts 40 --cluster-count 0 --work 1 --out out/tight.json
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.national.cluster import absence
from benchmarks.national.councils import Nation
from benchmarks.national.running import KINDS, Asked, on_cluster, on_processes
from benchmarks.national.table import Beside, lines

RESULTS = Path(__file__).parent.parent / "results"


def main(words: list[str]) -> None:
    """Measures what is asked for and prints the table."""
    given = _parser().parse_args(words)
    asked = Asked(given.kind, given.seed, _limit(given), given.workers)
    out, runs, beside = Path(given.out), [], None
    for count in sorted({int(count) for count in given.counts.split(",")}):
        runs.append(_told("process pool", on_processes(count, asked)))
        _keep(out, asked, runs, beside)
    if given.cluster_count:
        if why := absence():
            print(f"Nothing was drawn on a cluster: {why}.", file=sys.stderr)
        else:
            beside = _beside(given.cluster_count, given.cluster_repeats, asked)
            _keep(out, asked, runs, beside)
    print("\n".join(lines(runs, beside)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__.splitlines()[0])
    parser.add_argument("--counts", default="40,80,160,317", help="councils of each run")
    parser.add_argument("--kind", choices=KINDS, default="ordinary", help="of the councils")
    parser.add_argument("--seed", type=int, default=1, help="of the councils")
    parser.add_argument("--work", type=int, help="limit of each council: rota batch's own unless given")
    parser.add_argument("--seconds", type=int, help="limit of each council by the clock")
    parser.add_argument("--workers", type=int, default=2, help="processes, and workers of the cluster")
    parser.add_argument("--cluster-count", type=int, default=40, help="councils drawn on a Dask cluster too; 0: none")
    parser.add_argument("--cluster-repeats", type=int, default=2, help="times that this is done, by turns")
    parser.add_argument("--out", default=str(RESULTS / "national.json"), help="where the raw results go")
    return parser


def _limit(given: argparse.Namespace) -> tuple[str, ...]:
    work = ("--work", str(given.work)) if given.work else ()
    return (*work, *(("--seconds", str(given.seconds)) if given.seconds else ()))


def _beside(count: int, repeats: int, asked: Asked) -> Beside:
    turns = [
        (_told("process pool", on_processes(count, asked)), _told("Dask cluster", on_cluster(count, asked)))
        for _ in range(repeats)
    ]
    return Beside(tuple(ours for ours, _ in turns), tuple(theirs for _, theirs in turns))


def _told(where: str, nation: Nation) -> Nation:
    said = f"{len(nation.councils)} councils on the {where}: {nation.solved} solved in {nation.seconds:.1f} s"
    print(said, file=sys.stderr)
    return nation


def _keep(path: Path, asked: Asked, runs: list[Nation], beside: Beside | None) -> None:
    """Raw results so far: of each run every council."""
    machine = {"python": platform.python_version(), "ortools": version("ortools"), "system": platform.platform()}
    data = {
        "machine": machine,
        "asked": asdict(asked),
        "runs": [asdict(run) for run in runs],
        "beside": asdict(beside) if beside else None,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
