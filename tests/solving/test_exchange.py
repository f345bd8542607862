"""What an exchange of places is said to change is what reading both drafts from scratch says."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.rules import Rule
from rota.solving.model.assignment import Draft, draft_of, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.delta_cost import Exchanges, Ledger
from tests.support.shapes import SHAPES, Shape, world
from tests.support.strategies import problems, rotas
from tests.support.tiers import examples
from tests.support.tiny_world import every_draft, tiny_world
from tests.support.verdicts import IDS, RULES, compiled

Entry = tuple[int, int, int]


def entries(draft: Draft, draw: random.Random) -> list[Entry]:
    """One to three members, each giving a place up, taking one, or both, as far as the draft has room for it."""
    members = draft.groups.shape[0]
    chosen: list[Entry] = []
    for member in draw.sample(range(members), draw.randint(1, min(3, members))):
        on, off = np.flatnonzero(draft.groups[member]).tolist(), np.flatnonzero(~draft.groups[member]).tolist()
        if on and draw.random() < 0.7:
            chosen.append((member, draw.choice(on), -1))
        if off and draw.random() < 0.7:
            chosen.append((member, draw.choice(off), 1))
    return chosen


def after(draft: Draft, chosen: list[Entry]) -> Draft:
    changed = draft.copy()
    for member, visit, sign in chosen:
        changed.groups[member, visit] = sign > 0
    return changed


def agree(arrays: Compiled, draft: Draft, chosen: list[Entry]) -> None:
    members, visits, sign = (np.array(column, dtype=np.int64) for column in zip(*chosen, strict=True))
    broken, points = Ledger(arrays, draft).change(Exchanges(members[None, :], visits[None, :], sign))
    before, now = measure(arrays, draft), measure(arrays, after(draft, chosen))
    assert (int(broken[0]), int(points[0])) == (now.broken - before.broken, now.points - before.points)


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
    broken, points = Ledger(arrays, draft).change(Exchanges(members, visits, np.array([-1, 1])))
    before = measure(arrays, draft)
    for row, (gone, visit, come) in enumerate(rows):
        now = measure(arrays, after(draft, [(gone, visit, -1), (come, visit, 1)]))
        assert (broken[row], points[row]) == (now.broken - before.broken, now.points - before.points)
