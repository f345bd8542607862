"""The conflicts of a world: visits that cannot be made by themselves, places and weeks too few, visits that clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rota.solving.bounds.calendar_capacity import Full
from rota.solving.bounds.laminar import set_of
from rota.solving.diagnosis.crowd_limits import full_within, too_full
from rota.solving.diagnosis.demand import Asked, Wanted, caps, only_asked_of, wanted_of
from rota.solving.diagnosis.elastic import rules_of
from rota.solving.diagnosis.hard_problem import FEW, HardProblem, repaired
from rota.solving.diagnosis.minimal_conflicts import confirmed, smallest, smallest_rules, smallest_visits, verdict
from rota.solving.diagnosis.place_capacity import Cut, holds, renumbered
from rota.solving.diagnosis.shortages import cut_within, shortages
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled, Gap
from rota.solving.model.presolve import possible_slots
from rota.solving.model.related_visits import with_neighbours
from rota.solving.model.restrict import only_rules, only_visits, without_bars
from rota.solving.model.violations import troubled_visits

Kind = Literal["no date", "too few places", "no room", "clash"]
COUNTED = ("a flow", "a sum")
"""How a conflict that counts is confirmed."""
MOST_APART = 24
"""Visits that must lie apart which are looked at by themselves.

Chosen without measurement, as is MOST_AT_ONCE: seconds of benchmarks.diagnosing at L, at 12 and 48, would set it."""
MOST_AT_ONCE = 12
"""Sets of members too few that are named together; others are when these are mended."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Visits whose musts cannot all be kept because of these rules, none of which could be spared.

    ``confirmed`` are the ways by which it is known. ``cut`` and ``full`` are the sums of the kinds that count,
    and ``limiting`` those of their rules that set the limits. ``members`` (a bit for each) are those who are too
    few, where people are, and ``wanted`` what they are too few for.
    """

    kind: Kind
    visits: tuple[int, ...]
    rules: tuple[str, ...]
    confirmed: tuple[str, ...]
    limiting: tuple[str, ...] = ()
    cut: Cut | None = None
    full: Full | None = None
    members: int = 0
    wanted: Wanted = frozenset()


@dataclass(frozen=True, slots=True)
class ConflictsFound:
    """The conflicts found, each a fault of its own; with none, a draft that keeps every must, or None if not known."""

    conflicts: tuple[Conflict, ...]
    draft: Assignment | None


def look(world: HardProblem, compiled: Compiled, meter: Meter) -> ConflictsFound:
    """What stands in the way of a rota of the visits of ``compiled``, which is a part of the world.

    Visits without a date come first; then counts that do not come out, and beside them whatever would clash
    even if those limits were lifted.
    """
    slots = [possible_slots(compiled, visit) for visit in range(compiled.visit_count)]
    barred = [visit for visit, possible in enumerate(slots) if not len(possible)]
    if barred:
        return ConflictsFound((*_alone(world, compiled, barred, meter), *_sheer_numbers(compiled)), None)
    counted = list(_counted(compiled))
    limiting = {rule for conflict in counted for rule in conflict.limiting}
    rest = only_rules(compiled, set(rules_of(compiled)) - limiting) if counted else compiled
    others = _among(world, rest, meter)
    return ConflictsFound((*others.conflicts, *counted), None if counted else others.draft)


def _among(world: HardProblem, compiled: Compiled, meter: Meter) -> ConflictsFound:
    """What stands in the way when every visit has a date and every count comes out."""
    if compiled.visit_count <= FEW:
        whole = verdict(compiled, meter)
        draft, troubled = whole.draft, list(range(compiled.visit_count)) if whole.impossible else []
    else:
        draft = repaired(compiled, meter)
        troubled = troubled_visits(compiled, draft)
    if not troubled:
        return ConflictsFound((), draft)
    alone = [visit for visit in troubled if verdict(only_visits(compiled, [visit]), meter).impossible]
    if alone:
        return ConflictsFound(tuple(_alone(world, compiled, alone, meter)), None)
    return ConflictsFound(tuple(_clash(world, compiled, draft, troubled, meter)), None)


def _alone(world: HardProblem, compiled: Compiled, visits: Sequence[int], meter: Meter) -> Iterator[Conflict]:
    """Visits that cannot be made by themselves, those with one cause together."""
    left = list(visits)
    while left:
        part = only_visits(compiled, left[:1])
        rules = smallest_rules(part, lambda some: verdict(some, meter).impossible)
        conflict = only_rules(part, rules)
        ways = confirmed(conflict, meter, world.rules)
        alike = [visit for visit in left if visit == left[0] or _same(compiled, visit, rules, conflict, meter)]
        if ways:
            yield Conflict("no date", tuple(alike), rules, ways)
        left = [visit for visit in left if visit not in alike]


def _same(compiled: Compiled, visit: int, rules: Sequence[str], first: Compiled, meter: Meter) -> bool:
    """Whether the visit cannot be made for the same cause as the first."""
    other = only_rules(only_visits(compiled, [visit]), rules)
    return causes(other) == causes(first) and verdict(other, meter).impossible


def causes(part: Compiled) -> frozenset[str]:
    """What is special to the visits of a part among its musts, in the words of the statements."""
    cells = (cell for family in part.families for cell in family.cells)
    counted = {cell.why for cell in cells if cell.curve.is_must}
    return frozenset(counted | {bar.why for bar in part.bars if bar.members is None and bar.visits is not None})


def _sheer_numbers(compiled: Compiled) -> Iterator[Conflict]:
    """Too few places in all, whoever may go where: this does not wait until visits without a date have one."""
    yield from _few_places(without_bars(compiled))


def _counted(compiled: Compiled) -> Iterator[Conflict]:
    """What counting alone shows that visits, each of which could be made by itself, cannot do together."""
    yield from _few_places(compiled)
    for full in too_full(compiled):
        yield _no_room(compiled, full)


def _few_places(compiled: Compiled) -> Iterator[Conflict]:
    for cut in shortages(compiled)[:MOST_AT_ONCE]:
        part = only_visits(compiled, cut.visits)
        wanted = wanted_of(part, cut.members)
        rules, least = _fewest_rules(part, cut, wanted)
        if least is not None and holds(only_rules(part, rules), least):
            visits = tuple(cut.visits[visit] for visit in least.visits)
            limiting = tuple(dict.fromkeys(limit.rule for limit in least.limits))
            few = renumbered(least, cut.visits)
            yield Conflict("too few places", visits, rules, COUNTED, limiting, few, None, cut.members, wanted)


def _fewest_rules(part: Compiled, cut: Cut, wanted: Wanted) -> tuple[tuple[str, ...], Cut | None]:
    """The smallest rules by which as many places are left over of what is wanted of these members, and that sum.

    A rule that only keeps away members who may make no visit anyway is spared, too.
    """
    limits = Asked.of(part).limits
    members = cut.members | set_of(caps(limits, part.member_count) == 0)

    def found(some: Compiled) -> Cut | None:
        return cut_within(Asked.of(some, wanted), members)

    def short(some: Compiled) -> bool:
        few = found(some)
        return few is not None and few.short >= cut.short

    rules = smallest_rules(part, short)
    return rules, found(only_rules(part, rules))


def _no_room(compiled: Compiled, full: Full) -> Conflict:
    dates = np.any([throng.slots for throng in full.stretches], axis=0)
    rules = smallest_rules(compiled, lambda some: full_within(some, dates) is not None)
    limiting = tuple({throng.rule for throng in full.stretches})
    return Conflict("no room", full.visits, rules, COUNTED, limiting=limiting, full=full)


def _crossing(part: Compiled, rules: Sequence[str], meter: Meter) -> int:
    """The smallest set of members too few for what only they can fill of these visits, where limits stand in the way.

    No sum tells: what is asked of several sets of them that cross can be filled for each set, but not for all.
    """
    if not any(limit.rule in rules for limit in Asked.of(part).limits):
        return 0
    everybody = [1 << member for member in range(part.member_count)]

    def few(some: Sequence[int]) -> bool:
        return verdict(only_asked_of(part, wanted_of(part, sum(some))), meter).impossible

    return sum(smallest(everybody, few)) if few(everybody) else 0


def _clash(
    world: HardProblem, part: Compiled, draft: Assignment | None, troubled: list[int], meter: Meter
) -> Iterator[Conflict]:
    """The smallest sets of visits that cannot all be made: those that must lie apart, or else of all in trouble.

    Begun with those that repair could not mend.
    """
    found: list[Conflict] = []
    for gap in part.plain_gaps:
        visits = _held_apart(gap, troubled)
        known = any(set(conflict.visits) <= set(visits) for conflict in found)
        if visits and not known and verdict(only_visits(part, visits), meter).impossible:
            found += _smallest_clash(world, part, visits, meter)
    yield from found
    while troubled and not found and not meter.over:
        if verdict(only_visits(part, troubled), meter).impossible:
            yield from _smallest_clash(world, part, troubled, meter)
            return
        if draft is None or len(troubled) == part.visit_count:
            return
        troubled = with_neighbours(draft, troubled, range(part.visit_count))


def _held_apart(gap: Gap, troubled: Sequence[int]) -> list[int]:
    """The visits of the gap, if it is a must, one of them is in trouble, and they are not too many to be quick."""
    visits: list[int] = np.flatnonzero(gap.visits).tolist()
    asked = gap.points is None and gap.pairs is None and 1 < len(visits) <= MOST_APART
    return visits if asked and not set(visits).isdisjoint(troubled) else []


def _smallest_clash(world: HardProblem, part: Compiled, among: Sequence[int], meter: Meter) -> Iterator[Conflict]:
    visits = smallest_visits(part, among, meter)
    small = only_visits(part, visits)
    rules = smallest_rules(small, lambda less: verdict(less, meter).impossible)
    ways = confirmed(only_rules(small, rules), meter, world.rules)
    if ways:
        yield Conflict("clash", visits, rules, ways, members=_crossing(small, rules, meter))
