"""The sheet for a group whip: loads as the domain reads them, by group and member, and what is proven of them."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from rota.domain import Dated, Problem, Rota, member_loads
from rota.explaining.context import RotaContext
from rota.explaining.fairness import NO_GROUP, Fairness, GroupShare, MemberShare, Spread, fairness
from rota.reports.as_json import as_json
from tests.examples.figures import run
from tests.explaining.everywhere import LOOSE, TIGHT, kept, points, some
from tests.explaining.everywhere import ground as tiny_ground
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, day, past, span

RULES = some("enough_members", "availability", "fair_share")
YEAR = span("2026-06-01", "2027-05-31")
"""A whole year of 365 days; with a visit in the year before it, two."""

ROTA = {"mash-1": ("2026-06-02 10:00", "ann", "bob"), "north-1": ("2026-06-04 10:00", "ann")}


def a_ground(*members: object, rota: dict[str, tuple[str, ...]] = ROTA, **fields: object) -> RotaContext:
    """Ann and Bob go to the MASH and Ann to the north team, in a whole year."""
    problem = a_problem(
        members or [a_member("ann"), a_member("bob"), a_member("cat", "Green")],  # type: ignore[arg-type]
        [a_team("mash"), a_team("north")],
        year=YEAR,
        **fields,
    )
    return RotaContext(problem, RULES, a_rota(rota))


def member(found: Fairness, id: str) -> MemberShare:
    return next(one for one in found.members if one.member == id)


def group(found: Fairness, name: str) -> GroupShare:
    return next(one for one in found.groups if one.group == name)


# By member.


@pytest.mark.parametrize("name", ["small_town", "sefton", "own_rules"])
def test_loads_of_an_example_are_those_of_the_domain(name: str) -> None:
    asked = RotaContext(run(name).problem, run(name).rules, run(name).drawn.rota)
    found = fairness(asked)
    loads = [one for one in member_loads(asked.problem, asked.rota) if one.share or one.visits]
    told = {one.member: (one.visits, one.earlier, one.share, one.load) for one in found.members}
    assert told == {one.member: (one.visits, one.earlier, one.share, one.load) for one in loads}
    assert found.points == asked.report.points_by_rule()["fair_share"]
    assert found.proven_fairest == run(name).drawn.certificate.proven_fairest


def test_a_member_who_joined_half_way_carries_twice_the_load_of_a_visit() -> None:
    """Cat joined on 1 December 2026: 182 of the year's 365 days. One visit is a load of 365/182."""
    cat = a_member("cat", "Green", terms=(span("2026-12-01"),))
    rota = ROTA | {"north-1": ("2027-01-05 10:00", "cat")}
    one = member(fairness(a_ground(a_member("ann"), a_member("bob"), cat, rota=rota)), "cat")
    assert (one.since, one.visits, one.earlier) == (day("2026-12-01"), 1, 0)
    assert (one.share, one.load) == (Fraction(182, 365), Fraction(365, 182))


def test_leave_makes_the_share_smaller() -> None:
    """73 days of leave of 365: four fifths of a share. Two visits are a load of 2.5."""
    one = member(fairness(a_ground(absences=(away("ann", "2026-09-01", "2026-11-12"),))), "ann")
    assert (one.share, one.load) == (Fraction(4, 5), Fraction(5, 2))


def test_earlier_visits_count_and_those_of_an_earlier_term_do_not() -> None:
    """The time counted is two years. Bob's one earlier visit counts; Cat, elected anew in May 2026, starts afresh."""
    cat = a_member("cat", "Green", terms=(span("2020-05-01", "2026-05-06"), span("2026-05-07")))
    history = (past("bob", "mash", "2025-10-01"), past("cat", "mash", "2025-10-01"))
    found = fairness(a_ground(a_member("ann"), a_member("bob"), cat, history=history))
    assert [(one.member, one.earlier, one.visits, one.load) for one in found.members if one.member != "cat"] == [
        ("ann", 0, 2, 2),
        ("bob", 1, 1, 2),
    ]
    assert (member(found, "cat").earlier, member(found, "cat").since) == (0, day("2026-05-07"))


def test_who_neither_serves_nor_goes_is_left_out() -> None:
    gone = a_member("dee", "Green", terms=(span("2020-01-01", "2026-01-31"),))
    found = fairness(a_ground(a_member("ann"), a_member("bob"), gone))
    assert [one.member for one in found.members] == ["ann", "bob"]


