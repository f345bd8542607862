"""``rota solve``: the year's rota, drawn, audited and written, or why there is none."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.options import force_option, format_option, own_rules_option, path_argument
from rota.cli.talk import answer, answer_is_no, tell

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs
    from rota.cli.running import Run
    from rota.exports.document import Document
    from rota.solving.engine import Impossible, NotFound

MOST_REASONS = 10
"""Reasons said when there is no rota; with --format json all are."""


@click.command("solve")
@path_argument
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write to: PATH/out unless given."
)
@force_option
@click.option(
    "--seconds", type=click.IntRange(1, 86_400), metavar="N", help="Stop by the clock; two runs may then differ."
)
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, metavar="N", help="Which way to search."
)
@click.option(
    "--work", type=click.IntRange(1, 1_000_000), metavar="N", help="Stop after so much work, about a second each."
)
@click.option(
    "--dated",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The date that the rota bears: the first day of its year unless given, never today's, so that two runs agree.",
)
@own_rules_option
@format_option
def command(
    path: Path,
    out: Path | None,
    force: bool,
    seconds: int | None,
    seed: int,
    work: int | None,
    dated: datetime | None,
    own_rules: bool,
    form: str,
) -> None:
    """Draws the year's rota and writes it.

    A record, tables, a page to print and calendars go to one folder, all of them or none. Ctrl-C
    keeps the best rota so far. Exits with 1, and writes nothing, when no rota keeps every must.

    \b
    Example:
      rota solve visits
    """
    from rota.cli.files import refuse_early
    from rota.cli.inputs import folder_of, read_inputs

    inputs = read_inputs(path, own_rules)
    folder = out or folder_of(path) / "out"
    refuse_early(folder, force, path)
    run = _run(inputs, seed, seconds, work)
    document = _document(inputs, run, seed, dated)
    if document is None:
        answer(*_why_none(run, form, inputs))
        raise answer_is_no()
    _write_and_tell(document, run, folder, force, form)


def _run(inputs: Inputs, seed: int, seconds: int | None, work: int | None) -> Run:
    from rota.cli.running import run
    from rota.solving.limits import Limits

    limits = Limits(seconds=seconds, seed=seed) if work is None else Limits(work, seconds, seed)
    return run(inputs.problem, inputs.rules, limits)


def _document(inputs: Inputs, run: Run, seed: int, dated: datetime | None) -> Document | None:
    """The rota as a document; None when there is none."""
    from rota.cli.drawn import provenance
    from rota.explaining.ground import Ground
    from rota.explaining.reserves import reserves
    from rota.exports.document import Document
    from rota.record import Record
    from rota.solving.engine import OutOfTime, Solved

    result = run.result
    if not isinstance(result, (Solved, OutOfTime)):
        return None
    origin = provenance(inputs.problem, inputs.rules, seed, dated)
    standing_by = reserves(Ground(inputs.problem, inputs.rules, result.rota))
    record = Record(result.rota, origin, result.certificate, reserves=standing_by)
    return Document(inputs.problem, result.report, inputs.rules, record)


def _write_and_tell(document: Document, run: Run, folder: Path, force: bool, form: str) -> None:
    from rota.cli.files import rendered, tell_files, write
    from rota.cli.outcome import data, lines
    from rota.exports import EXPORTS

    names = write(rendered(document, EXPORTS), folder, force)
    if form == "json":
        answer(json.dumps(data(document, names, str(folder), run.stopped), indent=1, sort_keys=True))
    else:
        answer(*lines(document), tell_files(names, folder))
    if run.stopped:
        tell("Stopped when asked: this is the best rota found so far.")


def _why_none(run: Run, form: str, inputs: Inputs) -> list[str]:
    from rota.solving.engine import Impossible, NotFound

    result = run.result
    assert isinstance(result, (Impossible, NotFound))
    if form == "json":
        word = "impossible" if isinstance(result, Impossible) else "not found"
        found = {"result": word, "reasons": list(result.reasons), "stopped": run.stopped}
        return [json.dumps(found, indent=1, sort_keys=True)]
    more = len(result.reasons) - MOST_REASONS
    rest = [f"  and {more:,} more like these."] if more > 0 else []
    return [
        _heading(result, run.stopped),
        *(f"  {why}" for why in result.reasons[:MOST_REASONS]),
        *rest,
        _nothing_written(inputs),
    ]


def _nothing_written(inputs: Inputs) -> str:
    """Says where to look further: warnings name the rules that keep members from a visit, which reasons do not."""
    from rota.exports.wording import counted
    from rota.reading import advice

    warnings = len(advice(inputs.problem, inputs.rules))
    more = f" 'rota check {inputs.path}' has {counted(warnings, 'warning')}, which may say more." if warnings else ""
    return f"Nothing was written.{more}"


def _heading(result: Impossible | NotFound, stopped: bool) -> str:
    from rota.solving.engine import Impossible

    if isinstance(result, Impossible):
        return "No rota keeps every must:"
    when = "before it was stopped" if stopped else "within the limits"
    return f"No rota that keeps every must was found {when}; one may exist. The nearest found still breaks:"
