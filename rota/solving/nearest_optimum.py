"""The best rota and, of those that are as good, the nearest to one that people know: what-if, pins, another drawing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rota.auditing import audit
from rota.domain import Problem, Rota
from rota.rules import Rule
from rota.solving.alternatives.approach import Approach
from rota.solving.bounds.count_fixing import narrowed
from rota.solving.bounds.reduced_cost_fixing import worth
from rota.solving.engine import OutOfTime, Result, Solved, solve
from rota.solving.limits import Limits, Meter
from rota.solving.minimum_change.as_good import AsGood
from rota.solving.minimum_change.disturbance import Disturbance, disturbance
from rota.solving.minimum_change.least_disturbance import NOTHING
from rota.solving.minimum_change.lexicographic import Nearest, nearest
from rota.solving.minimum_change.reoptimise import PublishedRota, task_of
from rota.solving.minimum_change.task import ChangeTask
from rota.solving.minimum_change.tie_break import closest
from rota.solving.minimum_change.tie_break_neighbourhoods import ever_nearer, nearer
from rota.solving.model.assignment import Assignment, draft_of, measure
from rota.solving.model.compile import compile_statements
from rota.solving.model.presolve import Presolved, presolve
from rota.solving.model.statements import gather
from rota.solving.progress import Listener, Progress, silent

WORK_TO_BEGIN, WORK = 1.0, 5.0
"""Units of work to mend the rota that is known, and to come near it again once the best value is known.

