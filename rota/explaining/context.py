"""The ground that every explanation stands on: the inputs, a rota, its audit and what lies around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from rota.auditing import AuditReport, audit
from rota.checking.who_can_go import for_rota
from rota.compare import Difference, difference
from rota.domain import Placement, Problem, Rota
from rota.domain.as_held import is_as_held
from rota.rules import Rule, Tally
from rota.solving.alternatives.alternatives import Alternatives
from rota.solving.model.what_is_over import received_as_they_were


@dataclass(frozen=True, slots=True)
class Over:
    """That a visit is over: when it was ``held``, which is before ``first_day``, the first that may change."""

    held: datetime
    first_day: date


@dataclass(frozen=True, slots=True)
class PastVisits:
    """How many ``visits`` of the rota are over: all that were before ``first_day``."""

    visits: int
    first_day: date


@dataclass(frozen=True)
class RotaContext:
    """A rota of a problem under rules. What was before ``first_day`` is over; without it all is yet to come.

    The problem is read beside the rota: its history has no visit of the rota's, and whoever received a visit that is
    over did so rightly, whomever its team names by now.
    """

    problem: Problem
    rules: tuple[Rule, ...]
    rota: Rota
    first_day: date | None = None

    def __post_init__(self) -> None:
        problem = for_rota(self.problem, self.rules, self.rota.placements)
        if self.first_day is not None:
            problem = received_as_they_were(problem, self.rota.before(self.first_day))
        object.__setattr__(self, "problem", problem)

    @cached_property
    def report(self) -> AuditReport:
        """The audit of the rota."""
        return audit(self.problem, self.rules, self.rota)

    @property
    def kept(self) -> bool:
        """Whether the rota breaks no must, but for what was held."""
        held = {place.visit for place in self.rota.placements if is_as_held(self.problem, place)}
        return all(finding.visit in held for finding in self.report.breaches)

    @cached_property
    def around(self) -> Alternatives:
        """What lies around the rota."""
        return Alternatives(self.problem, self.rules, self.rota, self.first_day)

    def placement(self, visit: str) -> Placement:
        """Where the rota has the visit. KeyError when it does not place it."""
        return next(iter(self.rota.of([visit])), None) or _none(visit)

    def over(self, visit: str) -> Over | None:
        """That the visit is over, or None while it may still change. KeyError for a visit not placed."""
        if self.first_day is None:
            return None
        held = self.placement(visit).slot
        return Over(held.start, self.first_day) if held.day < self.first_day else None

    @cached_property
    def past(self) -> PastVisits | None:
        """What of the rota is over; None when nothing is."""
        over = len(self.rota.before(self.first_day)) if self.first_day is not None else 0
        return PastVisits(over, self.first_day) if over and self.first_day is not None else None

    def audited(self, rota: Rota) -> AuditReport:
        """The audit of another rota by the same rules."""
        return audit(self.problem, self.rules, rota)

    def compared(self, rota: Rota, report: AuditReport | None = None) -> Difference:
        """What the other rota changes, by its audit."""
        return difference(self.problem, self.rota, rota, self.report, report or self.audited(rota))

    def remarks(self) -> Iterator[str]:
        """What the musts that bind members say of the rota, such as that somebody has reached a limit."""
        for rule in self.rules:
            if rule.strength == "must" and _binds_members(rule, self.problem):
                yield from rule.remarks(self.problem, self.rota)

    def names(self, members: Sequence[str]) -> tuple[str, ...]:
        """The names of these members or hosts."""
        return tuple(self.problem.name_of(member) for member in members)

    def with_group(self, visit: str, members: Sequence[str]) -> Rota:
        """The rota with this group on the visit."""
        return with_placement(self.rota, replace(self.placement(visit), members=tuple(members)))


def _none(visit: str) -> Placement:
    raise KeyError(visit)


def with_placement(rota: Rota, placement: Placement) -> Rota:
    """The rota with this placement of its visit instead of the one it has."""
    others = tuple(other for other in rota.placements if other.visit != placement.visit)
    return Rota((*others, placement))


def without_visit(rota: Rota, visit: str) -> Rota:
    """The rota as if the visit were not made."""
    return Rota(tuple(placement for placement in rota.placements if placement.visit != visit))


def _binds_members(rule: Rule, problem: Problem) -> bool:
    """Whether the rule counts the visits of one member at a time."""
    return any(isinstance(one, Tally) and one.each == "member" for one in rule.statements(problem))
