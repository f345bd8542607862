"""``rota import committees``: who sits on which committee, from a list, a grid or XML."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rota.cli.importing import encoding_option, file_argument, into_option, refuse, write_and_tell


@click.command("committees")
@file_argument
@into_option
@click.option(
    "--dated",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day on which the file was saved, from which changes hold. Today unless given.",
)
@encoding_option
def command(file: Path, into: Path, dated: datetime | None, encoding: str | None) -> None:
    """Takes who sits on which committee.

    FILE is CSV, a workbook or XML: a row for each seat under headings such as 'Councillor' and 'Committee', a
    grid of members and committees, or committees with their members below. Who is no longer on a committee that
    the file has gets a last day; other committees stay as they are. Who is no member is named and left out.

    \b
    Example:
      rota import committees seats.csv --into visits.xlsx
    """
    from rota.cli.first_day import now
    from rota.cli.progress_line import reading
    from rota.importing.committees import import_committees
    from rota.tables.faults import Faults, summary

    faults = Faults()
    with reading(into):
        made = import_committees(file, into, (dated or now()).date(), faults, encoding or "")
    if made is None:
        raise refuse(summary(faults.found()))
    write_and_tell(made.files, into, made.sentences, made.warnings)
