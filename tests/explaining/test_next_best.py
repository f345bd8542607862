"""The next best are the next best of all there are: brute force over every rota of the tiny world says so."""

from __future__ import annotations

import numpy as np
import pytest

from rota.domain import Placement
from rota.explaining.context import RotaContext
from rota.explaining.why_not import why_not
from rota.explaining.why_visit import NEXT_BEST, Why, why
from rota.solving.alternatives import alternatives as around
from rota.solving.alternatives.alternatives import Moved
from tests.explaining.brute_force import starts, wished
from tests.explaining.everywhere import (
    MEMBERS,
    RULE_SETS,
    VISITS,
    Rules,
    bit_of,
    ground,
    has_a_host,
    in_place,
    kept,
    number_of_rota,
    parts,
    people_disturbed,
    points,
    replaced,
)
from tests.support.tiers import first_few

pytestmark = pytest.mark.full

each_set = pytest.mark.parametrize("name", first_few(2, ("tight", "hosted", "loose", "paired")))


def goes(number: int, member: str, visit: int) -> bool:
    return bool(parts(number)[1][visit] & bit_of(member))


def dearer(rules: Rules, number: int, other: int) -> int:
    return int(points(rules)[other] - points(rules)[number])


def best_by_brute_force(rules: Rules, number: int, visit: int, without: str = "") -> list[int]:
    """The points by which each rota that differs in the visit alone, and keeps every must, is dearer: fewest first."""
    return sorted(
        dearer(rules, number, other)
        for other in in_place(number, visit)
        if kept(rules)[other] and not (without and goes(other, without, visit))
    )


def agrees(rules: Rules, asked: RotaContext, number: int, visit: int, member: str = "") -> None:
    """The alternatives in place are the true next best; their points and rules are the audit's."""
    answer = why(asked, VISITS[visit], member)
    best = best_by_brute_force(rules, number, visit, member)
    told = [one for one in answer.alternatives if not one.others_move]
    assert [one.difference.points for one in told] == best[:NEXT_BEST]
    assert answer.all_told == (len(best) < NEXT_BEST)
    assert len({one.placement for one in told}) == len(told)
    for one in told:
        other = number_of_rota(replaced(asked.rota, one.placement))
        assert kept(rules)[other]
        assert other != number
        assert one.difference.points == dearer(rules, number, other)
        assert sum(change.points for change in one.difference.by_rule) == one.difference.points
        assert member not in one.placement.members or not member
        assert one.difference.breaches == ()


@each_set
def test_the_next_best_three_are_the_true_next_best_of_every_rota(name: str) -> None:
    rules = RULE_SETS[name]
    for number in starts(rules, 5):
        asked = ground(rules, number)
        for visit in range(3):
            agrees(rules, asked, number, visit)


@each_set
def test_the_next_best_without_a_member_are_the_true_next_best_of_every_rota(name: str) -> None:
    rules = RULE_SETS[name]
    for number in starts(rules, 4):
        asked = ground(rules, number)
        for visit in range(3):
            for member in asked.placement(VISITS[visit]).members:
                agrees(rules, asked, number, visit, member)


def test_where_there_are_fewer_than_three_all_are_told() -> None:
    """Under the tight rules visits have none, one or two other ways: each number comes up."""
    rules = RULE_SETS["tight"]
    found = set()
    for number in starts(rules, 14):
        asked = ground(rules, number)
        for visit in range(3):
            best = best_by_brute_force(rules, number, visit)
            if len(best) < NEXT_BEST:
                answer = why(asked, VISITS[visit])
                assert answer.all_told
                assert sum(not one.others_move for one in answer.alternatives) == len(best)
                found.add(len(best))
    assert found == {0, 1, 2}


def test_that_there_is_no_further_way_never_means_that_none_was_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no work left for questions of the whole rota, one visit's next best are still solved to the end."""
    monkeypatch.setattr(around, "WORK", 0.0)
    rules = RULE_SETS["loose"]
    (number,) = starts(rules, 1)
    agrees(rules, ground(rules, number), number, 0)


# Where others have to move: the fewest people.


def fewest_people(rules: Rules, number: int, visit: int, without: str) -> tuple[int, int] | None:
    """(people whose diaries change, points more) of the rota of all there are that disturbs fewest people."""
    possible = np.flatnonzero(kept(rules) & wished(number, visit, without))
    people = people_disturbed(number, has_a_host(rules))[possible]
    if not len(people):
        return None
    return int(people.min()), dearer(rules, number, int(possible[people.argmin()]))


