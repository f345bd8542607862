"""What is over is neither offered nor an alternative: brute force over every rota of the tiny world says so."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest

from constraints.enough_members import EnoughMembers
from constraints.yearly_limit import YearlyLimit
from rota.explaining.context import PastVisits, RotaContext
from rota.explaining.reserves import reserves, stand_by
from rota.explaining.swaps import offers
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import NEXT_BEST, why
from tests.explaining.brute_force import Ring, as_ring, legal_by_brute_force, places, starts, wished
from tests.explaining.everywhere import (
    MEMBERS,
    RULE_SETS,
    VISITS,
    Mask,
    Rules,
    ground,
    has_a_host,
    in_place,
    kept,
    number_of_rota,
    parts,
    people_disturbed,
    points,
    replaced,
    slots_of_all,
)
from tests.support.builders import a_member, a_problem, a_rota, a_team, day
from tests.support.tiers import first_few
from tests.support.tiny_world import tiny_world

pytestmark = pytest.mark.full

FIRST_DAYS = {"2026-06-03": 0, "2026-06-04": 1, "2026-06-10": 1, "2026-06-11": 2, "2026-06-18": 3}
"""The Wednesdays are 3, 10 and 17 June: for each first day how many of them are gone."""

each_set = pytest.mark.parametrize("name", first_few(2, ("tight", "hosted", "loose", "paired")))
each_day = pytest.mark.parametrize("first_day", FIRST_DAYS)


def on(rules: Rules, number: int, first_day: str) -> RotaContext:
    """The rota of this number, looked at on this day."""
    return RotaContext(tiny_world(), rules, ground(rules, number).rota, day(first_day))


def over(number: int, gone: int) -> list[bool]:
    """Which visits of the rota are over."""
    return [slot < gone for slot in parts(number)[0]]


def leaves_the_past(number: int, gone: int) -> Mask:
    """In which rotas every visit that is over is as it is here, and no other is on a day that is gone."""
    slots, groups = parts(number)
    same = np.ones(len(slots_of_all(0)), dtype=bool)
    every = [parts(other) for other in range(len(same))]
    for visit in range(3):
        if slots[visit] < gone:
            same &= np.array([(at[visit], going[visit]) == (slots[visit], groups[visit]) for at, going in every])
        else:
            same &= slots_of_all(visit) >= gone
    return same


@cache
def legal(name: str, number: int, member: str, visit: str) -> dict[Ring, int]:
    return legal_by_brute_force(ground(RULE_SETS[name], number), member, visit)


@each_day
@each_set
def test_swaps_are_those_of_brute_force_that_touch_nothing_over(name: str, first_day: str) -> None:
    rules, gone, listed = RULE_SETS[name], FIRST_DAYS[first_day], 0
    for number in starts(rules, 8):
        asked = on(rules, number, first_day)
        past = {visit for visit, is_over in zip(VISITS, over(number, gone), strict=True) if is_over}
        for member, visit in places(asked.rota):
            expected = {
                ring: more
                for ring, more in legal(name, number, member, visit).items()
                if not past.intersection(gives for _, gives, _ in ring)
            }
            assert {as_ring(swap): swap.points for swap in asked.around.swaps(member, visit)} == expected
            assert (offers(asked, member, visit, 5).over is not None) == (visit in past)
            listed += len(expected)
    assert gone == 3 or name == "paired" or listed > 0


@each_day
@each_set
def test_the_next_best_are_those_of_brute_force_that_leave_the_past(name: str, first_day: str) -> None:
    rules, gone = RULE_SETS[name], FIRST_DAYS[first_day]
    for number in starts(rules, 3):
        asked, allowed = on(rules, number, first_day), leaves_the_past(number, gone) & kept(rules)
        for visit, is_over in enumerate(over(number, gone)):
            best = sorted(
                int(points(rules)[other] - points(rules)[number])
                for other in in_place(number, visit)
                if allowed[other] and not is_over
            )
            answer = why(asked, VISITS[visit])
            told = [one for one in answer.alternatives if not one.others_move]
            assert [one.difference.points for one in told] == best[:NEXT_BEST]
            assert all(allowed[number_of_rota(replaced(asked.rota, one.placement))] for one in told)
            assert (answer.over is not None, bool(is_over and answer.alternatives)) == (is_over, False)


@each_day
def test_others_move_only_on_days_to_come(first_day: str) -> None:
    """Under the tight rules visits stand in one another's way: the fewest people of all rotas that leave the past."""
    rules, gone, found = RULE_SETS["tight"], FIRST_DAYS[first_day], 0
    for number in starts(rules, 10):
        asked, allowed = on(rules, number, first_day), leaves_the_past(number, gone) & kept(rules)
        for visit, is_over in enumerate(over(number, gone)):
            moved = asked.around.with_others_moving(VISITS[visit])
            possible = np.flatnonzero(allowed & wished(number, visit, ""))
            assert (moved is None) == (is_over or not len(possible))
            if moved is not None:
                other = number_of_rota(moved.rota)
                assert allowed[other]
                disturbed = people_disturbed(number, has_a_host(rules))
                assert disturbed[other] == disturbed[possible].min()
                found += 1
    assert gone >= 2 or found > 0  # with one Wednesday left, or none, there is nowhere to move to


