"""The fairest there could be: no rota of the tiny world that keeps every must is fairer, and one is as fair."""

from __future__ import annotations

import numpy as np
import pytest

from rota.auditing import audit
from rota.domain import Interest, Pin, Problem
from rota.solving.alternatives import fairest as module
from rota.solving.alternatives.fairest import Fairest, fairest
from tests.explaining.everywhere import LOOSE, TIGHT, Rules, ground, kept, points, some
from tests.support.builders import a_member, a_problem, a_rota, a_team, day
from tests.support.tiny_world import tiny_world

FAIR = some("fair_share")
RULE_SETS = {
    "loose": LOOSE,
    "tight": TIGHT,
    "limits": some("enough_members", "yearly_limit", "visit_interval", "fair_share"),
    "paired": some("enough_members", "availability", "fair_share", musts=("cross_party",)),
    "sizes": some("enough_members", "fair_share", "keep_published", "travel"),
}

each_set = pytest.mark.parametrize("rules", RULE_SETS.values(), ids=RULE_SETS)


def least(rules: Rules) -> int:
    """By brute force the fewest points of fairness of any rota that keeps every must."""
    return int(points(FAIR)[kept(rules)].min())


@each_set
def test_the_bound_is_below_every_rota_and_the_fairest_found_is_the_fairest(rules: Rules) -> None:
    found = fairest(tiny_world(), rules)
    assert found.points <= least(rules)
    assert found.found == least(rules)
    assert found.points == found.found  # so small a world is proven
    assert found.rota is not None
    report = audit(tiny_world(), rules, found.rota)
    assert report.kept
    assert sum(one.points for one in report.findings if one.rule == "fair_share") == found.found


@each_set
def test_a_rota_as_fair_as_the_bound_is_itself_the_answer(rules: Rules) -> None:
    every = np.flatnonzero(kept(rules))
    fair = points(FAIR)[every]
    best, other = (ground(rules, int(every[index])).rota for index in (fair.argmin(), fair.argmax()))
    assert fairest(tiny_world(), rules, best, int(fair.min())).found == least(rules)
    assert fairest(tiny_world(), rules, other, int(fair.max())).found == least(rules)


def test_where_the_flow_proves_a_known_rota_nothing_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two members, two visits: one each is 100 + 100, as the flow knows."""
    problem = a_problem([a_member("ann"), a_member("bob")], [a_team("mash", group_most=1), a_team("north")])
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-03 10:00", "bob")})
    monkeypatch.setattr(module, "LargeNeighbourhoodSearch", None)
    assert fairest(problem, some("enough_members", "fair_share"), rota, 200) == Fairest(200, rota, 200)


def test_preferences_do_not_count_however_many_points_they_cost() -> None:
    """The published rota has Ann on everything; fairness alone would rather have each go once."""
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-03 10:00", "ann")})
    problem = a_problem(
        [a_member("ann"), a_member("bob")], [a_team("mash"), a_team("north")], published=rota.placements
    )
    found = fairest(problem, some("enough_members", "keep_published", "fair_share"), rota, 400)
    assert (found.points, found.found) == (200, 200)


def test_where_no_rota_keeps_every_must_none_is_found() -> None:
    """The team needs two and there is one member."""
    problem = a_problem([a_member("ann")], [a_team("mash", group_least=2)])
    found = fairest(problem, some("enough_members", "fair_share"))
    assert (found.rota, found.found) == (None, None)


def two_at_once() -> Problem:
    """Two visits at one time, which Ann or Bob may make, and two later ones that Bob may not make."""
    teams = [a_team(name, group_most=1) for name in ("east", "mash", "north", "west")]
    days = {"mash-1": "2026-06-02", "north-1": "2026-06-02", "east-1": "2026-06-03", "west-1": "2026-06-04"}
    return a_problem(
        [a_member("ann"), a_member("bob")],
        teams,
        pins=tuple(Pin(visit, day=day(date)) for visit, date in days.items()),
        interests=(Interest("bob", "east"), Interest("bob", "west")),
    )


SHARED = some("enough_members", "one_place_at_a_time", "interests", "pinned", "fair_share")


def test_what_the_flow_cannot_see_is_proven_by_solving() -> None:
    """Ann makes both later visits and, as nobody is at two at once, one of the first two: 900 + 100."""
    found = fairest(two_at_once(), SHARED)
    assert (found.points, found.found) == (1000, 1000)


def test_a_year_too_large_to_solve_keeps_the_bound_of_the_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flow lets Bob be at two at once: 400 + 400. Nothing below that can be, and 1,000 is what was found."""
    monkeypatch.setattr(module, "LARGEST_PROOF", 0)
    found = fairest(two_at_once(), SHARED)
    assert (found.points, found.found) == (800, 1000)
