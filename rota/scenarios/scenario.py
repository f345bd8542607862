"""A scenario drawn, and two rotas side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rota.able import counts, for_rota, with_who_can_go
from rota.audit import Report, audit
from rota.comparing import LoadChange, RuleChange, diary_changes, rule_changes
from rota.domain import Problem, Rota, Slot, member_loads
from rota.domain.edits import Edit, edited
from rota.record import Certificate
from rota.rules import Rule, ruled
from rota.solving.engine import OutOfTime, Solved
from rota.solving.limits import Limits
from rota.solving.near import Nearness, solve_near


@dataclass(frozen=True)
class Scenario:
    """A rota after some edits, with the problem and the rules that these make and its audit.

    ``nearness`` says how far it is from the rota that it was drawn near to, and what is proven of that.
    """

    edits: tuple[Edit, ...]
    problem: Problem
    rules: tuple[Rule, ...]
    rota: Rota
    report: Report
    certificate: Certificate | None = None
    nearness: Nearness | None = None


@dataclass(frozen=True, slots=True)
class NoScenario:
    """The edits leave no rota, or none was found: why, and the problem and rules that they make."""

    reasons: tuple[str, ...]
    problem: Problem
    rules: tuple[Rule, ...]


def as_it_is(problem: Problem, rules: Sequence[Rule], rota: Rota) -> Scenario:
    """The rota there is, as a scenario without edits. What the history holds of it is the rota's."""
    problem = for_rota(problem, rules, rota.placements)
    return Scenario((), problem, tuple(rules), rota, audit(problem, rules, rota))


def imagined(base: Scenario, edits: Sequence[Edit], limits: Limits | None = None) -> Scenario | NoScenario:
    """The best rota after the edits and, of those that are as good, the nearest to the rota there is, if found."""
    rules = ruled(base.rules, edits)
    problem = with_who_can_go(edited(base.problem, edits), rules)
    drawn = solve_near(problem, rules, base.rota, limits, already=_affected_anyway(base, problem))
    result = drawn.result
    if not isinstance(result, (Solved, OutOfTime)):
        return NoScenario(result.reasons, problem, rules)
    return Scenario(tuple(edits), problem, rules, result.rota, result.report, result.certificate, drawn.nearness)


def _affected_anyway(base: Scenario, problem: Problem) -> set[str]:
    """The ids of those whose diary the edits change even if no visit is drawn otherwise: of visits owed no longer,
    and of teams that somebody else receives."""
    kept = Rota(base.rota.of(visit.id for visit in problem.visits))
    return {change.person for change in diary_changes(problem, base.rota, kept, base.problem)}


@dataclass(frozen=True, slots=True)
class Pair:
    """A visit in both rotas: its slot and the names of its group, None and nobody where a rota does not place it."""

    visit: str
    title: str
    before: Slot | None
    names_before: tuple[str, ...]
    after: Slot | None
    names_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rotas side by side: visits that differ, people affected, points by rule, and loads.

    Each is audited by its own problem and rules: the points are those of its own numbers. ``people`` are the names of
    those whose diary differs. ``lightest`` and ``heaviest`` are the ends of the loads, before and after. ``nearness``
    is known of a rota that was drawn near to the other.
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
    nearness: Nearness | None = None


def compared(one: Scenario, other: Scenario) -> Comparison:
    """The two side by side."""
    pairs = _pairs(one, other)
    different = tuple(pair for pair in pairs if (pair.before, pair.names_before) != (pair.after, pair.names_after))
    changes = diary_changes(other.problem, one.rota, other.rota, one.problem)
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
        other.nearness,
    )


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
