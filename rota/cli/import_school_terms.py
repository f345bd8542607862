"""``rota import school-terms``: school holidays from a calendar or a CSV file."""

from __future__ import annotations

from pathlib import Path

import click

from rota.cli.importing import encoding_option, file_argument, into_option, refuse, write_and_tell


@click.command("school-terms")
@file_argument
@into_option
@encoding_option
def command(file: Path, into: Path, encoding: str | None) -> None:
    """Takes school holidays from a calendar or a CSV file.

    FILE is a calendar (.ics) with an all-day event for each holiday, or CSV with the columns name,
    start and end. Terms, and days on which they start or end, are left out and named.

    \b
    Example:
      rota import school-terms terms.csv --into visits.xlsx
    """
    from rota.cli.progress_line import reading
    from rota.importing.school_holidays import import_school_terms
    from rota.tables.faults import Faults, summary

    faults = Faults()
    with reading(into):
        made = import_school_terms(file, into, faults, encoding or "")
    if made is None:
        raise refuse(summary(faults.found()))
    write_and_tell(made.files, into, made.sentences, made.warnings)
