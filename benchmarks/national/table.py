"""The national run as a table, how its seconds grow, what a cluster adds, and whoever has no rota, with the reason."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.national.councils import WITHIN, Council, Nation
from benchmarks.power import fitted

COLUMNS = (
    "councils",
    "wall, s",
    "s a council",
    "solved",
    f"within {WITHIN:.0f} s",
    "proven best",
    "fairness certified",
    "named impossible",
    "neither",
    "slowest, s",
    "largest gap",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The same councils on processes and on a cluster, by turns."""

    processes: tuple[Nation, ...]
    cluster: tuple[Nation, ...]


def lines(runs: Sequence[Nation], beside: Beside | None) -> Iterator[str]:
    """Everything that was measured, as Markdown."""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "| --- " * len(COLUMNS) + "|"
    yield from map(_row, runs)
    yield from _growth(runs)
    if beside:
        yield from _beside(beside)
    yield from _without([*runs, *(beside.processes if beside else ())])


def _row(nation: Nation) -> str:
    total, solved = len(nation.councils), nation.solved
    impossible = nation.count(lambda council: council.named_impossible)
    cells = [
        str(total),
        f"{nation.seconds:.1f}",
        f"{nation.seconds / total:.2f}",
        str(solved),
        str(nation.count(lambda council: council.solved and council.seconds <= WITHIN)),
        str(nation.count(lambda council: council.proven)),
        _share(nation.count(lambda council: council.fairest), solved),
        str(impossible),
        str(total - solved - impossible),
        f"{nation.slowest.seconds:.1f} ({nation.slowest.name})",
        _gap(nation.widest),
    ]
    return f"| {' | '.join(cells)} |"


def _share(some: int, total: int) -> str:
    return f"{some} ({some / total:.1%})".replace("%", " %") if total else "0"


def _gap(council: Council) -> str:
    if not council.gap:
        return "0"
    assert council.bound is not None
    return f"{council.gap} ({council.name}, {100 * council.gap / council.bound:.2f} %)"


def _growth(runs: Sequence[Nation]) -> Iterator[str]:
    power = fitted((len(nation.councils), nation.seconds) for nation in runs)
    if power:
        yield f"\nSeconds grow as councils to the power of {power.exponent:.2f}."


def _beside(beside: Beside) -> Iterator[str]:
    ours, theirs = (min(run.seconds for run in runs) for runs in (beside.processes, beside.cluster))
    middle = [statistics.median(run.seconds for run in runs) for runs in (beside.processes, beside.cluster)]
    count = len(beside.cluster[0].councils)
    differing = _differing(beside.processes[0], beside.cluster[0])
    same = f"{len(differing)} differ: {', '.join(differing)}" if differing else "all have the same points"
    yield (
        f"\n{count} councils on processes {ours:.1f} s, on a Dask cluster {theirs:.1f} s: {theirs / ours:.2f} times "
        f"(the least of {len(beside.cluster)} each, by turns; medians {middle[1] / middle[0]:.2f} times); {same}."
    )


def _differing(one: Nation, other: Nation) -> list[str]:
    points = {council.name: (council.result, council.points) for council in other.councils}
    return [council.name for council in one.councils if points[council.name] != (council.result, council.points)]


def _without(runs: Sequence[Nation]) -> Iterator[str]:
    """Each council without a rota once, as the first run told of it."""
    told: dict[str, Council] = {}
    for nation in runs:
        told |= {council.name: council for council in nation.without if council.name not in told}
    if told:
        yield "\nWithout a rota:\n"
    yield from (f"- {council.name}, {council.result}: {' '.join(council.words[:1])}" for council in told.values())
