"""A council's rota as it would be otherwise: re-planned for what has changed, or imagined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rota.app import replan as replanning
from rota.app import what_if as scenarios
from rota.app.answer import Result
from rota.app.council import Council, Solution
from rota.app.explain import rota_of
from rota.app.new_document import document_of, provenance
from rota.domain import Rota
from rota.domain.as_held import as_held
from rota.domain.edits import Edit
from rota.explaining.context import RotaContext
from rota.explaining.no_rota import WhyNoRota
from rota.explaining.reserves import reserves
from rota.exports.view import Document
from rota.replanning.replan import USUAL_NOTICE, Replanned
from rota.reports.replan_report import paper_of_replan
from rota.reports.scenario_report import paper_of_comparison
from rota.scenarios.scenario import Comparison, NoScenario, Scenario, as_it_is, compared, imagined
from rota.solving.minimum_change.reoptimise import NotRenewed


@dataclass(frozen=True, slots=True)
class Replan:
    """A re-planned rota, or None with why there is none in the answer."""

    solution: Solution | None
    answer: Result[Replanned] | Result[replanning.NoPlan]


def replan(
    council: Council,
    published: Rota | Solution,
    from_day: date,
    notice: int = USUAL_NOTICE,
    *,
    lost: Iterable[str] = (),
) -> Replan:
    """A published rota made to fit the council of now, and what is ``lost``, disturbing fewest people.

    What is before ``from_day`` stays; within ``notice`` working days nothing changes unless it must. Of a rota that
    was opened, what subscribers were told and its log are kept.
    """
    before = _document(council, published)
    told, inputs = replanning.without(council.inputs, before, from_day, lost)
    plan = replanning.planned(inputs, before, from_day, notice)
    if isinstance(plan, NotRenewed):
        return Replan(None, Result(*replanning.why_none(inputs, before, from_day, plan, told)))
    context = RotaContext(inputs.problem, inputs.rules, plan.rota, plan.from_day)
    document = replanning.replanned_document(inputs, before, plan)
    document = replace(document, record=replace(document.record, reserves=reserves(context)))
    seed = before.record.provenance.seed
    solution = Solution(Council(inputs), plan.rota, document.report, plan.certificate, seed, opened=document)
    return Replan(solution, Result(plan, paper_of_replan(inputs.problem, plan, told)))


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The rota as if a change had been made, beside the one there is, or None with why there is none."""

    scenario: Scenario | None
    answer: Result[Comparison] | Result[WhyNoRota]


def what_if(
    council: Council,
    rota: Rota | Solution,
    *,
    set: Sequence[str] = (),
    pin: Sequence[str] = (),
    drop: Sequence[str] = (),
    edits: Sequence[Edit] = (),
    from_day: date | None = None,
) -> WhatIf:
    """The rota drawn again as if a change had been made, said as on the command line or in edits.

    ``set`` is like "yearly_limit.visits_a_year=3", ``pin`` like "mash-1=2027-03-04", ``drop`` who or what leaves. Only
    what is from ``from_day`` on may change, the year's first day unless given.
    """
    inputs, first = council.inputs, from_day or council.problem.year.ends()[0]
    held = as_held(inputs.problem, rota_of(rota))
    said = scenarios.edits_of(inputs, held, scenarios.WrittenChange(set, pin, drop), first)
    made = (*said, *edits)
    scenarios.must_be_possible(inputs, held, made, first)
    told = scenarios.told(inputs.problem, made)
    base = as_it_is(inputs.problem, inputs.rules, held, first)
    found = imagined(base, made, first_day=first)
    if isinstance(found, NoScenario):
        return WhatIf(None, Result(*scenarios.why_none(found, told)))
    comparison = compared(base, found, first)
    paper = paper_of_comparison(inputs.problem.council, comparison, ("as it is", "what if"), told)
    return WhatIf(found, Result(comparison, paper))


def _document(council: Council, rota: Rota | Solution) -> Document:
    if isinstance(rota, Solution) and rota.opened is not None:
        return rota.opened
    proof, seed = (rota.certificate, rota.seed) if isinstance(rota, Solution) else (None, 0)
    return document_of(council.inputs, rota_of(rota), provenance(council.problem, council.rules, seed), proof)
