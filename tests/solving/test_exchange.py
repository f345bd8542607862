"""What an exchange of places is said to change is what reading both drafts from scratch says."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.rules import Rule
from rota.solving.model.assignment import draft_of, measure
from rota.solving.model.delta_cost import DeltaCost, Exchanges
from tests.support.exchanges import after, agree, entries
from tests.support.shapes import SHAPES, Shape, world
from tests.support.strategies import problems, rotas
from tests.support.tiers import examples
from tests.support.tiny_world import every_draft, tiny_world
from tests.support.verdicts import IDS, RULES, compiled


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_each_rule_is_read_alike_on_rotas_throughout_the_tiny_world(rule: Rule) -> None:
    draw = random.Random(rule.name)
    arrays = compiled(tiny_world(), rule)
    for draft in every_draft(tiny_world())[::61]:
        chosen = entries(draft, draw)
        if chosen:
            agree(arrays, draft, chosen)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.words)
def test_each_shape_of_statement_is_read_alike(shape: Shape) -> None:
    draw = random.Random(shape.words)
    arrays = compiled(world(), shape)
    for draft in every_draft(world())[::17]:
        chosen = entries(draft, draw)
        if chosen:
            agree(arrays, draft, chosen)


@given(st.data())
@examples(150, filtered=True)
def test_exchanges_in_drawn_worlds_are_read_alike(data: st.DataObject) -> None:
    problem = data.draw(problems())
    rules = data.draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=8, unique_by=lambda rule: rule.name))
    rota = data.draw(rotas(problem))
    if rota.placements and len(rota.placements) == len(problem.visits):
        arrays = compiled(problem, *rules)
        draft = draft_of(arrays, rota)
        chosen = entries(draft, random.Random(data.draw(st.integers(0, 999))))
        if chosen:
            agree(arrays, draft, chosen)


def test_many_exchanges_at_once_are_each_read_by_themselves() -> None:
    arrays = compiled(tiny_world(), *(rule for rule in RULES if not getattr(rule, "must", False)))
    draft = every_draft(tiny_world())[7_919]  # any draft with places to give up
    places = [(member, visit) for member, visit in zip(*np.nonzero(draft.groups), strict=True)]
    assert places
    rows = [
        (member, visit, other)
        for member, visit in places
        for other in range(arrays.member_count)
        if not draft.groups[other, visit]
    ]
    members = np.array([(gone, come) for gone, _, come in rows], dtype=np.int64)
    visits = np.array([(visit, visit) for _, visit, _ in rows], dtype=np.int64)
    broken, points = DeltaCost(arrays, draft).change(Exchanges(members, visits, np.array([-1, 1])))
    before = measure(arrays, draft)
    for row, (gone, visit, come) in enumerate(rows):
        now = measure(arrays, after(draft, [(gone, visit, -1), (come, visit, 1)]))
        assert (broken[row], points[row]) == (now.broken - before.broken, now.points - before.points)
