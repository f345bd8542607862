"""Ways out of a conflict: what its rules offer when they see what would be broken of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain

from rota.rules import Trouble, WayOut
from rota.solving.compiled import Compiled
from rota.solving.diagnosing.conflicts import Conflict
from rota.solving.diagnosing.elastic import FEW, elastic, least_broken, rules_of, trouble_of
from rota.solving.diagnosing.possible import smallest_rules, verdict
from rota.solving.diagnosing.world import World
from rota.solving.draft import Draft
from rota.solving.limits import Meter
from rota.solving.parts import only_rules, only_visits
from rota.solving.presolve import possible_slots

KEEPING_AWAY, COUNTING = 10, 1000
"""What it costs to break a rule that stands behind the one that gives way, which costs 1.

One that keeps people or dates away gives way sooner than one that counts, or the count would be given up to
save many people, and nothing be learnt of the one that gives way.
"""
MOST_BEHIND = 4
"""Faults that may stand behind one."""


def offered(world: World, part: Compiled, conflict: Conflict, meter: Meter) -> Iterator[WayOut]:
    """What each rule of the conflict offers, were it the one to give way."""
    everywhere = conflict.cut is not None and len(conflict.visits) > FEW
    visits = list(range(part.visit_count)) if everywhere else list(conflict.visits)
    concerned = only_visits(part, visits)
    least = conflict.cut.short if conflict.cut else conflict.full.short if conflict.full else 0
    for rule in conflict.rules:
        trouble = _trouble(concerned, rule, least, meter)
        if trouble is None and conflict.kind == "no date":
            few = (visits[first : first + FEW] for first in range(0, len(visits), FEW))
            troubles = [_trouble(only_visits(part, some), rule, 0, meter) for some in few]
            trouble = _together([each for each in troubles if each is not None])
        if trouble is not None:
            yield from world.rule(rule).ways_out(world.problem, trouble)


def _trouble(part: Compiled, rule: str, least: int, meter: Meter) -> Trouble | None:
    draft = _giving_way(part, rule, least, meter)
    return None if draft is None else trouble_of(part, draft, rule)


def _together(troubles: Sequence[Trouble]) -> Trouble | None:
    """The troubles of a few visits each, as one: all visits at once may meet more faults than are looked for."""
    if not troubles:
        return None
    parts = ([getattr(each, field.name) for each in troubles] for field in fields(Trouble))
    return Trouble(*(tuple(chain.from_iterable(part)) for part in parts))


def _giving_way(part: Compiled, rule: str, least: int, meter: Meter) -> Draft | None:
    """A draft that breaks this rule as little as it can, and others only where another fault stands behind this one."""
    prices = {rule: 1}
    for _ in range(MOST_BEHIND):
        draft = least_broken(elastic(part, prices), least, meter)
        if draft is not None:
            return draft
        behind = _behind(only_rules(part, {name for name in rules_of(part) if name not in prices}), meter)
        if not behind:
            return None
        away = {bar.rule for bar in part.bars}
        prices |= {name: KEEPING_AWAY if name in away else COUNTING for name in behind}
    return None


def _behind(rest: Compiled, meter: Meter) -> tuple[str, ...]:
    """The smallest set of the other rules that cannot be kept either: for one visit, if there is such a one."""
    first = next((visit for visit in range(rest.visit_count) if not len(possible_slots(rest, visit))), None)
    if first is None and rest.visit_count > FEW:
        return ()
    part = rest if first is None else only_visits(rest, [first])
    if not verdict(part, meter).impossible:
        return ()
    return smallest_rules(part, lambda some: verdict(some, meter).impossible)
