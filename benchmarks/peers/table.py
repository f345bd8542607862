"""What was measured as a table: values, what they exceed the bound by, and seconds until as good as the peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.peers.curve import Curve
from benchmarks.peers.running import NAMES

NEAR = 0.001
"""Above the bound by a thousandth: what "near" means in the table."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance: a curve of each solver. ``flow`` is the bound of the flow, which needs no solver."""

    name: str
    seed: int
    curves: tuple[Curve, ...]
    limits: tuple[float, ...]
    flow: int

    @property
    def bound(self) -> int:
        """The highest bound proved."""
        return max([self.flow, *(curve.bound for curve in self.curves if curve.bound is not None)])

    @property
    def rota(self) -> Curve | None:
        """Rota's own curve."""
        return next((curve for curve in self.curves if curve.solver == "rota"), None)


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """The Markdown table, then what is absent."""
    limits = measured[0].limits
    heads = [f"{limit:g} s" for limit in limits]
    yield (
        "| instance | bound | solver | "
        + " | ".join(heads)
        + " | proven | near, s | best, s | Rota as good, s | ratio |"
    )
    yield "| --- " * (len(limits) + 8) + "|"
    for one in measured:
        for curve in one.curves:
            if not curve.absent:
                yield _row(one, curve)
    absent = {curve.solver: curve.absent for one in measured for curve in one.curves if curve.absent}
    yield from (f"\nAbsent: {NAMES[solver]}: {why}." for solver, why in absent.items())


def _row(one: Measured, curve: Curve) -> str:
    values = [_value(one, curve, limit) for limit in one.limits]
    last = curve.at(one.limits[-1])
    proven = last is not None and curve.bound is not None and curve.bound >= last.value
    near = curve.reached(one.bound * (1 + NEAR))
    took = None if last is None else curve.reached(last.value)
    ours = one.rota.reached(last.value) if one.rota and last else None
    ratio = ""
    if curve.solver != "rota" and one.rota and one.rota.found:
        ratio = _ratio(took, ours, one.limits[-1])
    cells = [
        f"{one.name}, {one.seed}",
        str(one.bound),
        NAMES[curve.solver],
        *values,
        "yes" if proven else "no",
        _seconds(near),
        _seconds(took),
        "" if curve.solver == "rota" else _seconds(ours),
        ratio,
    ]
    return f"| {' | '.join(cells)} |"


def _value(one: Measured, curve: Curve, limit: float) -> str:
    """The points by then and, in brackets, how far above the bound."""
    found = curve.at(limit)
    if found is None:
        return "none"
    return f"{found.value} (+{found.value - one.bound})"


def _seconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds:.2f}"


def _ratio(peer: float | None, ours: float | None, limit: float) -> str:
    """How many times sooner Rota had what the peer had at its best; a peer with no rota at all has no ratio."""
    if peer is None:
        return "no rota"
    return f"{peer / max(ours, 0.01):.1f}" if ours is not None else f"less than {peer / limit:.2f}"
