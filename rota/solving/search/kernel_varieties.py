"""Varieties laid flat for the kernel: a row for each counted member, with as many cells as there are keys."""

from __future__ import annotations

import numpy as np

from rota.solving.model.compiled_model import Compiled, Numbers
from rota.solving.model.marginal_costs import prices_of


def variety_tables(compiled: Compiled, places: int, price: Numbers) -> tuple[dict[str, Numbers], Numbers]:
    """The kernel's tables of varieties, and ``price`` with what their counts cost after it.

    ``places`` is how many members there is room for: no count of a member comes to more.
    """
    visits, people = compiled.visit_count, compiled.member_count
    prices, starts, costs, rows, keys = [price], [], [], [], []
    row = cell = 0
    length = len(price)
    for variety in compiled.varieties:
        number = variety.rows(people)
        rows.append(np.append(np.where(number >= 0, number + row, -1), -1))
        keys.append(np.zeros(visits, dtype=np.int64) if variety.team is None else variety.team)
        starts.append(cell + variety.keys * np.arange(len(variety.members)))
        costs.append(np.full(len(variety.members), length))
        prices.append(prices_of(variety.curve, 0, places, compiled.breach_price))
        row, cell, length = row + len(variety.members), cell + variety.members.size * variety.keys, length + places + 1
    of_visit = [[n for n, one in enumerate(compiled.varieties) if one.visits[visit]] for visit in range(visits)]
    tables = {
        "variety_first": np.cumsum([0, *map(len, of_visit)]).astype(np.int64),
        "variety": _numbers([np.array(numbers, dtype=np.int64) for numbers in of_visit]),
        "variety_again": _numbers([np.array([one.again for one in compiled.varieties])]),
        "variety_partner": _numbers([np.array([one.team is None for one in compiled.varieties])]),
        "variety_key": _numbers(keys),
        "variety_row": _numbers(rows),
        "row_start": _numbers(starts),
        "row_price": _numbers(costs),
        **_mates(compiled),
    }
    return tables, np.concatenate(prices)


def _mates(compiled: Compiled) -> dict[str, Numbers]:
    """For each visit the number of its set of visits to one team, or -1 where teams are not counted; and the sets."""
    mates = np.full(compiled.visit_count, -1, dtype=np.int64)
    sets: list[Numbers] = []
    for variety in compiled.varieties:
        for team in np.unique(variety.team[variety.visits]) if variety.team is not None else ():
            visits = np.flatnonzero(variety.visits & (variety.team == team) & (mates < 0))
            mates[visits] = len(sets)
            sets.append(visits)
    first = np.cumsum([0, *map(len, sets)]).astype(np.int64)
    return {"mates_of": mates, "mate_first": first, "mate": _numbers(sets)}


def _numbers(parts: list[Numbers]) -> Numbers:
    """The parts one after another; something stands there in any case, for numba takes no empty kinds apart."""
    return np.concatenate([*parts, np.zeros(1, dtype=np.int64)]).astype(np.int64)
