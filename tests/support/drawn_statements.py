"""Small worlds under drawn statements of every kind and field, and what every rota of one costs, read all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from rota.domain import Problem
from rota.rules import Apart, Bar, Crowd, Distinct, Ids, Price, Statement, Tally
from rota.solving.model.assignment import Assignment
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved
from rota.solving.model.statements import Stated
from tests.support.builders import a_member, a_problem, a_team, span
from tests.support.tiny_world import every_draft

Numbers = NDArray[np.int64]


@cache
def a_world(members: str, teams: tuple[str, ...], days: int) -> Problem:
    """One visit for each team; two sessions on each day from Monday 1 June 2026, which do not overlap."""
    return a_problem(
        [a_member(name) for name in members],
        [a_team(name) for name in teams],
        year=span("2026-06-01", f"2026-06-0{days}"),
        sessions=("10:00", "11:00"),
    )


def compiled_of(problem: Problem, statements: Sequence[Statement]) -> Compiled:
    """The arrays of these statements, each of which measures fairness or not in turn."""
    return compile_statements(problem, [Stated("rule", bool(n % 2), one) for n, one in enumerate(statements)])


def statements(problem: Problem, most: int = 8) -> st.SearchStrategy[list[Statement]]:
    """Some statements about this problem: no more than a few bars, so that rotas are left."""
    bars = st.lists(_bars(problem), max_size=2)
    others = st.one_of(
        _prices(problem), _tallies(problem), _tallies(problem), _aparts(problem), _crowds(problem), _distincts(problem)
    )
    sizes = st.sampled_from(((), (1, 2), (1, 1), (2, 2))).map(
        lambda both: [Tally(None, None, "visit", "group size", least=both[0], most=both[1])] if both else []
    )
    drawn = st.tuples(bars, sizes, st.lists(others, min_size=2, max_size=most))
    return drawn.map(lambda parts: [*parts[0], *parts[1], *parts[2]])


def _ids(names: Sequence[str], least: int = 1) -> st.SearchStrategy[Ids]:
    return st.sets(st.sampled_from(names), min_size=least).map(lambda chosen: tuple(sorted(chosen)))


def _all_or(names: Sequence[str]) -> st.SearchStrategy[Ids | None]:
    return st.none() | _ids(names)


def _members(problem: Problem) -> list[str]:
    return [member.id for member in problem.members]


def _visits(problem: Problem) -> list[str]:
    return [visit.id for visit in problem.visits]


def _slots(problem: Problem) -> list[str]:
    return [slot.id for slot in problem.slots]


def _bars(problem: Problem) -> st.SearchStrategy[Statement]:
    one = st.sampled_from(_members(problem)).map(lambda name: (name,))
    away = st.builds(Bar, one, _all_or(_visits(problem)), _all_or(_slots(problem)), st.just("away"))
    closed = st.builds(
        Bar, st.none(), _all_or(_visits(problem)), st.sampled_from(_slots(problem)).map(lambda s: (s,)), st.just("shut")
    )
    return st.one_of(away, closed)


def _prices(problem: Problem) -> st.SearchStrategy[Statement]:
    boxes = (_all_or(_members(problem)), _all_or(_visits(problem)), _all_or(_slots(problem)))
    return st.builds(Price, st.integers(1, 30), *boxes, st.just("dear"))


def _bounds(least: int, most: int) -> st.SearchStrategy[dict[str, Any]]:
    """A least, a most, both, one or none; a table of costs or none, that begins somewhere."""
    steps = st.lists(st.integers(-12, 12), max_size=4).map(sorted)
    tables = st.tuples(st.integers(0, 9), steps).map(lambda drawn: tuple(accumulate(drawn[1], initial=drawn[0])))
    costs = st.fixed_dictionaries({"cost": st.just(()) | tables | tables, "cost_from": st.integers(-2, 2)})
    pairs = st.lists(st.integers(least, most), min_size=2, max_size=2).map(sorted)
    musts = pairs.flatmap(
        lambda pair: st.sampled_from(
            ({}, {}, {}, {"least": pair[0]}, {"most": pair[1]}, {"least": pair[0], "most": pair[1]})
        )
    )
    return st.tuples(costs, musts).map(lambda both: {**both[0], **both[1]})


def _tallies(problem: Problem) -> st.SearchStrategy[Statement]:
    weights = st.dictionaries(st.sampled_from(_members(problem)), st.sampled_from((-2, -1, 0, 2, 3)), max_size=2)
    parts = st.fixed_dictionaries(
        {
            "members": _all_or(_members(problem)),
            "visits": _all_or(_visits(problem)),
            "each": st.sampled_from(("", "visit", "member")),
            "why": st.just("counted"),
            "weights": st.just(()) | weights.map(lambda drawn: tuple(sorted(drawn.items()))),
        }
    )
    return st.tuples(parts, _bounds(-1, 3)).map(lambda both: Tally(**both[0], **both[1]))


def _aparts(problem: Problem) -> st.SearchStrategy[Statement]:
    points = st.none() | st.integers(1, 20)
    plain = st.builds(Apart, _all_or(_visits(problem)), st.integers(0, 2), st.just("pace"), points=points)
    shared = st.builds(
        Apart,
        _all_or(_visits(problem)),
        st.integers(0, 2),
        st.just("rest"),
        st.just(True),
        _all_or(_members(problem)),
        points,
    )
    return st.one_of(plain, shared)


def _crowds(problem: Problem) -> st.SearchStrategy[Statement]:
    boxes = st.tuples(_all_or(_visits(problem)), _all_or(_slots(problem)))
    return st.tuples(boxes, _bounds(0, 2)).map(lambda both: Crowd(*both[0], "room", **both[1]))


def _distincts(problem: Problem) -> st.SearchStrategy[Statement]:
    parts = st.fixed_dictionaries(
        {
            "members": _all_or(_members(problem)),
            "visits": _all_or(_visits(problem)),
            "of": st.sampled_from(("team", "partner")),
            "count": st.sampled_from(("different", "again")),
            "why": st.just("others"),
        }
    )
    return st.tuples(parts, _bounds(0, 3)).map(lambda both: Distinct(**both[0], **both[1]))


def any_draft(compiled: Compiled, presolved: Presolved, seed: int) -> Assignment:
    """Some draft that the bars allow, whatever else it breaks; each visit must have a date."""
    chance = np.random.default_rng(seed)
    slots = np.array([chance.choice(dates) for dates in presolved.slots], dtype=np.int64)
    groups = np.zeros((compiled.member_count, compiled.visit_count), dtype=bool)
    for visit, slot in enumerate(slots.tolist()):
        groups[:, visit] = compiled.free_at(visit)[:, slot] & (chance.random(compiled.member_count) < 0.5)
    return Assignment(slots, groups)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Of every rota of a world: its slots, its groups (rota, member, visit), what it breaks and its points."""

    slots: Numbers
    groups: NDArray[np.bool_]
    broken: Numbers
    points: Numbers


