"""Statements, checks and engines agree: on every rota of a tiny world, by rule and in pairs, and on drawn worlds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.fair_share import FairShare
from constraints.host_present import HostPresent
from constraints.one_team_of_a_kind import OneTeamOfAKind
from constraints.own_host import OwnHost
from rota.rules import Rule
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.engine import Impossible, NotFound, OutOfTime, Solved, solve
from rota.solving.limits import Limits
from rota.solving.model.assignment import draft_of, measure
from rota.solving.model.presolve import presolve
from tests.support import reference
from tests.support.strategies import problems, rotas
from tests.support.tiers import examples, first_few
from tests.support.tiny_world import every_draft, every_rota, tiny_world
from tests.support.verdicts import (
    IDS,
    MUSTS,
    OF_HOSTS_TOO,
    PREFERENCES,
    RULES,
    audited,
    audited_everywhere,
    audited_together,
    compiled,
    solver_says,
)

SOME_AND_EVERY = [11, pytest.param(1, marks=pytest.mark.slow)]
"""One rota in eleven, and all that there are: 11 shares no factor with the numbers of slots (3) and groups (8)."""


@pytest.mark.parametrize("step", SOME_AND_EVERY)
@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_statements_arrays_and_check_agree_throughout_the_tiny_world(rule: Rule, step: int) -> None:
    problem = tiny_world()
    statements = list(rule.statements(problem))
    arrays = compiled(problem, rule)
    broken, points = audited_everywhere(rule)
    decided_broken, decided_points = audited_together(rule)
    for number, draft in list(enumerate(every_draft(problem)))[::step]:
        said = reference.measure(problem, statements, every_rota()[number])
        assert (said[0] > 0, said[1]) == (broken[number], points[number])
        compiled_says = measure(arrays, draft)
        assert (compiled_says.broken > 0, compiled_says.points) == (decided_broken[number], decided_points[number])


@pytest.mark.parametrize("step", SOME_AND_EVERY)
@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule, OF_HOSTS_TOO)], ids=repr)
def test_arrays_and_check_agree_of_hosts_throughout_the_tiny_world(rule: Rule, step: int) -> None:
    """Together with "host present" Hal, who has no deputy, receives every visit: what is asked of him is of it."""
    arrays = compiled(tiny_world(), HostPresent(), rule)
    assert arrays.received == (("hal",),) * 3
    broken, points = audited_together(HostPresent(), rule)
    assert (broken != audited_everywhere(HostPresent())[0]).any()
    for number, draft in list(enumerate(every_draft(tiny_world())))[::step]:
        compiled_says = measure(arrays, draft)
        assert (compiled_says.broken > 0, compiled_says.points) == (broken[number], points[number])


@pytest.mark.parametrize("rule", [rule for rule in RULES if not isinstance(rule, (OwnHost, OneTeamOfAKind))], ids=repr)
def test_the_tiny_world_makes_every_rule_matter(rule: Rule) -> None:
    """A rule that is kept by all, or broken by all, would make the agreement above say nothing.

    The world has no deputies: "own host" is read in test_receivers.py, of every rota of worlds that have. Nor has it
    two teams of a kind: "one team of a kind" is read in its own tests, and its statement in test_varieties.py.
    """
    broken, points = audited_everywhere(rule)
    assert len(set(zip(broken.tolist(), points.tolist(), strict=True))) > 1
    assert broken.any() == (rule in MUSTS)
    assert points.any() == (rule in PREFERENCES)


@pytest.mark.parametrize("step", [277, pytest.param(1, marks=pytest.mark.slow)])
def test_fair_share_counts_only_how_often_each_goes(step: int) -> None:
    """So that ``audited_everywhere`` need not read each of its rotas by itself."""
    (rule,) = (rule for rule in RULES if isinstance(rule, FairShare))
    broken, points = audited_everywhere(rule)
    for number, rota in list(enumerate(every_rota()))[::step]:
        assert audited(tiny_world(), rule, rota) == (broken[number], points[number])


def solver_agrees(step: int, *rules: Rule) -> None:
    problem = tiny_world()
    arrays = compiled(problem, *rules)
    broken, points = audited_together(*rules)
    for number, draft in list(enumerate(every_draft(problem)))[::step]:
        infeasible, value = solver_says(arrays, draft)
        assert infeasible == broken[number]
        assert infeasible or value == points[number]


@pytest.mark.full
@pytest.mark.parametrize("rule", first_few(12, RULES), ids=IDS)
def test_cp_sat_agrees_with_check_on_rotas_throughout_the_tiny_world(rule: Rule) -> None:
    # 13,824 rotas; 1,153 shares no factor with the numbers of slots (3) and groups (8), so all kinds come up.
    solver_agrees(1153, rule)
    solver_agrees(1153, HostPresent(), rule)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_cp_sat_agrees_with_check_on_every_rota(rule: Rule) -> None:
    solver_agrees(1, rule)


def best_of(*rules: Rule) -> int | None:
    """The fewest points of any rota of the tiny world in which no check finds a breach; None when there is none."""
    broken, points = audited_together(*rules)
    return None if broken.all() else int(points[~broken].min())


def engine_finds(*rules: Rule) -> int | None:
    result = solve(tiny_world(), rules, Limits(work=20.0))
    assert not isinstance(result, (NotFound, OutOfTime))
    return result.certificate.value if isinstance(result, Solved) else None


@pytest.mark.full
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("first", range(len(RULES)), ids=IDS)
def test_the_engine_finds_the_best_of_every_rota_for_each_rule_and_each_pair(first: int, step: int) -> None:
    """``first`` alone, and with rules after it, is solved to the optimum that brute force over checks gives."""
    assert engine_finds(RULES[first]) == best_of(RULES[first])
    for second in range(first + 1, len(RULES), step):
        pair = (RULES[first], RULES[second])
        if pair[0].name != pair[1].name:
            assert engine_finds(*pair) == best_of(*pair), (IDS[first], IDS[second])


@pytest.mark.full
@pytest.mark.parametrize("first", range(len(RULES)), ids=IDS)
def test_the_flow_is_below_every_rota(first: int) -> None:
    """The bound on points holds for every rota without a breach, and "impossible" is only said where it is so."""
    for second in range(first, len(RULES)):
        arrays = compiled(tiny_world(), RULES[first], RULES[second])
        candidates = presolve(arrays)
        best = best_of(RULES[first], RULES[second])
        if candidates.barred:
            assert best is None
            continue
        bound = lower_bound(arrays, candidates)
        assert best is None or (not bound.impossible and bound.points <= best)


def world_agrees(data: st.DataObject) -> None:
    """On a drawn world and rota all rules together read the same as statements, as arrays and by their checks."""
    problem = data.draw(problems())
    rules = data.draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=6, unique_by=lambda rule: rule.name))
    rota = data.draw(rotas(problem))
    if len(rota.placements) != len(problem.visits):
        return
    said = reference.measure(problem, [s for rule in rules for s in rule.statements(problem)], rota)
    findings = [finding for rule in rules for finding in rule.check(problem, rota)]
    read = (any(finding.breach for finding in findings), sum(finding.points for finding in findings))
    assert (said[0] > 0, said[1]) == read
    arrays = compiled(problem, *rules)
    settled = {visit.id: who for visit, who in zip(arrays.visits, arrays.received, strict=True)}
    if any(set(place.receivers) - set(arrays.people) != set(settled[place.visit]) for place in rota.placements):
        return  # somebody is let to choose who has no choice: these arrays cannot say it
    found = measure(arrays, draft_of(arrays, rota))
    assert (found.broken > 0, found.points) == read


def solving_agrees(data: st.DataObject) -> None:
    """The engine's rota of a drawn world is no worse than any drawn rota that its rules accept."""
    problem = data.draw(problems(most_members=3, most_teams=2))
    rules = data.draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=8, unique_by=lambda rule: rule.name))
    result = solve(problem, rules, Limits(work=20.0))
    for rota in data.draw(st.lists(rotas(problem), max_size=5)):
        findings = [finding for rule in rules for finding in rule.check(problem, rota)]
        if len(rota.placements) == len(problem.visits) and not any(finding.breach for finding in findings):
            assert not isinstance(result, Impossible)
            if isinstance(result, Solved):
                assert result.certificate.value <= sum(finding.points for finding in findings)


@given(st.data())
@examples(250, filtered=True)
def test_drawn_worlds_agree(data: st.DataObject) -> None:
    world_agrees(data)


@pytest.mark.slow
@given(st.data())
@examples(2000, filtered=True)
def test_two_thousand_drawn_worlds_agree(data: st.DataObject) -> None:
    world_agrees(data)


@given(st.data())
@examples(100, filtered=True)
def test_no_drawn_rota_beats_the_engine(data: st.DataObject) -> None:
    solving_agrees(data)


@pytest.mark.slow
@given(st.data())
@examples(2000, filtered=True)
def test_no_drawn_rota_beats_the_engine_on_two_thousand_worlds(data: st.DataObject) -> None:
    solving_agrees(data)