def with_others(rules: Rules, asked: RotaContext, number: int, visit: int, without: str) -> Moved | None:
    """What is found to disturb fewest people; by brute force no rota disturbs fewer."""
    moved = asked.around.with_others_moving(VISITS[visit], without)
    fewest = fewest_people(rules, number, visit, without)
    if moved is None:
        assert fewest is None
        return None
    other = number_of_rota(moved.rota)
    assert kept(rules)[other]
    assert wished(number, visit, without)[other]
    assert fewest is not None
    assert people_disturbed(number, has_a_host(rules))[other] == fewest[0]
    assert len(asked.compared(moved.rota).people) == fewest[0]
    assert moved.proven
    return moved


@each_set
def test_where_others_move_the_fewest_people_are_disturbed_that_can_be(name: str) -> None:
    rules = RULE_SETS[name]
    for number in starts(rules, 5):
        asked = ground(rules, number)
        for visit in range(3):
            for without in ("", *asked.placement(VISITS[visit]).members):
                with_others(rules, asked, number, visit, without)


def grants(now: Placement, other: Placement, without: str) -> bool:
    """Whether the placement is one that was wished for."""
    return without not in other.members if without else other.slot != now.slot


def others_told(answer: Why) -> list[tuple[int, int]]:
    return [(len(one.difference.people), one.difference.points) for one in answer.alternatives if one.others_move]


@pytest.mark.parametrize("name", first_few(2, ["tight", "hosted", "paired"]))
def test_where_few_ways_leave_the_others_as_they_are_why_tells_the_least_disturbing(name: str) -> None:
    """For each wish (another date; each member off the visit) the one that disturbs fewest people, if others move."""
    rules = RULE_SETS[name]
    told = 0
    for number in starts(rules, 5):
        asked = ground(rules, number)
        for visit in range(3):
            answer = why(asked, VISITS[visit])
            wishes = ("", *answer.placement.members)
            fewest = {without: fewest_people(rules, number, visit, without) for without in wishes}
            assert others_told(answer) == sorted(others_told(answer))
            assert answer.all_told or not others_told(answer)
            told += len(others_told(answer))
            for one in answer.alternatives:
                others = {change.visit for change in one.difference.diary} - {VISITS[visit]}
                assert one.others_move == bool(others)
            for without in wishes if len(answer.alternatives) < NEXT_BEST else ():
                granted = [
                    len(one.difference.people)
                    for one in answer.alternatives
                    if grants(answer.placement, one.placement, without)
                ]
                least = fewest[without]
                assert min(granted, default=None) == (least and least[0])
    assert told > 3


@pytest.mark.parametrize("name", first_few(2, ["tight", "hosted", "paired"]))
def test_a_member_is_let_off_with_others_moving_wherever_that_can_be(name: str) -> None:
    """With a member there is one wish: what is told is its least, and nothing is told where no rota grants it."""
    rules = RULE_SETS[name]
    told = 0
    for number in starts(rules, 5):
        asked = ground(rules, number)
        for visit in range(3):
            for member in asked.placement(VISITS[visit]).members:
                answer = why(asked, VISITS[visit], member)
                fewest = fewest_people(rules, number, visit, member)
                alone = best_by_brute_force(rules, number, visit, member)
                if fewest is None:
                    assert answer.alternatives == ()
                elif not alone:
                    assert [people for people, _ in others_told(answer)] == [fewest[0]]
                    told += 1
    assert told > 0


# Why not: the cheapest with the member on the visit.


def cheapest(rules: Rules, number: int, visit: int, member: str, here: bool) -> int | None:
    """By brute force how much dearer the cheapest rota is that differs in the visit alone and has the member on it."""
    at = parts(number)[0][visit]
    return min(
        (
            dearer(rules, number, other)
            for other in in_place(number, visit)
            if kept(rules)[other] and goes(other, member, visit) and (parts(other)[0][visit] == at) == here
        ),
        default=None,
    )


@each_set
def test_what_it_costs_to_have_a_member_go_is_the_cheapest_of_every_rota(name: str) -> None:
    rules = RULE_SETS[name]
    seen = set()
    for number in starts(rules, 14):
        asked = ground(rules, number)
        for visit in range(3):
            for member in set(MEMBERS) - set(asked.placement(VISITS[visit]).members):
                answer = why_not(asked, VISITS[visit], member)
                here, elsewhere = (cheapest(rules, number, visit, member, here) for here in (True, False))
                assert (answer.could and answer.could.difference.points) == here
                if answer.could is None:
                    assert (answer.another_date and answer.another_date.difference.points) == elsewhere
                elif elsewhere is not None and elsewhere < (here or 0):
                    assert answer.another_date is not None
                    assert answer.another_date.difference.points == elsewhere
                seen.add((here is None, elsewhere is None))
                for one in (answer.could, answer.another_date):
                    if one:
                        assert member in one.placement.members
                        assert number_of_rota(replaced(asked.rota, one.placement)) in set(in_place(number, visit))
                assert bool(answer.options) == (answer.could is None)
    assert len(seen) > 1
