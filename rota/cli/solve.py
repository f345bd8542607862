"""``rota solve``: the year's rota, drawn, audited and written, or why there is none."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import force_option, format_option, own_rules_option, path_argument, solving_options

if TYPE_CHECKING:
    from rota.app.draw import Run
    from rota.app.near_known_rota import KnownRota
    from rota.cli.inputs import Inputs
    from rota.explaining.no_rota import WhyNoRota
    from rota.exports.view import Document
    from rota.solving.limits import Limits


@click.command("solve")
@path_argument
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write to: PATH/out unless given."
)
@force_option
@click.option(
    "--near",
    type=click.Path(path_type=Path),
    metavar="ROTA",
    help="Of rotas that are as good, draw the nearest to this one that people know.",
)
@click.option("--afresh", is_flag=True, help="Draw as if no rota were replaced.")
@solving_options
@click.option("--best-effort", is_flag=True, help="When there is no rota, write the nearest, marked as a DRAFT.")
@own_rules_option
@format_option
def command(
    path: Path,
    out: Path | None,
    force: bool,
    near: Path | None,
    afresh: bool,
    seconds: int | None,
    seed: int,
    work: int | None,
    dated: datetime | None,
    best_effort: bool,
    own_rules: bool,
    form: str,
) -> None:
    """Draws the year's rota and writes it.

    What is legal but unwise in the tables, or probably mistyped, is a warning first. A record, tables, a page to
    print and calendars go to one folder, all of them or none. Every visit is drawn anew: in a year that has begun,
    'rota replan' leaves what is over as it was. Where a rota that was drawn of other tables is replaced, then of
    those as good the nearest to it is drawn. Ctrl-C keeps the best rota so far. When no rota keeps every must it
    says why, as 'rota diagnose' does, writes nothing unless --best-effort, and exits with 1.

    \b
    Example:
      rota solve visits.xlsx
    """
    from rota.app.files import refuse_early
    from rota.app.replaced_rota import known_to_people
    from rota.cli.inputs import folder_of, quietly_read, tell_warnings
    from rota.solving.limits import Limits

    inputs = quietly_read(path, own_rules)
    folder = out or folder_of(path) / "out"
    refuse_early(folder, force, path)
    warnings, of_the_tables = inputs.all_warnings(), inputs.of_the_tables()
    tell_warnings(of_the_tables)
    known = known_to_people(inputs, folder, near, afresh, tell)
    run, found = _drawn(inputs, Limits(work, seconds, seed), known)
    document = _document(inputs, run, seed, dated)
    if document is not None:
        tell_warnings(warnings[len(of_the_tables) :])  # without a rota the reasons say what the rules make impossible
        _write_and_tell(document, run, folder, force, form, warnings, known)
        return
    _say_why(inputs, run, found, form, warnings)
    if not best_effort:
        tell("Nothing was written. --best-effort writes the nearest there is, marked as a DRAFT.")
    else:
        _write_draft(_nearest(inputs, seed, dated), folder, force)
    raise answer_is_no()


def _drawn(inputs: Inputs, limits: Limits, known: KnownRota | None) -> tuple[Run, WhyNoRota | None]:
    from rota.app.draw import drawn
    from rota.cli.running import run

    near = known.rota if known else None
    return drawn(inputs, lambda problem, start: run(problem, inputs.rules, limits, start, near), near)


def _document(inputs: Inputs, run: Run, seed: int, dated: datetime | None) -> Document | None:
    """The rota as a document; None when there is none."""
    from rota.app.new_document import new_document
    from rota.solving.engine import OutOfTime, Solved

    result = run.result
    if not isinstance(result, (Solved, OutOfTime)):
        return None
    return new_document(inputs, result.rota, result.certificate, seed, dated)


def _nearest(inputs: Inputs, seed: int, dated: datetime | None) -> Document:
    from rota.app.new_document import new_document
    from rota.solving.alternatives.least_violation import best_effort

    return new_document(inputs, best_effort(inputs.to_draw(), inputs.rules), None, seed, dated)


def _write_draft(document: Document, folder: Path, force: bool) -> None:
    from rota.app.begun_year import past_not_known, rota_in
    from rota.app.files import tell_files
    from rota.cli.files import keep
    from rota.cli.first_day import today
    from rota.exports.summary_text import draft

    there = rota_in(folder)
    names = keep(document, None, folder, force)
    tell(f"{draft(document)}:", *(f"  {row.sentence}" for row in document.breaches()), tell_files(names, folder))
    tell(*past_not_known(document.problem, document.record.rota, there, folder, today()))


def _write_and_tell(
    document: Document,
    run: Run,
    folder: Path,
    force: bool,
    form: str,
    warnings: tuple[str, ...],
    known: KnownRota | None,
) -> None:
    from rota.app.begun_year import past_not_known, rota_in
    from rota.app.files import tell_files
    from rota.app.near_known_rota import difference
    from rota.app.solve_summary import data, lines, not_met
    from rota.cli.files import keep
    from rota.cli.first_day import today
    from rota.reports.as_json import data_of

    there = rota_in(folder)
    names = keep(document, None, folder, force)
    tell(*past_not_known(document.problem, document.record.rota, there, folder, today()))
    differs = difference(document, known, run.nearness) if known and run.nearness else None
    if form == "json":
        said = data(document, names, str(folder), run.stopped, warnings)
        said |= {"near": data_of(differs)} if differs else {}
        answer(json.dumps(said, indent=1, sort_keys=True))
    else:
        answer(*lines(document, not_met(document)), *(differs.sentences if differs else ()), tell_files(names, folder))
    if run.stopped:
        tell("Stopped when asked: this is the best rota found so far.")


def _say_why(inputs: Inputs, run: Run, found: WhyNoRota | None, form: str, warnings: tuple[str, ...]) -> None:
    """What stands in the way of every rota, as far as it is known."""
    from rota.app import no_rota_answer as why_none
    from rota.reports.as_json import data_of

    assert found is not None
    lines = why_none.lines(inputs.problem, run, found)
    if form == "json":
        word = why_none.verdict(run, found)
        said = {"result": word, "stopped": run.stopped, "diagnosis": data_of(found), "text": lines}
        said |= {"warning_count": len(warnings), "warnings": list(warnings)}
        answer(json.dumps(said, indent=1, sort_keys=True))
    else:
        answer(*lines)