def test_who_goes_without_serving_is_shown_with_no_share_and_no_load() -> None:
    """A draft sends somebody who has left: the sheet does not hide it."""
    gone = a_member("cat", "Green", terms=(span("2020-01-01", "2026-01-31"),))
    rota = ROTA | {"north-1": ("2026-06-04 10:00", "cat")}
    one = member(fairness(a_ground(a_member("ann"), a_member("bob"), gone, rota=rota)), "cat")
    assert (one.visits, one.share, one.load) == (1, 0, 0)


def test_members_stand_by_group_and_name_whatever_their_load() -> None:
    members = [
        a_member("a", "Labour", name="zoe Alder"),
        a_member("b", "Labour", name="Adam Birch"),
        a_member("c", "", name="Ann Cedar"),
        a_member("d", "Green", name="Yan Dogwood"),
    ]
    rota = {"mash-1": ("2026-06-02 10:00", "a", "b"), "north-1": ("2026-06-04 10:00", "a")}
    found = fairness(a_ground(*members, rota=rota))
    shown = [(one.name, one.group) for one in found.members]
    assert shown == [
        ("Yan Dogwood", "Green"),
        ("Adam Birch", "Labour"),
        ("zoe Alder", "Labour"),
        ("Ann Cedar", NO_GROUP),
    ]
    assert [one.group for one in found.groups] == ["Green", "Labour", NO_GROUP]


# By group.


def test_a_group_has_the_mean_of_its_loads_and_its_part_of_seats_and_visits() -> None:
    """Labour: Ann 2 and Bob 1, of 3 places; 2 of 3 seats. Green: Cat none."""
    found = fairness(a_ground())
    assert group(found, "Labour") == GroupShare("Labour", 2, 2, 0, 3, Fraction(3, 2), Fraction(2, 3), Fraction(1))
    assert group(found, "Green") == GroupShare("Green", 1, 1, 0, 0, Fraction(0), Fraction(1, 3), Fraction(0))


def test_who_has_no_share_does_not_count_in_the_mean_of_the_group() -> None:
    """A draft sends Cat, who has left: Green's mean is Dee's load alone, and Cat's visit is still Green's."""
    gone = a_member("cat", "Green", terms=(span("2020-01-01", "2026-01-31"),))
    rota = {"mash-1": ("2026-06-02 10:00", "ann", "dee"), "north-1": ("2026-06-04 10:00", "cat")}
    green = group(fairness(a_ground(a_member("ann"), a_member("dee", "Green"), gone, rota=rota)), "Green")
    assert (green.can_go, green.visits, green.mean_load) == (2, 2, Fraction(1))


def test_the_parts_of_an_example_add_up() -> None:
    asked = RotaContext(run("small_town").problem, run("small_town").rules, run("small_town").drawn.rota)
    found = fairness(asked)
    places = Counter(one for placement in asked.rota.placements for one in placement.members)
    assert sum(one.share_of_seats for one in found.groups) == 1
    assert sum(one.share_of_visits for one in found.groups) == 1
    assert sum(one.visits for one in found.groups) == places.total()
    assert sum(one.can_go for one in found.groups) == len(found.members)
    for one in found.groups:
        loads = [row.load for row in found.members if row.group == one.group and row.share]
        assert one.mean_load == sum(loads) / len(loads)


def test_a_group_is_the_one_of_the_years_first_day() -> None:
    moved = a_member("cat", groups=(Dated("Green", span(None, "2026-12-31")), Dated("Labour", span("2027-01-01"))))
    found = fairness(a_ground(a_member("ann"), a_member("bob"), moved))
    assert member(found, "cat").group == "Green"


def test_a_seat_that_is_filled_later_is_no_seat_on_the_first_day() -> None:
    """Cat is elected in December: shares of seats are those of 1 June, her visits are her group's."""
    cat = a_member("cat", "Green", terms=(span("2026-12-01"),))
    rota = ROTA | {"north-1": ("2027-01-05 10:00", "cat")}
    found = fairness(a_ground(a_member("ann"), a_member("bob"), cat, rota=rota))
    assert (group(found, "Green").share_of_seats, group(found, "Green").share_of_visits) == (0, Fraction(1, 3))


def test_a_year_without_a_visit_has_shares_of_nothing() -> None:
    found = fairness(a_ground(rota={}))
    assert {one.share_of_visits for one in found.groups} == {0}
    assert found.now == (Spread(Fraction(0), 3),)


