"""``rota solve``: the year's rota, drawn, audited and written, or why there is none."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.options import force_option, format_option, own_rules_option, path_argument, solving_options
from rota.cli.talk import answer, answer_is_no, tell

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs
    from rota.drawing.drawn import Run
    from rota.exports.document import Document
    from rota.solving.diagnosing.diagnose import Diagnosis
    from rota.solving.limits import Limits


@click.command("solve")
@path_argument
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write to: PATH/out unless given."
)
@force_option
@solving_options
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

    What is legal but unwise in the tables, or probably mistyped, is a warning first. A record, tables, a page to
    print and calendars go to one folder, all of them or none. Every visit is drawn anew: in a year that has begun,
    'rota replan' leaves what is over as it was. Ctrl-C keeps the best rota so far. When no rota keeps every must
    it says why, as 'rota diagnose' does, writes nothing unless --best-effort, and exits with 1.

    \b
    Example:
      rota solve visits
    """
    from rota.cli.files import refuse_early
    from rota.cli.inputs import folder_of, quietly_read, tell_warnings
    from rota.solving.limits import Limits

    inputs = quietly_read(path, own_rules)
    folder = out or folder_of(path) / "out"
    refuse_early(folder, force, path)
    warnings, of_the_tables = inputs.all_warnings(), inputs.of_the_tables()
    tell_warnings(of_the_tables)
    run, found = _drawn(inputs, Limits(work, seconds, seed))
    document = _document(inputs, run, seed, dated)
    if document is not None:
        tell_warnings(warnings[len(of_the_tables) :])  # without a rota the reasons say what the rules make impossible
        _write_and_tell(document, run, folder, force, form, warnings)
        return
    _say_why(inputs, run, found, form, warnings)
    if not best_effort:
        tell("Nothing was written. --best-effort writes the nearest there is, marked as a DRAFT.")
    else:
        _write_draft(_nearest(inputs, seed, dated), folder, force)
    raise answer_is_no()


def _drawn(inputs: Inputs, limits: Limits) -> tuple[Run, Diagnosis | None]:
    from rota.cli.running import run
    from rota.drawing.drawn import drawn

    return drawn(inputs, lambda start: run(inputs.problem, inputs.rules, limits, start))


def _document(inputs: Inputs, run: Run, seed: int, dated: datetime | None) -> Document | None:
    """The rota as a document; None when there is none."""
    from rota.drawing.documents import new_document
    from rota.solving.engine import OutOfTime, Solved

    result = run.result
    if not isinstance(result, (Solved, OutOfTime)):
        return None
    return new_document(inputs, result.rota, result.certificate, seed, dated)


def _nearest(inputs: Inputs, seed: int, dated: datetime | None) -> Document:
    from rota.drawing.documents import new_document
    from rota.solving.best_effort import best_effort

    return new_document(inputs, best_effort(inputs.problem, inputs.rules), None, seed, dated)


def _write_draft(document: Document, folder: Path, force: bool) -> None:
    from rota.cli.begun import rota_in, tell_of_the_past
    from rota.cli.files import rendered, tell_files, write
    from rota.exports import EXPORTS
    from rota.exports.wording import draft

    there = rota_in(folder)
    names = write(rendered(document, EXPORTS), folder, force)
    tell(f"{draft(document)}:", *(f"  {row.sentence}" for row in document.breaches()), tell_files(names, folder))
    tell_of_the_past(document.problem, document.record.rota, there, folder)


def _write_and_tell(
    document: Document, run: Run, folder: Path, force: bool, form: str, warnings: tuple[str, ...]
) -> None:
    from rota.cli.begun import rota_in, tell_of_the_past
    from rota.cli.files import rendered, tell_files, write
    from rota.cli.outcome import data, lines
    from rota.exports import EXPORTS

    there = rota_in(folder)
    names = write(rendered(document, EXPORTS), folder, force)
    tell_of_the_past(document.problem, document.record.rota, there, folder)
    if form == "json":
        answer(json.dumps(data(document, names, str(folder), run.stopped, warnings), indent=1, sort_keys=True))
    else:
        answer(*lines(document), tell_files(names, folder))
    if run.stopped:
        tell("Stopped when asked: this is the best rota found so far.")


def _say_why(inputs: Inputs, run: Run, found: Diagnosis | None, form: str, warnings: tuple[str, ...]) -> None:
    """What stands in the way of every rota, as far as it is known."""
    from rota.drawing import why_none
    from rota.exports.answer_json import data_of

    assert found is not None
    lines = why_none.lines(inputs.problem, run, found)
    if form == "json":
        word = why_none.verdict(run, found)
        said = {"result": word, "stopped": run.stopped, "diagnosis": data_of(found), "text": lines}
        said |= {"warning_count": len(warnings), "warnings": list(warnings)}
        answer(json.dumps(said, indent=1, sort_keys=True))
    else:
        answer(*lines)
