"""The conflicts of a world: visits that cannot be made by themselves, places and weeks too few, visits that clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rota.solving.compiled import Compiled
from rota.solving.crowding import Full, too_crowded
from rota.solving.diagnosing.capacity import Cut, too_few
from rota.solving.diagnosing.possible import confirmed, smallest_rules, smallest_visits, verdict
from rota.solving.diagnosing.world import is_kept, repaired
from rota.solving.draft import Draft
from rota.solving.limits import Meter
from rota.solving.neighbours import with_neighbours
from rota.solving.parts import only_rules, only_visits, without_bars
from rota.solving.presolve import possible_slots
from rota.solving.trouble import troubled_visits

Kind = Literal["no date", "too few places", "no room", "clash"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Visits whose musts cannot all be kept because of these rules, none of which could be spared.

    ``confirmed`` are the ways by which it is known. ``cut`` and ``full`` are the sums of the kinds that count.
    """

    kind: Kind
    visits: tuple[int, ...]
    rules: tuple[str, ...]
    confirmed: tuple[str, ...]
    cut: Cut | None = None
    full: Full | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """The conflicts found, all of them independent; with none, a draft that keeps every must, or None if not known."""

    conflicts: tuple[Conflict, ...]
    draft: Draft | None


def look(compiled: Compiled, meter: Meter) -> Look:
    """What stands in the way of a rota of these visits. Numbers of visits are those of ``compiled``.

    What counting shows comes first; only where it shows nothing are visits tried together.
    """
    slots = [possible_slots(compiled, visit) for visit in range(compiled.visit_count)]
    barred = [visit for visit, possible in enumerate(slots) if not len(possible)]
    rest = [visit for visit, possible in enumerate(slots) if len(possible)]
    part = only_visits(compiled, rest) if barred else compiled
    counted = [*_alone(compiled, barred, meter), *(_sheer_numbers(compiled) if barred else ()), *_counted(part, rest)]
    if counted:
        return Look(tuple(counted), None)
    draft = repaired(part, meter)
    if is_kept(part, draft):
        return Look((), draft)
    troubled = troubled_visits(part, draft)
    alone = [visit for visit in troubled if verdict(only_visits(part, [visit]), meter).impossible]
    if alone:
        return Look(tuple(_alone(compiled, alone, meter)), None)
    return Look(tuple(_clash(part, draft, troubled, meter)), None)


def _alone(compiled: Compiled, visits: Sequence[int], meter: Meter) -> Iterator[Conflict]:
    """Visits that cannot be made by themselves, those with one cause together."""
    left = list(visits)
    while left:
        part = only_visits(compiled, left[:1])
        rules = smallest_rules(part, lambda some: verdict(some, meter).impossible)
        conflict = only_rules(part, rules)
        ways = confirmed(conflict, meter)
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
    counted = {cell.why for cell in cells if cell.curve.least is not None or cell.curve.most is not None}
    return frozenset(counted | {bar.why for bar in part.bars if bar.members is None and bar.visits is not None})


def _sheer_numbers(compiled: Compiled) -> Iterator[Conflict]:
    """Too few places in all, whoever may go where: this does not wait until visits without a date have one."""
    if too_few(without_bars(compiled)) is not None:
        yield _few_places(without_bars(compiled), list(range(compiled.visit_count)))


def _counted(part: Compiled, rest: list[int]) -> Iterator[Conflict]:
    """What counting alone shows that these visits, each of which could be made by itself, cannot do together."""
    if not rest:
        return
    if too_few(part) is not None:
        yield _few_places(part, rest)
    full = too_crowded(part, [possible_slots(part, visit) for visit in range(part.visit_count)])
    if full is not None:
        yield _no_room(part, rest, full)


def _few_places(part: Compiled, rest: list[int]) -> Conflict:
    rules = smallest_rules(part, lambda some: too_few(some) is not None)
    cut = too_few(only_rules(part, rules))
    assert cut is not None
    visits = tuple(sorted({rest[need.visit] for need in cut.needs}))
    return Conflict("too few places", visits, rules, ("a flow", "a sum"), cut=cut)


def _no_room(part: Compiled, rest: list[int], full: Full) -> Conflict:
    def crowded(some: Compiled) -> bool:
        return too_crowded(some, [possible_slots(some, visit) for visit in range(some.visit_count)]) is not None

    rules = smallest_rules(part, crowded)
    return Conflict("no room", tuple(rest[visit] for visit in full.visits), rules, ("a flow", "a sum"), full=full)


def _clash(part: Compiled, draft: Draft, troubled: list[int], meter: Meter) -> Iterator[Conflict]:
    """The smallest set of visits that cannot all be made, begun with those that repair could not mend."""
    while troubled and not meter.over:
        some = only_visits(part, troubled)
        if verdict(some, meter).impossible:
            visits = smallest_visits(part, troubled, meter)
            small = only_visits(part, visits)
            rules = smallest_rules(small, lambda less: verdict(less, meter).impossible)
            ways = confirmed(only_rules(small, rules), meter)
            if ways:
                yield Conflict("clash", visits, rules, ways)
            return
        if len(troubled) == part.visit_count:
            return
        troubled = with_neighbours(draft, troubled, range(part.visit_count))
