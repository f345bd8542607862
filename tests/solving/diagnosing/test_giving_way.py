"""Musts that give way: what would be broken of one rule, as little as can be, and what is seen of it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from constraints.availability import Availability
from constraints.enough_members import EnoughMembers
from constraints.host_pace import HostPace
from constraints.visit_interval import VisitInterval
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.rules import Miss, Opening, Rule
from rota.solving.diagnosing.elastic import elastic, least_broken, rules_of, trouble_of
from rota.solving.diagnosing.world import World
from rota.solving.draft import Draft, measure
from rota.solving.limits import Limits, Meter
from tests.builders import a_member, a_problem, a_team, away
from tests.solving.diagnosing.test_smallest_conflicts import MUSTS, every_part
from tests.solving.test_agreement import compiled
from tests.solving.worlds import tiny_world


@pytest.mark.parametrize("seed", [*range(16), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(16, 60))])
def test_of_all_rotas_that_keep_the_other_musts_it_breaks_the_least(seed: int) -> None:
    draw = random.Random(seed)
    names = {rule.name: rule for rule in draw.sample(MUSTS, draw.randint(4, 9))}
    arrays = World.of(tiny_world(), list(names.values())).compiled
    gives = draw.choice(sorted(names))
    soft = elastic(arrays, {gives: 1})
    costs = [said.points for draft in every_part(3, 3, 3) for said in [measure(soft, draft)] if not said.broken]
    if costs and not min(costs):
        return  # all musts can be kept: it is never asked
    found = least_broken(soft, 1, Meter(Limits()))
    assert (found is None) == (not costs)
    if found is not None:
        assert measure(soft, found).points == min(costs)
        assert not measure(soft, found).broken


@pytest.mark.parametrize("rule", MUSTS, ids=lambda rule: rule.name)
def test_a_must_that_gives_way_costs_nothing_exactly_where_it_is_kept(rule: Rule) -> None:
    arrays = World.of(tiny_world(), [rule]).compiled
    soft = elastic(arrays, {rule.name: 3})
    assert not rules_of(soft)
    costs = set()
    for draft in every_part(3, 3, 3)[::7]:
        said, points = measure(arrays, draft), measure(soft, draft).points
        assert (said.broken > 0) == (points > 0)
        assert points % 3 == 0
        costs.add(points)
    assert len(costs) > 1


def test_what_is_broken_of_each_kind_of_must_is_seen() -> None:
    """Ann is away on the first day and on both visits; two visits by one member, in one week, a day apart."""
    problem = a_problem(
        [a_member("ann", yearly_limit=1), a_member("bob")],
        [a_team("mash", visits_a_year=2, group_least=2, spacing_days=7)],
        absences=(away("ann", "2026-06-01"),),
    )
    rules = (Availability(), EnoughMembers(), YearlyLimit(), WeekLimit(visits_a_week=1), VisitInterval())
    arrays = compiled(problem, *rules)
    monday, tuesday = 0, 1
    only_ann = Draft(np.array([monday, tuesday]), np.array([[True, True], [False, False]]))

    away_then = trouble_of(arrays, only_ann, "availability")
    assert away_then.openings == (Opening("mash-1", "2026-06-01 10:00", ("ann",)),)
    assert not away_then.misses
    assert not away_then.close
    sizes = trouble_of(arrays, only_ann, "enough_members").misses
    assert [(miss.visits, miss.missing, miss.over, miss.going) for miss in sizes] == [
        (("mash-1",), 1, 0, ("ann",)),
        (("mash-2",), 1, 0, ("ann",)),
    ]
    assert trouble_of(arrays, only_ann, "yearly_limit").misses == (
        Miss(("mash-1", "mash-2"), ("ann",), ("ann",), 0, 1),
    )
    assert trouble_of(arrays, only_ann, "week_limit").misses == (Miss(("mash-1", "mash-2"), (), (), 0, 1),)
    assert trouble_of(arrays, only_ann, "visit_interval").close == (("mash-1", "mash-2", 1),)


def test_nothing_is_seen_where_nothing_is_broken() -> None:
    problem = a_problem([a_member("ann"), a_member("bob")], [a_team("mash", visits_a_year=2, group_least=1)])
    rules = (Availability(), EnoughMembers(), YearlyLimit(), WeekLimit(visits_a_week=2), HostPace())
    arrays = compiled(problem, *rules)
    kept = Draft(np.array([0, 4]), np.array([[True, False], [False, True]]))
    for name in rules_of(arrays):
        seen = trouble_of(arrays, kept, name)
        assert not seen.openings
        assert not seen.misses
        assert not seen.close
