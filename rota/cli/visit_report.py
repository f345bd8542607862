"""``rota visit-report``: the reports that members handed in, each as a Word document and as a page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, tell
from rota.cli.options import day_option, own_rules_option, path_argument, rota_argument
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.app.visit_reports import VisitReports


@click.command("visit-report")
@path_argument
@rota_argument
@click.argument("visits", nargs=-1, metavar="[VISIT]...")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write to.")
@day_option
@click.option("--force", is_flag=True, help="Replace reports that are there already.")
@own_rules_option
def command(
    path: Path, rota: Path, visits: tuple[str, ...], out: Path, on: datetime | None, force: bool, own_rules: bool
) -> None:
    """Writes the reports of visits, to read and to print.

    Each has the headings of the form with which it was made, who agreed which version, the host's
    corrections, taken or left, and the issues with their answers. What may be published is for everybody;
    the files called '-officer' hold the rest. A VISIT is its reference or its id: all of this year, unless named.

    \b
    Example:
      rota visit-report visits.xlsx out/rota.json --out reports
    """
    from rota.app.files import refuse_among_inputs
    from rota.app.visit_reports import visit_reports
    from rota.cli.files import write
    from rota.cli.working import work_on
    from rota.reading import summary

    refuse_among_inputs(out, path)
    work, inputs, _ = work_on(path, rota, on, own_rules)
    made = visit_reports(work, inputs.source, visits)
    if made.faults:
        raise CouldNotRunError(summary(made.faults))
    if not made.files:
        answer("No report has been handed in: none was written.")
        return
    write(made.files, out, force, made.files.keys() - set(made.private))
    answer(f"Written to {out}: {_what(made)}.")
    tell(*made.remarks)


def _what(made: VisitReports) -> str:
    """What was written, counted."""
    from rota.text.english import counted

    of = counted(made.reports, "report")
    return f"{of}, each a Word document and a page, {made.public:,} of them for everybody too"
