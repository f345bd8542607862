"""A scenario drawn, and two rotas side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rota.auditing import AuditReport, audit
from rota.checking.who_can_go import counts, for_rota, with_who_can_go
from rota.compare import LoadChange, RuleChange, diary_changes, rule_changes
from rota.domain import Problem, Rota, Slot, member_loads
from rota.domain.edits import Edit, edited
from rota.record import Certificate
from rota.rules import Rule, ruled
from rota.solving.engine import OutOfTime, Solved
from rota.solving.limits import Limits
from rota.solving.minimum_change.best_onward import best_onward
from rota.solving.model.what_is_over import (
    WhatIsOver,
    breaks_a_must,
    received_as_it_was,
    received_as_they_were,
    what_is_over,
)
from rota.solving.nearest_optimum import Nearness, solve_near


@dataclass(frozen=True)
class Scenario:
    """A rota after some edits, with the problem and the rules that these make and its audit.

    ``past_breaks``: what is over breaks a must that the edits make, and every must that can still be kept is.
    ``nearness`` says how far it is from the rota that it was drawn near to, and what is proven of that.
    """

    edits: tuple[Edit, ...]
    problem: Problem
    rules: tuple[Rule, ...]
    rota: Rota
    report: AuditReport
    certificate: Certificate | None = None
    past_breaks: bool = False
    nearness: Nearness | None = None


@dataclass(frozen=True, slots=True)
class NoScenario:
    """The edits leave no rota, or none was found: the problem and rules that they make.

    ``rules`` hold to what is over, unless ``past_breaks`` a must by itself.
    """

    problem: Problem
    rules: tuple[Rule, ...]
    past_breaks: bool = False


def as_it_is(
    problem: Problem, rules: Sequence[Rule], rota: Rota, first_day: date | None = None, edits: Sequence[Edit] = ()
) -> Scenario:
    """A rota there is, as a scenario, made with these edits. What the history holds of it is the rota's.

    Who received a visit before ``first_day`` did so rightly, whomever its team names by now. RuleError, KeyError or
    ValueError where the edits are of what is not there.
    """
    rules = ruled(rules, edits)
    problem = with_who_can_go(edited(problem, edits), rules) if edits else problem
    problem = for_rota(problem, rules, rota.placements)
    before = () if first_day is None else rota.before(first_day)
    report = audit(received_as_they_were(problem, before), rules, rota)
    return Scenario(tuple(edits), problem, rules, rota, report)


def imagined(
    base: Scenario, edits: Sequence[Edit], limits: Limits | None = None, first_day: date | None = None
) -> Scenario | NoScenario:
    """The best rota after the edits and, of those that are as good, the nearest to the rota there is, if found.

    Visits before ``first_day`` stay as they were, and no other is moved there; without it all may change.
    """
    rules = ruled(base.rules, edits)
    problem = with_who_can_go(edited(base.problem, edits), rules)
    over = what_is_over(problem, base.rota, first_day)
    if over is not None and breaks_a_must(problem, rules, over):
        return _onward(base, edits, problem, rules, over)
    held = rules if over is None else (*rules, over)
    asked = problem if over is None else received_as_they_were(problem, over.facts)
    drawn = solve_near(asked, held, base.rota, limits, already=_affected_anyway(base, problem))
    result = drawn.result
    if not isinstance(result, (Solved, OutOfTime)):
        return NoScenario(problem, held)
    rota = result.rota if over is None else received_as_it_was(result.rota, over)
    report = audit(asked, rules, rota)
    return Scenario(tuple(edits), problem, rules, rota, report, result.certificate, nearness=drawn.nearness)


def _affected_anyway(base: Scenario, problem: Problem) -> set[str]:
    """The ids of those whose diary the edits change even if no visit is drawn otherwise: of visits owed no longer."""
    kept = Rota(base.rota.of(visit.id for visit in problem.visits))
    return {change.person for change in diary_changes(problem, base.rota, kept, base.problem)}


def _onward(
    base: Scenario, edits: Sequence[Edit], problem: Problem, rules: tuple[Rule, ...], over: WhatIsOver
) -> Scenario | NoScenario:
    found = best_onward(problem, rules, base.rota, over)
    if found is None:
        return NoScenario(problem, rules, past_breaks=True)
    return Scenario(tuple(edits), problem, rules, *found, past_breaks=True)


@dataclass(frozen=True, slots=True)
class Pair:
    """A visit in both rotas: its slot, the names of its group and of who receives it.

    None and nobody where a rota does not place it.
    """

    visit: str
    title: str
    before: Slot | None
    names_before: tuple[str, ...]
    after: Slot | None
    names_after: tuple[str, ...]
    received_before: tuple[str, ...] = ()
    received_after: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the two rotas place it otherwise, or somebody else goes or receives it."""
        before = self.before, self.names_before, self.received_before
        return before != (self.after, self.names_after, self.received_after)

    def is_moved_before(self, day: date | None) -> bool:
        """Whether the visit is moved to before this day."""
        return day is not None and self.after is not None and self.after != self.before and self.after.day < day


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rotas side by side: visits that differ, people affected, points by rule, and loads.

    Each is audited by its own problem and rules: the points are those of its own numbers. ``people`` are the names of
    those whose diary differs. ``lightest`` and ``heaviest`` are the ends of the loads, before and after. With a
    ``first_day``, so many visits before it are ``over``, and ``too_late`` are those, by title, that differ though
    they or their new dates are over. ``past_breaks`` and ``nearness`` are as of the other scenario.
    """

    visits: tuple[Pair, ...]
    alike: int
    people: tuple[str, ...]
    points_before: int
    points_after: int
    by_rule: tuple[RuleChange, ...]
    loads: tuple[LoadChange, ...]
    lightest: tuple[float, float]
    heaviest: tuple[float, float]
    breaches_before: tuple[str, ...]
    breaches_after: tuple[str, ...]
    first_day: date | None = None
    over: int = 0
    too_late: tuple[str, ...] = ()
    past_breaks: bool = False
    nearness: Nearness | None = None


def compared(one: Scenario, other: Scenario, first_day: date | None = None) -> Comparison:
    """The two side by side. Who received what was before ``first_day`` is as it was, whatever teams say now."""
    pairs = _pairs(one, other)
    different = tuple(pair for pair in pairs if pair.differs)
    past = _over(one, other, first_day)
    alike = past - {pair.visit for pair in different}
    changes = [
        change
        for change in diary_changes(other.problem, one.rota, other.rota, one.problem)
        if change.visit not in alike
    ]
    (light, heavy), (light_after, heavy_after) = _ends(one), _ends(other)
    return Comparison(
        different,
        len(pairs) - len(different),
        tuple(dict.fromkeys(change.name for change in changes)),
        one.report.points,
        other.report.points,
        tuple(rule_changes(one.report, other.report)),
        tuple(load for load in _load_changes(one, other) if load.before != load.after),
        (light, light_after),
        (heavy, heavy_after),
        tuple(finding.sentence for finding in one.report.breaches),
        tuple(finding.sentence for finding in other.report.breaches),
        first_day,
        len(past),
        tuple(pair.title for pair in different if pair.visit in past or pair.is_moved_before(first_day)),
        other.past_breaks,
        other.nearness,
    )


def _over(one: Scenario, other: Scenario, first_day: date | None) -> set[str]:
    """The visits that were made before this day: those cancelled on theirs were not."""
    off = {(gone.visit, gone.day) for gone in other.problem.cancelled}
    made = one.rota.before(first_day) if first_day is not None else ()
    return {place.visit for place in made if (place.visit, place.slot.day) not in off}


def _pairs(one: Scenario, other: Scenario) -> list[Pair]:
    before, after = _placed(one), _placed(other)
    titles = {
        visit.id: scenario.problem.title(visit.id) for scenario in (one, other) for visit in scenario.problem.visits
    }
    return [_pair(visit, title, before.get(visit), after.get(visit)) for visit, title in sorted(titles.items())]


def _pair(visit: str, title: str, before: _Placed | None, after: _Placed | None) -> Pair:
    (was, went, received), (now, go, receive) = before or _NOWHERE, after or _NOWHERE
    return Pair(visit, title, was, went, now, go, received, receive)


_Placed = tuple[Slot | None, tuple[str, ...], tuple[str, ...]]
_NOWHERE: _Placed = (None, (), ())


def _placed(scenario: Scenario) -> dict[str, _Placed]:
    """For each visit its slot and the names of those who go and of those who receive it."""

    def named(people: Iterable[str]) -> tuple[str, ...]:
        return tuple(scenario.problem.name_of(person) for person in people)

    placements = scenario.rota.placements
    return {place.visit: (place.slot, named(place.members), named(place.receivers)) for place in placements}


def _load_changes(one: Scenario, other: Scenario) -> Iterator[LoadChange]:
    """The loads of everybody who is counted in either and known in both."""
    before, after = ({load.member: load for load in member_loads(each.problem, each.rota)} for each in (one, other))
    counted = _counted(one).keys() | _counted(other).keys()
    for member, load in after.items():
        if member in before and member in counted:
            yield LoadChange(member, other.problem.member(member).name, before[member].load, load.load)


def _counted(scenario: Scenario) -> dict[str, Fraction]:
    """The loads of those who serve in the year and can go on a visit of it, or do."""
    problem = scenario.problem
    return {
        load.member: load.load
        for load in member_loads(problem, scenario.rota)
        if load.visits or counts(problem, problem.member(load.member))
    }


def _ends(scenario: Scenario) -> tuple[float, float]:
    """The least load and the largest."""
    loads = _counted(scenario).values()
    return round(float(min(loads, default=0)), 3), round(float(max(loads, default=0)), 3)