Chosen without measurement of other values, as are those below. Measured: a date lost to 84 members by 60 visits
moves what was on it and no more, where all 60 moved before (28 November 2026)."""
WORK_TO_APPROACH, WORK_TO_POLISH, WORK_FOR_PROOF = 2.0, 1.0, 3.0
"""Parts of that: to find the best value again from what is known, to come nearer, and to prove that no other is."""
QUICKLY = 3
"""Neighbourhoods in a row without a gain after which the proof is tried."""
PATIENCE = 24
"""Neighbourhoods in a row without a gain after which the best value is no longer looked for from what is known."""
FOR_SOLVING = 0.7
"""Of the seconds, where there are any, so much is for the best value; the rest is for coming near."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How much a rota disturbs those who know another, and ``bound``: no rota that is as good disturbs less."""

    disturbance: Disturbance
    bound: Disturbance

    @property
    def proven(self) -> bool:
        """No rota that is as good disturbs less."""
        return self.disturbance <= self.bound

    @property
    def sentence(self) -> str:
        """What is proven, in words."""
        fewest = self.bound.people
        if self.proven:
            return "Proven nearest: no rota that is as good changes less."
        if fewest == self.disturbance.people:
            return "Proven: no rota that is as good affects fewer people; whether one changes less is not proven."
        least = f", though none affects fewer than {fewest:,}" if fewest else ""
        return f"Not proven nearest: a rota that is as good may affect fewer people{least}."


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the engine found; where that is a rota, it is the nearest of those that are as good, as far as was found."""

    result: Result
    nearness: Nearness | None = None


def solve_near(
    problem: Problem,
    rules: Sequence[Rule],
    known: Rota,
    limits: Limits | None = None,
    listen: Listener = silent,
    meter: Meter | None = None,
    already: Collection[str] = (),
    start: Rota | None = None,
) -> Drawn:
    """The best rota, or why there is none; of rotas that are as good the nearest to the one that is known.

    As good is what has no more points and shares the visits no less evenly. ``already`` are the ids of people who are
    disturbed whatever is done; the search begins from ``start`` where the known rota cannot soon be mended.
    DisagreementError when the audit reads a rota otherwise than the engine.
    """
    meter = meter or Meter(limits or Limits())
    compiled = compile_statements(problem, gather(problem, rules))
    presolved = presolve(compiled)
    if presolved.barred:
        return Drawn(solve(problem, rules, listen=listen, meter=meter))
    task = task_of(problem, compiled, presolved, _told(problem, known, already))
    begun = nearest(task, meter.beside(WORK_TO_BEGIN), thorough=False)
    solving = meter if meter.seconds_left is None else meter.part(meter.left, FOR_SOLVING)
    mended = begun.draft.rota(compiled) if begun else start or known
    result = solve(problem, rules, listen=listen, meter=solving, start=mended)
    if not isinstance(result, (Solved, OutOfTime)):
        return Drawn(result)
    value = result.certificate
    listen(Progress("coming near", value.value, value.bound, solving.done, meter.seconds, lambda: result.rota))
    coming = _Coming(task, presolved, draft_of(compiled, result.rota), begun, meter.beside(WORK))
    draft = coming.nearest()
    if not coming.as_good(draft):  # never for a smaller value, whatever went wrong on the way back
        draft = coming.best
    return Drawn(_with(problem, rules, result, task, draft), Nearness(disturbance(task.standing, draft), coming.bound))


def _told(problem: Problem, known: Rota, already: Collection[str]) -> PublishedRota:
    """Every visit may change, on any day, and none is more urgent than another."""
    first, _ = problem.year.ends()
    owed = frozenset(visit.id for visit in problem.visits)
    return PublishedRota(known.of(owed), owed, first, first - timedelta(1), frozenset(already))


class _Coming:
    """From the best value back to what people know. ``begun`` is what was mended of that, if it could be."""

    def __init__(
        self, task: ChangeTask, presolved: Presolved, best: Assignment, begun: Nearest | None, meter: Meter
    ) -> None:
        self.task = task
        self.presolved = presolved
        self.best = best
        self.begun = begun
        self.meter = meter
        self.good = AsGood.as_draft(task.compiled, best)
        self.worth = worth(task.compiled, presolved)
        self.bound = begun.bound if begun else NOTHING

    def nearest(self) -> Assignment:
        """The nearest draft that is as good, as far as was found; ``bound`` is then what none of them is below."""
        draft = self._begun()
        if self._proven(draft):
            return draft
        task = self.task
        if self.worth is not None:
            task = replace(task, compiled=narrowed(task.compiled, self.worth, self.good.points))
        draft = ever_nearer(task, draft, self.good, self.meter.part(WORK_TO_POLISH), QUICKLY)
        if self.worth is not None:
            found = closest(task, self.worth, draft, self.good, self.meter.part(WORK_FOR_PROOF))
            draft, self.bound = found.draft, max(self.bound, found.bound)
        return draft if self._proven(draft) else ever_nearer(task, draft, self.good, self.meter)

    def _proven(self, draft: Assignment) -> bool:
        return disturbance(self.task.standing, draft) <= self.bound

    def _begun(self) -> Assignment:
        """What was mended, where that is as good already; else what a search comes to from there, or the best draft."""
        start = self.begun.draft if self.begun else self.task.start
        if self.as_good(start):
            return start
        search = Approach(self.task, self.presolved, start, self.meter.part(WORK_TO_APPROACH))
        search.worth = self.worth
        search.improve(self.good.points, PATIENCE, lambda now: None)
        if self.as_good(search.draft):
            return nearer(self.task, search.draft, self.best)
        return self.best

    def as_good(self, draft: Assignment) -> bool:
        """Whether the draft is as good as the best one."""
        return self.good.holds(self.task.compiled, draft)


def _with(
    problem: Problem, rules: Sequence[Rule], result: Solved | OutOfTime, task: ChangeTask, draft: Assignment
) -> Result:
    """The result with this draft for its rota, which is as good or better."""
    rota, now = draft.rota(task.compiled), measure(task.compiled, draft)
    report = audit(problem, rules, rota)
    report.must_agree(now.points)
    proof = replace(result.certificate, value=now.points, fairness=now.fairness)
    kind = Solved if proof.proven_best else OutOfTime
    return kind(rota, report, proof)
