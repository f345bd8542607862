"""A search that leaves as much as it can: it comes to the value that any search does, with fewer changes on the way."""

from __future__ import annotations

import numpy as np
import pytest

from rota.rules import Price, Tally
from rota.solving.alternatives.approach import Approach
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.disturbance import ToldRota, disturbance
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import presolve
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch
from tests.support.drawn_statements import a_world, compiled_of

TEAMS = tuple(f"team{number}" for number in range(8))
MEMBERS = "abcdefghij"


def fair() -> Compiled:
    """Eight visits by two of ten members each on five days, shared evenly: 6 go twice and 4 once, 6 x 4 + 4 = 28."""
    return compiled_of(
        a_world(MEMBERS, TEAMS, 5),
        [
            Tally(None, None, "visit", "size", least=2, most=2),
            Tally(None, None, "member", "fair", cost=tuple(count**2 for count in range(9))),
        ],
    )


def uneven(compiled: Compiled) -> Assignment:
    """A goes on five visits and b on three, c to j on one each: 25 + 9 + 8 = 42. Three places must change hands."""
    groups = np.zeros((10, 8), dtype=bool)
    groups[0, :5] = groups[1, 5:] = True
    groups[np.arange(2, 10), np.arange(8)] = True
    return Assignment(np.arange(8, dtype=np.int64), groups)


def a_task(compiled: Compiled, start: Assignment) -> ChangeTask:
    notice = np.zeros(compiled.slot_count, dtype=bool)
    standing = ToldRota(start.groups, start.slots, np.full(8, 10), notice)
    return ChangeTask(compiled, standing, start, tuple(range(8)), dict(enumerate(presolve(compiled).slots)))


def found(kind: type[LargeNeighbourhoodSearch], seed: int) -> tuple[int, int]:
    """The points that the search comes to, and the changes that it makes on the way."""
    compiled = fair()
    start = uneven(compiled)
    task, meter = a_task(compiled, start), Meter(Limits(work=20.0, seed=seed))
    if kind is Approach:
        search: LargeNeighbourhoodSearch = Approach(task, presolve(compiled), start.copy(), meter)
    else:
        search = LargeNeighbourhoodSearch(compiled, presolve(compiled), start.copy(), meter)
    search.improve(28, 40, lambda now: None)
    return search.now.points, disturbance(task.standing, search.draft).changes


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_comes_to_the_best_value_with_the_fewest_changes(seed: int) -> None:
    """A gives up three places and b one: each is a change for who gives it up and for who takes it on, 8 in all."""
    assert measure(fair(), uneven(fair())).points == 42
    assert found(Approach, seed) == (28, 8)
    points, changes = found(LargeNeighbourhoodSearch, seed)
    assert points == 28
    assert changes > 8


def test_nothing_that_gains_nothing_is_taken_once_every_must_is_kept() -> None:
    """At the best already, of which there are many, it stays where it is; any other search goes from one to another."""
    compiled = fair()
    start = uneven(compiled)
    task = a_task(compiled, start)
    best = Approach(task, presolve(compiled), start.copy(), Meter(Limits(work=20.0)))
    best.improve(28, 40, lambda now: None)
    again = Approach(a_task(compiled, best.draft), presolve(compiled), best.draft.copy(), Meter(Limits(work=5.0)))
    again.improve(0, 12, lambda now: None)
    assert (again.draft.groups == best.draft.groups).all()
    assert (again.draft.slots == best.draft.slots).all()


def test_while_a_must_is_broken_it_is_mended_first() -> None:
    """Somebody must go with a on every visit of hers: she has five places of two, one of them alone."""
    compiled = compiled_of(
        a_world(MEMBERS, TEAMS, 5),
        [Tally(None, None, "visit", "size", least=2, most=2), Price(1, ("a",), None, None, "dear")],
    )
    start = uneven(compiled)
    start.groups[2, 0] = False
    search = Approach(a_task(compiled, start), presolve(compiled), start, Meter(Limits(work=20.0)))
    assert search.now.broken == 1
    search.improve(0, 40, lambda now: None)
    assert (search.now.broken, search.now.points) == (0, 0)
