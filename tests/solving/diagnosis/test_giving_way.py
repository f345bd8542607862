"""Musts that give way: what would be broken of one rule, as little as can be, and what is seen of it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from constraints.availability import Availability
from constraints.enough_members import EnoughMembers
from constraints.host_pace import HostPace
from constraints.host_present import HostPresent
from constraints.one_team_of_a_kind import OneTeamOfAKind
from constraints.open_dates import OpenDates
from constraints.pool import Pool
from constraints.visit_interval import VisitInterval
from constraints.week_limit import WeekLimit
from constraints.yearly_limit import YearlyLimit
from rota.domain import Closure, CommitteePlace, Host, Placement, Problem, Rota, Slot
from rota.rules import Miss, Opening, Rule, Trouble
from rota.solving.diagnosis.elastic import elastic, least_broken, rules_of, trouble_of
from rota.solving.diagnosis.fewest_asked import fewest_asked
from rota.solving.diagnosis.hard_problem import HardProblem
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, draft_of, measure
from tests.solving.diagnosis.every_part import every_part
from tests.support.builders import a_member, a_problem, a_team, away, span
from tests.support.tiers import first_few
from tests.support.tiny_world import tiny_world
from tests.support.verdicts import MUSTS, compiled

pytestmark = pytest.mark.full


@pytest.mark.parametrize("seed", first_few(4, range(60)))
def test_of_all_rotas_that_keep_the_other_musts_it_breaks_the_least(seed: int) -> None:
    draw = random.Random(seed)
    names = {rule.name: rule for rule in draw.sample(MUSTS, draw.randint(4, 9))}
    arrays = HardProblem.of(tiny_world(), list(names.values())).compiled
    gives = draw.choice(sorted(names))
    soft = elastic(arrays, {gives: 1})
    costs = [said.points for draft in every_part(3, 3, 3) for said in [measure(soft, draft)] if not said.broken]
    if costs and not min(costs):
        return  # all musts can be kept: it is never asked
    found = least_broken(soft, 1, Meter(Limits()))
    assert (found is None) == (not costs)
    if found is not None:
        assert measure(soft, found).points == min(costs)
        assert not measure(soft, found).broken


@pytest.mark.parametrize("rule", MUSTS, ids=lambda rule: rule.name)
def test_a_must_that_gives_way_costs_nothing_exactly_where_it_is_kept(rule: Rule) -> None:
    """Nobody is kept from receiving two visits on one day unless somebody must receive them."""
    rules = [HostPresent(), rule] if isinstance(rule, HostPace) else [rule]
    arrays = HardProblem.of(tiny_world(), rules).compiled
    soft = elastic(arrays, {one.name: 3 for one in rules})
    assert not rules_of(soft)
    costs = set()
    for draft in every_part(3, 3, 3)[::7]:
        said, points = measure(arrays, draft), measure(soft, draft).points
        assert (said.broken > 0) == (points > 0)
        assert points % 3 == 0
        costs.add(points)
    assert len(costs) > 1 or isinstance(rule, OneTeamOfAKind)  # the tiny world has no two teams of a kind


def test_what_is_broken_of_each_kind_of_must_is_seen() -> None:
    """Ann is away on the first day and on both visits; two visits by one member, in one week, a day apart."""
    problem = a_problem(
        [a_member("ann", yearly_limit=1), a_member("bob")],
        [a_team("mash", visits_a_year=2, group_least=2, spacing_days=7)],
        absences=(away("ann", "2026-06-01"),),
    )
    rules = (Availability(), EnoughMembers(), YearlyLimit(), WeekLimit(visits_a_week=1), VisitInterval())
    arrays = compiled(problem, *rules)
    monday, tuesday = 0, 1
    only_ann = Assignment(np.array([monday, tuesday]), np.array([[True, True], [False, False]]))

    away_then = trouble_of(arrays, only_ann, "availability")
    assert away_then.openings == (Opening("mash-1", "2026-06-01 10:00", ("ann",)),)
    assert not away_then.misses
    assert not away_then.close
    sizes = trouble_of(arrays, only_ann, "enough_members").misses
    assert [(miss.visits, miss.missing, miss.over, miss.going) for miss in sizes] == [
        (("mash-1",), 1, 0, ("ann",)),
        (("mash-2",), 1, 0, ("ann",)),
    ]
    assert trouble_of(arrays, only_ann, "yearly_limit").misses == (
        Miss(("mash-1", "mash-2"), ("ann",), ("ann",), 0, 1),
    )
    assert trouble_of(arrays, only_ann, "week_limit").misses == (Miss(("mash-1", "mash-2"), (), (), 0, 1),)
    assert trouble_of(arrays, only_ann, "visit_interval").close == (("mash-1", "mash-2", 1),)


FOUR = [a_member(name) for name in ("ann", "bob", "cat", "dan")]


def fewest(problem: Problem, rule: Rule, slots: list[int], going: list[str], *others: Rule) -> Trouble:
    """What a draft with these on each visit, a letter for each, is made into for fewer."""
    arrays = compiled(problem, rule, *others)
    groups = np.array([[member.id[0] in who for who in going] for member in problem.members])
    draft = fewest_asked(arrays, rule.name, Assignment(np.array(slots), groups), Meter(Limits()))
    assert draft is not None
    return trouble_of(arrays, draft, rule.name)


def test_one_person_is_asked_rather_than_two() -> None:
    """Ann alone is on the panel. Of two visits by two Bob could be on both, rather than Bob on one and Cat on one."""
    team = a_team("home", visits_a_year=2, group_least=2, pool="panel")
    problem = a_problem(FOUR, [team], committees=(CommitteePlace("ann", "panel"),))
    seen = fewest(problem, Pool(), [0, 1], ["ab", "ac"], EnoughMembers())
    assert len({member for opening in seen.openings for member in opening.members}) == 1
    assert len(seen.openings) == 2


def test_one_limit_is_lifted_rather_than_two() -> None:
    """All may go once. Of three visits by two two places are above that: both Ann's, rather than Ann's and Bob's."""
    problem = a_problem(FOUR, [a_team("home", visits_a_year=3, group_least=2)])
    seen = fewest(problem, YearlyLimit(visits_a_year=1), [0, 1, 2], ["ab", "ab", "cd"], EnoughMembers())
    assert [miss.over for miss in seen.misses] == [2]


