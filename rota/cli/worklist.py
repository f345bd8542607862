"""``rota worklist``: what is overdue, due and waiting, by who must act, and a letter to each of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import tell
from rota.cli.options import day_option, own_rules_option, paper_option, path_argument, rota_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.reports.working import TrackedYear
    from rota.tracking.worklist import Worklist


@click.command("worklist")
@path_argument
@rota_argument
@day_option
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="Write it as a workbook too.")
@click.option(
    "--letters", type=click.Path(path_type=Path), metavar="DIR", help="Write each of them an e-mail to send, there."
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the last letters: only those who are to be told of something since then have one.",
)
@click.option("--force", is_flag=True, help="Replace a workbook and letters that are there already.")
@own_rules_option
@paper_option
def command(
    path: Path,
    rota: Path,
    on: datetime | None,
    xlsx: Path | None,
    letters: Path | None,
    since: datetime | None,
    force: bool,
    own_rules: bool,
    form: str,
) -> None:
    """Lists what has to be done next, by whom and by when.

    What is overdue, due within five working days and waiting, from the tables 'outcomes', 'attendance',
    'reports', 'issues', 'responses' and 'actions', with the sum of each date. A letter says nothing of
    what anybody wrote.

    \b
    Example:
      rota worklist visits.xlsx out/rota.json --letters letters
    """
    from rota.cli.first_day import of_our_time
    from rota.cli.print_report import show
    from rota.cli.working import work_on
    from rota.reports.worklist import paper_of

    work, *_ = work_on(path, rota, on, own_rules)
    council = work.problem.council
    if xlsx:
        _write_workbook(council, work.list, xlsx, force)
    if letters:
        _write_letters(work, letters, force, of_our_time(since.date(), "--since") if since else None)
    show(work.list, paper_of(council, work.list), form)


def _write_workbook(council: str, found: Worklist, file: Path, force: bool) -> None:
    from rota.cli.files import write
    from rota.reports.worklist import workbook_of

    if file.suffix.casefold() != ".xlsx":
        raise CouldNotRunError(f"'{file}' is not called a workbook. Give a name that ends in .xlsx.")
    write({file.name: workbook_of(council, found)}, file.parent, force)
    tell(f"Written to {file}.")


def _write_letters(work: TrackedYear, folder: Path, force: bool, since: date | None) -> None:
    from rota.cli.files import write
    from rota.reports.letters import unaddressed
    from rota.text.english import counted

    files = work.letters(since)
    if not files:
        why = "is to be told of anything since then" if since else "has anything overdue, soon due or new"
        tell(f"Nobody {why}: no letter was written.")
        return
    write(files, folder, force)
    without = unaddressed(files)
    tell(f"Written to {folder}: {counted(len(files), 'letter')}.")
    if without:
        tell(f"{without} of them {'has' if without == 1 else 'have'} no e-mail address: fill it in before sending.")
