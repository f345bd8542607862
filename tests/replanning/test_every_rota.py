"""Of all rotas that keep every must the re-plan is the nearest and, of those, the best: drawn councils, every rota."""

from __future__ import annotations

from collections import Counter

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


@pytest.mark.parametrize("seed", first_few(40, SEEDS))
def test_the_nearest_of_every_rota_is_found_and_proven(seed: int) -> None:
    case = a_case(seed)
    if case is None:
        return
    task, plan = plan_of(case)
    if not fixed_is_kept(task):
        return
    if isinstance(plan, Replanned):
        must_agree(task, plan)
        assert plan.already_broken == ()
    else:
        assert best(task) is None


def test_the_cases_are_of_many_kinds() -> None:
    """Else the test above would say little: of 130, many need a change, some move a date, and a few have no rota."""
    levels: Counter[str] = Counter()
    for seed in SEEDS:
        case = a_case(seed)
        if case is None:
            levels["no world"] += 1
            continue
        task, plan = plan_of(case)
        levels["compared"] += fixed_is_kept(task)
        if isinstance(plan, NotRenewed):
            levels["none"] += 1
            continue
        found = plan.disturbance
        levels["same" if found == Disturbance(0, 0, 0, 0, 0) else "changed"] += 1
        levels.update({name: bool(getattr(found, name)) for name in ("touched", "moved", "late")})
        levels["three or more"] += found.people >= 3
        levels["another receives"] += any(
            change.role == "host" and None in (change.before, change.after) for change in plan.changes
        )
    assert levels["compared"] >= 110
    assert levels["changed"] >= 55
    assert all(
        levels[kind] >= 5 for kind in ("none", "same", "touched", "moved", "late", "three or more", "another receives")
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
