"""Statements, checks and engines agree: on every rota of a tiny world, by rule and in pairs, and on drawn worlds."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from constraints.host_pace import HostPace
from constraints.host_present import HostPresent
from constraints.one_place_at_a_time import OnePlaceAtATime
from constraints.one_team_of_a_kind import OneTeamOfAKind
from constraints.own_host import OwnHost
from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.full_model import whole_frame
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.engine import Impossible, NotFound, OutOfTime, Solved, solve
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Draft, draft_of, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.frame import Frame
from rota.solving.model.presolve import presolve
from rota.solving.model.statements import gather
from tests import reference
from tests.solving.worlds import every_draft, rota_of, rules_in_every_strength, tiny_world
from tests.strategies import problems, rotas

RULES = rules_in_every_strength()
IDS = [f"{rule.name}-{getattr(rule, 'must', '')}" for rule in RULES]


def compiled(problem: Problem, *rules: Rule) -> Compiled:
    return compile_statements(problem, gather(problem, rules))


def audited(problem: Problem, rule: Rule, rota: Rota) -> tuple[bool, int]:
    """(a must is broken, points), as the rule's own check reads the rota."""
    findings = list(rule.check(problem, rota))
    return any(finding.breach for finding in findings), sum(finding.points for finding in findings)


Verdict = tuple[NDArray[np.bool_], NDArray[np.int64]]
OF_HOSTS_TOO = (HostPace, OnePlaceAtATime)
"""Rules that ask something of whoever receives a visit; "host present" alone asks that anybody does."""


@cache
def audited_everywhere(rule: Rule, received: bool = True) -> Verdict:
    """For every rota of the tiny world whether the rule's check finds a breach, and the points it finds.

    In each rota Hal, who is the host of either team, receives every visit, or else nobody receives any.
    """
    if not received and not isinstance(rule, (*OF_HOSTS_TOO, HostPresent)):
        return audited_everywhere(rule)  # reads no receiver
    problem = tiny_world()
    read = [audited(problem, rule, rota_of(problem, draft, received)) for draft in every_draft(problem)]
    return np.array([broken for broken, _ in read]), np.array([points for _, points in read])


def audited_together(*rules: Rule) -> Verdict:
    """For every rota whether any of the rules is broken, and the points of all: as the engines decide.

    Unless "host present" asks for it nobody receives a visit.
    """
    received = any(isinstance(rule, HostPresent) for rule in rules)
    read = [audited_everywhere(rule, received) for rule in rules]
    return np.any([broken for broken, _ in read], axis=0), np.sum([points for _, points in read], axis=0)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_statements_arrays_and_check_agree_on_every_rota(rule: Rule) -> None:
    problem = tiny_world()
    statements = list(rule.statements(problem))
    arrays = compiled(problem, rule)
    broken, points = audited_everywhere(rule)
    decided_broken, decided_points = audited_together(rule)
    for number, draft in enumerate(every_draft(problem)):
        said = reference.measure(problem, statements, rota_of(problem, draft))
        assert (said[0] > 0, said[1]) == (broken[number], points[number])
        compiled_says = measure(arrays, draft)
        assert (compiled_says.broken > 0, compiled_says.points) == (decided_broken[number], decided_points[number])


@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule, OF_HOSTS_TOO)], ids=repr)
def test_arrays_and_check_agree_of_hosts_on_every_rota(rule: Rule) -> None:
    """Together with "host present" Hal, who has no deputy, receives every visit: what is asked of him is of it."""
    arrays = compiled(tiny_world(), HostPresent(), rule)
    assert arrays.received == (("hal",),) * 3
    broken, points = audited_together(HostPresent(), rule)
    assert (broken != audited_everywhere(HostPresent())[0]).any()
    for number, draft in enumerate(every_draft(tiny_world())):
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


def solver_says(arrays: Compiled, draft: Draft) -> tuple[bool, int]:
    """(infeasible, points) of the whole model with this very rota fixed in it."""
    if not arrays.open[np.arange(arrays.visit_count), draft.slots].all():
        return True, 0
    members = whole_frame(arrays, presolve(arrays)).members
    visits = tuple(range(arrays.visit_count))
    frame = Frame(visits, {visit: np.flatnonzero(arrays.open[visit]) for visit in visits}, members)
    model = FrameModel(arrays, draft, frame)
    for visit in frame.visits:
        model.model.add(model.y[visit][int(draft.slots[visit])] == 1)
        for member in range(arrays.member_count):
            on = bool(draft.groups[member, visit])
            if (member, visit) in model.x:
                model.model.add(model.x[member, visit] == on)
            elif on:
                return True, 0
    result = solve_frame(model, Meter(Limits()))
    assert result.outcome in ("best", "impossible")
    return result.outcome == "impossible", result.value


def solver_agrees(step: int, *rules: Rule) -> None:
    problem = tiny_world()
    arrays = compiled(problem, *rules)
    broken, points = audited_together(*rules)
    for number, draft in list(enumerate(every_draft(problem)))[::step]:
        infeasible, value = solver_says(arrays, draft)
        assert infeasible == broken[number]
        assert infeasible or value == points[number]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_cp_sat_agrees_with_check_on_rotas_throughout_the_tiny_world(rule: Rule) -> None:
    # 13,824 rotas; 577 shares no factor with the numbers of slots (3) and groups (8), so all kinds come up.
    solver_agrees(577, rule)
    solver_agrees(577, HostPresent(), rule)


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


@pytest.mark.parametrize("first", range(len(RULES)), ids=IDS)
def test_the_engine_finds_the_best_of_every_rota_for_each_rule_and_each_pair(first: int) -> None:
    """``first`` alone, and with each rule after it, is solved to the optimum that brute force over checks gives."""
    assert engine_finds(RULES[first]) == best_of(RULES[first])
    for second in range(first + 1, len(RULES)):
        pair = (RULES[first], RULES[second])
        if pair[0].name != pair[1].name:
            assert engine_finds(*pair) == best_of(*pair), (IDS[first], IDS[second])


@pytest.mark.parametrize("first", range(len(RULES)), ids=IDS)
def test_the_flow_is_below_every_rota(first: int) -> None:
    """The bound on points holds for every rota without a breach, and "impossible" is only said where it is so."""
    for second in range(first, len(RULES)):
        arrays = compiled(tiny_world(), RULES[first], RULES[second])
        candidates = presolve(arrays)
        best = best_of(RULES[first], RULES[second])
        if candidates.reasons:
            assert best is None
            continue
        bound = lower_bound(arrays, candidates)
        assert best is None or (not bound.reasons and bound.points <= best)


DRAWN = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


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
@settings(DRAWN, max_examples=250)
def test_drawn_worlds_agree(data: st.DataObject) -> None:
    world_agrees(data)


@pytest.mark.slow
@given(st.data())
@settings(DRAWN, max_examples=2000)
def test_two_thousand_drawn_worlds_agree(data: st.DataObject) -> None:
    world_agrees(data)


@given(st.data())
@settings(DRAWN, max_examples=100)
def test_no_drawn_rota_beats_the_engine(data: st.DataObject) -> None:
    solving_agrees(data)


@pytest.mark.slow
@given(st.data())
@settings(DRAWN, max_examples=2000)
def test_no_drawn_rota_beats_the_engine_on_two_thousand_worlds(data: st.DataObject) -> None:
    solving_agrees(data)
