"""A council like Sefton loses a member: re-planning and what-if beside drawing the year afresh."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from benchmarks.families import RULE_NUMBERS, problem
from rota.auditing import audit
from rota.compare import diary_changes
from rota.domain import Problem, Rota
from rota.domain.edits import Leave, edited
from rota.replanning.replan import Replanned, replan
from rota.rules import Rule
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.scenarios.scenario import Scenario, as_it_is, compared, imagined
from rota.solving.engine import Solved, solve

pytestmark = pytest.mark.full

SEEDS = (1, 2, 3)


@cache
def rules() -> tuple[Rule, ...]:
    return load(Settings(rules=RULE_NUMBERS["S"]))


@cache
def drawn(seed: int) -> Solved:
    result = solve(problem("S", seed), rules())
    assert isinstance(result, Solved)
    return result


def a_leaver(seed: int) -> Leave:
    """One who goes on the fifth of nine visits, and has gone by the first day of the year."""
    first, _ = problem("S", seed).year.ends()
    return Leave(drawn(seed).rota.placements[4].members[0], first - timedelta(1))


@cache
def without(seed: int) -> tuple[Problem, Solved]:
    """The council without the member, and its year drawn afresh."""
    now = edited(problem("S", seed), [a_leaver(seed)])
    fresh = solve(now, rules())
    assert isinstance(fresh, Solved)
    return now, fresh


def people(problem: Problem, before: Rota, after: Rota) -> int:
    return len({change.person for change in diary_changes(problem, before, after)})


@pytest.mark.parametrize("seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.slow) for seed in SEEDS[1:])])
def test_re_planning_disturbs_no_more_people_than_drawing_afresh(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Two: the member who leaves and one who steps in. Afresh it is twenty and more. Nothing is printed."""
    now, fresh = without(seed)
    first, _ = now.year.ends()
    plan = replan(now, rules(), drawn(seed).rota, first, with_offers=False)
    assert isinstance(plan, Replanned)
    assert plan.disturbance.people == len(plan.people) == 2
    assert plan.proven_nearest
    assert plan.disturbance.people <= people(now, drawn(seed).rota, fresh.rota)
    assert plan.points >= fresh.certificate.value
    assert audit(now, rules(), plan.rota).kept
    assert capsys.readouterr() == ("", "")


def test_what_if_is_as_good_as_drawing_afresh_and_disturbs_no_more_people() -> None:
    """The proven value is the same, and of the rotas that have it this one is closer to what people know."""
    base = as_it_is(problem("S", 3), rules(), drawn(3).rota)
    found = imagined(base, [a_leaver(3)])
    now, fresh = without(3)
    assert isinstance(found, Scenario)
    assert found.certificate is not None
    assert found.certificate.proven_best
    assert found.report.kept
    assert found.report.points == found.certificate.value == fresh.certificate.value
    assert len(compared(base, found).people) <= people(now, drawn(3).rota, fresh.rota)