# How fair it is.


def test_loads_are_spread_to_the_nearest_half() -> None:
    """Ann 2 visits in four fifths of the time: 2.5. Bob 1, Cat none."""
    found = fairness(a_ground(absences=(away("ann", "2026-09-01", "2026-11-12"),)))
    assert found.now == (Spread(Fraction(0), 1), Spread(Fraction(1), 1), Spread(Fraction(5, 2), 1))


def test_a_rota_that_is_not_the_fairest_is_told_the_fairest() -> None:
    """Ann twice and Bob once are 400 + 100. The MASH may be visited by one alone: two members once each, 100 + 100."""
    found = fairness(a_ground())
    assert (found.points, found.bound, found.fairest_points) == (500, 200, 200)
    assert not found.proven_fairest
    assert found.fairest == (Spread(Fraction(0), 1), Spread(Fraction(1), 2))


def test_the_fairest_rota_is_proven_so() -> None:
    rota = {"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-04 10:00", "cat")}
    found = fairness(a_ground(rota=rota))
    assert (found.points, found.bound, found.proven_fairest) == (200, 200, True)
    assert found.fairest == found.now


@pytest.mark.parametrize("rules", [LOOSE, TIGHT], ids=["loose", "tight"])
def test_of_the_tiny_world_the_bound_is_below_every_rota_and_the_fairest_is_told(rules: tuple) -> None:
    fair = points(some("fair_share"))
    least = int(fair[kept(rules)].min())
    every = np.flatnonzero(kept(rules)).tolist()
    for number in random.Random(6).sample(every, 6):
        found = fairness(tiny_ground(rules, number))
        assert found.points == fair[number]
        assert found.bound <= least
        assert found.fairest_points == least
        assert found.proven_fairest == (fair[number] == least)


def test_a_draft_is_measured_and_is_not_taken_for_the_fairest() -> None:
    """With nobody at the north team it costs 100 + 100 less than any rota that keeps the must; it is no answer."""
    found = fairness(a_ground(rota={"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-04 10:00",)}))
    assert (found.points, found.bound, found.fairest_points) == (100, 200, 200)
    assert found.fairest == (Spread(Fraction(0), 1), Spread(Fraction(1), 2))


def without(asked: RotaContext, **numbers: int) -> RotaContext:
    """The same with another number of points for fairness, or with no such rule."""
    rules = [replace(rule, **numbers) if rule.measures_fairness else rule for rule in asked.rules]
    kept_rules = tuple(rule for rule in rules if numbers or not rule.measures_fairness)
    return RotaContext(asked.problem, kept_rules, asked.rota)


@pytest.mark.parametrize("asked", [without(a_ground()), without(a_ground(), points_per_squared_load=0)])
def test_nothing_is_proven_where_nothing_counts_how_even_it_is(asked: RotaContext) -> None:
    """Without the rule, or with no points for it: 0 points are no proof of fairness."""
    found = fairness(asked)
    assert (found.measured, found.proven_fairest, found.points) == (False, False, 0)
    assert found.fairest == ()
    assert [one.member for one in found.members] == ["cat", "ann", "bob"]


def test_an_impossible_year_still_has_its_loads() -> None:
    """Nobody may go to the north team with two: it is told what there is, and no fairest."""
    problem = a_problem([a_member("ann")], [a_team("mash"), a_team("north", group_least=2)], year=YEAR)
    rota: Rota = a_rota({"mash-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-04 10:00", "ann")})
    found = fairness(RotaContext(problem, RULES, rota))
    assert (found.fairest, found.fairest_points) == ((), None)
    assert found.points == 400


# As JSON.


def test_as_json_loads_are_numbers_and_the_verdict_is_told() -> None:
    answer = json.loads(as_json(fairness(a_ground(absences=(away("ann", "2026-09-01", "2026-11-12"),))), ["A line."]))
    assert answer["text"] == ["A line."]
    (ann,) = [one for one in answer["answer"]["members"] if one["member"] == "ann"]
    assert (ann["share"], ann["load"], ann["since"], ann["visits"]) == (0.8, 2.5, None, 2)
    assert answer["answer"]["proven_fairest"] is False
    assert answer["answer"]["groups"][0]["share_of_seats"] == 0.333


def test_a_problem_is_not_changed_by_being_read() -> None:
    asked = a_ground()
    before: Problem = replace(asked.problem)
    fairness(asked)
    assert asked.problem == before
