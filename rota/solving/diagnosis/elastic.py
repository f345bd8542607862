"""Musts that may be broken at a price, to see what a rota would break as little as it can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from rota.rules import Ids, Miss, Opening, Trouble
from rota.solving.cpsat.frame_model import FrameModel
from rota.solving.cpsat.full_model import whole_frame
from rota.solving.cpsat.solve_frame import solve_frame
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment, close_pairs, counts
from rota.solving.model.compile import full
from rota.solving.model.compiled_model import BarBox, Compiled, Mask, SlotCount
from rota.solving.model.cost_curves import Counter, Curve, Family, curves_of
from rota.solving.model.presolve import presolve
from rota.solving.model.restrict import only_rules
from rota.solving.model.variety import Variety
from rota.solving.search.greedy import first_draft
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch

FEW = 12
"""Visits up to which the least is looked for in the whole; above it neighbourhoods come near it.

Chosen without measurement, as are WORK and PATIENCE: seconds of benchmarks.diagnosing, and how often what is found is
proven least, would set them."""
WORK = 0.3
"""Units of work for that: what is not proven least by then is near it."""
PATIENCE = 8
"""Neighbourhoods in a row without a gain after which what is found is taken."""


def elastic(compiled: Compiled, prices: Mapping[str, int]) -> Compiled:
    """The same, but musts of these rules may be broken, at the rule's price for each unit. Nothing else may cost.

    A count of a rule that also keeps people away costs twice that: who could come shows more than that nobody does.
    """
    away = {bar.rule for bar in compiled.bars}
    counted = {rule: price * (1 + (rule in away)) for rule, price in prices.items()}
    soft = only_rules(compiled, {rule for rule in rules_of(compiled) if rule not in prices})
    visit_price, place_price = soft.visit_price.copy(), soft.place_price.copy()
    time_price = soft.time_price.copy()
    _, firsts = np.unique(compiled.layer, return_index=True)
    for bar in compiled.bars:
        if bar.rule not in prices:
            continue
        price = prices[bar.rule]
        visits = full(bar.visits, compiled.visit_count)
        if bar.members is None:
            visit_price[np.ix_(visits, full(bar.slots, compiled.slot_count))] += price
        elif bar.slots is None:
            place_price[np.ix_(bar.members, visits)] += price
        else:
            for layer, visit in enumerate(firsts.tolist()):
                if visits[visit]:
                    time_price[layer][np.ix_(bar.members, bar.slots)] += price
    return replace(
        soft,
        visit_price=visit_price,
        place_price=place_price,
        time_price=time_price,
        has_time_price=True,
        families=tuple(_soft_family(family, counted) for family in compiled.families),
        gaps=tuple(replace(gap, points=prices[gap.rule]) if gap.rule in prices else gap for gap in compiled.gaps),
        throngs=tuple(_soft_throng(throng, counted) for throng in compiled.throngs),
        varieties=tuple(_soft_variety(variety, counted) for variety in compiled.varieties),
    )


def rules_of(compiled: Compiled) -> tuple[str, ...]:
    """The rules that have a must, in the order in which they first speak of bars, counts, gaps and crowds."""
    cells = (cell for family in compiled.families for cell in family.cells)
    bound = [cell.rule for cell in cells if cell.curve.is_must]
    crowds = [t.rule for t in compiled.throngs if t.curve.is_must]
    gaps = [gap.rule for gap in compiled.gaps if gap.points is None]
    varieties = [variety.rule for variety in compiled.varieties if variety.curve.is_must]
    return tuple(dict.fromkeys([*(bar.rule for bar in compiled.bars), *bound, *gaps, *crowds, *varieties]))


def _soft_family(family: Family, prices: Mapping[str, int]) -> Family:
    highest, lowest = _reach(family)
    cells = tuple(_soft_cell(cell, prices, lowest[number], highest[number]) for number, cell in enumerate(family.cells))
    return replace(family, cells=cells, curves=curves_of(cells))


def _reach(family: Family) -> tuple[list[int], list[int]]:
    """The highest and the lowest count of each cell."""
    up, down = np.zeros(len(family.cells), dtype=np.int64), np.zeros(len(family.cells), dtype=np.int64)
    columns, times = np.unique(family.column[family.column >= 0], return_counts=True)
    for member in np.flatnonzero(family.row >= 0).tolist():
        cells, weight = family.row[member] + columns, int(family.weight[member])
        np.add.at(up if weight > 0 else down, cells, weight * times)
    return up.tolist(), down.tolist()


def _soft_cell(cell: Counter, prices: Mapping[str, int], lowest: int, highest: int) -> Counter:
    if cell.rule not in prices or not cell.curve.is_must:
        return cell
    return replace(cell, curve=_priced(cell.curve, prices[cell.rule], range(lowest, highest + 1)))


def _soft_throng(throng: SlotCount, prices: Mapping[str, int]) -> SlotCount:
    if throng.rule not in prices:
        return throng
    return replace(throng, curve=_priced(throng.curve, prices[throng.rule], range(int(throng.visits.sum()) + 1)))


def _soft_variety(variety: Variety, prices: Mapping[str, int]) -> Variety:
    if variety.rule not in prices or not variety.curve.is_must:
        return variety
    last = 2 + max(variety.curve.least or 0, variety.curve.most or 0)
    return replace(variety, curve=_priced(variety.curve, prices[variety.rule], range(last + 1)))


def _priced(curve: Curve, price: int, counts: range) -> Curve:
    """The curve whose musts cost that much for each unit by which these counts miss them."""
    return Curve(None, None, tuple(price * curve.short(count) for count in counts), counts.start)


def least_broken(soft: Compiled, least: int, meter: Meter) -> Assignment | None:
    """A draft that keeps the musts left and costs as little as it can, or about as little where visits are many.

    None when the musts that are left cannot be kept, or no such draft was found. It is known to cost ``least``, and
    never nothing: it is asked only where the musts cannot all be kept.
    """
    presolved = presolve(soft)
    if presolved.barred:
        return None
    draft = first_draft(soft, presolved)
    if soft.visit_count <= FEW:
        model = FrameModel(soft, draft, whole_frame(soft, presolved))
        model.bound_objective(max(1, least))
        return solve_frame(model, meter, WORK).draft
    search = LargeNeighbourhoodSearch(soft, presolved, draft, meter)
    search.improve(least, PATIENCE, lambda now: None)
    return None if search.now.broken else search.draft


def trouble_of(compiled: Compiled, draft: Assignment, rule: str) -> Trouble:
    """What the draft breaks of this rule."""
    visits = tuple(visit.id for visit in compiled.visits)
    return Trouble(
        visits,
        tuple(_openings(compiled, draft, [bar for bar in compiled.bars if bar.rule == rule])),
        (*_misses(compiled, draft, rule), *_crowded(compiled, draft, rule), *_varied(compiled, draft, rule)),
        tuple(_close(compiled, draft, rule)),
    )


def _openings(compiled: Compiled, draft: Assignment, bars: Iterable[BarBox]) -> Iterable[Opening]:
    """For each visit the members on it whom a bar of these keeps away, or none where it keeps the visit away."""
    found: dict[tuple[int, bool], Mask] = {}
    for bar in bars:
        for visit in np.flatnonzero(full(bar.visits, compiled.visit_count)).tolist():
            if bar.slots is None or bar.slots[draft.slots[visit]]:
                barred = np.zeros(compiled.member_count, dtype=bool)
                if bar.members is not None:
                    barred = bar.members & draft.groups[:, visit]
                if bar.members is None or barred.any():
                    key = (visit, bar.members is not None)
                    found[key] = found.get(key, barred) | barred
    for (visit, _), members in sorted(found.items(), key=lambda one: one[0]):
        slot = compiled.problem.slots[int(draft.slots[visit])].id
        yield Opening(compiled.visits[visit].id, slot, _members(compiled, members))


def _members(compiled: Compiled, mask: Mask) -> Ids:
    return tuple(compiled.people[member] for member in np.flatnonzero(mask).tolist())


def _visits(compiled: Compiled, mask: Mask) -> Ids:
    return tuple(compiled.visits[visit].id for visit in np.flatnonzero(mask).tolist())


def _misses(compiled: Compiled, draft: Assignment, rule: str) -> Iterable[Miss]:
    for family in compiled.families:
        count = counts(family, draft.groups)
        for cell in np.flatnonzero(family.curves.short(np.arange(len(count)), count)).tolist():
            if family.cells[cell].rule == rule:
                yield _miss(compiled, draft, family, cell, int(count[cell]))


def _miss(compiled: Compiled, draft: Assignment, family: Family, cell: int, count: int) -> Miss:
    counted_in = counted_places(family, cell)
    visits, members = counted_in.any(axis=0), counted_in.any(axis=1)
    if not (family.row >= 0).any():  # nobody counts: the visits are all there is
        visits = family.column == cell
    on = draft.groups & counted_in
    curve = family.cells[cell].curve
    below = 0 if curve.least is None else max(0, curve.least - count)
    above = 0 if curve.most is None else max(0, count - curve.most)
    counted = on.any(axis=1) if above else members
    going: Mask = np.any(draft.groups[:, visits], axis=1)
    shown = on.any(axis=0) if above else visits
    ids = (_visits(compiled, np.asarray(shown)), _members(compiled, np.asarray(counted)), _members(compiled, going))
    return Miss(*ids, below, above)


def counted_places(family: Family, cell: int) -> Mask:
    """Members by visits: which places the cell counts."""
    row, column = family.row[:, None], family.column[None, :]
    places: Mask = (row >= 0) & (column >= 0) & (row + column == cell)
    return places


def _crowded(compiled: Compiled, draft: Assignment, rule: str) -> Iterable[Miss]:
    for throng in compiled.throngs:
        inside = throng.visits & throng.slots[draft.slots]
        count = int(inside.sum())
        if throng.rule == rule and throng.curve.short(count):
            over = 0 if throng.curve.most is None else max(0, count - throng.curve.most)
            shown = inside if over else throng.visits
            yield Miss(_visits(compiled, shown), (), (), throng.curve.short(count) - over, over)


def _varied(compiled: Compiled, draft: Assignment, rule: str) -> Iterable[Miss]:
    for variety in (one for one in compiled.varieties if one.rule == rule):
        for member, visits, missing, over in variety.broken(draft.groups):
            going: Mask = np.any(draft.groups[:, visits], axis=1)
            counted = (compiled.people[member],)
            yield Miss(_visits(compiled, visits), counted, _members(compiled, going), missing, over)


def _close(compiled: Compiled, draft: Assignment, rule: str) -> Iterable[tuple[str, str, int]]:
    for gap in compiled.gaps:
        if gap.rule != rule or gap.points is not None:
            continue
        for one, other in close_pairs(gap, draft):
            shared: Mask = draft.groups[:, one] & draft.groups[:, other]
            if not gap.shared or (shared if gap.members is None else shared & gap.members).any():
                days = abs(int(compiled.days[draft.slots[one]] - compiled.days[draft.slots[other]]))
                yield compiled.visits[one].id, compiled.visits[other].id, days
