"""Reserves: each could step in today, two for each visit, kept apart, and best first."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from rota.explaining.context import RotaContext
from rota.explaining.reserves import USUAL, StandBy, reserves, stand_by
from tests.examples.figures import run
from tests.explaining.council import RULES, a_ground, cat
from tests.explaining.everywhere import RULE_SETS, kept, replaced, some
from tests.explaining.everywhere import ground as tiny_ground
from tests.support.builders import a_member, a_problem, a_rota, a_team, away, past


def stepped_in(asked: RotaContext, visit: str, member: str, out: str) -> RotaContext:
    """The rota with the member in the other's place."""
    placement = asked.placement(visit)
    going = (member, *(one for one in placement.members if one != out))
    return RotaContext(asked.problem, asked.rules, replaced(asked.rota, replace(placement, members=going)))


def could_step_in(asked: RotaContext, visit: str, member: str) -> list[str]:
    """By the audit: for whom the member could step in today and break no must."""
    outs = asked.placement(visit).members
    return [out for out in outs if stepped_in(asked, visit, member, out).report.kept]


def holds(asked: RotaContext) -> int:
    """Each reserve could step in by the audit, and there are as many as there can be; how many there are."""
    found = reserves(asked)
    assert [one.visit for one in found] == [visit.id for visit in asked.problem.visits]
    for one in found:
        others = {member.id for member in asked.problem.members} - set(asked.placement(one.visit).members)
        able = [member for member in others if could_step_in(asked, one.visit, member)]
        assert set(one.members) <= set(able)
        assert len(one.members) == min(USUAL, len(able))
    return sum(len(one.members) for one in found)


@pytest.mark.parametrize("name", RULE_SETS)
def test_each_reserve_could_step_in_and_there_are_as_many_as_can_be(name: str) -> None:
    rules = RULE_SETS[name]
    every = np.flatnonzero(kept(rules)).tolist()
    grounds = [tiny_ground(rules, number) for number in random.Random(5).sample(every, min(12, len(every)))]
    assert sum(map(holds, grounds)) > 0


@pytest.mark.parametrize("name", ["small_town", "own_rules"])
def test_each_reserve_of_an_example_could_step_in_today(name: str) -> None:
    found = run(name)
    assert holds(RotaContext(found.problem, found.rules, found.drawn.rota)) > 0


def test_reserves_are_two_each_unless_another_number_is_asked_for() -> None:
    asked = a_large_ground()
    assert USUAL == 2
    assert {len(one.members) for one in reserves(asked)} == {2}
    assert {len(one.members) for one in reserves(asked, 3)} == {3}
    assert {len(one.members) for one in reserves(asked, 0)} == {0}


def a_large_ground() -> RotaContext:
    """Three visits on three days, each by one of twelve members who can all go at any time."""
    members = [a_member(f"m{number:02}") for number in range(12)]
    teams = [a_team(name, group_most=1) for name in ("east", "north", "west")]
    rota = a_rota({f"{team.id}-1": (f"2026-06-0{2 + day} 10:00", f"m0{day}") for day, team in enumerate(teams)})
    return RotaContext(a_problem(members, teams), some("enough_members", "availability", "fair_share"), rota)


def test_nobody_is_a_reserve_twice_while_there_are_others() -> None:
    often = Counter(member for one in reserves(a_large_ground()) for member in one.members)
    assert set(often.values()) == {1}


def test_reserves_are_kept_apart_as_far_as_brute_force_can() -> None:
    """Six members, three visits by one each, some away: the least sum of squares of all ways to name two each."""
    members = [a_member(name) for name in ("ann", "bob", "cat", "dee", "eve", "fay")]
    teams = [a_team(name, group_most=1) for name in ("east", "north", "west")]
    absences = [away("dee", "2026-06-02"), away("eve", "2026-06-02"), away("fay", "2026-06-02", "2026-06-03")]
    rota = {"east-1": ("2026-06-02 10:00", "ann"), "north-1": ("2026-06-03 10:00", "bob")}
    rota |= {"west-1": ("2026-06-04 10:00", "cat")}
    problem = a_problem(members, teams, absences=tuple(absences))
    asked = RotaContext(problem, some("enough_members", "availability"), a_rota(rota))
    able = [[one.member for one in stand_by(asked, visit).reserves] for visit in rota]
    # East: bob and cat alone; north: ann, cat, dee, eve; west: all but cat.
    assert [sorted(names) for names in able] == [
        ["bob", "cat"],
        ["ann", "cat", "dee", "eve"],
        ["ann", "bob", "dee", "eve", "fay"],
    ]
    least = min(squares(way) for way in product(*(list(combinations(names, 2)) for names in able)))
    assert squares([one.members for one in reserves(asked)]) == least == 6


