"""Runs the kernel: over lists as it stands, or compiled by numba when that is there and the work is worth it."""

from __future__ import annotations

import importlib.util
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from rota.solving import kernel
from rota.solving.compiled import Compiled
from rota.solving.draft import Draft, measure
from rota.solving.presolve import Presolved
from rota.solving.tables import draft_from, state_of, tables_of

HEAT = 3
"""Points that an early proposal may lose: the smallest common price; hotter starts ended worse in measurements."""
WORTH_COMPILING = 200_000
"""Proposals from which loading what numba has compiled, half a second, is less than the time it saves."""
COMPILED = ("draw", "can", "sits_on", "place_cost", "counters_cost", "sit", "replace", "swap", "slot_cost", "move",
            "stand_in", "shift", "anneal")


class Annealing:
    """Local search on a problem: drafts in, better drafts out; ``seed`` picks among equally good searches."""

    def __init__(self, compiled: Compiled, presolved: Presolved, seed: int) -> None:
        self._compiled = compiled
        self._presolved = presolved
        self._seed = seed

    def improved(self, draft: Draft, proposals: int, enough: int, heat: float = HEAT) -> Draft:
        """The best of so many rotas looked at, the draft among them; it stops at one of ``enough`` points."""
        compiled = self._compiled
        before = measure(compiled, draft).price(compiled.breach_price)
        tables = tables_of(compiled, self._presolved, draft)
        state = state_of(compiled, tables, draft, self._seed)
        left = np.zeros(int(np.diff(tables.seat_first).max(initial=0)), dtype=np.int64)
        self._seed += 1
        runner, given = _runner(proposals)
        state = type(state)(*map(given, state))
        runner.anneal(
            type(tables)(*map(given, tables)), state, given(left), proposals, round(256 * heat), before, enough
        )
        return draft_from(tables, state.best_slot, state.best_who)


def _runner(proposals: int) -> tuple[ModuleType, Any]:
    """The kernel to use, and how it wants its tables."""
    if proposals >= WORTH_COMPILING and (quick := compiled_kernel()) is not None:
        return quick, lambda table: table
    return kernel, lambda table: table.tolist() if isinstance(table, np.ndarray) else table


@cache
def compiled_kernel() -> ModuleType | None:
    """The kernel once more, from the same source, its functions compiled; None without numba."""
    if importlib.util.find_spec("numba") is None:
        return None
    import numba

    spec = importlib.util.find_spec(kernel.__name__)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.Tables, module.State = kernel.Tables, kernel.State
    for name in COMPILED:
        setattr(module, name, numba.njit(cache=True)(getattr(module, name)))
    return module
