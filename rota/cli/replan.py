"""``rota replan``: a published rota made to fit what has changed, disturbing fewest people."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import force_option, from_option, own_rules_option, paper_option, path_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs
    from rota.exports.view import Document
    from rota.replanning.replan import Replanned
    from rota.solving.minimum_change.reoptimise import NotRenewed


@click.command("replan")
@path_argument
@click.argument("published", type=click.Path(path_type=Path))
@from_option
@click.option(
    "--lost",
    multiple=True,
    metavar="WHAT",
    help="Besides what has changed in PATH: a visit whose date is lost, a member, host or team that leaves, or a date.",
)
@click.option(
    "--notice",
    type=click.IntRange(0, 366),
    default=20,
    show_default=True,
    metavar="N",
    help="Working days within which nothing changes unless it must.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write to: PATH/out unless given."
)
@force_option
@own_rules_option
@paper_option
def command(
    path: Path,
    published: Path,
    since: datetime | None,
    lost: tuple[str, ...],
    notice: int,
    out: Path | None,
    force: bool,
    own_rules: bool,
    form: str,
) -> None:
    """Makes a published rota fit what has changed.

    PATH holds the inputs as they are now, PUBLISHED the rota that people know: a rota.json, or a folder with one.
    Visits that are over stay. Fewest people are disturbed, then fewest dates moved, and so on, each proven; what
    more changes would buy is listed. Exits with 1, and writes nothing, when no rota leaves what is over as it is.

    \b
    Example:
      rota replan visits visits/published --from 2027-09-01 --lost "Example Member One" --out replanned
    """
    from rota.app.context import over_by_now
    from rota.app.files import refuse_early
    from rota.cli.first_day import first_day, today
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.reports.replan_report import paper_of_replan
    from rota.solving.minimum_change.reoptimise import NotRenewed

    inputs = read_inputs(path, own_rules)
    folder = out or folder_of(path) / "out"
    refuse_early(folder, force, path)
    before = _published(inputs, published)
    from_day = first_day(since)
    tell(*over_by_now(before.record.rota, from_day, today()))
    told, inputs = _without(inputs, before, from_day, lost)
    plan = _planned(inputs, before, from_day, notice)
    if isinstance(plan, NotRenewed):
        _say_why(inputs, plan, told, form)
        raise answer_is_no()
    names = _write(inputs, before, plan, folder, force)
    show(plan, paper_of_replan(inputs.problem, plan, told), form)
    if form == "text":
        answer("", names)
    if lost:
        tell("What was lost with --lost is not in the tables: put it there too, or the next rota will not know of it.")


def _published(inputs: Inputs, published: Path) -> Document:
    from rota.app.open_rota import read_document

    path = published / "rota.json" if published.is_dir() else published
    return read_document(inputs, path, complete=False, tell=tell)


def _without(inputs: Inputs, before: Document, from_day: date, lost: tuple[str, ...]) -> tuple[tuple[str, ...], Inputs]:
    """What is lost, in sentences, and the inputs without it."""
    from dataclasses import replace

    from rota.app.edit_syntax import lost as edits_of
    from rota.checking.who_can_go import with_who_can_go
    from rota.domain.edits import edited
    from rota.reports.edit_sentences import in_words
    from rota.scenarios.refused_edits import lost_too_late, not_made

    problem = inputs.problem
    edits = tuple(dict.fromkeys(edits_of(problem, lost, from_day, before.record.rota)))
    if too_late := tuple(sentence for edit in edits for sentence in lost_too_late(edit, from_day)):
        raise CouldNotRunError("\n".join(too_late))
    told = [line for edit in edits for line in (in_words(problem, edit), *not_made(problem, edit, from_day))]
    return tuple(told), replace(inputs, problem=with_who_can_go(edited(problem, edits), inputs.rules))


def _planned(inputs: Inputs, before: Document, from_day: date, notice: int) -> Replanned | NotRenewed:
    from rota.replanning.replan import CannotStayError, replan

    try:
        return replan(
            inputs.problem, inputs.rules, before.record.rota, from_day, notice, names=_hosts_gone(inputs, before)
        )
    except CannotStayError as error:
        raise CouldNotRunError(str(error)) from error


def _hosts_gone(inputs: Inputs, before: Document) -> dict[str, str]:
    """The names of hosts who were told of a visit and are not listed any more, as their own calendars had them."""
    told = before.record.publication.entries if before.record.publication else ()
    hosts = {entry.feed.partition(":")[2]: entry.shown.host for entry in told if entry.feed.startswith("host:")}
    listed = {host.id for host in inputs.problem.hosts}
    return {person: name for person, name in hosts.items() if name and person not in listed}


def _write(inputs: Inputs, before: Document, plan: Replanned, folder: Path, force: bool) -> str:
    """Writes the rota with its reserves and its log, and says which files."""
    from dataclasses import replace

    from rota.app.files import rendered, tell_files
    from rota.app.new_document import document_of, provenance
    from rota.cli.files import write
    from rota.explaining.context import Ground
    from rota.explaining.reserves import reserves
    from rota.exports import EXPORTS
    from rota.record import LogEntry

    seed = before.record.provenance.seed
    origin = provenance(inputs.problem, inputs.rules, seed)
    document = document_of(inputs, plan.rota, origin, plan.certificate, plan.from_day)
    log = [LogEntry(plan.from_day, f"Re-planned: {change.sentence}") for change in plan.changes]
    record = replace(
        document.record,
        publication=before.record.publication,
        reserves=reserves(Ground(inputs.problem, inputs.rules, plan.rota, plan.from_day)),
        log=(*before.record.log, *log),
    )
    return tell_files(write(rendered(replace(document, record=record), EXPORTS), folder, force), folder)


def _say_why(inputs: Inputs, plan: NotRenewed, told: tuple[str, ...], form: str) -> None:
    """What stands in the way: visits that can be on no date any more, or whatever leaves no rota at all."""
    from rota.cli.print_report import show
    from rota.reports.diagnosis_report import paper_of_diagnosis
    from rota.reports.report import Paper, Section
    from rota.solving.diagnosis.diagnose import diagnose

    found = diagnose(inputs.problem, inputs.rules)
    opening = (
        *told,
        "No rota leaves what is over as it is and keeps every must. Nothing was written.",
        *(f"{inputs.problem.title(visit)} can be on no date from then on." for visit in plan.without_date),
    )
    why = paper_of_diagnosis(inputs.problem, found).sections if found.obstacles else ()
    paper = Paper(inputs.problem.council, "The rota cannot be re-planned", (Section("", opening), *why))
    show({"without_date": plan.without_date, "diagnosis": found}, paper, form)
