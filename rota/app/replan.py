"""A published rota made to fit what has changed: what is lost, the plan, its document, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rota.app.edit_syntax import lost as edits_of
from rota.app.load import Inputs
from rota.app.new_document import document_of, provenance
from rota.checking.who_can_go import with_who_can_go
from rota.domain.edits import edited
from rota.errors import CouldNotRunError
from rota.explaining.no_rota import WhyNoRota, why_no_rota
from rota.exports.view import Document
from rota.record import LogEntry
from rota.replanning.replan import USUAL_NOTICE, Replanned, replan
from rota.reports.diagnosis_report import paper_of_diagnosis
from rota.reports.edit_sentences import in_words
from rota.reports.report import Paper, Section
from rota.scenarios.refused_edits import lost_too_late, not_made
from rota.solving.minimum_change.reoptimise import NotRenewed
from rota.solving.model.what_is_over import breaks_a_must, received_as_they_were, what_is_over


def without(inputs: Inputs, before: Document, from_day: date, lost: Iterable[str]) -> tuple[tuple[str, ...], Inputs]:
    """What is lost, in sentences, and the inputs without it. CouldNotRunError when it cannot be lost."""
    problem = inputs.problem
    edits = tuple(dict.fromkeys(edits_of(problem, lost, from_day, before.record.rota)))
    if too_late := tuple(sentence for edit in edits for sentence in lost_too_late(edit, from_day)):
        raise CouldNotRunError("\n".join(too_late))
    told = [line for edit in edits for line in (in_words(problem, edit), *not_made(problem, edit, from_day))]
    return tuple(told), replace(inputs, problem=with_who_can_go(edited(problem, edits), inputs.rules))


def planned(inputs: Inputs, before: Document, from_day: date, notice: int = USUAL_NOTICE) -> Replanned | NotRenewed:
    """The rota re-planned, or why not. CannotStayError when what is over cannot be told apart."""
    names = _hosts_gone(inputs, before)
    return replan(inputs.problem, inputs.rules, before.record.rota, from_day, notice, names=names)


def _hosts_gone(inputs: Inputs, before: Document) -> dict[str, str]:
    """The names of hosts who were told of a visit and are not listed any more, as their own calendars had them."""
    told = before.record.publication.entries if before.record.publication else ()
    hosts = {entry.feed.partition(":")[2]: entry.shown.host for entry in told if entry.feed.startswith("host:")}
    listed = {host.id for host in inputs.problem.hosts}
    return {person: name for person, name in hosts.items() if name and person not in listed}


def replanned_document(inputs: Inputs, before: Document, plan: Replanned) -> Document:
    """The re-planned rota with its log, and with what subscribers have been told. Nobody stands by yet."""
    seed = before.record.provenance.seed
    origin = provenance(inputs.problem, inputs.rules, seed)
    if before.record.publication:  # until it is published it goes by what people know
        known = before.record.provenance
        origin = replace(origin, revision=known.revision, stamp=known.stamp)
    document = document_of(inputs, plan.rota, origin, plan.certificate, plan.from_day)
    log = [LogEntry(plan.from_day, f"Re-planned: {change.sentence}") for change in plan.changes]
    told = before.record.publication
    return replace(document, record=replace(document.record, publication=told, log=(*before.record.log, *log)))


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why a rota cannot be re-planned: visits that can be on no date any more, and what the diagnosis finds."""

    without_date: tuple[str, ...]
    diagnosis: WhyNoRota


def why_none(
    inputs: Inputs, before: Document, from_day: date, plan: NotRenewed, told: tuple[str, ...]
) -> tuple[NoPlan, Paper]:
    """What stands in the way, as data and as a paper: visits without a date, or whatever leaves no rota at all.

    Where nothing does of a whole year, it is what leaves none while what is over stays as it was.
    """
    found = why_no_rota(inputs.problem, inputs.rules)
    over = what_is_over(inputs.problem, before.record.rota, from_day)
    if over is not None and not found.obstacles and not breaks_a_must(inputs.problem, inputs.rules, over):
        found = why_no_rota(received_as_they_were(inputs.problem, over.facts), (*inputs.rules, over))
    opening = (
        *told,
        "No rota leaves what is over as it is and keeps every must. Nothing was written.",
        *(f"{inputs.problem.title(visit)} can be on no date from then on." for visit in plan.without_date),
    )
    why = paper_of_diagnosis(inputs.problem, found).sections if found.obstacles else ()
    paper = Paper(inputs.problem.council, "The rota cannot be re-planned", (Section("", opening), *why))
    return NoPlan(tuple(plan.without_date), found), paper
