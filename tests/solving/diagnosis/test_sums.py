"""The sums that show there is too little to go round: right by hand, and never said where a rota exists."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from constraints.enough_members import EnoughMembers
from constraints.part_of_year import PartOfYear
from constraints.pool import Pool
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.domain import CommitteePlace, Problem
from rota.rules import Rule
from rota.solving.bounds.calendar_capacity import Full, too_crowded
from rota.solving.diagnosis.place_capacity import Cut, holds, too_few
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import possible_slots
from tests.solving.diagnosis.every_part import can_be_kept
from tests.support.builders import a_member, a_problem, a_team, span
from tests.support.tiers import first_few
from tests.support.tiny_world import tiny_world
from tests.support.verdicts import MUSTS, compiled

pytestmark = pytest.mark.full

TWO_A_YEAR = YearlyLimit(visits_a_year=2)


def crowded(arrays: Compiled) -> Full | None:
    return too_crowded(arrays, [possible_slots(arrays, visit) for visit in range(arrays.visit_count)])


def a_cut(problem: Problem, *rules: Rule) -> tuple[Compiled, Cut]:
    arrays = compiled(problem, *rules)
    cut = too_few(arrays)
    assert cut is not None
    return arrays, cut


def three_visits(*members: str, most: int = 2, **fields: object) -> Problem:
    """Three visits to the MASH in a week of five mornings, each by two members."""
    team = a_team("mash", visits_a_year=3, group_least=2, group_most=most, **fields)
    return a_problem([a_member(member) for member in members], [team])


def test_two_members_who_may_go_twice_cannot_fill_six_places() -> None:
    """3 visits by 2 members ask for 6 places; 2 members at 2 visits each fill 4; 2 are left over."""
    _, cut = a_cut(three_visits("ann", "bob"), EnoughMembers(), TWO_A_YEAR)
    assert (cut.asked, sum(limit.most for limit in cut.limits), cut.singles, cut.short) == (6, 4, (), 2)


def test_three_members_who_may_go_twice_fill_six_places_exactly() -> None:
    assert too_few(compiled(three_visits("ann", "bob", "cat"), EnoughMembers(), TWO_A_YEAR)) is None


def test_only_those_who_can_fill_the_places_are_counted() -> None:
    """Ann and Bob sit on the panel from which the visitors come: Cat, who does not, is no help."""
    problem = three_visits("ann", "bob", "cat", pool="panel")
    places = tuple(CommitteePlace(member, "panel") for member in ("ann", "bob"))
    arrays, cut = a_cut(replace(problem, committees=places), EnoughMembers(), TWO_A_YEAR, Pool())
    ann, bob, _ = range(3)
    assert [np.flatnonzero(limit.members).tolist() for limit in cut.limits] == [[ann], [bob]]
    assert (cut.asked, cut.short) == (6, 2)
    assert holds(arrays, cut)


def test_a_member_without_a_limit_is_counted_once_for_each_visit() -> None:
    """The limits of two are 0, so that 6 places are left to Cat, who may be on each of 3 visits once: 3 left over."""
    problem = three_visits("ann", "bob", "cat")
    members = tuple(replace(member, yearly_limit=None if member.id == "cat" else 0) for member in problem.members)
    _, cut = a_cut(replace(problem, members=members), EnoughMembers(), YearlyLimit(visits_a_year=20))
    assert cut.asked - cut.short == 3


def test_a_sum_that_was_tampered_with_does_not_hold() -> None:
    arrays, cut = a_cut(three_visits("ann", "bob"), EnoughMembers(), TWO_A_YEAR)
    assert holds(arrays, cut)
    needs, limits = cut.needs, cut.limits
    assert not holds(arrays, replace(cut, short=3))  # more left over than there is
    assert not holds(arrays, replace(cut, short=0))  # nothing left over
    assert not holds(arrays, replace(cut, limits=limits[:1]))  # Bob could fill places and is not counted
    assert not holds(arrays, replace(cut, limits=(replace(limits[0], most=1), *limits[1:])))  # Ann may go twice
    assert not holds(arrays, replace(cut, limits=(*limits, limits[0])))  # Ann counted twice
    assert not holds(arrays, replace(cut, needs=needs[:2]))  # 4 places, which can be filled


def test_six_visits_in_one_week_are_too_many_for_five() -> None:
    problem = a_problem([], [a_team("mash", visits_a_year=6)], sessions=("10:00", "14:00"))
    full = crowded(compiled(problem, WeekLimit(visits_a_week=5)))
    assert full is not None
    assert (len(full.visits), full.most, full.short) == (6, 5, 1)
    assert crowded(compiled(problem, WeekLimit(visits_a_week=6))) is None


def test_only_visits_that_can_be_nowhere_else_are_too_many() -> None:
    """Home is open in the first of two weeks, which is owed 3 of its 8 visits: 1 too many, whatever the MASH does."""
    teams = [a_team("home", visits_a_year=8, open=span("2026-06-01", "2026-06-05")), a_team("mash", visits_a_year=1)]
    problem = a_problem([], teams, year=span("2026-06-01", "2026-06-12"))
    full = crowded(compiled(problem, PartOfYear(), WeekLimit(visits_a_week=2)))
    assert full is not None
    assert {problem.visits[visit].team for visit in full.visits} == {"home"}
    assert (full.most, full.short, len(full.stretches)) == (2, 1, 1)


@pytest.mark.parametrize("seed", first_few(4, range(60)))
def test_no_sum_is_short_where_a_rota_exists(seed: int) -> None:
    draw = random.Random(seed)
    names = {rule.name: rule for rule in draw.sample(MUSTS, draw.randint(3, 10))}
    arrays = compiled(tiny_world(), *names.values(), TWO_A_YEAR, EnoughMembers())
    cut, full = too_few(arrays), crowded(arrays)
    if cut or full:
        assert not can_be_kept(arrays)
    assert cut is None or holds(arrays, cut)


@pytest.mark.parametrize("limit", range(4))
@pytest.mark.parametrize("least", [1, 2, 3])
def test_where_only_sizes_and_limits_are_asked_the_sum_is_short_exactly_where_no_rota_exists(
    limit: int, least: int
) -> None:
    """Three members and three visits: 3 x least places against 3 x limit."""
    members = [a_member(member, yearly_limit=limit) for member in ("ann", "bob", "cat")]
    team = a_team("mash", visits_a_year=3, group_least=least, group_most=3)
    arrays = compiled(a_problem(members, [team], year=span("2026-06-01", "2026-06-02")), EnoughMembers(), TWO_A_YEAR)
    cut = too_few(arrays)
    assert (cut is None) == can_be_kept(arrays) == (least <= limit)
    assert cut is None or cut.short == 3 * (least - limit)
