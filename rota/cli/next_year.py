"""``rota next-year``: a council's tables carried on into the next year."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rota.cli.console import answer, tell
from rota.cli.options import day_option, format_option, own_rules_option, path_argument, rota_argument
from rota.errors import CouldNotRunError


@click.command("next-year")
@path_argument
@rota_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="NEXT",
    help="The new folder, or the new workbook when it ends in .xlsx.",
)
@day_option
@click.option("--as-planned", is_flag=True, help="Take visits of which nothing is said to have been held as planned.")
@own_rules_option
@format_option
def command(
    path: Path, rota: Path, out: Path, on: datetime | None, as_planned: bool, own_rules: bool, form: str
) -> None:
    """Carries a council on into its next year.

    What was held becomes history; members who left and dates that are past are left out; what was
    reported, raised, answered and done goes along under its references; the settings move by a year.
    Whatever must be looked at is listed. PATH and NEXT are each a folder or a workbook.

    \b
    Example:
      rota next-year visits.xlsx out/rota.json --out visits-next.xlsx
    """
    from rota.app.files import is_empty
    from rota.app.next_year import WORKBOOK, next_year
    from rota.app.open_rota import rota_as_planned
    from rota.cli.files import new_in, write
    from rota.cli.first_day import of_our_time, today
    from rota.cli.importing import written_beside
    from rota.cli.inputs import read_inputs
    from rota.reports.as_json import as_json
    from rota.text.english import counted
    from rota.writing.session import settle

    settle(out)
    if out.exists() and not is_empty(out):
        raise CouldNotRunError(f"{out} is there already. Nothing was written. Name another with --out.")
    day = of_our_time(on.date() if on else today(), "--on")
    inputs = read_inputs(path, own_rules, day)
    drawn = rota_as_planned(inputs, rota, tell)
    workbook = out.name if out.suffix.casefold() == WORKBOOK else ""
    found = next_year(inputs, drawn, day, workbook=workbook, as_planned=as_planned, own_rules=own_rules)
    files = new_in(out.parent, found.files) if workbook else found.files
    write(files, out.parent if workbook else out, force=False)
    lines = [
        written_beside(out, files) if workbook else f"Written to {out}: {counted(len(files), 'file')}.",
        "To look at:",
        *(f"  {one}" for one in found.look_at),
    ]
    if found.faults:
        lines += ["Before a rota can be drawn:", *(f"  {one}" for one in found.faults)]
    if form == "json":
        said = {"written": sorted(files), "look_at": list(found.look_at), "faults": list(found.faults)}
        answer(as_json({**said, "history": found.end.made, "leavers": [one.id for one in found.end.leavers]}, lines))
    else:
        answer(*lines)
    tell(f"Then run: rota check {out}")
