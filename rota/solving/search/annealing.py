"""Runs the kernel: over lists as it stands, or compiled by numba when that is there and the work is worth it.

numba stays an optional accelerator because of regions. Points above the bound of H (500 members, 2,000 visits) after
so many seconds of CPU, 28 November 2026; what numba compiles was kept from an earlier run (else 28 to 40 s more, once):

====  =======  ====  ====  ====  ====  ====
seed  numba      15    20    30    45    60
====  =======  ====  ====  ====  ====  ====
1     with     2394  1708  1708  1219  1189
1     without  2569  2569  2047  1708  1567
2     with      749   556   495    51    33
2     without  1470  1224   743   556   327
====  =======  ====  ====  ====  ====  ====
"""

from __future__ import annotations

import importlib.util
import inspect
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, make_dataclass
from functools import cache
from math import inf
from types import ModuleType
from typing import Any

import numpy as np

from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved
from rota.solving.search import annealing_changes as changes
from rota.solving.search import annealing_kernel as kernel
from rota.solving.search.kernel_state import KernelTables, State
from rota.solving.search.kernel_tables import draft_from, state_of, tables_of

WORTH_COMPILING = 90_000
"""Proposals from which loading what numba has compiled, a third of a second, is less than the time it saves.

Measured on 24 November 2026, when it had been 50,000; the figures were not kept."""
AT_A_TIME = 10_000
"""Proposals after which progress is told and the limits are looked at: a fifth of a second, measured, when
interpreted."""
WORK_EACH = 2e-6
"""Work counted for each proposal, whether compiled or not: the same limits must give the same rota.

Chosen without a measurement that is kept: 10,000 count as 0.02 units, and take ten times that in seconds when
interpreted."""
MOST = 10**9
"""Proposals in any case: a bound for whole numbers, not for people."""
CHANGES = ("draw", "can", "sits_on", "pairs_cost", "place_cost", "counters_cost", "meet", "vary", "seat_at_known_team")
"""What is compiled of the changes, and of the kernel."""
COMPILED = (
    "sit",
    "replace",
    "swap",
    "slot_cost",
    "move",
    "stand_in",
    "shift",
    "anneal",
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many rotas are looked at for each place, and how many points an early one may lose."""

    for_each_place: int
    heat: float

    def proposals(self, draft: Assignment) -> int:
        """How many rotas are looked at from this draft."""
        return self.for_each_place * max(1, int(draft.groups.sum())) if len(draft.slots) else 0


def annealed(
    compiled: Compiled,
    presolved: Presolved,
    draft: Assignment,
    schedule: Schedule,
    enough: int,
    meter: Meter,
    tell: Callable[[Assignment], None],
) -> Assignment:
    """The best of the rotas looked at from the draft, itself among them; it stops at one of ``enough`` points.

    ``tell`` is given each better one, now and then.
    """
    runner, given, a_second = _runner(schedule.proposals(draft))
    proposals = min(schedule.proposals(draft), _afforded(meter, a_second))
    tables = tables_of(compiled, presolved, draft)
    started = state_of(compiled, tables, draft, meter.limits.seed)
    room = np.zeros(int(np.diff(tables.seat_first).max(initial=0)), dtype=np.int64)
    kept, state, left = given(tables), given(started), given(room)
    heat, best = round(256 * schedule.heat), state.cost[1]
    for first in range(0, proposals, AT_A_TIME):
        if meter.over or state.cost[1] <= enough:
            break
        last = min(proposals, first + AT_A_TIME)
        runner.anneal(kept, state, left, first, last, proposals, heat, enough)
        meter.spend(WORK_EACH * (last - first))
        if state.cost[1] < best:
            best = state.cost[1]
            draft = draft_from(tables, state.best_slot, state.best_who)
            tell(draft)
    return draft


def _runner(proposals: int) -> tuple[ModuleType, Callable[[Any], Any], float]:
    """The kernel to use, how it wants its tables, and about how many proposals it takes in a second."""
    if proposals >= WORTH_COMPILING and (quick := compiled_kernel()) is not None:
        return quick, lambda table: table, 500_000
    return kernel, as_lists, 50_000


_LISTS = {kind: make_dataclass(kind.__name__, kind._fields, slots=True) for kind in (KernelTables, State)}


def as_lists(tables: Any) -> Any:
    """The same with lists for arrays; its fields are slots, read a third quicker than a tuple's."""
    if isinstance(tables, np.ndarray):
        return tables.tolist()
    kind = _LISTS.get(type(tables))
    return tables if kind is None else kind(*map(as_lists, tables))


def _afforded(meter: Meter, a_second: float) -> int:
    """The proposals for which half of what is left is enough: a search that is cut off while hot is wasted."""
    by_clock = inf if meter.seconds_left is None else meter.seconds_left * a_second
    return int(min(MOST, by_clock / 2, meter.left / WORK_EACH / 2))


def layout() -> str:
    """A name for the fields of the tables and of the state, in their order.

    Numba keeps what it compiles under each function's name until the file of the kernel changes. It does not see
    when only the tables do, or the changes: without this it would go on reading them by their old places in memory.
    """
    known = repr((KernelTables._fields, State._fields, inspect.getsource(changes)))
    return f"{zlib.crc32(known.encode()):08x}"


@cache
def compiled_kernel() -> ModuleType | None:
    """The kernel once more, from the same source, its functions compiled.

    None without numba, and where it has nowhere to keep what it compiles: that takes a quarter of a minute each time.
    """
    if importlib.util.find_spec("numba") is None:
        return None
    below, module = _once_more(changes), _once_more(kernel)
    try:
        _compile(below, CHANGES)
        for name in CHANGES:
            setattr(module, name, getattr(below, name))
        _compile(module, COMPILED)
    except RuntimeError:
        return None
    return module


def _once_more(module: ModuleType) -> ModuleType:
    spec = importlib.util.find_spec(module.__name__)
    assert spec is not None
    assert spec.loader is not None
    copied = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copied)
    return copied


def _compile(module: ModuleType, names: Iterable[str]) -> None:
    import numba

    for name in names:
        function = getattr(module, name)
        function.__qualname__ = f"{name}_{layout()}"
        setattr(module, name, numba.njit(cache=True)(function))
