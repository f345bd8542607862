"""What was measured of one instance: its size, its curve, its proof and its memory."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

NEAR = 1_000
"""One point above the bound for each so many of it: what "near" means."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One instance solved by itself in a process.

    ``found`` are seconds and points, each better than the last; ``points`` and ``bound`` are None without a rota.
    ``seconds`` is when the engine ended. ``megabytes`` is the peak, ``bare`` what the process took before the council.
    """

    name: str
    seed: int
    members: int
    visits: int
    slots: int
    limit: float
    found: tuple[tuple[float, int], ...]
    seconds: float
    points: int | None
    bound: int | None
    bare: float
    megabytes: float

    @property
    def size(self) -> int:
        """Members x visits x slots."""
        return self.members * self.visits * self.slots

    @property
    def first(self) -> float | None:
        """Seconds to the first rota; None when there was none."""
        return self.found[0][0] if self.found else None

    @property
    def near(self) -> float | None:
        """Seconds to within a thousandth of the bound; None when that was not reached."""
        if self.bound is None:
            return None
        most = self.bound + self.bound // NEAR
        return next((seconds for seconds, points in self.found if points <= most), None)

    @property
    def excess(self) -> int | None:
        """Points above the bound at the end."""
        return None if self.points is None or self.bound is None else self.points - self.bound

    @property
    def own_megabytes(self) -> float:
        """What the council took of memory, besides the bare process."""
        return self.megabytes - self.bare

    def to_data(self) -> dict[str, Any]:
        """The measurement as JSON data."""
        return asdict(self)


def measured_of(data: dict[str, Any]) -> Measured:
    """The measurement that was written."""
    return Measured(**{**data, "found": tuple((seconds, points) for seconds, points in data["found"])})
