"""``rota ask``: a form for each person, to say when they can make or receive visits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, tell
from rota.cli.options import path_argument
from rota.errors import CouldNotRunError
from rota.text.system_refusals import refused

if TYPE_CHECKING:
    from rota.domain import Problem


@click.command("ask")
@path_argument
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder to write to.")
@click.option("--force", is_flag=True, help="Replace forms that are there already.")
def command(path: Path, out: Path, force: bool) -> None:
    """Writes each member and host a form to say when they can.

    A small workbook, and the same as a page to print, filled in with what the tables hold for that person.
    Nobody is asked for a reason. Each form is private: send people their own alone.

    \b
    Example:
      rota ask visits.xlsx --out forms
    """
    from rota.cli.files import write
    from rota.forms import forms, render
    from rota.text.english import counted

    problem = problem_at(path)
    asked = forms(problem)
    if not asked:
        raise CouldNotRunError("There is nobody to ask: no member serves in the year, and no team has a host.")
    write(render(asked), out, force)
    answer(f"Written to {out}: {counted(len(asked), 'form')}, each a workbook and a page to print.")
    tell(f"Put the workbooks that come back in a folder, then run: rota import availability FOLDER --into {path}")


def problem_at(path: Path) -> Problem:
    """The council's tables. CouldNotRunError, with every fault, when they cannot be read."""
    from rota.cli.progress_line import reading
    from rota.reading import read, summary

    try:
        with reading(path):
            found = read(path)
    except OSError as error:
        raise CouldNotRunError(refused(error, path, "read")) from error
    if found.problem is None:
        raise CouldNotRunError(summary(found.faults))
    return found.problem
