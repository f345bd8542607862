"""``rota import moderngov``: councillors, or meetings, from the XML that ModernGov answers with."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from rota.cli.importing import file_argument, into_option, refuse, write_and_tell


@click.command("moderngov")
@file_argument
@into_option
@click.option(
    "--dated",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day on which the file was saved, from which changes hold. Today unless given.",
)
@click.option(
    "--letters/--no-letters",
    default=None,
    help="Names with the letters after them, such as MBE, or without. Unless given new members' names are without, "
    "and those in the tables stay.",
)
def command(file: Path, into: Path, dated: datetime | None, letters: bool | None) -> None:
    """Takes councillors or meetings from ModernGov's XML.

    FILE is a saved answer of GetCouncillorsByWard or GetAllMeetingsByDate. Members new to the council
    are added, changes of group, ward and key posts are dated, and members whom the file does not have any
    more get a last day. Whoever it has is a member, whatever the dates of their terms. What you typed
    yourself is kept.

    \b
    Example:
      rota import moderngov councillors.xml --into visits.xlsx
      rota import moderngov meetings.xml --into visits.xlsx
    """
    from rota.cli.first_day import now
    from rota.cli.progress_line import reading
    from rota.importing.from_moderngov import import_moderngov
    from rota.tables.faults import Faults, summary

    day: date = (dated or now()).date()
    faults = Faults()
    with reading(into):
        made = import_moderngov(file, into, day, faults, letters)
    if made is None:
        raise refuse(summary(faults.found()))
    write_and_tell(made.files, into, made.sentences, made.warnings)
