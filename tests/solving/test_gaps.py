"""Aparts said pair by pair: they become one gap of pairs, and every engine reads that as it reads a set of visits."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.rules import Apart, Statement, Tally
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.engine import Impossible, Solved, solve
from rota.solving.limits import Limits
from rota.solving.model import gap_groups
from rota.solving.model.assignment import close_pairs, measure
from rota.solving.model.gap_groups import grouped
from rota.solving.model.presolve import presolve
from rota.solving.model.restrict import only_visits
from rota.solving.search.greedy import first_draft
from tests.support import reference
from tests.support.drawn_statements import a_world, any_draft, compiled_of, everywhere, statements
from tests.support.exchanges import agree, entries
from tests.support.kernel_walks import Walk, holds
from tests.support.shapes import Shape
from tests.support.tiers import examples
from tests.support.tiny_world import rota_of

VISITS = tuple(f"{name}-1" for name in ("east", "north", "south", "up", "west"))
WORLD = a_world("abcd", ("east", "north", "south", "up", "west"), 3)
SMALL = a_world("ab", ("east", "north", "south"), 2)


def pairs(days: int, shared: bool, points: int | None = None, members: tuple[str, ...] | None = None) -> list[Apart]:
    """Every two visits of five: ten statements, more than a few."""
    return [Apart(pair, days, "pairs", shared, members, points) for pair in combinations(VISITS, 2)]


@pytest.fixture
def everything_as_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gap_groups, "FEW", 0)
    monkeypatch.setattr(gap_groups, "MANY", 0)


def test_pairs_alike_are_one_gap_that_binds_what_they_bind() -> None:
    (gap,) = compiled_of(WORLD, pairs(2, shared=True)).gaps
    assert gap.pairs is not None
    assert gap.pairs_among(range(5)) == list(combinations(range(5), 2))
    assert gap.beside(2, np.arange(5)).tolist() == [0, 1, 3, 4]


def test_a_few_and_those_of_sets_that_lie_apart_stay_as_they_are() -> None:
    assert [gap.cliques for gap in grouped([("rule", apart) for apart in pairs(2, shared=True)[:8]])] == [()] * 8
    lie_apart = [("rule", Apart((f"v{2 * n}", f"v{2 * n + 1}"), 2, "pace")) for n in range(20)]
    assert [gap.cliques for gap in grouped(lie_apart)] == [()] * 20


def test_other_rules_days_points_and_members_are_other_gaps() -> None:
    of_a, of_b = pairs(2, shared=True), pairs(1, shared=True, members=("a", "b"))
    asked = [("one", apart) for apart in of_a] + [("two", apart) for apart in of_a] + [("one", apart) for apart in of_b]
    found = grouped(asked)
    assert [(gap.rule, gap.apart.days, len(gap.cliques)) for gap in found] == [
        ("one", 2, 10),
        ("two", 2, 10),
        ("one", 1, 10),
    ]


def test_one_asked_of_each_member_by_itself_is_one_of_them_all() -> None:
    each = [("rule", Apart(None, 3, name, True, (name,))) for name in "abcdefghij"]
    (gap,) = grouped(each)
    assert (gap.apart.members, gap.cliques) == (tuple("abcdefghij"), ())


def test_a_pair_that_is_asked_twice_costs_twice_and_is_one_must() -> None:
    """On one day all five visits by a: ten pairs, at 3 points, and each asked twice: 60."""
    draft = any_draft(compiled_of(WORLD, []), presolve(compiled_of(WORLD, [])), 1)
    draft.slots[:], draft.groups[:] = 0, False
    draft.groups[0] = True
    assert measure(compiled_of(WORLD, pairs(2, True, 3) * 2), draft).points == 60
    assert measure(compiled_of(WORLD, pairs(2, True) * 2), draft).broken == 10


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("points", [None, 4])
@pytest.mark.parametrize("seed", range(6))
def test_pairs_are_measured_as_the_contract_says(shared: bool, points: int | None, seed: int) -> None:
    asked = random.Random(seed).sample(pairs(2, shared, points, ("a", "c") if shared else None), 9)
    arrays = compiled_of(WORLD, asked)
    draft = any_draft(arrays, presolve(arrays), seed)
    found = measure(arrays, draft)
    assert (found.broken, found.points) == reference.measure(WORLD, asked, rota_of(WORLD, draft))
    assert all(
        draft.slots[one] // 2 == draft.slots[other] // 2 or arrays.gaps
        for one, other in close_pairs(arrays.gaps[0], draft)
    )


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("points", [None, 4])
def test_the_engine_solves_pairs_as_it_solves_the_set(shared: bool, points: int | None) -> None:
    """Two go on each of five visits, which three days hold."""
    sizes = Tally(None, None, "visit", "one goes", least=2, most=2)
    bodies = [
        Shape("pairs", (sizes, *pairs(1, shared, points))),
        Shape("set", (sizes, Apart(None, 1, "set", shared, None, points))),
    ]
    results = [solve(WORLD, (rule,), Limits(work=10.0)) for rule in bodies]
    values = [one.certificate.value if isinstance(one, Solved) else isinstance(one, Impossible) for one in results]
    assert values[0] == values[1]


def test_a_first_rota_keeps_pairs_apart_as_it_does_sets() -> None:
    sizes = Tally(None, None, "visit", "one goes", least=1, most=1)
    arrays = compiled_of(WORLD, [sizes, *pairs(4, shared=True)])
    draft = first_draft(arrays, presolve(arrays))
    assert draft.groups.sum(axis=1).max() == 1  # nobody can go twice in three days, and four of five visits are made
    assert draft.groups.sum() == 4


def test_pairs_of_some_visits_are_those_of_the_whole() -> None:
    (gap,) = only_visits(compiled_of(WORLD, pairs(2, shared=True)[:9]), [4, 0, 2]).gaps
    assert gap.pairs_among(range(3)) == [(0, 1), (0, 2), (1, 2)]
    (gap,) = only_visits(compiled_of(WORLD, pairs(2, shared=True)[:9]), [3, 4, 0]).gaps
    assert gap.pairs_among(range(3)) == [(0, 2), (1, 2)]  # up and west, the tenth pair, is not asked
    assert not gap.binds_any_two((0, 1))


@given(st.data())
@examples(100, filtered=True)
@pytest.mark.usefixtures("everything_as_pairs")
def test_whatever_is_drawn_is_read_alike_as_pairs(data: st.DataObject) -> None:
    asked: list[Statement] = data.draw(statements(SMALL))
    arrays = compiled_of(SMALL, asked)
    assert all(gap.pairs for gap in arrays.shared_gaps if gap.visits.any() and not gap.visits.all())
    candidates = presolve(arrays)
    if candidates.barred:
        return
    draft = any_draft(arrays, candidates, data.draw(st.integers(0, 99)))
    broken, points = reference.measure(SMALL, asked, rota_of(SMALL, draft))
    found = measure(arrays, draft)
    assert (found.broken > 0, found.points) == (broken > 0, points)
    chosen = entries(draft, random.Random(data.draw(st.integers(0, 99))))
    if chosen:
        agree(arrays, draft, chosen)
    walk = Walk(arrays, candidates, draft)
    for _ in walk.taken(40):
        holds(walk)
    every = everywhere(arrays)
    kept = every.points[every.broken == 0]
    if len(kept):
        assert lower_bound(arrays, candidates).points <= kept.min()


@pytest.mark.usefixtures("everything_as_pairs")
def test_a_gap_of_everybody_between_all_visits_stays_as_it_is() -> None:
    """It names neither visits nor members: of pairs there would be none, and of members nobody."""
    (gap,) = compiled_of(SMALL, [Apart(None, 0, "all", shared=True)]).gaps
    assert (gap.pairs, gap.members, gap.pairs_among(range(3))) == (None, None, [(0, 1), (0, 2), (1, 2)])


def test_the_reach_of_a_price_counts_every_pair_of_a_visit() -> None:
    few = compiled_of(WORLD, [replace(one, points=7) for one in pairs(2, shared=True)])
    assert few.breach_price == 2 * 7 * 4 + 1000  # each visit is in four pairs
