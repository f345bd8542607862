"""Every conflict is one, and none of its rules or visits could be spared: brute force over every rota says so."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from rota.auditing import audit
from rota.domain.edits import edited
from rota.rules import Rule, ruled
from rota.solving.diagnosis.conflicts import Conflict, look
from rota.solving.diagnosis.diagnose import diagnose
from rota.solving.diagnosis.hard_problem import HardProblem
from rota.solving.engine import Solved, solve
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.restrict import only_rules, only_visits
from tests.solving.diagnosis.every_part import can_be_kept
from tests.support.tiers import first_few
from tests.support.tiny_world import tiny_world
from tests.support.verdicts import MUSTS, RULES, audited_everywhere

pytestmark = pytest.mark.full

SEEDS = range(40)
MOST_SLOWLY = first_few(3, SEEDS)
QUICK = Limits(work=2.0)


def a_rule_book(draw: random.Random) -> list[Rule]:
    """Four to twelve rules of which each can be broken in the tiny world."""
    names = {rule.name: rule for rule in draw.sample(MUSTS, draw.randint(4, 12))}
    return [rule for rule in RULES if names.get(rule.name) is rule]


def there_is_a_rota(rules: Sequence[Rule]) -> bool:
    """Whether some rota of the tiny world passes the check of every rule."""
    broken = np.any([audited_everywhere(rule)[0] for rule in rules], axis=0)
    return not broken.all()


def without(rules: Sequence[str], rule: str) -> set[str]:
    return set(rules) - {rule}


def is_a_smallest_conflict(compiled: Compiled, conflict: Conflict) -> None:
    singly = conflict.kind == "no date"
    groups = [(visit,) for visit in conflict.visits] if singly else [conflict.visits]
    assert len(conflict.confirmed) == 2
    for visits in groups:
        part = only_visits(compiled, visits)
        assert not can_be_kept(only_rules(part, conflict.rules))
        if conflict.kind in ("no date", "clash"):
            for rule in conflict.rules:
                assert can_be_kept(only_rules(part, without(conflict.rules, rule))), (conflict, rule)
    if conflict.kind == "clash":
        for spared in conflict.visits:
            others = [visit for visit in conflict.visits if visit != spared]
            assert can_be_kept(only_rules(only_visits(compiled, others), conflict.rules)), (conflict, spared)


@pytest.mark.parametrize("seed", MOST_SLOWLY)
def test_conflicts_are_conflicts_and_the_smallest(seed: int) -> None:
    rules = a_rule_book(random.Random(seed))
    world = HardProblem.of(tiny_world(), rules)
    seen = look(world, world.compiled, Meter(Limits()))
    for conflict in seen.conflicts:
        is_a_smallest_conflict(world.compiled, conflict)
    assert bool(seen.conflicts) != there_is_a_rota(rules)
    if seen.draft is not None:
        assert not measure(world.compiled, seen.draft).broken


@pytest.mark.parametrize("seed", MOST_SLOWLY)
def test_with_the_first_way_out_of_every_obstacle_the_checks_find_no_breach(seed: int) -> None:
    """Each further way out does as well in its place: the engine, which knows nothing of all this, finds a rota."""
    problem, rules = tiny_world(), a_rule_book(random.Random(seed))
    found = diagnose(problem, rules)
    assert bool(found.obstacles) != there_is_a_rota(rules)
    if found.rota is None or found.left_out:
        return
    assert len(found.rota.placements) == 3
    assert not audit(edited(problem, found.edits), ruled(rules, found.edits), found.rota).breaches
    taken = [obstacle.ways_out[:1] for obstacle in found.obstacles]
    for number, obstacle in enumerate(found.obstacles):
        for way in obstacle.ways_out:
            ways = [one for chosen in (*taken[:number], (way,), *taken[number + 1 :]) for one in chosen]
            edits = [edit for one in ways for edit in one.edits]
            assert isinstance(solve(edited(problem, edits), ruled(rules, edits), QUICK), Solved), way.sentence


def test_the_rule_books_that_are_drawn_make_every_kind_of_trouble() -> None:
    """Else the tests above would say little; the kinds that count are rarer and have tests of their own."""
    kinds = {
        conflict.kind
        for seed in SEEDS
        for world in [HardProblem.of(tiny_world(), a_rule_book(random.Random(seed)))]
        for conflict in look(world, world.compiled, Meter(Limits())).conflicts
    }
    assert kinds >= {"no date", "clash"}
    assert any(there_is_a_rota(a_rule_book(random.Random(seed))) for seed in SEEDS)
