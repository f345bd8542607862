"""Distinct statements where teams have several visits: every rota of a small world, and every engine on it."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest

from constraints.new_partners import NewPartners
from rota.domain import Problem, Rota
from rota.rules import Apart, Distinct, Statement, Tally
from rota.rules.statements import Of, Times
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.diagnosis.diagnose import diagnose
from rota.solving.diagnosis.elastic import elastic, rules_of, trouble_of
from rota.solving.engine import Impossible, Solved, solve
from rota.solving.limits import Limits
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.presolve import presolve
from rota.solving.model.restrict import musts_of, only_rules, only_visits
from rota.solving.model.violations import troubled_visits
from rota.solving.search.greedy import first_draft
from tests.support import reference
from tests.support.builders import a_member, a_problem, a_team, span
from tests.support.drawn_statements import compiled_of
from tests.support.exchanges import agree, entries
from tests.support.kernel_walks import Walk, holds
from tests.support.shapes import Shape
from tests.support.tiny_world import every_draft, rota_of
from tests.support.verdicts import compiled, solver_says

pytestmark = pytest.mark.full

SIZES = Tally(None, None, "visit", "two go", least=2, most=2)


@cache
def world() -> Problem:
    """Two visits to the north and two to the south, on one day at one time; three members."""
    teams = [a_team(name, visits_a_year=2, group_most=3) for name in ("north", "south")]
    return a_problem([a_member(name) for name in "abc"], teams, year=span("2026-06-01", "2026-06-01"))


ASKED = [
    Distinct(members, visits, of, f"{of} {count}", count, least=least, most=most, cost=cost)
    for of in ("team", "partner")
    for count in ("different", "again")
    for members, visits in ((None, None), (("a", "c"), ("north-1", "north-2", "south-1")))
    for least, most, cost in (
        (None, 0 if count == "again" else 1, ()),
        (1, None, (0, 2, 5)),
        (None, None, (6, 1, 0, 3)),
    )
]
each = pytest.mark.parametrize(
    "asked", ASKED, ids=lambda one: f"{one.why}-{one.least}-{one.most}-{one.cost}-{one.members}"
)


@cache
def every_rota() -> tuple[Rota, ...]:
    return tuple(rota_of(world(), draft) for draft in every_draft(world()))


def sampled(step: int) -> tuple[Assignment, ...]:
    return every_draft(world())[::step]


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
@each
def test_arrays_read_every_rota_as_the_contract_does(asked: Distinct, step: int) -> None:
    """In ``make test`` one in seven, which shares no factor with the number of groups (8)."""
    arrays = compiled_of(world(), [asked])
    seen = set()
    for draft, rota in list(zip(every_draft(world()), every_rota(), strict=True))[::step]:
        found = measure(arrays, draft)
        broken, points = reference.measure(world(), [asked], rota)
        assert (found.broken > 0, found.points) == (broken > 0, points)
        seen.add((found.broken > 0, found.points))
    assert len(seen) > 1


@each
def test_cp_sat_reads_rotas_as_the_contract_does(asked: Distinct) -> None:
    shape = Shape("asked", (asked,))
    for draft in sampled(331):
        broken, points = reference.measure(world(), [asked], rota_of(world(), draft))
        infeasible, value = solver_says(compiled(world(), shape), draft)
        assert infeasible == (broken > 0)
        assert infeasible or value == points


@each
def test_the_engine_finds_the_best_and_bounds_are_below_it(asked: Distinct) -> None:
    body: tuple[Statement, ...] = (SIZES, asked)
    in_twos = [rota for rota in every_rota() if all(len(place.members) == 2 for place in rota.placements)]
    assert len(in_twos) == 3**4  # of three members, on each of four visits; all others break a must
    read = [reference.measure(world(), body, rota) for rota in in_twos]
    best = min((points for broken, points in read if not broken), default=None)
    result = solve(world(), (Shape("asked", body),), Limits(work=10.0))
    assert isinstance(result, (Solved, Impossible))
    assert best == (result.certificate.value if isinstance(result, Solved) else None)
    arrays = compiled_of(world(), body)
    assert best is None or lower_bound(arrays, presolve(arrays)).points <= best


@each
def test_exchanges_and_local_search_count_as_from_scratch(asked: Distinct) -> None:
    arrays, draw = compiled_of(world(), [asked]), random.Random(asked.why)
    for draft in sampled(37):
        chosen = entries(draft, draw)
        if chosen:
            agree(arrays, draft, chosen)
    walk = Walk(arrays, presolve(arrays), sampled(1)[1234])
    for _ in walk.taken(300):
        holds(walk)


@each
def test_some_visits_ask_no_more_than_all_and_musts_alone_cost_nothing(asked: Distinct) -> None:
    arrays = compiled_of(world(), [asked])
    part, bare, unbound = only_visits(arrays, [0, 2]), musts_of(arrays), only_rules(arrays, ())
    for draft in sampled(53):
        whole = measure(arrays, draft)
        less = measure(part, Assignment(draft.slots[[0, 2]], draft.groups[:, [0, 2]]))
        assert not less.broken or whole.broken
        assert (measure(bare, draft).broken, measure(bare, draft).points) == (whole.broken, 0)
        assert (measure(unbound, draft).broken, measure(unbound, draft).points) == (0, whole.points)


def test_musts_at_a_price_cost_what_they_break() -> None:
    must = Distinct(None, None, "partner", "pairs", "again", most=0)
    arrays = compiled_of(world(), [must])
    soft = elastic(arrays, {"rule": 7})
    assert rules_of(arrays) == ("rule",)
    for draft in sampled(101):
        assert measure(soft, draft).points == 7 * measure(arrays, draft).broken


def a_draft(*going: str) -> Assignment:
    """Who goes on north-1, north-2, south-1 and south-2."""
    groups = np.array([[name in names for names in going] for name in "abc"])
    return Assignment(np.zeros(4, dtype=np.int64), groups)


def test_what_is_broken_is_told_by_member_with_the_visits() -> None:
    arrays = compiled_of(world(), [Distinct(("a",), None, "team", "one team", most=1)])
    draft = a_draft("ab", "c", "ab", "b")
    assert troubled_visits(arrays, draft) == [0, 2]
    (miss,) = trouble_of(arrays, draft, "rule").misses
    assert (miss.visits, miss.counted, miss.missing, miss.over) == (("north-1", "south-1"), ("a",), 0, 1)


def test_too_few_are_told_with_all_visits() -> None:
    arrays = compiled_of(world(), [Distinct(("b",), None, "partner", "meets", least=2)])
    (miss,) = trouble_of(arrays, a_draft("ab", "", "", ""), "rule").misses
    assert (len(miss.visits), miss.counted, miss.missing, miss.over) == (4, ("b",), 1, 0)


def test_the_first_rota_looks_to_teams_and_partners() -> None:
    """Three members, two on each of two visits to either team: with one team each somebody stays short of none."""
    arrays = compiled_of(
        world(), [Tally(None, None, "visit", "one goes", least=1, most=1), Distinct(None, None, "team", "", most=1)]
    )
    assert not measure(arrays, first_draft(arrays, presolve(arrays))).broken


def test_without_a_rota_the_diagnosis_names_the_rule() -> None:
    """Three members make three pairs, and four visits of two need four: nobody can go with somebody new each time."""
    rules = (Shape("two go", (SIZES,)), NewPartners(must=True))
    assert isinstance(solve(world(), rules, Limits(work=10.0)), Impossible)
    (obstacle,) = diagnose(world(), rules).obstacles
    assert "new_partners" in obstacle.rules
    ways = [way.sentence for way in obstacle.ways_out]
    assert "Make the rule 'new partners' a preference." in ways


@pytest.mark.parametrize(("of", "count"), [("team", "again"), ("partner", "different")])
def test_hosts_are_never_counted(of: Of, count: Times) -> None:
    asked = Distinct(None, None, of, "", count, cost=(0, 5))
    arrays = compiled_of(world(), [asked, Apart(None, 0, "one place")])
    assert arrays.varieties[0].members.tolist() == [0, 1, 2]
