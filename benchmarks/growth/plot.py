"""The growth as a picture: seconds and memory against members x visits x slots, both on logarithmic scales."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.growth.measured import Measured
from benchmarks.growth.table import COSTS, growth

COLOURS = ("#0072b2", "#d55e00", "#009e73")
MARKS = ("o", "s", "D")
"""Told apart without colour too."""
SETTINGS = {
    "svg.hashsalt": "rota growth",  # the ids in the file are the same each time
    "svg.fonttype": "none",
    "font.size": 9,
    "axes.grid": True,
    "grid.alpha": 0.3,
}


def absence() -> str:
    """Why nothing can be drawn here, or nothing."""
    there = importlib.util.find_spec("matplotlib")
    return "" if there else "matplotlib is not installed (make peers, then PYTHONPATH=.venv/peers)"


def draw(measured: Sequence[Measured], path: Path) -> None:
    """Draws what was measured as SVG: the same bytes from the same figures."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    with matplotlib.rc_context(SETTINGS):
        figure, (seconds, memory) = pyplot.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
        for axes, number, (what, cost) in zip((seconds, seconds, memory), range(3), COSTS.items(), strict=True):
            _series(axes, measured, what, cost, number)
        _frame(seconds, "seconds")
        _frame(memory, "megabytes")
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
        pyplot.close(figure)


def _series(
    axes: Any, measured: Sequence[Measured], what: str, cost: Callable[[Measured], float | None], number: int
) -> None:
    """A mark for each instance with its name, and the line of the power."""
    reached = [(one.size, paid, one.name) for one in sorted(measured, key=lambda one: one.size) if (paid := cost(one))]
    if not reached:
        return
    power, _ = growth(measured, cost)
    label = f"{what}, power {power.exponent:.2f}" if power else what
    sizes = [size for size, _, _ in reached]
    axes.plot(sizes, [paid for _, paid, _ in reached], MARKS[number], color=COLOURS[number], label=label)
    if power:
        ends = [sizes[0], sizes[-1]]
        axes.plot(ends, [power.at(size) for size in ends], "--", color=COLOURS[number], linewidth=1)
    if number != 1:  # the second of a pair stands above the first
        for size, paid, name in reached:
            axes.annotate(name, (size, paid), xytext=(0, -12), textcoords="offset points", fontsize=7, ha="center")


def _frame(axes: Any, what: str) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.xaxis.set_minor_formatter("")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_formatter("")
    axes.margins(0.1, 0.12)
    axes.set_xlabel("members × visits × slots")
    axes.set_ylabel(what)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), fontsize=8, frameon=False)
