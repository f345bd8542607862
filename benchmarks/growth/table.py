"""What was measured as a table, and the powers by which seconds and memory grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.growth.measured import Measured
from benchmarks.power import Power, fitted

COLUMNS = (
    "instance",
    "members",
    "visits",
    "slots",
    "product, millions",
    "first rota, s",
    "within 0.1 %, s",
    "ended, s",
    "above the bound",
    "proven",
    "peak, MB",
)

COSTS: dict[str, Callable[[Measured], float | None]] = {
    "Seconds to the first rota": lambda one: one.first,
    "Seconds to within 0.1 % of the bound": lambda one: one.near,
    "Memory besides the bare process": lambda one: one.own_megabytes,
}
"""What grows, in words; None where it was not reached."""


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """The Markdown table, then each power."""
    yield f"| {' | '.join(COLUMNS)} |"
    yield "| --- " * len(COLUMNS) + "|"
    yield from map(_row, measured)
    if measured:
        bare = min(one.bare for one in measured)
        yield f"\nA bare process, with the engine loaded and no council, takes {bare:.0f} MB."
    for what, cost in COSTS.items():
        power, reached = growth(measured, cost)
        if power:
            of = "" if reached == len(measured) else f", of the {reached} of {len(measured)} that reached it"
            yield f"\n{what}: members × visits × slots to the power of {power.exponent:.2f}{of}."


def growth(measured: Sequence[Measured], cost: Callable[[Measured], float | None]) -> tuple[Power | None, int]:
    """The power of the size by which this grows, and how many instances have it."""
    costs = [(one.size, paid) for one in measured if (paid := cost(one))]
    return fitted(costs), len(costs)


def _row(one: Measured) -> str:
    never = f"not within {one.limit:g}"
    cells = [
        f"{one.name}, {one.seed}",
        str(one.members),
        f"{one.visits:,}",
        str(one.slots),
        f"{one.size / 1e6:.1f}",
        never if one.first is None else f"{one.first:.2f}",
        never if one.near is None else f"{one.near:.2f}",
        f"{one.seconds:.1f}",
        _excess(one),
        "yes" if one.excess == 0 else "no",
        f"{one.megabytes:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _excess(one: Measured) -> str:
    if one.excess is None or one.bound is None:
        return "no rota"
    return f"{one.excess:,} ({100 * one.excess / one.bound:.2f} %)"
