"""The nearest to a rota where there is none: people and dates that are barred stay so, and as little else is broken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.limits import Limits, Meter
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import Presolved, possible_slots
from rota.solving.model.restrict import only_visits
from rota.solving.model.statements import gather
from rota.solving.search.greedy import first_draft
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch

WORK = 10.0
"""Units of work. Chosen without measurement: breaches left of M-infeasible after 5, 10 and 20 would set it."""
PATIENCE = 30
"""Neighbourhoods in a row without a gain after which it ends: as the engine's last, whose measurement is there."""


def best_effort(problem: Problem, rules: Sequence[Rule]) -> Rota:
    """A rota that breaks few musts. A visit that may be on no date at all is left out; a group may be short of members.

    Nobody is put where a rule keeps them away, for that would help nobody.
    """
    whole = compile_statements(problem, gather(problem, rules))
    placeable = np.flatnonzero(whole.open.any(axis=1)).tolist()
    part = only_visits(whole, placeable)
    slots = []
    for visit in range(part.visit_count):
        possible = possible_slots(part, visit)
        slots.append(possible if len(possible) else np.flatnonzero(part.open[visit]))
    presolved = Presolved(tuple(slots))
    search = LargeNeighbourhoodSearch(part, presolved, first_draft(part, presolved), Meter(Limits(work=WORK)))
    search.improve(0, PATIENCE, lambda now: None)
    return search.draft.rota(part)
