"""Broken musts are mended by a search that knows nothing but musts."""

from __future__ import annotations

import numpy as np

from benchmarks.instances import instance
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import presolve
from rota.solving.model.restrict import musts_of
from rota.solving.model.statements import gather, musts_alone
from rota.solving.search.greedy import first_draft
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch


def broken_search(limits: Limits) -> LargeNeighbourhoodSearch:
    """A search from a first draft of M-tight that breaks musts."""
    return search_of("M-tight", 1, limits)


def search_of(name: str, seed: int, limits: Limits) -> LargeNeighbourhoodSearch:
    """A search from the first draft of the instance."""
    given = instance(name, seed)
    compiled = compile_statements(given.problem, gather(given.problem, given.rules))
    presolved = presolve(compiled)
    return LargeNeighbourhoodSearch(compiled, presolved, first_draft(compiled, presolved), Meter(limits))


def test_what_is_left_of_a_problem_without_its_points_is_what_its_statements_leave() -> None:
    """Two ways to the same: the arrays without points, and the statements without points compiled."""
    given = instance("S-tight", 1)
    stated = gather(given.problem, given.rules)
    whole = compile_statements(given.problem, stated)
    bare, other = musts_of(whole), compile_statements(given.problem, musts_alone(stated))
    chance = np.random.default_rng(1)
    for _ in range(20):
        draft = Assignment(
            chance.integers(0, whole.slot_count, whole.visit_count),
            chance.random((whole.member_count, whole.visit_count)) < 0.05,
        )
        assert measure(bare, draft) == measure(other, draft)
        assert measure(bare, draft).broken == measure(whole, draft).broken > 0
        assert measure(bare, draft).points == 0 < measure(whole, draft).points
    assert bare.breach_price == 1000


def test_a_draft_that_breaks_a_must_is_mended() -> None:
    """Greedy leaves musts broken on this council, which has rotas: mending alone finds one, well within its work."""
    search = broken_search(Limits(work=5.0))
    assert search.now.broken > 0
    search.mend()
    assert search.now.broken == 0
    assert measure(search.compiled, search.draft) == search.now


def test_a_draft_that_keeps_every_must_is_left_alone() -> None:
    search = search_of("S", 2, Limits())
    before, spent = search.draft, search.meter.spent
    search.mend()
    assert search.draft is before
    assert search.meter.spent == spent


def test_rounds_do_not_mend_of_themselves() -> None:
    """Who diagnoses asks for rounds where there may be no rota at all: long mending there would be for nothing."""
    search = broken_search(Limits(work=5.0))
    before = search.draft
    search.improve(0, 0, lambda now: None)
    assert search.draft is before
    assert search.meter.spent == 0.0


def test_nothing_is_mended_once_the_work_is_done() -> None:
    search = broken_search(Limits(work=0.0))
    draft = search.draft
    search.mend()
    assert search.draft is draft
