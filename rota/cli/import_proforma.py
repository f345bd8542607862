"""``rota import proforma``: the forms of ``rota proforma`` that came back, into the tables."""

from __future__ import annotations

from pathlib import Path

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.importing import forms_argument, into_option, must_be_there, partial_option, write_into
from rota.errors import CouldNotRunError
from rota.text.system_refusals import refused


@click.command("proforma")
@forms_argument
@into_option
@partial_option
@click.option("--again", is_flag=True, help="Take in too what was taken in before and changed in the tables since.")
def command(folder: Path, into: Path, partial: bool, again: bool) -> None:
    """Takes in the forms of 'rota proforma'.

    What members, and those who answer, say in them goes into outcomes, attendance, reports, notes,
    issues, responses and actions, as new rows. Taking in the same forms again changes nothing, and what was
    taken out of the tables or put right since stays so. With any
    fault nothing is written, unless --partial, and of a form with a fault nothing ever is.

    \b
    Example:
      rota import proforma reports --into visits.xlsx
    """
    from rota.app.load import folder_of
    from rota.app.proforma import council_with_forms
    from rota.cli.progress_line import reading
    from rota.forms.merge import TooLong
    from rota.forms.proforma.taken import FILE, with_these
    from rota.forms.proforma.taking import forms_in, new_rows, take_in
    from rota.forms.taken_in import NOTHING, as_file, read_taken
    from rota.tables.faults import summary

    must_be_there(folder)
    try:
        with reading(into):
            problem, kept, own = council_with_forms(into)
        files = tuple(forms_in(folder))
    except OSError as error:
        raise CouldNotRunError(refused(error, error.filename or folder, "read")) from error
    before = read_taken(folder_of(into), FILE)
    found = take_in(files, problem, kept, NOTHING if again else before, own)
    tell(*(f"Warning: {one}" for one in found.warnings))
    if found.faults:
        answer(summary(found.faults, most=len(found.faults)))
    if found.faults and not partial:
        tell("Nothing was written. Mend the forms, or take those without a fault with --partial.")
        raise answer_is_no()
    if not files:
        answer(f"There is no form in {folder}.")
        return
    try:
        changed = new_rows(into, problem, kept, found.new)
    except TooLong as error:
        raise CouldNotRunError(f"{error} Nothing was written.") from error
    answer(*found.sentences)
    beside = {FILE: as_file(with_these(before, found.said))}
    answer(write_into(changed, into, beside) if changed else f"Nothing is new in {folder}.")
    if found.faults:
        raise answer_is_no()
