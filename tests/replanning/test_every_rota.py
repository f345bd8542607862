"""Of all rotas that keep every must the re-plan is the nearest and, of those, the best: drawn councils, every rota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from rota.domain import Rota
from rota.replanning.replan import Replanned
from rota.solving.minimum_change.disturbance import Disturbance
from rota.solving.minimum_change.reoptimise import NotRenewed
from tests.replanning.cases import SEEDS, Case, a_case
from tests.replanning.worlds import (
    Task,
    best,
    fewest_points,
    kept,
    must_agree,
    replanned,
    task_of,
)
from tests.support.builders import day
from tests.support.tiers import first_few

pytestmark = pytest.mark.full

FEW = 40
"""Cases that make test compares; the slow tier compares all."""


def fixed_is_kept(task: Task) -> bool:
    """Whether what is over keeps every must by itself; where not, test_replan.py says what is asked."""
    stays = [place for place in task.known.values() if place.visit not in task.movable]
    return kept(task.problem, Rota(tuple(stays)))


def plan_of(case: Case, with_offers: bool = False) -> tuple[Task, Replanned | NotRenewed]:
    plan = replanned(case.problem, case.from_day, case.notice, case.published, with_offers)
    if isinstance(plan, Replanned):
        return task_of(case.problem, plan, case.published), plan
    known = {place.visit: place for place in case.published.placements}
    return Task(case.problem, known, day(case.from_day), day(case.from_day)), plan


planned = cache(lambda seed: None if (case := a_case(seed)) is None else plan_of(case))
"""The plan of a case, once for both tests of it."""


@pytest.mark.parametrize("seed", first_few(FEW, SEEDS))
def test_the_nearest_of_every_rota_is_found_and_proven(seed: int) -> None:
    if (drawn := planned(seed)) is None or not fixed_is_kept(drawn[0]):
        return
    task, plan = drawn
    if isinstance(plan, Replanned):
        must_agree(task, plan)
        assert plan.already_broken == ()
    else:
        assert best(task) is None


def kinds_of(task: Task, plan: Replanned | NotRenewed) -> Iterator[str]:
    if fixed_is_kept(task):
        yield "compared"
    if isinstance(plan, NotRenewed):
        yield "none"
        return
    found = plan.disturbance
    yield "same" if found == Disturbance(0, 0, 0, 0, 0) else "changed"
    yield from (name for name in ("touched", "moved", "late") if getattr(found, name))
    if found.people >= 3:
        yield "three or more"
    if any(change.role == "host" and None in (change.before, change.after) for change in plan.changes):
        yield "another receives"


@pytest.mark.parametrize(
    ("seeds", "compared", "changed", "each"),
    [(SEEDS[:FEW], 34, 15, 1), pytest.param(SEEDS, 110, 55, 5, marks=pytest.mark.slow)],
)
def test_the_cases_are_of_many_kinds(seeds: range, compared: int, changed: int, each: int) -> None:
    """Else the test above would say little: many need a change, some move a date, and a few have no rota."""
    levels = Counter(kind for seed in seeds if (drawn := planned(seed)) for kind in kinds_of(*drawn))
    assert levels["compared"] >= compared
    assert levels["changed"] >= changed
    assert all(
        levels[kind] >= each
        for kind in ("none", "same", "touched", "moved", "late", "three or more", "another receives")
    ), levels


@pytest.mark.parametrize("seed", range(0, 70, 5))
def test_what_more_people_would_buy_is_the_fewest_points_there_are(seed: int) -> None:
    case = a_case(seed)
    if case is None:
        return
    task, plan = plan_of(case, with_offers=True)
    if not isinstance(plan, Replanned) or not fixed_is_kept(task) or len(task.movable) == 3:
        return
    assert [offer.points for offer in plan.offers] == list(fewest_points(task, plan.disturbance, 3))
    assert all(offer.proven for offer in plan.offers)
