"""Walks of the annealing kernel, each step held against what the arrays say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from rota.domain import Problem
from rota.rules import Apart, Bar, Crowd, Price, Statement, Tally
from rota.solving.model.assignment import Assignment, measure
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved
from rota.solving.search import annealing_kernel as kernel
from rota.solving.search.kernel_state import KernelTables, State
from rota.solving.search.kernel_tables import draft_from, state_of, tables_of
from tests.support.drawn_statements import a_world, compiled_of

HOT = 256 * 10**6
"""At a million points of heat nearly every proposal is taken, whatever it breaks."""


NEVER = -(10**12)


def listed(table: Any) -> Any:
    return table.tolist() if isinstance(table, np.ndarray) else table


class Walk:
    """The interpreted kernel on its way through the rotas of one world."""

    def __init__(self, compiled: Compiled, presolved: Presolved, draft: Assignment, seed: int = 1) -> None:
        self.compiled = compiled
        self.tables = tables_of(compiled, presolved, draft)
        self.begun = state_of(compiled, self.tables, draft, seed)
        self.flat = KernelTables(*map(listed, self.tables))
        self.state = State(*map(listed, self.begun))
        self.left = [0] * max(int(np.diff(self.tables.seat_first).max(initial=0)), 1)

    def draft(self) -> Assignment:
        return draft_from(self.tables, self.state.slot, self.state.who)

    def step(self, number: int, heat: int = HOT, proposals: int = 10**6, enough: int = NEVER) -> str:
        """One proposal; gives its kind when it was taken."""
        slot, who = list(self.state.slot), list(self.state.who)
        kernel.anneal(self.flat, self.state, self.left, number, number + 1, proposals, heat, enough)
        if slot != self.state.slot:
            return "shift"
        changed = sum(one != other for one, other in zip(who, self.state.who, strict=True))
        return {0: "", 1: "replace", 2: "swap"}[changed]

    def taken(self, proposals: int) -> Iterator[str]:
        """The kind of each proposal taken, of so many."""
        return (kind for number in range(proposals) if (kind := self.step(number)))


def own(state: State, compiled: Compiled) -> list[list[int]]:
    """The visits of each member, in order."""
    starts = range(0, compiled.member_count * compiled.visit_count, max(1, compiled.visit_count))
    return [sorted(state.own[start : start + number]) for start, number in zip(starts, state.own_count, strict=False)]


def holds(walk: Walk) -> None:
    """Every sum of the state is what it is from scratch, and no bar is broken."""
    compiled, state, draft = walk.compiled, walk.state, walk.draft()
    assert state.cost[0] == measure(compiled, draft).price(compiled.breach_price)
    afresh = state_of(compiled, walk.tables, draft, 1)
    assert state.count == afresh.count.tolist()
    assert state.crowd == afresh.crowd.tolist()
    assert state.near == afresh.near.tolist()
    assert state.met == afresh.met.tolist()
    assert state.variety_count == afresh.variety_count.tolist()
    assert own(state, compiled) == own(State(*map(listed, afresh)), compiled)
    assert sum(seated < compiled.member_count for seated in state.who) == draft.groups.sum()
    for visit, slot in enumerate(draft.slots.tolist()):
        assert compiled.open[visit, slot]
        assert compiled.free_at(visit)[draft.groups[:, visit], slot].all()


def four_and_three() -> Problem:
    return a_world("abcd", ("east", "north", "south"), 3)


MON, MON_LATER, TUE, TUE_LATER, WED, WED_LATER = (f"2026-06-0{day} {hour}:00" for day in (1, 2, 3) for hour in (10, 11))


EVERYTHING: tuple[Statement, ...] = (
    Bar(("a",), None, (WED,), "away"),
    Bar(("b",), ("east-1",), None, "interest"),
    Bar(None, ("south-1",), (MON,), "closed"),
    Price(3, ("a", "d"), None, (MON_LATER, TUE), "not preferred"),
    Price(4, ("c",), ("north-1",), (TUE,), "nor this"),
    Price(5, None, ("north-1",), (MON, WED), "holidays"),
    Price(6, None, None, (WED_LATER,), "late"),
    Price(7, ("b", "c"), ("south-1",), None, "seen last year"),
    Tally(None, None, "visit", "group size", least=1, most=2, cost=(0, 0, 4)),
    Tally(("a", "c"), ("east-1", "north-1"), "", "together", least=1, cost=(9, 2, 0, 6), weights=(("a", 3), ("c", -1))),
    Tally(None, None, "member", "load", most=2, cost=(0, 1, 4, 9), weights=(("b", 2), ("d", -2))),
    Tally(("b", "d"), None, "visit", "mentors", cost=(8, 0), cost_from=-1, weights=(("b", 2), ("d", -1))),
    Tally(("a", "b"), None, "", "two wards", cost=(12, 3, 0, 0, 5)),
    Tally(("c", "d"), None, "", "two wards", most=3),
    Apart(None, 0, "one place at a time", shared=True),
    Apart(None, 1, "breathing space", shared=True, points=6),
    Apart(("east-1", "south-1"), 3, "rest of some", True, ("b", "c"), 11),
    Apart(None, 2, "pace", points=13),
    Apart(("east-1", "north-1"), 0, "one host"),
    Crowd(None, (MON, MON_LATER, TUE), "room", most=1, cost=(0, 0, 5)),
    Crowd(("north-1", "south-1"), (TUE, WED), "longest gap", cost=(9, 0)),
)
"""Every kind of statement, with every kind of field, for four members and three visits on three days."""


def with_everything() -> Compiled:
    return compiled_of(four_and_three(), EVERYTHING)