def test_what_is_over_gives_nobody_up_so_that_others_may_move() -> None:
    """Ann goes north and Bob has been to the MASH, once each and no more: Ann is freed by exchanging the two, while
    the MASH is to come. On 3 June it is over, and nobody is left for her place.
    """
    teams = [a_team("mash", group_most=1), a_team("north", group_most=1)]
    problem = a_problem([a_member("ann"), a_member("bob")], teams)
    rules = (EnoughMembers(), YearlyLimit(visits_a_year=1))
    rota = a_rota({"mash-1": ("2026-06-02 10:00", "bob"), "north-1": ("2026-06-04 10:00", "ann")})
    moved = RotaContext(problem, rules, rota, day("2026-06-02")).around.with_others_moving("north-1", "ann")
    assert moved is not None
    assert moved.rota.of(["mash-1"])[0].members == ("ann",)
    assert RotaContext(problem, rules, rota, day("2026-06-03")).around.with_others_moving("north-1", "ann") is None


@each_set
def test_another_date_for_one_who_cannot_go_is_never_a_day_that_is_gone(name: str) -> None:
    rules, told = RULE_SETS[name], 0
    for first_day, gone in FIRST_DAYS.items():
        for number in starts(rules, 4):
            asked = on(rules, number, first_day)
            for visit in range(3):
                going = asked.placement(VISITS[visit]).members
                for member in set(MEMBERS) - set(going):
                    answer = why_not(asked, VISITS[visit], member)
                    is_over = over(number, gone)[visit]
                    assert (answer.over is not None) == is_over
                    if answer.another_date:
                        assert answer.another_date.placement.slot.day >= day(first_day)
                        assert not is_over
                        told += 1
    assert told > 0


def test_nobody_stands_by_for_what_is_over() -> None:
    rules, held = RULE_SETS["loose"], 0
    for number in random.Random(3).sample(np.flatnonzero(kept(rules)).tolist(), 12):
        for first_day, gone in FIRST_DAYS.items():
            asked = on(rules, number, first_day)
            to_come = {visit for visit, is_over in zip(VISITS, over(number, gone), strict=True) if not is_over}
            assert {one.visit for one in reserves(asked)} == to_come
            for visit in VISITS:
                now, before = stand_by(asked, visit), stand_by(ground(rules, number), visit)
                assert now.reserves == (before.reserves if visit in to_come else ())
                held += visit not in to_come and bool(before.reserves)
    assert held > 0


def test_how_many_are_over_is_counted_and_without_a_day_none_is() -> None:
    (number,) = starts(RULE_SETS["loose"], 1)
    for first_day, gone in FIRST_DAYS.items():
        count = sum(over(number, gone))
        assert on(RULE_SETS["loose"], number, first_day).past == (PastVisits(count, day(first_day)) if count else None)
    asked = ground(RULE_SETS["loose"], number)
    assert (asked.past, [asked.over(visit) for visit in VISITS]) == (None, [None, None, None])
