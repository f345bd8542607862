"""A part of a problem: what is kept of it means what it meant, and nothing is asked that only the whole can answer."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from rota.rules import Rule
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.fixed_receivers import received_as_known
from rota.solving.model.restrict import only_rules, only_visits
from rota.solving.model.statements import gather, musts_alone
from tests.support.shapes import SHAPES, Shape, world
from tests.support.tiers import first_few
from tests.support.tiny_world import every_draft, rota_of, tiny_world
from tests.support.verdicts import IDS, RULES, compiled

pytestmark = pytest.mark.full

SUBSETS = [visits for size in (1, 2, 3) for visits in combinations(range(3), size)]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_whatever_is_broken_among_some_visits_is_broken_in_the_whole(rule: Rule) -> None:
    """A part never asks for more than the whole, and with no visit left out it asks for the same."""
    arrays = compiled(tiny_world(), rule)
    parts = [(visits, only_visits(arrays, visits)) for visits in SUBSETS]
    for draft in every_draft(tiny_world())[::97]:
        whole = measure(arrays, draft)
        for visits, part in parts:
            some = measure(part, Assignment(draft.slots[list(visits)], draft.groups[:, list(visits)]))
            assert some.broken <= whole.broken
            if len(visits) == 3:
                assert some == whole


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.words)
def test_a_shape_asks_no_more_of_some_visits_than_of_all(shape: Shape) -> None:
    arrays = compiled(world(), shape)
    parts = [(visits, only_visits(arrays, visits)) for visits in ((0,), (1,), (0, 1))]
    for draft in every_draft(world())[::13]:
        whole = measure(arrays, draft)
        for visits, part in parts:
            some = measure(part, Assignment(draft.slots[list(visits)], draft.groups[:, list(visits)]))
            assert some.broken <= whole.broken
            assert len(visits) < 2 or some == whole


def test_one_visit_is_held_to_what_concerns_it_alone() -> None:
    """The size of each visit's own group is still asked of it when the other visits are gone."""
    sizes = next(rule for rule in RULES if rule.name == "enough_members")
    arrays = compiled(tiny_world(), sizes)
    for visit in range(3):
        part = only_visits(arrays, (visit,))
        nobody = Assignment(np.zeros(1, dtype=np.int64), np.zeros((3, 1), dtype=bool))
        assert measure(part, nobody).broken > 0
        assert part.ids_of([0]) == arrays.ids_of([visit])


@pytest.mark.parametrize("dropped", first_few(14, range(len(RULES))), ids=IDS)
def test_the_musts_of_some_rules_are_those_of_the_rules_compiled_by_themselves(dropped: int) -> None:
    """Without "host present" Hal, whom nobody could stand in for, receives every visit still."""
    names = {rule.name for rule in RULES}
    kept = names - {RULES[dropped].name}
    usual = [rule for number, rule in enumerate(RULES) if rule.name not in {r.name for r in RULES[:number]}]
    part = only_rules(compiled(tiny_world(), *usual), kept)
    stated = gather(tiny_world(), [rule for rule in usual if rule.name in kept])
    received = rota_of(tiny_world(), every_draft(tiny_world())[0]).placements
    alone = compile_statements(tiny_world(), received_as_known(tiny_world(), stated, received))
    assert part.received == alone.received == (("hal",),) * 3
    for draft in every_draft(tiny_world())[::131]:
        assert measure(part, draft).broken == measure(alone, draft).broken


def test_musts_alone_break_as_before_and_cost_nothing() -> None:
    problem = tiny_world()
    stated = gather(problem, [rule for rule in RULES if rule.name != "keep_published"])
    whole, musts = compile_statements(problem, stated), compile_statements(problem, musts_alone(stated))
    for draft in every_draft(problem)[::53]:
        assert measure(musts, draft).broken == measure(whole, draft).broken
        assert measure(musts, draft).points == 0
