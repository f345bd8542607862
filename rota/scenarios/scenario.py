"""A scenario drawn, and two rotas side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rota.audit import Report, audit
from rota.comparing import LoadChange, RuleChange, diary_changes, rule_changes
from rota.domain import Problem, Rota, Slot, member_loads
from rota.domain.edits import Edit, edited
from rota.record import Certificate
from rota.rules import Rule, ruled
from rota.solving.closest import closest
from rota.solving.engine import OutOfTime, Solved, solve
from rota.solving.limits import Limits
from rota.solving.onward import best_onward
from rota.solving.over import WhatIsOver, breaks_a_must, what_is_over


@dataclass(frozen=True)
class Scenario:
    """A rota after some edits, with the problem and the rules that these make and its audit.

    ``past_breaks``: what is over breaks a must that the edits make, and every must that can still be kept is.
    """

    edits: tuple[Edit, ...]
    problem: Problem
    rules: tuple[Rule, ...]
    rota: Rota
    report: Report
    certificate: Certificate | None = None
    past_breaks: bool = False


@dataclass(frozen=True, slots=True)
class NoScenario:
    """The edits leave no rota, or none was found: why, and the problem and rules that they make.

    ``rules`` hold to what is over, unless ``past_breaks`` a must by itself.
    """

    reasons: tuple[str, ...]
    problem: Problem
    rules: tuple[Rule, ...]
    past_breaks: bool = False


def as_it_is(problem: Problem, rules: Sequence[Rule], rota: Rota) -> Scenario:
    """The rota there is, as a scenario without edits."""
    return Scenario((), problem, tuple(rules), rota, audit(problem, rules, rota))


def imagined(
    base: Scenario, edits: Sequence[Edit], limits: Limits | None = None, first_day: date | None = None
) -> Scenario | NoScenario:
    """The best rota after the edits and, of those that are as good, the one that disturbs fewest people.

    Visits before ``first_day`` stay as they were, and no other is moved there; without it all may change.
    The nearest is looked for where the problem is of modest size; a large one is only begun from the rota there is.
    """
    problem, rules = edited(base.problem, edits), ruled(base.rules, edits)
    over = what_is_over(problem, base.rota, first_day)
    if over is not None and breaks_a_must(problem, rules, over):
        return _onward(base, edits, problem, rules, over)
    held = rules if over is None else (*rules, over)
    result = solve(problem, held, limits, start=base.rota)
    if not isinstance(result, (Solved, OutOfTime)):
        return NoScenario(result.reasons, problem, held)
    rota = closest(problem, held, base.rota, result.rota)
    report = audit(problem, rules, rota)
    if not report.kept or report.points != result.certificate.value:
        rota, report = result.rota, audit(problem, rules, result.rota)
    return Scenario(tuple(edits), problem, rules, rota, report, result.certificate)


def _onward(
    base: Scenario, edits: Sequence[Edit], problem: Problem, rules: tuple[Rule, ...], over: WhatIsOver
) -> Scenario | NoScenario:
    found = best_onward(problem, rules, base.rota, over)
    if found is None:
        reason = "No rota leaves what is over as it was and keeps every must that can still be kept."
        return NoScenario((reason,), problem, rules, past_breaks=True)
    return Scenario(tuple(edits), problem, rules, *found, past_breaks=True)


@dataclass(frozen=True, slots=True)
class Pair:
    """A visit in both rotas: its slot and the names of its group, None and nobody where a rota does not place it."""

    visit: str
    title: str
    before: Slot | None
    names_before: tuple[str, ...]
    after: Slot | None
    names_after: tuple[str, ...]

    def is_moved_before(self, day: date | None) -> bool:
        """Whether the visit is moved to before this day."""
        return day is not None and self.after is not None and self.after != self.before and self.after.day < day


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rotas side by side: visits that differ, people affected, points by rule, and loads.

    Each is audited by its own problem and rules: the points are those of its own numbers. ``people`` are the names of
    those whose diary differs. ``lightest`` and ``heaviest`` are the ends of the loads, before and after. With a
    ``first_day``, so many visits before it are ``over``, and ``too_late`` are those, by title, that differ though
    they or their new dates are over. ``past_breaks`` as of the other scenario.
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


def compared(one: Scenario, other: Scenario, first_day: date | None = None) -> Comparison:
    """The two side by side. Who received what was before ``first_day`` is as it was, whatever teams say now."""
    pairs = _pairs(one, other)
    different = tuple(pair for pair in pairs if (pair.before, pair.names_before) != (pair.after, pair.names_after))
    past = _over(one, other, first_day)
    alike = past - {pair.visit for pair in different}
    changes = [
        change
        for change in diary_changes(other.problem, one.rota, other.rota, one.problem)
        if change.visit not in alike
    ]
    loads = tuple(_load_changes(one, other))
    return Comparison(
        different,
        len(pairs) - len(different),
        tuple(dict.fromkeys(change.name for change in changes)),
        one.report.points,
        other.report.points,
        tuple(rule_changes(one.report, other.report)),
        tuple(load for load in loads if load.before != load.after),
        _ends(loads, min),
        _ends(loads, max),
        tuple(finding.sentence for finding in one.report.breaches),
        tuple(finding.sentence for finding in other.report.breaches),
        first_day,
        len(past),
        tuple(pair.title for pair in different if pair.visit in past or pair.is_moved_before(first_day)),
        other.past_breaks,
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
    return [
        Pair(visit, title, *before.get(visit, (None, ())), *after.get(visit, (None, ())))
        for visit, title in sorted(titles.items())
    ]


def _placed(scenario: Scenario) -> dict[str, tuple[Slot, tuple[str, ...]]]:
    names = {member.id: member.name for member in scenario.problem.members}
    return {
        place.visit: (place.slot, tuple(names.get(member, member) for member in place.members))
        for place in scenario.rota.placements
    }


def _load_changes(one: Scenario, other: Scenario) -> list[LoadChange]:
    """The loads of everybody who serves in both."""
    before = {load.member: load for load in member_loads(one.problem, one.rota)}
    after = {load.member: load for load in member_loads(other.problem, other.rota)}
    return [
        LoadChange(member, other.problem.member(member).name, before[member].load, load.load)
        for member, load in after.items()
        if member in before and (load.share or before[member].share)
    ]


def _ends(loads: Sequence[LoadChange], end: object) -> tuple[float, float]:
    assert callable(end)
    return (
        round(float(end((load.before for load in loads), default=0)), 3),
        round(float(end((load.after for load in loads), default=0)), 3),
    )
