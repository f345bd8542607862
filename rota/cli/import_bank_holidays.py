"""``rota import bank-holidays``: gov.uk's file, for a year beyond those that the program knows."""

from __future__ import annotations

from pathlib import Path

import click

from rota.cli.importing import file_argument, into_option, refuse, write_and_tell


@click.command("bank-holidays")
@file_argument
@into_option
def command(file: Path, into: Path) -> None:
    """Takes bank holidays of years not known yet.

    FILE is gov.uk's bank-holidays.json. Its days are kept in the folder, or beside the workbook, and
    in the years that they have they hold instead of those that come with this program.

    \b
    Example:
      rota import bank-holidays bank-holidays.json --into visits.xlsx
    """
    from rota.cli.progress_line import reading
    from rota.importing.bank_holidays import import_bank_holidays
    from rota.tables.faults import Faults, summary

    faults = Faults()
    with reading(into):
        made = import_bank_holidays(file, into, faults)
    if made is None:
        raise refuse(summary(faults.found()))
    write_and_tell(made.files, into, made.sentences)
