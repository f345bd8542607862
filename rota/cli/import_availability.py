"""``rota import availability``: the forms of ``rota ask`` that came back, into absences and weekly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no, tell
from rota.cli.importing import forms_argument, into_option, must_be_there, partial_option, write_into
from rota.errors import CouldNotRunError
from rota.text.system_refusals import refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from rota.domain import Problem
    from rota.forms import Answer, Collected, Form


@click.command("availability")
@forms_argument
@into_option
@partial_option
@click.option("--again", is_flag=True, help="Take in too what was taken in before and taken out of the tables since.")
def command(folder: Path, into: Path, partial: bool, again: bool) -> None:
    """Takes in the forms of 'rota ask' that came back.

    What each person changed goes into absences and weekly; a form sent back as it was means that nothing has
    changed. Says who has answered and who has not. What was taken in before and taken out of the tables since
    stays out. With any fault nothing is written, unless --partial.

    \b
    Example:
      rota import availability forms --into visits.xlsx
    """
    from rota.cli.ask import problem_at
    from rota.forms import collect
    from rota.reading import summary

    must_be_there(folder)
    problem = problem_at(into)
    try:
        collected = collect(folder, problem)
    except OSError as error:
        raise CouldNotRunError(refused(error, folder, "read")) from error
    if collected.faults:
        answer(summary(collected.faults, most=len(collected.faults)))
    if not collected.faults or partial:
        new, undone = _new_to(into, problem, collected, again)
        written = _merge(into, problem, collected, new)
        answer(*_said(collected, new, undone), written)
    else:
        answer(*_missing(collected))
        tell("Nothing was written. Mend the forms, or take those without a fault with --partial.")
    if collected.faults:
        raise answer_is_no()


def _new_to(
    into: Path, problem: Problem, collected: Collected, again: bool
) -> tuple[tuple[Answer, ...], Mapping[str, Collection[str]]]:
    """The answers without what was taken in before, and by person what of that was undone in the tables since."""
    from rota.app.load import folder_of
    from rota.forms.taken_in import not_taken_before, read_taken

    return not_taken_before(collected.answers, {} if again else read_taken(folder_of(into)), problem)


def _merge(into: Path, problem: Problem, collected: Collected, new: tuple[Answer, ...]) -> str:
    """Writes the tables that change, and what has been taken in; says which tables."""
    from rota.app.load import folder_of
    from rota.forms import merge
    from rota.forms.merge import TooLong
    from rota.forms.taken_in import FILE, read_taken, written

    try:
        files = merge(into, problem, new)
    except TooLong as error:
        raise CouldNotRunError(f"{error} Nothing was written.") from error
    if not files:
        return f"Nothing had to be changed in {into}."
    return write_into(files, into, {FILE: written(read_taken(folder_of(into)), collected.answers)})


def _said(collected: Collected, new: tuple[Answer, ...], undone: Mapping[str, Collection[str]]) -> Iterator[str]:
    for came, one in zip(collected.answers, new, strict=True):
        if came.changed and not one.changed:
            yield f"{one.form.name}: nothing that was not taken in before.{_undone(undone.get(one.form.person, ()))}"
        else:
            yield f"{one.form.name}: {_changes(one)}.{_undone(undone.get(one.form.person, ()))}"
    yield from _missing(collected)


def _undone(changes: Collection[str]) -> str:
    """What was undone in the tables since it was taken in, counted: that stays so."""
    from rota.text.english import counted

    if not changes:
        return ""
    were, stay = ("was", "stays") if len(changes) == 1 else ("were", "stay")
    return f" {counted(len(changes), 'change')} {were} undone in the tables since, and {stay} so: --again takes all in."


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