def test_one_day_is_opened_rather_than_two() -> None:
    """All days are closed; two visits in the morning and in the afternoon of one day need only that one."""
    closed = (Closure(span("2026-06-01", "2026-06-05"), "works"),)
    teams = [a_team("home"), a_team("mash")]
    problem = a_problem(FOUR, teams, sessions=("10:00", "14:00"), closures=closed)
    seen = fewest(problem, OpenDates(), [0, 2], ["a", "b"], EnoughMembers())
    assert len({opening.slot[:10] for opening in seen.openings}) == 1


def test_one_team_is_visited_by_fewer_rather_than_two() -> None:
    """Two members at 3 visits make 6 of 8 places: both visits to the home by one, or both to the MASH."""
    teams = [a_team(name, visits_a_year=2, group_least=2) for name in ("home", "mash")]
    problem = a_problem(FOUR[:2], teams)
    seen = fewest(problem, EnoughMembers(), [0, 1, 2, 3], ["a", "ab", "b", "ab"], YearlyLimit(visits_a_year=3))
    assert len({problem.visit(visit).team for miss in seen.misses for visit in miss.visits}) == 1


def test_where_each_must_be_asked_anyway_nobody_else_is_looked_for() -> None:
    """One visit by three of whom one is on the panel: two must be asked."""
    problem = a_problem(FOUR, [a_team("home", group_least=3, group_most=3, pool="panel")])
    problem = replace(problem, committees=(CommitteePlace("ann", "panel"),))
    arrays = compiled(problem, Pool(), EnoughMembers())
    draft = Assignment(np.array([0]), np.array([[True], [True], [True], [False]]))
    assert fewest_asked(arrays, "pool", draft, Meter(Limits())) is None


def test_nothing_is_seen_where_nothing_is_broken() -> None:
    problem = a_problem([a_member("ann"), a_member("bob")], [a_team("mash", visits_a_year=2, group_least=1)])
    rules = (Availability(), EnoughMembers(), YearlyLimit(), WeekLimit(visits_a_week=2), HostPace())
    arrays = compiled(problem, *rules)
    kept = Assignment(np.array([0, 4]), np.array([[True, False], [False, True]]))
    for name in rules_of(arrays):
        seen = trouble_of(arrays, kept, name)
        assert not seen.openings
        assert not seen.misses
        assert not seen.close


def test_that_nobody_receives_a_visit_gives_way_later_than_that_somebody_is_away() -> None:
    """Who could come on another day shows more than that nobody does: 1 for either host on Monday, 2 for nobody."""
    teams = [a_team("mash", host="hal", deputies=("ivy",))]
    hosts = (Host("hal", "Hal"), Host("ivy", "Ivy"))
    away_on_monday = tuple(away(who, "2026-06-01") for who in ("hal", "ivy"))
    problem = a_problem([a_member("ann")], teams, hosts=hosts, absences=away_on_monday)
    soft = elastic(HardProblem.of(problem, [HostPresent()]).compiled, {"host_present": 1})
    monday, tuesday = problem.slots[:2]

    def cost(slot: Slot, *receivers: str) -> int:
        return measure(soft, draft_of(soft, Rota((Placement("mash-1", slot, ("ann",), receivers),)))).points

    assert [cost(tuesday, "hal"), cost(monday, "hal"), cost(monday, "ivy"), cost(monday)] == [0, 1, 1, 2]