def squares(given: object) -> int:
    often = Counter(member for names in given for member in names)  # type: ignore[attr-defined]
    return sum(times**2 for times in often.values())


def test_a_rota_with_visits_left_out_has_reserves_for_the_rest() -> None:
    asked = a_ground(rota={"north-1": ("2026-06-04 10:00", "cat")})
    assert [(one.visit, len(one.members)) for one in reserves(asked)] == [("north-1", 2)]


# Everybody who could step in on a visit.


def listed(found: StandBy) -> list[tuple[str, tuple[str, ...], int]]:
    return [(one.name, one.for_names, one.points) for one in found.reserves]


def test_those_who_could_stand_in_for_more_come_first_then_the_cheaper() -> None:
    """Dee, a lead member, may stand in for anybody; Eve has made a visit before, so that another costs 300.

    Cat's second visit costs 300 too, less the 100 of whoever she stands in for; Dee's first costs 100 - 100.
    Fay has no training in date on that day.
    """
    others = [
        a_member("dee", "Labour", name="Dee Dogwood"),
        a_member("fay", "Labour", name="Fay Fir", trained=None),
    ]
    found = stand_by(a_ground(*others), "mash-1")
    assert (found.title, found.names) == ("MASH", ("Ann Alder", "Bob Birch"))
    assert listed(found) == [
        ("Dee Dogwood", ("Ann Alder", "Bob Birch"), 0),
        ("Cat Cedar", ("Ann Alder", "Bob Birch"), 200),
    ]
    assert [one.group for one in found.reserves] == ["Labour", "Green"]


def test_who_could_stand_in_for_one_alone_comes_after_those_who_could_for_all() -> None:
    """A group of both parties is a must: Dee, of Labour, can only take Ann's place, however cheap she is."""
    rules = (*RULES, *some(musts=("cross_party",)))
    dee = a_member("dee", "Labour", name="Dee Dogwood")
    fay = a_member("fay", "Orange", name="Fay Fir")
    found = stand_by(a_ground(dee, fay, cat=cat(yearly_limit=1), rules=rules), "mash-1")
    assert listed(found) == [("Fay Fir", ("Ann Alder", "Bob Birch"), 0), ("Dee Dogwood", ("Ann Alder",), 0)]


def test_for_one_who_drops_out_only_those_are_listed_who_could_take_that_place() -> None:
    rules = (*RULES, *some(musts=("cross_party",)))
    dee = a_member("dee", "Labour", name="Dee Dogwood")
    asked = a_ground(dee, rules=rules)
    assert listed(stand_by(asked, "mash-1", "bob")) == [("Cat Cedar", ("Bob Birch",), 200)]
    assert listed(stand_by(asked, "mash-1", "ann")) == [("Dee Dogwood", ("Ann Alder",), 0)]


def test_the_points_of_one_who_could_stand_in_for_several_are_the_fewest() -> None:
    """Bob has gone before: in his place Dee saves his second visit's 300, in Ann's only her first's 100."""
    dee = a_member("dee", "Orange", name="Dee Dogwood")
    asked = a_ground(dee, history=(past("bob", "north", "2026-01-07"),))
    (first,) = [one for one in stand_by(asked, "mash-1").reserves if one.member == "dee"]
    costs = [stepped_in(asked, "mash-1", "dee", out).report.points - asked.report.points for out in ("ann", "bob")]
    assert costs[1] < costs[0]
    assert first.points == min(costs)


def test_a_visit_that_is_not_placed_has_no_reserves() -> None:
    with pytest.raises(KeyError, match="mash-1"):
        stand_by(a_ground(rota={"north-1": ("2026-06-04 10:00", "cat")}), "mash-1")
