"""The estimate of what statements take in memory is near what their arrays and lists take, counted byte by byte.

Peaks of real processes are in rota/rules/size.py, beside the numbers that they set.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from itertools import combinations

import numpy as np
import pytest

from constraints.fair_share import FairShare
from rota.rules import Apart, Crowd, Statement, Tally
from rota.rules.size import StatementSize
from rota.solving.model.assignment import Assignment
from rota.solving.model.compile import compile_statements
from rota.solving.model.delta_cost import DeltaCost
from rota.solving.model.presolve import Presolved
from rota.solving.model.statements import Stated
from rota.solving.search.annealing import as_lists
from rota.solving.search.kernel_tables import state_of, tables_of
from tests.support.builders import a_member, a_problem, a_team, span

WORLD = a_problem(
    [a_member(f"m{number}") for number in range(8)],
    [a_team(f"t{number:02}") for number in range(40)],
    hosts=(),
    year=span("2026-06-01", "2027-05-31"),
    sessions=("10:00", "14:00"),
)
VISITS = tuple(visit.id for visit in WORLD.visits)
SLOTS = tuple(slot.id for slot in WORLD.slots)
FOURS = tuple(combinations(VISITS[::2], 4))
MANY = 60


def counted(statements: Sequence[Statement]) -> int:
    """Bytes of all arrays, lists, tuples and numbers of the compiled model, local search and the ledger."""
    compiled = compile_statements(WORLD, [Stated("fair_share", True, one) for one in statements])
    draft = Assignment(np.zeros(len(VISITS), dtype=np.int64), np.zeros((8, len(VISITS)), dtype=bool))
    tables = tables_of(compiled, Presolved(tuple(np.flatnonzero(row) for row in compiled.open)), draft)
    state = state_of(compiled, tables, draft, 1)
    kept = {id(WORLD), *map(id, statements)}
    held = (compiled, compiled.priced, tables, state, as_lists(tables), as_lists(state), DeltaCost(compiled, draft))
    return sum(_bytes(one, kept) for one in held) + sum(map(sys.getsizeof, statements))


def _bytes(thing: object, seen: set[int]) -> int:
    """What the thing takes with all that it holds, but for what has been ``seen``."""
    if id(thing) in seen:
        return 0
    seen.add(id(thing))
    if isinstance(thing, np.ndarray):
        return thing.nbytes if thing.base is None else _bytes(thing.base, seen)
    parts: list[object] = []
    if isinstance(thing, (list, tuple)):
        parts = list(thing)
    elif isinstance(thing, dict):
        parts = [*thing, *thing.values()]
    elif is_dataclass(thing):
        parts = [getattr(thing, field.name) for field in fields(thing)]
    elif hasattr(thing, "__dict__"):
        parts = [vars(thing)]
    return sys.getsizeof(thing) + sum(_bytes(part, seen) for part in parts)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: Tally(None, None, "visit", "few", most=n),
        lambda n: Tally(None, None, "member", "even", cost=(0, 1, 4, 9), cost_from=n),
        lambda n: Tally(None, None, "", "all", cost=(0, 5), cost_from=n),
        lambda n: Tally(None, None, "member", "five times", cost=(0, 5), cost_from=n, weights=(("m1", 5), ("m2", 5))),
        lambda n: Crowd(None, SLOTS[n : n + 5], "week", most=n),
        lambda n: Crowd(None, SLOTS[n : n + 5], "week", cost=(0, 1, 4, 9)),
        lambda n: Apart(FOURS[80 * n], 7, "four", True),
        lambda n: Apart(None, n, "all", True),
        lambda n: Apart(None, n, "all"),
    ],
    ids=["each visit", "each member", "all", "weights", "crowd", "crowd with points", "fours", "shared set", "set"],
)
def test_the_estimate_is_within_a_factor_of_three_of_what_is_counted(make: Callable[[int], Statement]) -> None:
    """What sixty statements of a kind take more than none: of 8 members, 40 visits and 522 slots."""
    statements = [make(number) for number in range(1, MANY + 1)]
    size = StatementSize(WORLD)
    for one in statements:
        size.add(FairShare(), one)
    truth = counted(statements) - counted([])
    assert truth / 3 < size.total < truth * 3
