"""``rota replan``: a published rota made to fit what has changed, disturbing fewest people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.options import force_option, from_option, own_rules_option, paper_option, path_argument

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs
    from rota.exports.view import Document


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
      rota replan visits.xlsx published --from 2027-09-01 --lost "Example Member One" --out replanned
    """
    from rota.app.files import refuse_early, tell_files
    from rota.app.replan import planned, replanned_document, why_none, without
    from rota.cli.files import go_by, keep
    from rota.cli.first_day import first_day
    from rota.cli.inputs import folder_of, read_inputs
    from rota.cli.print_report import show
    from rota.explaining.context import RotaContext
    from rota.reports.replan_report import paper_of_replan
    from rota.solving.minimum_change.reoptimise import NotRenewed

    from_day = first_day(since)
    inputs = read_inputs(path, own_rules, from_day)
    folder = out or folder_of(path) / "out"
    refuse_early(folder, force, path)
    go_by(folder)
    before = _published(inputs, published)
    tell(*_doubts(inputs, before, from_day, lost))
    told, inputs = without(inputs, before, from_day, lost)
    plan = planned(inputs, before, from_day, notice)
    if isinstance(plan, NotRenewed):
        show(*why_none(inputs, before, from_day, plan, told), form)
        raise answer_is_no()
    after = RotaContext(inputs.problem, inputs.rules, plan.rota, plan.from_day)
    names = keep(replanned_document(inputs, before, plan), after, folder, force)
    show(plan, paper_of_replan(inputs.problem, plan, told), form)
    if form == "text":
        answer("", tell_files(names, folder))
    if lost:
        tell("What was lost with --lost is not in the tables: put it there too, or the next rota will not know of it.")


def _doubts(inputs: Inputs, before: Document, from_day: date, lost: tuple[str, ...]) -> Iterator[str]:
    """What the officer should look at before anything is re-planned."""
    from rota.app.change_of_name import known_from, new_names
    from rota.app.context import over_by_now
    from rota.cli.first_day import today

    yield from (f"Warning: {one.sentence}" for one in new_names(inputs.problem, known_from(before), lost))
    yield from over_by_now(before.record.rota, from_day, today())


def _published(inputs: Inputs, published: Path) -> Document:
    from rota.app.open_rota import read_document

    path = published / "rota.json" if published.is_dir() else published
    return read_document(inputs, path, complete=False, tell=tell)
