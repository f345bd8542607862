"""The fairest rota there could be, whatever else it costs: a bound on the points of fairness, and a rota near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.cpsat.full_model import prove
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import boolean_count, presolve
from rota.solving.model.statements import fairness_alone, gather
from rota.solving.search.greedy import first_draft
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch

WORK = 15.0
"""Units of work for the search and the proof.

Chosen without measurement, as is PATIENCE: how often the fairest of M is proven at half and twice would set it."""
PATIENCE = 12
"""Neighbourhoods in a row without a gain after which the proof is tried."""
LARGEST_PROOF = 25_000
"""Booleans of the whole model up to which the fairest rota is proven by solving it: the measured MIDDLING of search."""


@dataclass(frozen=True, slots=True)
class Fairest:
    """``points`` of fairness below which no rota that keeps every must can be; ``rota`` is the fairest found.

    None when none was found that keeps every must. ``found`` are its points of fairness.
    """

    points: int
    rota: Rota | None
    found: int | None


def fairest(problem: Problem, rules: Sequence[Rule], known: Rota | None = None, known_points: int = 0) -> Fairest:
    """The fairest there can be. A ``known`` rota that meets the bound of the flow is the answer at once."""
    compiled = compile_statements(problem, fairness_alone(gather(problem, rules)))
    presolved = presolve(compiled)
    bound = lower_bound(compiled, presolved)
    if presolved.barred or bound.impossible:
        return Fairest(bound.fairness, None, None)
    if known is not None and known_points <= bound.fairness:
        return Fairest(bound.fairness, known, known_points)
    meter = Meter(Limits(work=WORK))
    search = LargeNeighbourhoodSearch(compiled, presolved, first_draft(compiled, presolved), meter)
    search.improve(bound.fairness, PATIENCE, lambda now: None)
    least = bound.fairness
    size = boolean_count(compiled, presolved)
    if (search.now.broken or search.now.points > least) and size <= LARGEST_PROOF:
        proof = prove(compiled, presolved, search.draft, least, meter, lambda value, bound: None)
        least = max(least, proof.bound)
        if proof.draft is not None:
            search.adopt(proof.draft)
    now = measure(compiled, search.draft)
    if now.broken:
        return Fairest(least, None, None)
    return Fairest(least, search.draft.rota(compiled), now.points)
