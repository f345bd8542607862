"""The best rota and, of those that are as good, the nearest to one that people know: against every rota."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from rota.auditing import DisagreementError, audit
from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving import nearest_optimum as module
from rota.solving.engine import Impossible, OutOfTime, Solved, solve
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.disturbance import Disturbance
from rota.solving.minimum_change.tie_break import Closest
from rota.solving.model.assignment import draft_of
from rota.solving.model.compile import compile_statements
from rota.solving.model.statements import gather
from rota.solving.nearest_optimum import Drawn, Nearness, solve_near
from rota.solving.progress import Progress
from tests.replanning.worlds import (
    JUNE_3,
    JUNE_10,
    JUNE_17,
    JUNE_24,
    PUBLISHED,
    RULES,
    Task,
    cost_of,
    council,
    counted,
    every_rota,
    kept,
)
from tests.support.builders import a_rota, a_slot, away
from tests.support.tiers import first_few

OTHER = a_rota({"mash-1": (JUNE_24, "cat"), "north-1": (JUNE_3, "ann"), "south-1": (JUNE_17, "bob", "cat")})


def as_known(problem: Problem, known: Rota) -> Task:
    """All may change, and nothing lies within a notice period."""
    first, _ = problem.year.ends()
    return Task(problem, {place.visit: place for place in known.placements}, first, first - timedelta(1))


def fairness(problem: Problem, rota: Rota) -> int:
    """The points of fair share, which alone measures fairness here."""
    return sum(one.points for one in audit(problem, RULES, rota).findings if one.rule == "fair_share")


def least(task: Task, points: int, fair: int) -> Disturbance | None:
    """The least disturbance of any rota that keeps every must, has no more points and is no less fair."""
    for disturbance, placements in every_rota(task):
        rota = Rota(placements)
        good = kept(task.problem, rota) and audit(task.problem, RULES, rota).points <= points
        if good and fairness(task.problem, rota) <= fair:
            return disturbance
    return None


def found(problem: Problem, known: Rota, rules: tuple[Rule, ...] = RULES) -> tuple[Solved, Nearness]:
    drawn = solve_near(problem, rules, known)
    assert isinstance(drawn.result, Solved)
    assert drawn.nearness is not None
    return drawn.result, drawn.nearness


@pytest.mark.parametrize("known", [PUBLISHED, OTHER], ids=["published", "other"])
@pytest.mark.parametrize("seed", first_few(3, range(6)))
def test_no_rota_that_is_as_good_is_nearer(seed: int, known: Rota) -> None:
    draw = random.Random(seed)
    away_on = draw.choice(("2026-06-10", "2026-06-17", "2026-06-24"))
    problem = council(absences=(away(draw.choice(("ann", "bob", "cat", "hal")), away_on),))
    task, best = as_known(problem, known), solve(problem, RULES)
    assert isinstance(best, Solved)
    result, nearness = found(problem, known)
    assert result.certificate == best.certificate
    assert nearness.proven
    assert nearness.disturbance == counted(task, result.rota)
    assert nearness.disturbance == least(task, best.certificate.value, best.certificate.fairness)


def test_what_people_know_is_kept_where_it_is_as_good() -> None:
    """Each goes once, across the parties where two could go, on dates that no rule minds: nothing is better."""
    result, nearness = found(council(), OTHER)
    again, as_it_was = found(council(), result.rota)
    assert again.rota == result.rota
    assert (as_it_was.disturbance, as_it_was.proven) == (Disturbance(0, 0, 0, 0, 0), True)
    assert nearness.disturbance > as_it_was.disturbance


def test_one_that_is_better_is_not_given_up_for_one_that_is_known() -> None:
    """What is published has a place more than needed on two visits; the best has none, and its dates stay."""
    best = solve(council(), RULES)
    assert isinstance(best, Solved)
    result, _ = found(council(), PUBLISHED)
    assert result.report.points == best.report.points < audit(council(), RULES, PUBLISHED).points
    assert [place.slot for place in result.rota.placements] == [place.slot for place in PUBLISHED.placements]


def test_visits_and_members_that_are_no_longer_there_are_passed_over() -> None:
    known = a_rota({"mash-1": (JUNE_3, "ann", "zoe"), "gone-1": (JUNE_10, "bob")})
    result, _ = found(council(), known)
    assert result.rota.of(["mash-1"])[0].slot == a_slot(JUNE_3)


@pytest.mark.parametrize("already", ["ann", "bob", "cat", "ivy"])
def test_whoever_is_affected_anyway_counts_once_and_is_affected_first(already: str) -> None:
    """Counted by hand over every rota: the fewest people, this one among them whatever is done."""
    problem = council(absences=(away("ann", "2026-06-03", "2026-06-17"),))
    task, best = as_known(problem, PUBLISHED), found(problem, PUBLISHED)[0].certificate
    fewest = min(
        len({already}.union(*(cost_of(task, place).people for place in placements)))
        for _, placements in every_rota(task)
        if kept(problem, Rota(placements)) and audit(problem, RULES, Rota(placements)).points <= best.value
    )
    drawn = solve_near(problem, RULES, PUBLISHED, already=(already, "nobody who is listed"))
    assert drawn.nearness is not None
    assert drawn.nearness.proven
    assert drawn.nearness.disturbance.people == fewest


def test_that_there_is_none_is_said() -> None:
    gone = tuple(away(name, "2026-06-01", "2026-06-30") for name in ("ann", "bob", "cat"))
    drawn = solve_near(council(absences=gone), RULES, PUBLISHED)
    assert isinstance(drawn.result, Impossible)
    assert drawn.nearness is None


def test_without_work_it_is_as_good_and_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 0.0)
    monkeypatch.setattr(module, "WORK_TO_BEGIN", 0.0)
    drawn = solve_near(council(), RULES, OTHER)
    assert isinstance(drawn.result, Solved)
    assert drawn.result.certificate == found(council(), OTHER)[0].certificate
    assert drawn.nearness is not None
    assert not drawn.nearness.proven


def test_when_told_to_stop_it_stops() -> None:
    meter = Meter(Limits())
    meter.stop()
    drawn = solve_near(council(absences=(away("cat", "2026-06-24"),)), RULES, OTHER, meter=meter)
    assert meter.spent == 0
    assert drawn.nearness is None or not drawn.nearness.proven


def test_seconds_are_kept_for_coming_near() -> None:
    """Of a hundred seconds the engine may use seventy."""
    seen: list[float | None] = []

    def heard(news: Progress) -> None:
        seen.append(news.done)

    drawn = solve_near(council(), RULES, PUBLISHED, Limits(seconds=100), listen=heard)
    assert isinstance(drawn.result, Solved)
    assert drawn.nearness is not None
    assert drawn.nearness.proven
    assert seen


@pytest.mark.parametrize("worse", [PUBLISHED, OTHER], ids=["with more points", "with more points too"])
def test_what_is_not_as_good_is_not_taken(monkeypatch: pytest.MonkeyPatch, worse: Rota) -> None:
    """Whatever goes wrong on the way back, the value stays."""
    problem = council()
    compiled = compile_statements(problem, gather(problem, RULES))
    monkeypatch.setattr(module, "WORK_TO_BEGIN", 0.0)
    monkeypatch.setattr(module, "closest", lambda *_: Closest(draft_of(compiled, worse), Disturbance(0, 0, 0, 0, 0)))
    monkeypatch.setattr(module, "ever_nearer", lambda _task, draft, *_: draft)
    best = solve(problem, RULES)
    assert isinstance(best, Solved)
    drawn = solve_near(problem, RULES, PUBLISHED)
    assert isinstance(drawn.result, (Solved, OutOfTime))
    assert drawn.result.certificate == best.certificate
    assert drawn.result.report.points == best.report.points


def test_a_disagreement_with_the_audit_is_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rota is shown that the audit reads otherwise than the engine."""
    real = module.audit
    monkeypatch.setattr(module, "audit", lambda problem, _rules, rota: real(problem, (), rota))
    with pytest.raises(DisagreementError, match="claims"):
        solve_near(council(), RULES, PUBLISHED)


