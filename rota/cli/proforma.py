"""``rota proforma``: a form for each visit whose report is awaited, and one of all that awaits an answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, tell
from rota.cli.options import day_option, own_rules_option, path_argument, rota_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.forms.proforma.giving import Given


@click.command("proforma")
@path_argument
@rota_argument
@click.argument("visits", nargs=-1, metavar="[VISIT]...")
@click.option(
    "--due", is_flag=True, help="Every visit whose report is awaited, and those of the next five working days."
)
@click.option("--answers", is_flag=True, help="One workbook of every issue that awaits an answer, for who answers.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write to.")
@day_option
@click.option("--force", is_flag=True, help="Replace forms that are there already.")
@own_rules_option
def command(
    path: Path,
    rota: Path,
    visits: tuple[str, ...],
    due: bool,
    answers: bool,
    out: Path,
    on: datetime | None,
    force: bool,
    own_rules: bool,
) -> None:
    """Writes the forms on which members report a visit.

    Each is a small workbook, and the same to print, filled in with the team, the date, who went and the
    team's open issues. A VISIT is its reference or its id. 'rota import proforma' takes in what comes back.

    \b
    Example:
      rota proforma visits.xlsx out/rota.json --due --out reports
    """
    from rota.cli.files import write
    from rota.cli.working import work_on
    from rota.forms.proforma.giving import files_of
    from rota.reading import summary

    if not (visits or due or answers):
        raise CouldNotRunError("Say for which visits: name them, or give --due. --answers is for who answers.")
    work, inputs, _ = work_on(path, rota, on, own_rules)
    given = files_of(
        work.problem, work.kept, work.followed, work.day, visits, due=due, answers=answers, own=inputs.source
    )
    if given.faults:
        raise CouldNotRunError(summary(given.faults))
    if not given.files:
        answer("Nothing is awaited: no form was written.")
        return
    write(given.files, out, force)
    answer(f"Written to {out}: {_what(given)}.")
    tell(f"Put the workbooks that come back in a folder, then run: rota import proforma FOLDER --into {path}")


def _what(given: Given) -> str:
    """What was written, counted."""
    from rota.text.english import counted, joined

    forms = f"{counted(given.forms, 'proforma')}, each a workbook and a page to print"
    answers = f"answers.xlsx with {counted(given.issues, 'issue')}"
    return joined([*([forms] if given.forms else []), *([answers] if given.issues else [])])
