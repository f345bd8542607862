"""Who receives the visits of a rota that does not say so: one made by hand, or drawn by an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np

from rota.domain import Placement, Problem, Rota
from rota.rules import Rule
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import draft_of, is_received
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame
from rota.solving.model.restrict import only_visits
from rota.solving.model.statements import gather


def says_who_receives(problem: Problem, rota: Rota) -> bool:
    """Whether each visit to a team that names somebody to receive it says who does."""
    owed = {visit.id for visit in problem.visits}
    return all(
        place.receivers or not problem.team_of(place.visit).receivers
        for place in rota.placements
        if place.visit in owed
    )


def with_receivers(problem: Problem, rules: Sequence[Rule], rota: Rota) -> Rota:
    """The rota with somebody to receive each visit that did not say who does; all else stays as it is.

    It is whoever breaks the fewest musts and then costs the fewest points, of all choices together. A visit that
    the engines cannot follow, because its time or its members are not the year's, is received by its host. Where no
    rule asks who receives, nobody does.
    """
    whole = compile_statements(problem, gather(problem, rules))
    asked = {visit.id for number, visit in enumerate(whole.visits) if is_received(whole, number)}
    chosen = _best(whole, _followed(problem, rota))

    def received(place: Placement) -> Placement:
        if place.receivers or place.visit not in asked:
            return place
        return replace(place, receivers=chosen.get(place.visit) or problem.team_of(place.visit).receivers[:1])

    return Rota(tuple(map(received, rota.placements)))


def _followed(problem: Problem, rota: Rota) -> Rota:
    """The placements that arrays can hold, each visit once."""
    owed, slots = {visit.id for visit in problem.visits}, set(problem.slots)
    members = {member.id for member in problem.members}
    kept = [
        place
        for place in rota.placements
        if place.visit in owed and place.slot in slots and members.issuperset(place.members)
    ]
    return Rota(tuple({place.visit: place for place in kept}.values()))


def _best(whole: Compiled, rota: Rota) -> dict[str, tuple[str, ...]]:
    placed = {place.visit: place for place in rota.placements}
    part = only_visits(whole, [number for number, visit in enumerate(whole.visits) if visit.id in placed])
    draft = draft_of(part, rota)
    visits = tuple(range(part.visit_count))
    able = {visit: part.may_go[:, visit].copy() for visit in visits}
    for visit in visits:
        able[visit][: part.members] = draft.groups[: part.members, visit]
        if placed[part.visits[visit].id].receivers:
            able[visit][part.members :] = draft.groups[part.members :, visit]
    frame = Frame(
        visits,
        {visit: draft.slots[visit : visit + 1] for visit in visits},
        {visit: np.flatnonzero(able[visit]) for visit in visits},
    )
    model = FrameModel(part, draft, frame, breach_price=part.breach_price)
    for (person, _), place in model.x.items():
        if person < part.members:
            model.model.add(place == 1)
    found = solve_frame(model, Meter(Limits(work=inf))).draft or draft
    return {place.visit: place.receivers for place in found.rota(part).placements}
