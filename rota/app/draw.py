"""The engine asked for a rota and, when it has none, the diagnosis asked why; a rota met there is begun from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rota.app.load import Inputs
from rota.checking.who_can_go import for_rota, with_who_can_go
from rota.domain import Pin, Problem, Rota
from rota.domain.history_overlap import besides
from rota.explaining import no_rota
from rota.explaining.no_rota import WhyNoRota
from rota.solving.engine import Impossible, NotFound, OutOfTime, Result, Solved
from rota.solving.nearest_optimum import Nearness


@dataclass(frozen=True, slots=True)
class Run:
    """What the engine found, and whether it was asked to stop before its end.

    ``nearness`` says how far the rota is from one that people know, where it was drawn near to that.
    """

    result: Result
    stopped: bool
    nearness: Nearness | None = None


Engine = Callable[[Problem, Rota | None], Run]
"""Runs the engine on the problem under the rules in force, from a rota to begin with or from nothing."""


def drawn(inputs: Inputs, engine: Engine) -> tuple[Run, WhyNoRota | None]:
    """What the engine found and, when that is no rota, why. A rota met on the way is where a second run begins.

    A place that turns out to be a visit of the history is that visit, and the rota is drawn once more with it fixed.
    """
    problem = inputs.to_draw()
    first = engine(problem, None)
    if not isinstance(first.result, (Impossible, NotFound)):
        return _once(inputs, problem, first, engine), None
    found = no_rota.why_no_rota(problem, inputs.rules)
    if found.obstacles or found.rota is None or first.stopped:
        return first, found
    return _once(inputs, problem, engine(problem, found.rota), engine), found


def _once(inputs: Inputs, problem: Problem, run: Run, engine: Engine) -> Run:
    """The run, or another in which what the history holds of its rota is fixed there and counts once.

    A rota that holds nothing of the history was bounded by the first run, one that holds as much by the second.
    """
    if isinstance(run.result, (Impossible, NotFound)):
        return run
    held = for_rota(problem, inputs.rules, run.result.rota.placements)
    if held is problem:
        return run
    pins = (*problem.pins, *_pins(problem, held, run.result.rota))
    again = engine(with_who_can_go(replace(held, pins=pins), inputs.rules), run.result.rota)
    if isinstance(again.result, (Impossible, NotFound)):
        return run
    one, other = run.result.certificate, again.result.certificate
    proof = replace(
        other, bound=min(one.bound, other.bound), fairness_bound=min(one.fairness_bound, other.fairness_bound)
    )
    kind = Solved if proof.proven_best else OutOfTime
    return replace(again, result=kind(again.result.rota, again.result.report, proof))


def _pins(problem: Problem, held: Problem, rota: Rota) -> Iterator[Pin]:
    """The places of the rota that are visits of the history."""
    again = {(past.member, past.day) for past in problem.history} - {(past.member, past.day) for past in held.history}
    for place in rota.placements:
        for member in place.members:
            if (member, place.slot.day) in again and besides(problem, (replace(place, members=(member,)),)) != problem:
                yield Pin(place.visit, place.slot.day, place.slot.start.time(), member)
