"""The closest of all that are as good is the closest of all there are, and nothing that leads there leaves one out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rota.rules import Statement, Tally
from rota.solving.bounds.count_fixing import loads_within, narrowed
from rota.solving.bounds.reduced_cost_fixing import worth
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change import tie_break as module
from rota.solving.minimum_change.as_good import AsGood
from rota.solving.minimum_change.disturbance import NOWHERE, Disturbance, ToldRota, disturbance
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.minimum_change.tie_break import Closest, closest
from rota.solving.minimum_change.tie_break_neighbourhoods import ever_nearer, nearest_within
from rota.solving.minimum_change.virtual_dates import with_elsewhere
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved, presolve
from tests.support.drawn_statements import Everywhere, a_world, any_draft, compiled_of, everywhere, statements
from tests.support.tiers import examples

pytestmark = pytest.mark.full

THREE_AND_TWO = ("abc", ("north", "south"), 2)
MORE = (0, 3, 12)
"""Points beyond the best that are as good: the less, the more the counters are narrowed."""


def of(read: Everywhere, number: int) -> Assignment:
    return Assignment(read.slots[number], read.groups[number])


def a_task(compiled: Compiled, presolved: Presolved, seed: int) -> ChangeTask:
    """Any draft as what people know, a visit perhaps new to them; person 3 receives every visit."""
    chance = np.random.default_rng(seed)
    start = any_draft(compiled, presolved, seed)
    stood = np.where(chance.random(compiled.visit_count) < 0.2, NOWHERE, start.slots)
    groups = start.groups & (stood != NOWHERE)
    hosts = np.full(compiled.visit_count, compiled.member_count)
    standing = ToldRota(groups, stood, hosts, np.zeros(compiled.slot_count, dtype=bool))
    movable = tuple(range(compiled.visit_count))
    return ChangeTask(compiled, standing, Assignment(start.slots, groups), movable, dict(enumerate(presolved.slots)))


def as_good_as(compiled: Compiled, read: Everywhere, more: int, seed: int) -> tuple[AsGood, list[int]]:
    """A number of points a little above the best with a number of fairness, and every rota that is as good."""
    kept = np.flatnonzero(read.broken == 0)
    near = kept[read.points[kept] <= read.points[kept].min() + more]
    fairness = [measure(compiled, of(read, number)).fairness for number in near.tolist()]
    most = int(np.random.default_rng(seed).choice(fairness))
    good = AsGood(int(read.points[kept].min()) + more, most)
    return good, [number for number, own in zip(near.tolist(), fairness, strict=True) if own <= most]


def drawn_world(
    asked: Sequence[Statement], seed: int
) -> Iterator[tuple[ChangeTask, Presolved, Everywhere, AsGood, list[int]]]:
    """The world with each margin of points, where it has a rota at all."""
    compiled = compiled_of(a_world(*THREE_AND_TWO), asked)
    presolved = presolve(compiled)
    if presolved.barred:
        return
    read = everywhere(compiled)
    if (read.broken == 0).any():
        for more in MORE:
            good, as_good = as_good_as(compiled, read, more, seed)
            yield a_task(compiled, presolved, seed), presolved, read, good, as_good


def least(task: ChangeTask, read: Everywhere, numbers: Sequence[int]) -> Disturbance:
    return min(disturbance(task.standing, of(read, number)) for number in numbers)


def found_closest(task: ChangeTask, presolved: Presolved, start: Assignment, good: AsGood) -> Closest:
    made = worth(task.compiled, presolved)
    assert made is not None
    narrow = replace(task, compiled=narrowed(task.compiled, made, good.points))
    return closest(narrow, made, start, good, Meter(Limits(work=20.0)))


def closest_is_closest(asked: Sequence[Statement], seed: int) -> int:
    """From any rota that is as good; says how many of these were not the closest themselves."""
    others = 0
    for task, presolved, read, good, numbers in drawn_world(asked, seed):
        start = of(read, numbers[seed % len(numbers)])
        found = found_closest(task, presolved, start, good)
        reached = disturbance(task.standing, found.draft)
        assert good.holds(task.compiled, found.draft)
        assert reached == found.bound == least(task, read, numbers)
        others += reached < disturbance(task.standing, start)
    return others


@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(60, filtered=True)
def test_no_rota_that_is_as_good_is_closer_in_drawn_worlds(asked: list[Statement], seed: int) -> None:
    closest_is_closest(asked, seed)


@pytest.mark.slow
@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(1500, filtered=True)
def test_no_rota_that_is_as_good_is_closer_in_many_drawn_worlds(asked: list[Statement], seed: int) -> None:
    closest_is_closest(asked, seed)


def test_it_is_often_not_the_one_that_it_began_from() -> None:
    """Otherwise to give back what was given would do."""
    size = Tally(None, None, "visit", "size", least=1, most=2)
    fair = Tally(None, None, "member", "fair", cost=(0, 1, 4, 9))
    assert sum(closest_is_closest([size, fair], seed) for seed in range(12)) >= 12


def test_counts_that_are_too_dear_are_ruled_out() -> None:
    """Two visits of one, three members: once each at most costs 2, twice for one 4; at 2 points nobody goes twice."""
    asked = [
        Tally(None, None, "visit", "size", least=1, most=1),
        *(Tally((name,), None, "", "fair", cost=(0, 1, 4)) for name in "abc"),
    ]
    compiled = compiled_of(a_world(*THREE_AND_TWO), asked)
    made = worth(compiled, presolve(compiled))
    assert made is not None
    for points, most in ((2, 1), (4, 2)):
        narrow = narrowed(compiled, made, points)
        assert loads_within(narrow)[1].tolist() == [most] * 3
        assert loads_within(compiled)[1].tolist() == [2] * 3


@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(100, filtered=True)
def test_what_is_narrowed_leaves_out_no_rota_that_is_as_good(asked: list[Statement], seed: int) -> None:
    for task, presolved, read, good, numbers in drawn_world(asked, seed):
        made = worth(task.compiled, presolved)
        assert made is not None
        narrow = narrowed(task.compiled, made, good.points)
        fewest, most = loads_within(narrow)
        for number in numbers:
            assert measure(narrow, of(read, number)) == measure(task.compiled, of(read, number))
            loads = read.groups[number].sum(axis=1)
            assert ((fewest <= loads) & (loads <= most)).all()


@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(100, filtered=True)
def test_elsewhere_is_as_easy_and_as_cheap_as_any_date(asked: list[Statement], seed: int) -> None:
    """Each rota that keeps every must keeps them with a visit or both elsewhere, for no more points; real dates are as
    they were."""
    compiled = compiled_of(a_world(*THREE_AND_TWO), asked)
    presolved = presolve(compiled)
    if presolved.barred:
        return
    relaxed = with_elsewhere(compiled, (0, 1), dict(enumerate(presolved.slots)))
    read = everywhere(compiled)
    for number in np.flatnonzero(read.broken == 0)[seed % 7 :: 7].tolist():
        here, there = of(read, number), of(read, number).copy()
        assert measure(relaxed.compiled, here) == measure(compiled, here)
        for visits in ((0,), (1,), (0, 1)):
            there.slots = np.where(np.isin((0, 1), visits), (relaxed.at[0], relaxed.at[1]), here.slots)
            now = measure(relaxed.compiled, there)
            assert not now.broken
            assert now.points <= int(read.points[number])


@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(100, filtered=True)
def test_within_a_frame_the_rest_counts_as_it_is(asked: list[Statement], seed: int) -> None:
    """One visit is free: of the rotas with the other as it is, the one that disturbs least and is as good."""
    for task, _, read, good, numbers in drawn_world(asked, seed):
        number, free = numbers[seed % len(numbers)], seed % 2
        start, other = of(read, number), 1 - free
        alike = [
            one
            for one in numbers
            if read.slots[one][other] == start.slots[other] and (read.groups[one] == start.groups)[:, other].all()
        ]
        frame = task.frame((free,), task.slots)
        found = nearest_within(task, start, frame, good, Meter(Limits(work=5.0)))
        assert found is not None
        assert good.holds(task.compiled, found)
        assert disturbance(task.standing, found) == least(task, read, alike)


@given(statements(a_world(*THREE_AND_TWO)), st.integers(0, 99))
@examples(60, filtered=True)
def test_neighbourhoods_only_come_nearer_and_stay_as_good(asked: list[Statement], seed: int) -> None:
    """Of two visits a neighbourhood holds both, each where it is or where it stood: none of those is nearer."""
    for task, _, read, good, numbers in drawn_world(asked, seed):
        start = of(read, numbers[seed % len(numbers)])
        found = ever_nearer(task, start, good, Meter(Limits(work=10.0)))
        assert good.holds(task.compiled, found)
        stays = (read.slots[numbers] == start.slots) | (read.slots[numbers] == task.standing.slots)
        there = [number for number, stay in zip(numbers, stays.all(axis=1), strict=True) if stay]
        assert least(task, read, numbers) <= disturbance(task.standing, found) <= least(task, read, there)
        assert ever_nearer(task, start, good, Meter(Limits(work=0.0))) is start


def test_a_task_too_large_for_a_proof_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three members on two visits are six places."""
    size = Tally(None, None, "visit", "size", least=1, most=2)
    task, presolved, read, good, numbers = next(drawn_world([size], 1))
    start = of(read, numbers[0])
    monkeypatch.setattr(module, "LARGEST", 5)
    found = found_closest(task, presolved, start, good)
    assert found == Closest(start, Disturbance(0, 0, 0, 0, 0))
    monkeypatch.setattr(module, "LARGEST", 6)
    assert found_closest(task, presolved, start, good).bound == least(task, read, numbers)
