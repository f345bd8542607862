"""The engine asked for a rota and, when it has none, the diagnosis asked why; a rota met there is begun from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rota.domain import Rota
from rota.drawing.inputs import Inputs
from rota.solving.diagnosing import diagnose
from rota.solving.diagnosing.diagnose import Diagnosis
from rota.solving.engine import Impossible, NotFound, Result
from rota.solving.near import Nearness


@dataclass(frozen=True, slots=True)
class Run:
    """What the engine found, and whether it was asked to stop before its end.

    ``nearness`` says how far the rota is from one that people know, where it was drawn near to that.
    """

    result: Result
    stopped: bool
    nearness: Nearness | None = None


Engine = Callable[[Rota | None], Run]
"""Runs the engine on the inputs, from a rota to begin with or from nothing."""


def drawn(inputs: Inputs, engine: Engine) -> tuple[Run, Diagnosis | None]:
    """What the engine found and, when that is no rota, why. A rota met on the way is where a second run begins."""
    first = engine(None)
    if not isinstance(first.result, (Impossible, NotFound)):
        return first, None
    found = diagnose.diagnose(inputs.problem, inputs.rules)
    if found.obstacles or found.rota is None or first.stopped:
        return first, found
    return engine(found.rota), found
