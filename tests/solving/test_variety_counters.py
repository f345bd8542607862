"""What bounds see of different teams and partners: counters of places that no rota pays less than, at its dearest."""

from __future__ import annotations

import numpy as np
import pytest

from rota.rules import Distinct, Statement, Tally
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.bounds.reduced_cost_fixing import worth
from rota.solving.bounds.variety_counters import without_varieties
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.presolve import presolve
from rota.solving.search.annealing_changes import seat_at_known_team
from tests.support.builders import a_member, a_problem, a_team, span
from tests.support.drawn_statements import compiled_of
from tests.support.kernel_walks import Walk
from tests.support.tiny_world import every_draft

WORLD = a_problem(
    [a_member(name) for name in "abc"],
    [a_team(name, visits_a_year=2, group_most=3) for name in ("north", "south")],
    year=span("2026-06-01", "2026-06-01"),
)
"""Two visits to the north and two to the south, on one day at one time; three members."""
TWO_GO = Tally(None, None, "visit", "two go", least=2, most=2)
ASKED = [
    Distinct(members, visits, of, f"{of} {count}", count, least=least, most=most, cost=cost)
    for of in ("team", "partner")
    for count in ("different", "again")
    for members, visits in ((None, None), (("a", "c"), ("north-1", "north-2", "south-1")))
    for least, most, cost in ((None, 1, ()), (1, None, (0, 2, 5)), (None, None, (6, 1, 0, 3)), (4, None, ()))
]


@pytest.mark.parametrize("sized", [False, True], ids=["any-size", "two-go"])
@pytest.mark.parametrize("asked", ASKED, ids=lambda one: f"{one.why}-{one.least}-{one.most}-{one.cost}-{one.members}")
def test_no_rota_pays_less_than_its_counters(asked: Distinct, sized: bool) -> None:
    body: tuple[Statement, ...] = (TWO_GO, asked) if sized else (asked,)
    arrays = compiled_of(WORLD, body)
    candidates = presolve(arrays)
    counters = without_varieties(arrays, candidates)
    assert not counters.varieties
    best = None
    every = every_draft(WORLD)
    for draft in [one for one in every if (one.groups.sum(axis=0) == 2).all()] if sized else every[::11]:
        whole = measure(arrays, draft)
        if not whole.broken:
            least = measure(counters, draft)
            assert not least.broken
            assert least.points <= whole.points
            best = whole.points if best is None else min(best, whole.points)
    relaxed, flow = worth(arrays, candidates), lower_bound(arrays, candidates)
    assert relaxed is not None
    if best is not None:
        assert relaxed.bound <= best
        assert flow.points <= best
        assert not flow.impossible


@pytest.mark.parametrize(
    "asked",
    [
        # Each team has two visits, so whoever goes three times or four meets both, at 20 points. Eight places among
        # three members are 4 + 2 + 2 or 3 + 3 + 2: 20 at least, and a on all, b in the north, c in the south is 20.
        Distinct(None, None, "team", "one team", cost=(0, 0, 20)),
        # A member with n places has n partners, of two there are: n - 2 again, at 10 points. Eight places less six
        # are 2 again: 20 at least, and ab, ac, bc, ab is 20.
        Distinct(None, None, "partner", "new partners", "again", cost=(0, 10)),
    ],
    ids=["teams", "partners"],
)
def test_flow_and_linear_program_see_too_few_places_in_each_team(asked: Distinct) -> None:
    arrays = compiled_of(WORLD, (TWO_GO, asked))
    candidates = presolve(arrays)
    relaxed = worth(arrays, candidates)
    assert relaxed is not None
    assert (lower_bound(arrays, candidates).points, relaxed.bound) == (20, 20)


def test_a_must_that_no_number_of_places_keeps_leaves_no_rota() -> None:
    # There are two teams, and everybody is to meet three.
    arrays = compiled_of(WORLD, (TWO_GO, Distinct(None, None, "team", "three teams", least=3)))
    assert lower_bound(arrays, presolve(arrays)).short > 0


def test_tables_between_the_ends_are_convex_and_whole() -> None:
    # Teams with room for two each: 0 points to two places, 20 to four. Three lie halfway, at 10.
    arrays = without_varieties(
        *(lambda made: (made, presolve(made)))(
            compiled_of(WORLD, (Distinct(None, None, "team", "one team", cost=(0, 0, 20)),))
        )
    )
    curve = arrays.families[-1].cells[0].curve
    assert [curve.points(places) for places in range(5)] == [0, 0, 0, 10, 20]
    assert (np.diff(curve.cost, 2) >= 0).all()


def test_seats_are_drawn_at_teams_that_the_member_meets() -> None:
    """Half of all swaps look there where teams are counted; visits that nothing counts have no such seats."""
    north = ("north-1", "north-2")
    asked = Distinct(None, north, "team", "one team", cost=(0, 0, 20))
    walk = Walk(compiled_of(WORLD, (TWO_GO, asked)), presolve(compiled_of(WORLD, (TWO_GO, asked))), _ann_in_the_north())
    drawn = {seat_at_known_team(walk.flat, walk.state, 0) for _ in range(200)}
    at = {int(walk.flat.seat_visit[seat]) for seat in drawn}
    assert at == {0, 1}
    assert seat_at_known_team(walk.flat, walk.state, 1) == -1
    assert seat_at_known_team(walk.flat, walk.state, 2) == -1


def _ann_in_the_north() -> Assignment:
    """a is on the first visit to the north, b on one to the south, c on none."""
    groups = np.zeros((3, 4), dtype=bool)
    groups[0, 0] = groups[1, 2] = True
    return Assignment(np.zeros(4, dtype=np.int64), groups)