@cache
def _every(problem: Problem) -> tuple[Numbers, NDArray[np.bool_]]:
    drafts = every_draft(problem)
    return np.stack([draft.slots for draft in drafts]), np.stack([draft.groups for draft in drafts])


def everywhere(compiled: Compiled) -> Everywhere:
    """What every rota costs."""
    slots, groups = _every(compiled.problem)
    visits, members = np.arange(compiled.visit_count), np.arange(compiled.member_count)[:, None]
    at = (compiled.layer, members, slots[:, None, :])
    free = compiled.free[at] & compiled.may_go
    broken = (~compiled.open[visits, slots]).sum(axis=1) + (groups & ~free).sum(axis=(1, 2))
    points = compiled.visit_price[visits, slots].sum(axis=1)
    points = points + (groups * (compiled.place_price + compiled.time_price[at])).sum(axis=(1, 2))
    for family in compiled.families:
        counts = np.zeros((len(slots), len(family.cells)), dtype=np.int64)
        for member, visit in np.ndindex(groups.shape[1:]):
            if (cell := family.cell_of(member, visit)) >= 0:
                counts[:, cell] += family.weight[member] * groups[:, member, visit]
        cells = np.arange(len(family.cells))
        points = points + family.curves.points(cells, counts).sum(axis=1)
        broken = broken + family.curves.short(cells, counts).sum(axis=1)
    for throng in compiled.throngs:
        counts = (throng.visits & throng.slots[slots]).sum(axis=1)
        points = points + np.array([throng.curve.points(count) for count in range(len(visits) + 1)])[counts]
        broken = broken + np.array([throng.curve.short(count) for count in range(len(visits) + 1)])[counts]
    for variety in compiled.varieties:
        for number in range(len(slots)):
            counts = variety.counts(groups[number])
            points[number] += variety.points(counts).sum()
            broken[number] += variety.short(counts).sum()
    for gap in compiled.gaps:
        for one, other in combinations(np.flatnonzero(gap.visits).tolist(), 2):
            if not gap.binds_any_two((one, other)):
                continue
            close = (gap.low[slots[:, one]] <= slots[:, other]) & (slots[:, other] < gap.high[slots[:, one]])
            both = groups[:, :, one] & groups[:, :, other]
            bound = both if gap.members is None else both[:, gap.members]
            times = close * (bound.sum(axis=1) if gap.shared else 1)
            broken = broken + (times if gap.points is None else 0)
            points = points + times * (gap.points or 0)
    return Everywhere(slots, groups, broken, points)
