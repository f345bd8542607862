"""The nearest rota is the nearest of all there are: brute force over every rota of two tiny worlds says so."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.disturbance import LEVELS, NOWHERE, Disturbance, ToldRota, disturbance
from rota.solving.minimum_change.lexicographic import Nearest, nearest, what_more_buys
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.restrict import only_visits
from tests.support.shapes import SHAPES, Shape, meant, world
from tests.support.tiers import first_few
from tests.support.tiny_world import every_draft, tiny_world
from tests.support.verdicts import MUSTS, PREFERENCES, audited_together, compiled

pytestmark = pytest.mark.full

HOSTS = np.array([3, 3, 3])
"""In the tiny world Hal, the person after the three members, receives every visit."""


def a_task(arrays: Compiled, start: Assignment, hosts: Sequence[int], draw: random.Random) -> ChangeTask:
    """Any draft as what people know, some visits perhaps new to them, some over, and a notice period."""
    visits = arrays.visit_count
    stood = start.slots.copy()
    for visit in range(visits):
        if draw.random() < 0.15:
            stood[visit] = NOWHERE
    groups = start.groups & (stood != NOWHERE)
    notice = np.array([draw.random() < 0.4 for _ in range(arrays.slot_count)])
    already = frozenset({draw.randrange(arrays.member_count)} if draw.random() < 0.3 else ())
    standing = ToldRota(groups, stood, np.array(hosts), notice, already)
    movable = tuple(visit for visit in range(visits) if stood[visit] == NOWHERE or draw.random() < 0.8)
    slots = {visit: np.flatnonzero(arrays.open[visit]) for visit in movable}
    return ChangeTask(arrays, standing, Assignment(start.slots, groups), movable, slots)


def within_reach(task: ChangeTask, draft: Assignment) -> bool:
    """Whether only visits that may change have changed."""
    fixed = [visit for visit in range(task.compiled.visit_count) if visit not in task.movable]
    same = draft.slots[fixed] == task.start.slots[fixed]
    return bool(same.all() and (draft.groups[:, fixed] == task.start.groups[:, fixed]).all())


def best_by_brute_force(
    task: ChangeTask, drafts: Sequence[Assignment], broken: np.ndarray, points: np.ndarray
) -> object:
    """(disturbance, points) of the nearest rota without a breach, or None."""
    return min(
        (
            (disturbance(task.standing, draft), int(points[number]))
            for number, draft in enumerate(drafts)
            if not broken[number] and within_reach(task, draft)
        ),
        default=None,
    )


def found(task: ChangeTask) -> Nearest | None:
    answer = nearest(task, Meter(Limits(work=20.0)))
    if answer is not None:
        assert measure(task.compiled, answer.draft).points == answer.points
        assert disturbance(task.standing, answer.draft) == answer.disturbance
    return answer


def agrees(task: ChangeTask, best: object) -> None:
    answer = found(task)
    assert (answer and (answer.disturbance, answer.points)) == best
    assert answer is None or (answer.proven_nearest and answer.proven_best)


def fixed_is_kept(task: ChangeTask) -> bool:
    """Whether what may not change keeps every must by itself; if not, other tests say what is asked of the rest."""
    fixed = [visit for visit in range(task.compiled.visit_count) if visit not in task.movable]
    alone = Assignment(task.start.slots[fixed], task.start.groups[:, fixed])
    return not fixed or not measure(only_visits(task.compiled, fixed), alone).broken


@pytest.mark.parametrize("seed", first_few(30, range(60)))
def test_of_every_rota_of_the_tiny_world_the_nearest_is_found_and_proven(seed: int) -> None:
    draw = random.Random(seed)
    rules = [*draw.sample(MUSTS, draw.randint(1, 4)), *draw.sample(PREFERENCES, 2)]
    rules = list({rule.name: rule for rule in rules}.values())
    broken, points = audited_together(*rules)
    drafts = every_draft(tiny_world())
    kept = np.flatnonzero(~broken)
    # What people know kept every must once: start from a rota that keeps them, or from any.
    start = drafts[draw.choice(kept.tolist() if len(kept) and draw.random() < 0.5 else range(len(drafts)))]
    task = a_task(compiled(tiny_world(), *rules), start, HOSTS.tolist(), draw)
    if fixed_is_kept(task):
        agrees(task, best_by_brute_force(task, drafts, broken, points))


@pytest.mark.parametrize("tasks", [2, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.words)
def test_of_every_rota_of_a_shape_the_nearest_is_found_and_proven(shape: Shape, tasks: int) -> None:
    draw = random.Random(shape.words)
    drafts = every_draft(world())
    broken, points = (np.array(column) for column in zip(*meant(shape), strict=True))
    for _ in range(tasks):
        task = a_task(compiled(world(), shape), draw.choice(drafts), draw.choice([(4, 5), (4, 4), (NOWHERE, 4)]), draw)
        if fixed_is_kept(task):
            agrees(task, best_by_brute_force(task, drafts, broken, points))


@pytest.mark.parametrize("seed", first_few(5, range(12)))
def test_what_more_people_buy_is_the_fewest_points_that_so_many_can_have(seed: int) -> None:
    draw = random.Random(seed)
    rules = [*draw.sample(MUSTS, 2), *draw.sample(PREFERENCES, 3)]
    rules = list({rule.name: rule for rule in rules}.values())
    broken, points = audited_together(*rules)
    drafts = every_draft(tiny_world())
    task = a_task(compiled(tiny_world(), *rules), drafts[draw.randrange(len(drafts))], HOSTS.tolist(), draw)
    answer = found(task) if fixed_is_kept(task) else None
    if answer is None:
        return
    reached = [disturbance(task.standing, draft) for draft in drafts]
    for more, offer in enumerate(what_more_buys(task, answer, Meter(Limits(work=20.0))), start=1):
        allowed = (
            int(points[number])
            for number, draft in enumerate(drafts)
            if not broken[number]
            and within_reach(task, draft)
            and reached[number].touched <= answer.disturbance.touched
            and reached[number].people <= answer.disturbance.people + more
        )
        assert offer.points == min(allowed)
        assert offer.proven_best


def test_levels_are_weighed_in_their_order() -> None:
    """A visit touched within the notice period outweighs any number of people, and so on down."""
    assert LEVELS == ("touched", "people", "moved", "late", "changes")
    assert Disturbance(1, 0, 0, 0, 0) > Disturbance(0, 9, 9, 9, 9)
    assert Disturbance(0, 1, 0, 9, 9) < Disturbance(0, 1, 1, 0, 0)


def test_nothing_is_changed_where_nothing_is_wrong() -> None:
    rules = [rule for rule in MUSTS if rule.name == "enough_members"]
    broken, _ = audited_together(*rules)
    start = every_draft(tiny_world())[int(np.flatnonzero(~broken)[100])]
    arrays = compiled(tiny_world(), *rules)
    standing = ToldRota(start.groups, start.slots, HOSTS, np.zeros(3, dtype=bool))
    task = ChangeTask(arrays, standing, start, (0, 1, 2), {visit: np.arange(3) for visit in range(3)})
    answer = found(task)
    assert answer is not None
    assert answer.disturbance == Disturbance(0, 0, 0, 0, 0)
    assert (answer.draft.slots == start.slots).all()
    assert (answer.draft.groups == start.groups).all()


def test_what_is_over_may_break_a_limit_and_is_then_not_made_worse() -> None:
    """Ann went twice where once was her limit: she is put on nothing more, and that is all that is asked of her."""
    limit = next(rule for rule in MUSTS if rule.name == "yearly_limit")
    sizes = next(rule for rule in MUSTS if rule.name == "enough_members")
    arrays = compiled(tiny_world(), limit, sizes)
    ann, bob, cat = range(3)
    groups = np.zeros((3, 3), dtype=bool)
    groups[ann] = True  # on all three visits; her own limit is 1
    groups[[bob, cat], 0] = True
    start = Assignment(np.array([0, 1, 2]), groups)
    standing = ToldRota(groups, start.slots, HOSTS, np.zeros(3, dtype=bool))
    over = replace_movable(arrays, standing, start, (2,))
    answer = found(over)
    assert answer is not None
    # The last visit is all that may change. Ann leaves it; bob or cat, one visit each so far of two, takes her place.
    assert not answer.draft.groups[ann, 2]
    assert answer.disturbance == Disturbance(0, 2, 0, 0, 2)
    assert answer.draft.groups[:, :2].sum() == groups[:, :2].sum()


def replace_movable(arrays: Compiled, standing: ToldRota, start: Assignment, movable: tuple[int, ...]) -> ChangeTask:
    return ChangeTask(arrays, standing, start, movable, {visit: np.arange(arrays.slot_count) for visit in movable})


def test_people_who_are_disturbed_already_cost_nothing_more() -> None:
    """Of two who could step in, the one who must be told of something else anyway does."""
    sizes = next(rule for rule in MUSTS if rule.name == "enough_members")
    arrays = compiled(tiny_world(), sizes)
    groups = np.zeros((3, 3), dtype=bool)
    groups[0] = True
    groups[1, 0] = True  # the home needs two, the others one
    groups[0, 2] = False  # the last visit has nobody, and needs one
    start = Assignment(np.array([0, 1, 2]), groups)
    standing = ToldRota(groups, start.slots, HOSTS, np.zeros(3, dtype=bool), frozenset({1}))
    answer = found(replace_movable(arrays, standing, start, (0, 1, 2)))
    assert answer is not None
    assert answer.draft.groups[:, 2].tolist() == [False, True, False]
    assert answer.disturbance == Disturbance(0, 1, 0, 0, 1)
    again = found(replace_movable(arrays, replace(standing, already=frozenset()), start, (0, 1, 2)))
    assert again is not None
    assert again.disturbance == Disturbance(0, 1, 0, 0, 1)