@pytest.mark.parametrize(
    ("reached", "bound", "sentence"),
    [
        ((0, 3, 1, 0, 3), (0, 3, 1, 0, 3), "Proven nearest: no rota that is as good changes less."),
        (
            (0, 3, 1, 0, 3),
            (0, 3, 0, 0, 9),
            "Proven: no rota that is as good affects fewer people; whether one changes less is not proven.",
        ),
        (
            (0, 7, 1, 0, 3),
            (0, 1002, 0, 0, 0),
            "Proven nearest: no rota that is as good changes less.",
        ),
        (
            (0, 7, 1, 0, 8),
            (0, 5, 4, 0, 9),
            "Not proven nearest: a rota that is as good may affect fewer people, though none affects fewer than 5.",
        ),
        (
            (0, 7, 1, 0, 8),
            (0, 0, 0, 0, 0),
            "Not proven nearest: a rota that is as good may affect fewer people.",
        ),
    ],
)
def test_what_is_proven_is_said_and_no_more(reached: tuple[int, ...], bound: tuple[int, ...], sentence: str) -> None:
    assert Nearness(Disturbance(*reached), Disturbance(*bound)).sentence == sentence


def test_the_same_is_drawn_again() -> None:
    one, other = (solve_near(council(), RULES, OTHER) for _ in range(2))
    assert isinstance(one, Drawn)
    assert one == other
