"""``rota import availability``: the forms of ``rota ask`` that came back, into absences and weekly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.importing import forms_argument, into_option, must_be_there, partial_option, write_into
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rota.domain import Problem
    from rota.forms import Answer, Collected, Form


@click.command("availability")
@forms_argument
@into_option
@partial_option
def command(folder: Path, into: Path, partial: bool) -> None:
    """Takes in the forms of 'rota ask' that came back.

    What each person changed goes into absences and weekly; a form sent back as it was means that nothing has
    changed. Says who has answered and who has not. With any fault nothing is written, unless --partial.

    \b
    Example:
      rota import availability forms --into visits
    """
    from rota.cli.ask import problem_at
    from rota.forms import collect
    from rota.reading import summary

    must_be_there(folder)
    problem = problem_at(into)
    try:
        collected = collect(folder, problem)
    except OSError as error:
        raise CouldNotRunError(
            f"{folder} cannot be read: {error.strerror or error}. Name the forms' folder."
        ) from error
    if collected.faults:
        answer(summary(collected.faults, most=len(collected.faults)))
    if not collected.faults or partial:
        written = _merge(into, problem, collected)
        answer(*_said(collected), written)
    else:
        answer(*_missing(collected))
        tell("Nothing was written. Mend the forms, or take those without a fault with --partial.")
    if collected.faults:
        raise answer_is_no()


def _merge(into: Path, problem: Problem, collected: Collected) -> str:
    """Writes the files that change, and says which."""
    from rota.forms import merge
    from rota.forms.merge import TooLong

    try:
        files = merge(into, problem, collected.answers)
    except TooLong as error:
        raise CouldNotRunError(f"{error} Nothing was written.") from error
    if not files:
        return f"Nothing had to be changed in {into}."
    return write_into(files, into)


def _said(collected: Collected) -> Iterator[str]:
    for one in collected.answers:
        yield f"{one.form.name}: {_changes(one)}."
    yield from _missing(collected)


def _changes(one: Answer) -> str:
    """How much a person changed. Not what: a screen may be seen by others."""
    from rota.text.english import counted, joined

    if not one.changed:
        return "nothing has changed"
    counts = (
        (len(one.new_absences) + len(one.old_absences), "dates away"),
        (len(one.new_weekly) + len(one.old_weekly), "the ordinary week"),
    )
    return joined([f"{counted(count, 'change')} to {what}" for count, what in counts if count])


def _missing(collected: Collected) -> Iterator[str]:
    if collected.at_fault:
        yield f"Not taken ({len(collected.at_fault)}): {_names(collected.at_fault)}."
    if collected.missing:
        yield f"Not answered ({len(collected.missing)}): {_names(collected.missing)}."


def _names(forms: Iterable[Form]) -> str:
    return ", ".join(form.name for form in forms)
