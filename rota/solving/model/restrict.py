"""A part of the compiled problem: some of its visits, some of its rules, or its musts, as if there were no others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from rota.solving.model.compile import free_of, may_go_of, open_of, without_implied
from rota.solving.model.compiled_model import BarBox, Compiled, Gap, Numbers, SlotCount
from rota.solving.model.cost_curves import Counter, Curve, Family, curves_of


def only_visits(compiled: Compiled, visits: Sequence[int]) -> Compiled:
    """The same council with these visits alone, in the order given.

    Visits left out are not held. What they would have added to a count is not known, so no least is asked of
    a count that they could have added to; whatever is impossible here is therefore impossible in the whole.
    """
    chosen = np.array(visits, dtype=np.int64)
    layers, layer = np.unique(compiled.layer[chosen], return_inverse=True)
    return replace(
        compiled,
        visits=tuple(compiled.visits[visit] for visit in visits),
        received=tuple(compiled.received[visit] for visit in visits),
        open=compiled.open[chosen],
        may_go=compiled.may_go[:, chosen],
        layer=layer,
        free=compiled.free[layers],
        time_price=compiled.time_price[layers],
        visit_price=compiled.visit_price[chosen],
        place_price=compiled.place_price[:, chosen],
        families=tuple(part for family in compiled.families if (part := _family_of(family, chosen)) is not None),
        gaps=_gaps_of(compiled.gaps, chosen),
        implied=_gaps_of(compiled.implied, chosen),
        throngs=tuple(_throng_of(throng, chosen) for throng in compiled.throngs if throng.visits[chosen].any()),
        varieties=tuple(one.within(chosen) for one in compiled.varieties if one.visits[chosen].any()),
        bars=tuple(_bar_of(bar, chosen) for bar in compiled.bars if bar.visits is None or bar.visits[chosen].any()),
    )


def only_rules(compiled: Compiled, rules: Collection[str]) -> Compiled:
    """The same council with the musts of these rules alone; prices and costs stay as they are.

    Whoever receives a visit whatever is chosen goes on doing so, also without the rule that asks it.
    """
    bars = tuple(bar for bar in compiled.bars if bar.rule in rules)
    sizes = (compiled.member_count, compiled.visit_count, compiled.slot_count)
    firsts = [
        int(np.flatnonzero(compiled.layer == layer)[0]) for layer in range(int(compiled.layer.max(initial=-1)) + 1)
    ]
    asked = [gap for gap in compiled.gaps if gap.points is not None or gap.rule in rules]
    gaps, implied = without_implied([*asked, *(gap for gap in compiled.implied if gap.rule in rules)], compiled.members)
    return replace(
        with_curves(compiled, lambda rule, curve: curve if rule in rules else replace(curve, least=None, most=None)),
        open=open_of(sizes, bars),
        may_go=may_go_of(sizes, bars),
        free=free_of(sizes, bars, [int(visit) for visit in firsts]),
        gaps=gaps,
        implied=implied,
        bars=bars,
    )


def without_bars(compiled: Compiled) -> Compiled:
    """The same council in which everybody may go on any visit at any time."""
    sizes = (compiled.member_count, compiled.visit_count, compiled.slot_count)
    everywhere = free_of(sizes, (), [0] * len(compiled.free))
    return replace(compiled, open=open_of(sizes, ()), may_go=may_go_of(sizes, ()), free=everywhere, bars=())


def musts_of(compiled: Compiled) -> Compiled:
    """The same problem in which a rota costs nothing but what it breaks: prices stand in the way of mending it."""
    bare = with_curves(compiled, lambda rule, curve: replace(curve, cost=()))
    return replace(
        bare,
        visit_price=np.zeros_like(compiled.visit_price),
        place_price=np.zeros_like(compiled.place_price),
        time_price=np.zeros_like(compiled.time_price),
        has_time_price=False,
        families=tuple(family for family in bare.families if any(cell.curve.is_must for cell in family.cells)),
        gaps=tuple(gap for gap in compiled.gaps if gap.points is None),
        throngs=tuple(throng for throng in bare.throngs if throng.curve.is_must),
        varieties=tuple(variety for variety in bare.varieties if variety.curve.is_must),
    )


def with_curves(compiled: Compiled, change: Callable[[str, Curve], Curve]) -> Compiled:
    """The same in which each count of a rule has another curve: families, crowds and varieties alike."""
    return replace(
        compiled,
        families=tuple(_changed(family, change) for family in compiled.families),
        throngs=tuple(replace(throng, curve=change(throng.rule, throng.curve)) for throng in compiled.throngs),
        varieties=tuple(replace(one, curve=change(one.rule, one.curve)) for one in compiled.varieties),
    )


def _changed(family: Family, change: Callable[[str, Curve], Curve]) -> Family:
    known: dict[int, Counter] = {}  # what is alike is changed once
    for cell in family.cells:
        if id(cell) not in known:
            curve = change(cell.rule, cell.curve)
            known[id(cell)] = cell if curve is cell.curve else replace(cell, curve=curve)
    cells = tuple(known[id(cell)] for cell in family.cells)
    return family if cells == family.cells else replace(family, cells=cells, curves=curves_of(cells))


def _bar_of(bar: BarBox, chosen: Numbers) -> BarBox:
    return bar if bar.visits is None else replace(bar, visits=bar.visits[chosen])


def _gaps_of(gaps: Sequence[Gap], chosen: Numbers) -> tuple[Gap, ...]:
    return tuple(part for gap in gaps if (part := _gap_of(gap, chosen)).visits.any())


def _gap_of(gap: Gap, chosen: Numbers) -> Gap:
    if gap.pairs is None:
        return replace(gap, visits=gap.visits[chosen])
    pairs = gap.pairs.within(chosen)
    return replace(gap, visits=np.diff(pairs.first) > 0, pairs=pairs)


def _throng_of(throng: SlotCount, chosen: Numbers) -> SlotCount:
    visits = throng.visits[chosen]
    curve = throng.curve if visits.sum() == throng.visits.sum() else replace(throng.curve, least=None)
    return replace(throng, visits=visits, curve=curve.within(0, int(visits.sum())))


def _family_of(family: Family, chosen: Numbers) -> Family | None:
    """The counters of the chosen visits, laid out anew: for each old row a row of cells, one for each old column."""
    column = family.column[chosen]
    if (family.column >= 0).any() and not (column >= 0).any():
        return None
    rows, new_row = _numbered(family.row)
    columns, new_column = _numbered(column)
    whole = {value: (family.column == value).sum() == (column == value).sum() for value in columns}
    cells = [_cell_of(family.cells[row + value], whole.get(value, True)) for row in rows for value in columns]
    fairness = np.array([cell.fairness for cell in cells], dtype=bool)
    row = np.where(new_row >= 0, new_row * len(columns), -1)
    return Family(row, new_column, family.weight, tuple(cells), curves_of(cells), fairness)


def _numbered(values: Numbers) -> tuple[list[int], Numbers]:
    """The different values from 0 up, and for each place which of them it is; -1 stays. Of none there is one, 0."""
    different = np.unique(values[values >= 0])
    if not len(different):
        return [0], values
    return different.tolist(), np.where(values >= 0, np.searchsorted(different, values), -1)


def _cell_of(cell: Counter, whole: bool) -> Counter:
    return cell if whole else replace(cell, curve=replace(cell.curve, least=None))
