"""What ``rota annual-report`` and ``rota tracker`` have in common: options, and the writing of a paper's files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rota.cli.console import answer, tell
from rota.cli.options import day_option, own_rules_option, path_argument, rota_argument, year_option
from rota.errors import CouldNotRunError
from rota.text.system_refusals import refused

if TYPE_CHECKING:
    from rota.exports.committee_paper import CommitteePaper
    from rota.exports.docx_template import Filled, Template
    from rota.figures.periods import Period
    from rota.reports.committee.reader import PaperFacts
    from rota.reports.working import TrackedYear

Command = TypeVar("Command", bound=Callable[..., Any])


def paper_options(command: Command) -> Command:
    """PATH, ROTA and the options of a paper for a committee."""
    for add in reversed(
        (
            path_argument,
            rota_argument,
            click.option(
                "--out",
                type=click.Path(path_type=Path),
                required=True,
                metavar="FILE.docx",
                help="The Word file to write; the others stand beside it.",
            ),
            click.option(
                "--template",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="The council's own Word template, .docx or .dotx, to write it into.",
            ),
            click.option("--to", default="", metavar="NAME", help="The committee it goes to."),
            click.option(
                "--committee",
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="YYYY-MM-DD",
                help="The day of its meeting, from which the officer's timetable counts back.",
            ),
            year_option,
            day_option,
            click.option("--force", is_flag=True, help="Replace files that are there already."),
            own_rules_option,
        )
    ):
        command = add(command)
    return command


def write_paper(
    kind: Callable[[PaperFacts], CommitteePaper],
    choose: Callable[[TrackedYear, str], Period],
    path: Path,
    rota: Path,
    out: Path,
    template: Path | None,
    to: str,
    committee: datetime | None,
    year: str,
    on: datetime | None,
    force: bool,
    own_rules: bool,
) -> None:
    """Writes a paper's files, of the period that is chosen, and tells what was left out of it."""
    from rota.app.committee import paper_facts, paper_files
    from rota.cli.files import write
    from rota.cli.first_day import of_our_time
    from rota.cli.working import work_on
    from rota.reports.committee.papers import missing

    if out.suffix.casefold() != ".docx":
        raise CouldNotRunError(f"'{out}' is not called a Word document. Give a name that ends in .docx.")
    if path.is_dir() and os.path.realpath(path) == os.path.realpath(out.parent):
        raise CouldNotRunError(
            f"{out.parent} is where the council's tables are, and {out.stem}.csv would be taken for one. Nothing was "
            f"written. Name another folder, such as {out.parent / 'papers' / out.name}."
        )
    own = _opened(template) if template else None
    work, _, document = work_on(path, rota, on, own_rules)
    meeting = of_our_time(committee.date(), "--committee") if committee else None
    facts = paper_facts(work, document, choose(work, year), to, meeting)
    made = paper_files(facts, kind, out.stem, own)
    names = write(made.files, out.parent, force, made.files.keys() - set(made.private))
    answer(f"Written to {out.parent}: {', '.join(names)}.")
    tell(f"Those called '-officer' are for the officer alone: {len(made.private)} of {len(names)}.")
    lacks = missing(facts)
    if lacks:
        tell(f"Not said in it: {', '.join(lacks)}.")
    if own:
        _tell_of_template(made.filled)


def _opened(file: Path) -> Template:
    from rota.exports.docx_template import Template

    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise CouldNotRunError(f"{file}: there is no such file. Check its name.") from error
    except OSError as error:
        raise CouldNotRunError(refused(error, file, "read")) from error
    return Template.opened(content, str(file))


def _tell_of_template(filled: Filled) -> None:
    tell(f"Fields of the template that were filled: {', '.join(filled.fields) or 'none'}.")
    if filled.unknown:
        tell(f"Fields that it has and nobody filled: {', '.join(filled.unknown)}. Fill them by hand.")
    if not filled.has_place:
        tell("The template does not say {{ body }} in a paragraph of its own, so the report stands at its end.")
