"""Faults planted in a rule's statements or in its check, one at a time: a test catches them.

A fault is caught when the two sides of the rule then disagree on some rota of the worlds below, or
failing that when one of the rule's own tests fails. One that survives changes nothing that anybody could
see, and is then named below as HARMLESS with the reason, or shows that a test is missing. For the figures
and the survivors:

    pytest -m slow -s tests/constraints/test_planted_faults.py
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from constraints import RULES
from rota.domain import Problem, Rota
from rota.rules import Apart, Crowd, Finding, Price, Rule, Statement, Tally
from tests.constraints.own_tests import own_tests_fail
from tests.constraints.planting import SIDES, Fault, Side, faults, planted, rule_in, untouched
from tests.reference import measure
from tests.solving.worlds import every_draft, rota_of, rules_in_every_strength, tiny_world
from tests.strategies import problems, rotas

EVERY_NTH = 37
"""Shares no factor with the tiny world's numbers of slots (3) and groups (8), so all kinds of rota come up."""

DRAWN_WORLDS = 200
ROTAS_OF_EACH = 5

HARMLESS = {
    ("Availability", "elif start < end:", "< becomes <="): "a row of no minutes covers nothing",
    ("Availability", "for offset in range((end.date() - start.date()).days + 1):", "1 becomes 2"): (
        "a day more is looked at, which the visit does not touch"
    ),
    ("Availability", "doubtful = [start] + [over for _, over in offered if start < over < end]", "< becomes <="): (
        "the start is asked about twice"
    ),
    ("FairShare", "return 1, 0", "1 becomes 2"): "a term that ends before it begins is empty wherever it stands",
    ("FairShare", "return 1, 0", "0 becomes 1"): "the first day of the year 1 is before any rota",
    ("PartyShare", "longest = min(high, len(problem.visits) * len(problem.members)) + 2", "2 becomes 3"): (
        "the table goes on as its last step does"
    ),
    ("PartyShare", "seats[party] += 1", "1 becomes 2"): "shares of twice the seats are the same",
    (
        "KeepPublished",
        'yield Tally((person,), (published.visit,), "", why, cost=(self.points_per_place, 0, 0))',
        "0 becomes 1",
    ): "one member is never twice on one visit",
}
"""Faults that change nothing which anybody could see, and why; every other must be caught."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
Reading = tuple[bool, int]
"""(a must is broken, points)."""


@dataclass(frozen=True, slots=True)
class World:
    """A problem with some of its rotas, each of which places every visit."""

    problem: Problem
    rotas: tuple[Rota, ...]


@cache
def worlds() -> tuple[World, ...]:
    """The tiny world first, then worlds drawn the same on every run."""
    tiny = tiny_world()
    drafts = every_draft(tiny)[::EVERY_NTH]
    return (World(tiny, tuple(rota_of(tiny, draft) for draft in drafts)), *drawn_worlds())


def drawn_worlds() -> list[World]:
    drawn: list[World] = []

    @given(st.data())
    @settings(
        max_examples=DRAWN_WORLDS,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
        deadline=None,
    )
    def draw(data: st.DataObject) -> None:
        problem = data.draw(problems())
        if problem.slots:
            drawn.append(World(problem, tuple(data.draw(rotas(problem)) for _ in range(ROTAS_OF_EACH))))

    draw()
    return drawn


@cache
def in_use(rule: type[Rule]) -> tuple[Rule, ...]:
    """The rule with the tiny world's numbers in each strength, with its own numbers, and with no points."""
    told = [one for one in rules_in_every_strength() if type(one) is rule]
    free: dict[str, Any] = {field.name: 0 for field in fields(rule) if field.name.startswith("points_")}
    return tuple(dict.fromkeys([*told, rule(), replace(told[0], **free)]))


def stated(rule: Rule, world: World) -> Iterator[Reading]:
    """What the rule's statements say of each rota of the world."""
    statements = list(rule.statements(world.problem))
    for rota in world.rotas:
        broken, points = measure(world.problem, statements, rota)
        yield broken > 0, points


def checked(rule: Rule, world: World) -> Iterator[Reading]:
    """What the rule's check finds in each rota of the world."""
    for rota in world.rotas:
        findings = list(rule.check(world.problem, rota))
        yield any(finding.breach for finding in findings), sum(finding.points for finding in findings)


READ: dict[Side, Callable[[Rule, World], Iterator[Reading]]] = {"statements": stated, "check": checked}


@cache
def expected(rule: Rule) -> tuple[tuple[Reading, ...], ...]:
    """What the other side says, which has no fault in it, in every world: both sides are shown to say the same."""
    return tuple(tuple(stated(rule, world)) for world in worlds())


