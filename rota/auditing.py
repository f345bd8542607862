"""Reads a finished rota against the rules, sharing nothing with the engines that drew it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rota.domain import Problem, Rota
from rota.errors import RotaError
from rota.rules import Finding, Rule
from rota.rules.own_package import module_name
from rota.rules.validate import findings_of

SHAPE = "shape of the rota"
"""The name under which faults of form are found: a visit missing, a person or a time unknown."""


class DisagreementError(RotaError):
    """The audit reads a rota otherwise than the engine that drew it: a bug in one of them, never to be hidden.

    ``rules`` are those whose statements and check do not agree on the rota: the bug is theirs.
    """

    def __init__(self, message: str, rules: Sequence[Rule] = ()) -> None:
        self.rules = tuple(rules)
        named = "".join(
            f" The rule '{rule.name}' (in {module_name(type(rule))}) asks and checks otherwise." for rule in rules
        )
        super().__init__(f"{message}{named}")


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Everything the audit found. ``kept`` when no must is broken; ``points`` is the rota's value."""

    findings: tuple[Finding, ...]

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings that break a must."""
        return tuple(finding for finding in self.findings if finding.breach)

    @property
    def kept(self) -> bool:
        """Whether every must is kept."""
        return not self.breaches

    @property
    def points(self) -> int:
        """The points of every preference together."""
        return sum(finding.points for finding in self.findings)

    def fairness(self, rules: Iterable[Rule]) -> int:
        """The points of those of the rules that measure fairness."""
        measuring = {rule.name for rule in rules if rule.measures_fairness}
        return sum(finding.points for finding in self.findings if finding.rule in measuring)

    def must_agree(
        self, points: int, *, kept: bool = True, at_odds: Callable[[], Sequence[Rule]] = tuple[Rule, ...]
    ) -> None:
        """DisagreementError where an engine claims other points, or to keep every must where the audit finds a breach.

        ``at_odds`` names the rules that the two read otherwise.
        """
        if (kept, points) == (self.kept, self.points):
            return
        found = "; ".join(finding.sentence for finding in self.breaches[:3]) or "no breach"
        claims = f"{points} points and {'every must kept' if kept else 'a must broken'}"
        raise DisagreementError(f"The engine claims {claims}; the audit finds {self.points} ({found}).", at_odds())

    def points_by_rule(self) -> dict[str, int]:
        """Points of each rule that has any, in the order of the rule book."""
        totals: dict[str, int] = {}
        for finding in self.findings:
            if finding.points:
                totals[finding.rule] = totals.get(finding.rule, 0) + finding.points
        return totals


def audit(problem: Problem, rules: Sequence[Rule], rota: Rota) -> AuditReport:
    """Every breach and every point, by rule in the order given.

    A rota whose form is wrong (an unknown visit, member or time) is reported for that alone on the
    placements concerned; the rules read the rest.
    """
    shape = tuple(_shape(problem, rota))
    known = _known(problem, rota)
    found = tuple(findings_of(problem, rules, known))
    return AuditReport(shape + found)


def _known(problem: Problem, rota: Rota) -> Rota:
    visits = {visit.id for visit in problem.visits}
    members = {member.id for member in problem.members}
    seen: set[str] = set()
    kept = []
    for placement in rota.placements:
        if placement.visit in visits and placement.visit not in seen and members.issuperset(placement.members):
            kept.append(placement)
            seen.add(placement.visit)
    return Rota(tuple(kept))


def _shape(problem: Problem, rota: Rota) -> Iterator[Finding]:
    visits = {visit.id for visit in problem.visits}
    members = {member.id for member in problem.members}
    slots = {slot.id: slot for slot in problem.slots}
    times = Counter(placement.visit for placement in rota.placements)
    for visit in sorted(visits - times.keys()):
        yield _breach(f"{problem.title(visit)} is not in the rota.", visit)
    for visit, count in times.items():
        if count > 1:
            yield _breach(f"The visit '{visit}' is in the rota {count} times.", visit)
    for placement in rota.placements:
        if placement.visit not in visits:
            yield _breach(f"The rota has a visit '{placement.visit}' that the year does not owe.", placement.visit)
        if placement.slot.id not in slots:
            yield _breach(
                f"{placement.visit} is at {placement.slot.id}, which is not a session of the year.", placement.visit
            )
        elif placement.slot != slots[placement.slot.id]:
            yield _breach(
                f"{placement.visit} at {placement.slot.id} does not end {problem.visit_minutes} minutes later.",
                placement.visit,
            )
        for member in sorted(set(placement.members) - members):
            yield _breach(
                f"{placement.visit} has a member '{member}' who is not in the list of members.", placement.visit
            )
        for member, count in Counter(placement.members).items():
            if count > 1:
                yield _breach(f"{placement.visit} lists the member '{member}' {count} times.", placement.visit)


def _breach(sentence: str, visit: str) -> Finding:
    return Finding(SHAPE, sentence, breach=True, visit=visit)
