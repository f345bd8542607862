"""Ways out of a conflict: what its rules offer when they see what would be broken of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain

from rota.rules import Degrees, Miss, Trouble, WayOut
from rota.solving.diagnosis.conflicts import Conflict
from rota.solving.diagnosis.demand import only_asked_of
from rota.solving.diagnosis.elastic import FEW, elastic, least_broken, rules_of, trouble_of
from rota.solving.diagnosis.fewest_asked import fewest_asked
from rota.solving.diagnosis.hard_problem import HardProblem
from rota.solving.diagnosis.least_relaxation import counts, crosses, least_given
from rota.solving.diagnosis.minimal_conflicts import smallest_rules, verdict
from rota.solving.limits import Meter
from rota.solving.model.assignment import Assignment
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import possible_slots
from rota.solving.model.restrict import only_rules, only_visits

KEEPING_AWAY, COUNTING = 10, 1000
"""What it costs to break a rule that stands behind the one that gives way, which costs 1.

One that keeps people or dates away gives way sooner than one that counts, or the count would be given up to
save many people, and nothing be learnt of the one that gives way. Only their order counts, which needs no measurement.
"""
MOST_BEHIND = 4
"""Faults that may stand behind one. Chosen without measurement: benchmarks.diagnosing plants four at most."""


@dataclass(frozen=True, slots=True)
class OfferedCorrection:
    """A way out, or one by degrees, and the rule that offers it."""

    rule: str
    way: WayOut | Degrees

    @property
    def first(self) -> WayOut:
        """The way out, or the least of it."""
        return self.way if isinstance(self.way, WayOut) else self.way.ways[0]


def one_of_each(offers: Sequence[OfferedCorrection]) -> list[int]:
    """The places of the first offer, then the first of each other rule, then the rest: few are told, of many kinds."""
    firsts: dict[str, int] = {}
    for place, offer in enumerate(offers):
        firsts.setdefault(offer.rule, place)
    return sorted(range(len(offers)), key=lambda place: (firsts[offers[place].rule] != place, place))


def offered(world: HardProblem, part: Compiled, conflict: Conflict, meter: Meter) -> list[OfferedCorrection]:
    """What each rule of the conflict offers, were it the one to give way, the least effort first."""
    offers: dict[str, OfferedCorrection] = {}
    for rule in conflict.rules:
        for trouble in _troubles(part, conflict, rule, meter):
            for way in world.rule(rule).ways_out(world.problem, trouble):
                offer = OfferedCorrection(rule, way)
                offers.setdefault(offer.first.sentence, offer)
    return sorted(offers.values(), key=lambda offer: offer.first.effort)


def _troubles(part: Compiled, conflict: Conflict, rule: str, meter: Meter) -> Iterator[Trouble]:
    """What would be broken of the rule: as little as can be and, if that is another thing, of as few people."""
    concerned = only_visits(part, conflict.visits)
    if conflict.cut is not None:
        wanted = conflict.wanted
        if counts(concerned, wanted, rule):
            yield from filter(None, (least_given(concerned, wanted, rule, order) for order in ("fewest", "evenly")))
            if len(concerned.visits) > FEW or not crosses(concerned, wanted):
                return
        concerned = only_asked_of(concerned, wanted)
    if conflict.full is not None and rule in conflict.limiting:
        visits = tuple(visit.id for visit in concerned.visits)
        yield Trouble(visits, misses=(Miss(visits, (), (), 0, conflict.full.short),))
        return
    least = conflict.cut.short if conflict.cut else conflict.full.short if conflict.full else 0
    draft, prices = _giving_way(concerned, rule, least, meter, MOST_BEHIND if conflict.cut is None else 1)
    if draft is not None:
        yield trouble_of(concerned, draft, rule)
        fewer = (
            fewest_asked(concerned, rule, draft, meter) if len(prices) == 1 and len(concerned.visits) <= FEW else None
        )
        if fewer is not None:
            yield trouble_of(concerned, fewer, rule)
    elif conflict.kind == "no date":
        yield from _together(_few_at_once(part, conflict, rule, meter))
    elif conflict.cut is not None:
        yield Trouble(tuple(visit.id for visit in concerned.visits))  # a rule may be given up without knowing more


def _few_at_once(part: Compiled, conflict: Conflict, rule: str, meter: Meter) -> Iterator[Trouble]:
    """The troubles of a few visits each: all at once may meet more faults than are looked for."""
    for first in range(0, len(conflict.visits), FEW):
        some = only_visits(part, conflict.visits[first : first + FEW])
        draft, _ = _giving_way(some, rule, 0, meter, MOST_BEHIND)
        if draft is not None:
            yield trouble_of(some, draft, rule)


def _together(troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """The troubles as one, if there is any."""
    every = list(troubles)
    if every:
        parts = ([getattr(each, field.name) for each in every] for field in fields(Trouble))
        yield Trouble(*(tuple(chain.from_iterable(part)) for part in parts))


def _giving_way(
    part: Compiled, rule: str, least: int, meter: Meter, behind: int
) -> tuple[Assignment | None, dict[str, int]]:
    """A draft that breaks this rule as little as it can, and others only where another fault stands behind this one.

    With it what it costs to break each of these rules.
    """
    prices = {rule: 1}
    for faults in range(behind):
        draft = least_broken(elastic(part, prices), least, meter)
        if draft is not None or faults == behind - 1:
            return draft, prices
        others = _behind(only_rules(part, {name for name in rules_of(part) if name not in prices}), meter)
        if not others:
            return None, prices
        away = {bar.rule for bar in part.bars}
        prices |= {name: KEEPING_AWAY if name in away else COUNTING for name in others}
    return None, prices


def _behind(rest: Compiled, meter: Meter) -> tuple[str, ...]:
    """The smallest set of the other rules that cannot be kept either: for one visit, if there is such a one."""
    first = next((visit for visit in range(rest.visit_count) if not len(possible_slots(rest, visit))), None)
    if first is None and rest.visit_count > FEW:
        return ()
    part = rest if first is None else only_visits(rest, [first])
    if not verdict(part, meter).impossible:
        return ()
    return smallest_rules(part, lambda some: verdict(some, meter).impossible)
