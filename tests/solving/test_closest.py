"""Of the rotas that are as good, the one that disturbs fewest of those who know another: against every rota."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from rota.audit import audit
from rota.domain import Problem, Rota
from rota.solving import closest as module
from rota.solving.closest import closest
from tests.builders import a_rota, a_slot, away
from tests.replanning.worlds import JUNE_3, JUNE_10, JUNE_17, PUBLISHED, RULES, Task, council, counted, every_rota, kept


def as_known(problem: Problem, known: Rota) -> Task:
    """All may change, and nothing lies within a notice period."""
    first, _ = problem.year.ends()
    return Task(problem, {place.visit: place for place in known.placements}, first, first - timedelta(1))


def least(task: Task, points: int) -> object:
    """The least disturbance of any rota that keeps every must and has no more points."""
    for disturbance, placements in every_rota(task):
        rota = Rota(placements)
        if kept(task.problem, rota) and audit(task.problem, RULES, rota).points <= points:
            return disturbance
    return None


@pytest.mark.parametrize("seed", range(8))
def test_no_rota_that_is_as_good_is_closer(seed: int) -> None:
    draw = random.Random(seed)
    problem = council(absences=(away(draw.choice(("ann", "bob", "cat")), "2026-06-10"),))
    task = as_known(problem, PUBLISHED)
    fine = [Rota(placements) for _, placements in draw.sample(every_rota(task), 300)]
    good = next(rota for rota in fine if kept(problem, rota))
    points = audit(problem, RULES, good).points
    found = closest(problem, RULES, PUBLISHED, good)
    assert kept(problem, found)
    assert audit(problem, RULES, found).points <= points
    assert counted(task, found) == least(task, points)
    assert counted(task, found) <= counted(task, good)


def test_what_people_know_is_kept_where_it_is_as_good() -> None:
    """The good one is the same with its dates changed about, which no rule here minds."""
    good = a_rota({"mash-1": (JUNE_10, "ann", "bob"), "north-1": (JUNE_17, "bob", "cat"), "south-1": (JUNE_3, "ann")})
    assert audit(council(), RULES, good).points == audit(council(), RULES, PUBLISHED).points
    assert closest(council(), RULES, PUBLISHED, good) == PUBLISHED


def test_one_that_is_better_is_not_given_up_for_one_that_is_known() -> None:
    """One visit each, across the parties where two go, is better than what is known; only dates can come nearer."""
    good = a_rota({"mash-1": (JUNE_10, "cat"), "north-1": (JUNE_3, "ann"), "south-1": (JUNE_17, "bob")})
    before = audit(council(), RULES, good).points
    assert before < audit(council(), RULES, PUBLISHED).points
    found = closest(council(), RULES, PUBLISHED, good)
    assert audit(council(), RULES, found).points <= before
    assert {place.slot for place in found.placements} == {a_slot(JUNE_3), a_slot(JUNE_10), a_slot(JUNE_17)}
    assert [place.slot for place in found.placements] == [place.slot for place in PUBLISHED.placements]


def test_visits_and_members_that_are_no_longer_there_are_passed_over() -> None:
    known = a_rota({"mash-1": (JUNE_3, "ann", "zoe"), "gone-1": (JUNE_10, "bob")})
    found = closest(council(), RULES, known, PUBLISHED)
    assert kept(council(), found)
    assert found.of(["mash-1"])[0].slot == a_slot(JUNE_3)


def test_a_large_problem_is_taken_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    good = a_rota({"mash-1": (JUNE_10, "ann", "bob"), "north-1": (JUNE_17, "bob", "cat"), "south-1": (JUNE_3, "ann")})
    # 3 members by 3 visits are 9, and 3 visits at 4 slots are 12.
    monkeypatch.setattr(module, "LARGEST", 9 + 12)
    assert closest(council(), RULES, PUBLISHED, good) == PUBLISHED
    monkeypatch.setattr(module, "LARGEST", 9 + 12 - 1)
    assert closest(council(), RULES, PUBLISHED, good) is good


def test_without_work_the_good_one_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    good = a_rota({"mash-1": (JUNE_10, "ann", "bob"), "north-1": (JUNE_17, "bob", "cat"), "south-1": (JUNE_3, "ann")})
    monkeypatch.setattr(module, "WORK", 0.0)
    found = closest(council(), RULES, PUBLISHED, good)
    assert audit(council(), RULES, found).points == audit(council(), RULES, good).points
