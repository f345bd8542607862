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
    from rota.domain import Rota
    from rota.exports.document import Document
    from rota.record import Certificate
    from rota.solving.diagnosing.diagnose import Diagnosis
    from rota.solving.limits import Limits

MOST_REASONS = 10


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
@click.option("--best-effort", is_flag=True, help="When there is no rota, write the nearest, marked as a DRAFT.")
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
    best_effort: bool,
    own_rules: bool,
    form: str,
) -> None:
    """Draws the year's rota and writes it.

    A record, tables, a page to print and calendars go to one folder, all of them or none. Ctrl-C
    keeps the best rota so far. When no rota keeps every must it says why, as 'rota diagnose' does, writes
    nothing unless --best-effort, and exits with 1.

    \b
    Example:
      rota solve visits
    """
    from rota.cli.files import refuse_early
    from rota.cli.inputs import folder_of, read_inputs

    inputs = read_inputs(path, own_rules)
    folder = out or folder_of(path) / "out"
    refuse_early(folder, force, path)
    run, found = _drawn(inputs, _limits(seed, seconds, work))
    document = _document(inputs, run, seed, dated)
    if document is not None:
        _write_and_tell(document, run, folder, force, form)
        return
    _say_why(inputs, run, found, form)
    if not best_effort:
        tell("Nothing was written. --best-effort writes the nearest there is, marked as a DRAFT.")
    else:
        _write_draft(_nearest(inputs, seed, dated), folder, force)
    raise answer_is_no()


def _limits(seed: int, seconds: int | None, work: int | None) -> Limits:
    from rota.solving.limits import Limits

    return Limits(seconds=seconds, seed=seed) if work is None else Limits(work, seconds, seed)


def _drawn(inputs: Inputs, limits: Limits) -> tuple[Run, Diagnosis | None]:
    """What the engine found and, when that is no rota, why. A rota met on the way is where a second run begins."""
    from rota.cli.running import run
    from rota.solving.diagnosing.diagnose import diagnose
    from rota.solving.engine import Impossible, NotFound

    first = run(inputs.problem, inputs.rules, limits)
    if not isinstance(first.result, (Impossible, NotFound)):
        return first, None
    found = diagnose(inputs.problem, inputs.rules)
    if found.obstacles or found.rota is None or first.stopped:
        return first, found
    return run(inputs.problem, inputs.rules, limits, found.rota), found


def _document(inputs: Inputs, run: Run, seed: int, dated: datetime | None) -> Document | None:
    """The rota as a document; None when there is none."""
    from rota.solving.engine import OutOfTime, Solved

    result = run.result
    if not isinstance(result, (Solved, OutOfTime)):
        return None
    return _of(inputs, result.rota, result.certificate, seed, dated)


def _of(inputs: Inputs, rota: Rota, proof: Certificate | None, seed: int, dated: datetime | None) -> Document:
    from dataclasses import replace

    from rota.cli.drawn import document_of, provenance
    from rota.explaining.ground import Ground
    from rota.explaining.reserves import reserves

    document = document_of(inputs, rota, provenance(inputs.problem, inputs.rules, seed, dated), proof)
    standing_by = reserves(Ground(inputs.problem, inputs.rules, rota))
    return replace(document, record=replace(document.record, reserves=standing_by))


def _nearest(inputs: Inputs, seed: int, dated: datetime | None) -> Document:
    from rota.solving.best_effort import best_effort

    return _of(inputs, best_effort(inputs.problem, inputs.rules), None, seed, dated)


def _write_draft(document: Document, folder: Path, force: bool) -> None:
    from rota.cli.files import rendered, tell_files, write
    from rota.exports import EXPORTS
    from rota.exports.wording import draft

    names = write(rendered(document, EXPORTS), folder, force)
    tell(f"{draft(document)}:", *(f"  {row.sentence}" for row in document.breaches()), tell_files(names, folder))


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


def _say_why(inputs: Inputs, run: Run, found: Diagnosis | None, form: str) -> None:
    """What stands in the way of every rota, as far as it is known."""
    from rota.explaining.obstacles import paper_of_diagnosis
    from rota.exports.answer_json import data_of
    from rota.exports.paper import as_lines
    from rota.solving.engine import Impossible

    assert found is not None
    lines = [*_stuck(found, run), *as_lines(paper_of_diagnosis(inputs.problem, found))]
    if form == "json":
        word = "impossible" if isinstance(run.result, Impossible) or found.obstacles else "not found"
        said = {"result": word, "stopped": run.stopped, "diagnosis": data_of(found), "text": lines}
        answer(json.dumps(said, indent=1, sort_keys=True))
    else:
        answer(*lines)


def _stuck(found: Diagnosis, run: Run) -> list[str]:
    """Where no obstacle is known: what the nearest rota that was found still breaks."""
    from rota.solving.engine import NotFound

    if found.obstacles or not isinstance(run.result, NotFound):
        return []
    when = "before it was stopped" if run.stopped else "within the limits"
    reasons = [f"  {reason}" for reason in run.result.reasons]
    more = [f"  and {len(reasons) - MOST_REASONS:,} more like these."] if len(reasons) > MOST_REASONS else []
    first = f"No rota that keeps every must was found {when}. The nearest found still breaks:"
    return [first, *reasons[:MOST_REASONS], *more, ""]