def disagrees(rule: type[Rule], faulty: type[Rule], side: Side) -> bool:
    """Whether this side of the faulty rule differs on some rota from the other side of the rule, or fails."""
    return any(_differs(_like(faulty, known), known, side) for known in in_use(rule))


def _like(faulty: type[Rule], known: Rule) -> Rule:
    return faulty(**{field.name: getattr(known, field.name) for field in fields(known)})


def _differs(faulty: Rule, known: Rule, side: Side) -> bool:
    try:
        return any(
            reading != right
            for world, readings in zip(worlds(), expected(known), strict=True)
            for reading, right in zip(READ[side](faulty, world), readings, strict=True)
        )
    except Exception:
        return True


# Gross faults, made by hand.


def _nothing(_: Iterator[object]) -> Iterator[object]:
    return iter(())


def _first_dropped(things: Iterator[object]) -> Iterator[object]:
    return islice(things, 1, None)


def _points_doubled(things: Iterator[Any]) -> Iterator[object]:
    return (_dearer(thing) for thing in things)


def _dearer(thing: Statement | Finding) -> Statement | Finding:
    if isinstance(thing, (Tally, Crowd)):
        return replace(thing, cost=tuple(2 * points for points in thing.cost))
    if isinstance(thing, (Price, Finding)) or (isinstance(thing, Apart) and thing.points is not None):
        return replace(thing, points=2 * (thing.points or 0))
    return thing


def _grossly(rule: type[Rule], side: Side, spoilt: Callable[[Any], Iterator[object]]) -> type[Rule]:
    def faulty(self: Rule, *read: Any) -> Iterator[object]:
        return spoilt(getattr(rule, side)(self, *read))

    return type(rule.__name__, (rule,), {side: faulty})


WITH_POINTS = [rule for rule in RULES if any(field.name.startswith("points_") for field in fields(rule))]


# The tests.


@pytest.mark.slow
@each_rule
def test_a_rule_without_a_fault_is_not_caught(rule: type[Rule]) -> None:
    """Both sides agree in these worlds and its own tests pass, also when it is loaded as faults are."""
    module = untouched(rule)
    for side in SIDES:
        assert not disagrees(rule, rule, side)
        assert not disagrees(rule, rule_in(module, rule), side)
    assert not own_tests_fail(rule, importlib.import_module(rule.__module__))
    assert not own_tests_fail(rule, module)


@pytest.mark.slow
@each_rule
@pytest.mark.parametrize("side", SIDES)
def test_a_side_that_says_nothing_is_caught(rule: type[Rule], side: Side) -> None:
    assert disagrees(rule, _grossly(rule, side, _nothing), side)


@pytest.mark.slow
@each_rule
def test_a_first_statement_left_out_is_caught(rule: type[Rule]) -> None:
    assert disagrees(rule, _grossly(rule, "statements", _first_dropped), "statements")


@pytest.mark.slow
@pytest.mark.parametrize("rule", WITH_POINTS, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("side", SIDES)
def test_doubled_points_are_caught(rule: type[Rule], side: Side) -> None:
    assert disagrees(rule, _grossly(rule, side, _points_doubled), side)


def survivors(rule: type[Rule], side: Side) -> tuple[list[Fault], list[Fault]]:
    """The faults of this side with which the two sides agree; and of these, those that the rule's own tests miss."""
    agreed = []
    missed = []
    for fault in faults(rule, side):
        module = planted(fault)
        if not disagrees(rule, rule_in(module, rule), side):
            agreed.append(fault)
            missed += [] if own_tests_fail(rule, module) else [fault]
    return agreed, missed


@pytest.mark.slow
@each_rule
def test_every_fault_on_each_side_is_caught_but_those_that_harm_nothing(rule: type[Rule]) -> None:
    """Each side has faults, some of which the other side alone contradicts."""
    for side in SIDES:
        count = len(faults(rule, side))
        agreed, missed = survivors(rule, side)
        told = f"{rule.__name__}, {side}: {count} faults, {count - len(agreed)} disagree, {len(missed)} survive"
        sys.stdout.write("\n    ".join(["", told, *map(str, missed)]))
        assert [str(fault) for fault in missed if fault.place not in HARMLESS] == []
        assert len(agreed) < count


def test_faults_named_as_harmless_can_be_planted() -> None:
    """A name that no line answers to any more is to be taken out of HARMLESS."""
    assert HARMLESS.keys() <= {fault.place for rule in RULES for side in SIDES for fault in faults(rule, side)}
