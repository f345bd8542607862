"""The one door: a problem and its rules in, a rota with its certificate out, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from rota.auditing import AuditReport, audit
from rota.domain import Problem, Rota
from rota.record import Certificate
from rota.rules import Ids, Rule
from rota.solving.bounds.flow_bound import lower_bound
from rota.solving.bounds.reduced_cost_fixing import worth
from rota.solving.cpsat.full_model import prove
from rota.solving.limits import Limits, Meter
from rota.solving.model.assignment import Assignment, Measure, draft_of, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.compiled_model import Compiled
from rota.solving.model.presolve import Presolved, boolean_count, presolve
from rota.solving.model.statements import Stated, fairness_alone, gather
from rota.solving.progress import Listener, Progress, silent
from rota.solving.search.annealing import Schedule
from rota.solving.search.greedy import first_draft
from rota.solving.search.large_neighbourhood import LargeNeighbourhoodSearch
from rota.solving.search.strategy import plan_for, work_for_proof


@dataclass(frozen=True, slots=True)
class Solved:
    """A rota that keeps every must and of which it is proven that none has fewer points."""

    rota: Rota
    report: AuditReport
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class OutOfTime:
    """The best rota found within the limits; ``certificate`` holds its gap."""

    rota: Rota
    report: AuditReport
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Impossible:
    """No rota keeps every must, as is shown at this stage; ``rota.explaining.no_rota`` says it in words.

    "dates": these visits have none. "places": so many, of these visits or of these people, nobody can fill. "calendar":
    so many of these visits have no room in their dates. "whole": two solves of the whole agree on it.
    """

    stage: Literal["dates", "places", "calendar", "whole"]
    ids: Ids = ()
    short: int = 0


@dataclass(frozen=True, slots=True)
class NotFound:
    """No rota that keeps every must was found within the limits, nor was it shown that there is none.

    ``nearest`` is the audit of the nearest one that was found.
    """

    nearest: AuditReport


Result = Solved | OutOfTime | Impossible | NotFound


def solve(
    problem: Problem,
    rules: Sequence[Rule],
    limits: Limits | None = None,
    listen: Listener = silent,
    meter: Meter | None = None,
    start: Rota | None = None,
) -> Result:
    """The best rota of the problem under the rules; from ``start``, where the search then begins, if it fits.

    ``meter``, when given, carries the limits and lets another thread stop the run; the best so far is
    then returned. Every rota returned has been audited: DisagreementError when the audit's points or
    breaches differ from the engine's.
    """
    meter = meter or Meter(limits or Limits())
    stated = gather(problem, rules)
    compiled = compile_statements(problem, stated)
    presolved = presolve(compiled)
    if presolved.barred:
        return Impossible("dates", compiled.ids_of(presolved.barred), len(presolved.barred))
    draft = _begun(compiled, presolved, start)
    return _Run(compiled, presolved, rules, stated, meter, listen, draft).result()


def _begun(compiled: Compiled, presolved: Presolved, start: Rota | None) -> Assignment:
    """The draft to begin with: ``start`` as far as the bars allow it, or a greedy one."""
    draft = first_draft(compiled, presolved)
    if start is None:
        return draft
    slots = {slot.id: number for number, slot in enumerate(compiled.problem.slots)}
    people = compiled.number_of
    placed = {placement.visit: placement for placement in start.placements}
    for number, visit in enumerate(compiled.visits):
        placement = placed.get(visit.id)
        slot = slots.get(placement.slot.id, -1) if placement else -1
        if placement and slot in presolved.slots[number]:
            free = compiled.free_at(number)[:, slot]
            placed_there = (*placement.members, *placement.receivers)
            going = [people[one] for one in placed_there if one in people and free[people[one]]]
            draft.slots[number] = slot
            draft.groups[:, number] = False
            draft.groups[going, number] = True
    return draft


class _Run:
    def __init__(
        self,
        compiled: Compiled,
        presolved: Presolved,
        rules: Sequence[Rule],
        stated: Sequence[Stated],
        meter: Meter,
        listen: Listener,
        draft: Assignment,
    ) -> None:
        self.compiled = compiled
        self.presolved = presolved
        self.fairness_bound = self.bound = 0
        self.rules = rules
        self.stated = stated
        self.meter = meter
        self.for_proof = work_for_proof(meter.limits.most_work)
        self.listen = listen
        self.stage = "first rota"
        self.size = boolean_count(compiled, presolved)
        self.search = LargeNeighbourhoodSearch(compiled, presolved, draft, meter)

    def result(self) -> Result:
        self._tell(self.search.now)
        bound = lower_bound(self.compiled, self.presolved)
        if bound.full:
            return Impossible("calendar", self.compiled.ids_of(bound.full.visits), bound.full.short)
        if bound.short:
            return Impossible("places", bound.short_of, bound.short)
        self.fairness_bound, self.bound = bound.fairness, bound.points
        plan = plan_for(self.size, tight=bool(self.search.now.broken), varied=self.compiled.counts_teams)
        self.search.mend()
        self.stage = "improving"
        self._anneal(plan.early)
        self._tighten_bound()
        self._look_where_points_are_lost(plan.blamed)
        self._anneal(plan.again if self.search.worth else plan.without_blame)
        self.search.improve(self.bound, plan.last, self._tell)
        if plan.whole and not self.meter.over and not self._proven():
            self.stage = "proving"
            impossible = self._prove(plan.linearization)
            if impossible:
                return impossible
        if not self.search.now.broken and not self.meter.over:
            self._tighten_fairness(plan.fairness)
        if self.search.now.broken:
            return NotFound(audit(self.compiled.problem, self.rules, self.search.draft.rota(self.compiled)))
        return self._audited()

    def _anneal(self, schedules: Sequence[Schedule]) -> None:
        for schedule in schedules:
            if not self._proven() and not self.meter.over:
                self.search.anneal(schedule, self.bound, self._tell)

    def _tighten_bound(self) -> None:
        """What the relaxation without dates says, where the flow leaves a gap."""
        if not self._proven() and not self.meter.over:
            self.search.worth = worth(self.compiled, self.presolved)
            if self.search.worth is not None:
                self.bound = max(self.bound, self.search.worth.bound)
                self._tell(self.search.now)

    def _look_where_points_are_lost(self, patience: int) -> None:
        """Where the relaxation says which visits are to blame, few neighbourhoods of theirs are often enough."""
        if self.search.worth is not None and not self.search.now.broken:
            self.search.improve(self.bound, patience, self._tell)

    def _proven(self) -> bool:
        return not self.search.now.broken and self.search.now.points <= self.bound

    def _prove(self, linearization: int) -> Impossible | None:
        draft = self.search.draft
        frame = None
        if self.search.worth is not None and not self.search.now.broken:
            frame = self.search.worth.frame(self.search.now.points - 1, draft)
        proof = prove(
            self.compiled,
            self.presolved,
            draft,
            self.bound,
            self.meter,
            self._seen,
            linearization,
            frame,
            self.for_proof,
        )
        if proof.impossible:
            return Impossible("whole")
        self.bound = max(self.bound, proof.bound)
        if proof.draft is not None:
            self.search.adopt(proof.draft)
        return None

    def _tighten_fairness(self, outright: bool) -> None:
        """Where the flow does not certify the loads: the fairest rota alone, relaxed or also solved outright."""
        now = self.search.now.fairness
        if now <= self.fairness_bound:
            return
        self.stage = "proving fairness"
        alone = compile_statements(self.compiled.problem, fairness_alone(self.stated))
        least = worth(alone, self.presolved)
        self.fairness_bound = max(self.fairness_bound, least.bound if least else 0)
        if now > self.fairness_bound and outright:
            draft, bound = self.search.draft, self.fairness_bound
            frame = least.frame(now - 1, draft) if least else None
            proof = prove(
                alone,
                self.presolved,
                draft,
                bound,
                self.meter,
                self._fairness_seen,
                2,
                frame,
                self.for_proof,
            )
            self.fairness_bound = max(self.fairness_bound, proof.bound)

    def _fairness_seen(self, value: int, bound: int) -> None:
        self._report(self.search.now.points, self.bound)

    def _tell(self, now: Measure) -> None:
        self._report(None if now.broken else now.points, self.bound)

    def _seen(self, value: int, bound: int) -> None:
        now = self.search.now
        self._report(value if now.broken else min(value, now.points), max(self.bound, bound))

    def _report(self, value: int | None, bound: int) -> None:
        best = partial(self.search.draft.rota, self.compiled)
        self.listen(Progress(self.stage, value, bound, self.meter.done, self.meter.seconds, best))

    def _audited(self) -> Result:
        problem, now = self.compiled.problem, self.search.now
        rota = self.search.draft.rota(self.compiled)
        report = audit(problem, self.rules, rota)
        report.must_agree(
            now.points, at_odds=lambda: [rule for rule in self.rules if self._at_odds(rule, rota, report)]
        )
        fairness = report.fairness(self.rules)
        certificate = Certificate(now.points, min(self.bound, now.points), fairness, self.fairness_bound)
        kind = Solved if certificate.proven_best else OutOfTime
        return kind(rota, report, certificate)

    def _at_odds(self, rule: Rule, rota: Rota, report: AuditReport) -> bool:
        """Whether the rule's statements, by themselves, read the rota otherwise than its check."""
        own = compile_statements(self.compiled.problem, [stated for stated in self.stated if stated.rule == rule.name])
        asked = measure(own, draft_of(own, rota))
        found = [finding for finding in report.findings if finding.rule == rule.name]
        checked = (any(finding.breach for finding in found), sum(finding.points for finding in found))
        return (bool(asked.broken), asked.points) != checked
