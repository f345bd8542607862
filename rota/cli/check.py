"""``rota check``: every fault in a council's files at once, and what is legal but unwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.options import own_rules_option, path_argument
from rota.cli.talk import answer, answer_is_no

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs


@click.command("check")
@path_argument
@own_rules_option
def command(path: Path, own_rules: bool) -> None:
    """Says everything that is wrong with a council's tables.

    PATH is a folder or a workbook. Exits with 1 when there is a fault. What is legal but unwise is a warning.
    Members whom no figure counts, for they can go on no visit or do not serve, are named with the reason.

    \b
    Example:
      rota check visits
    """
    from rota.able import apart, apart_in_words
    from rota.cli.inputs import look_at
    from rota.reading import advice, summary

    look = look_at(path, own_rules)
    if look.inputs is None:
        answer(summary(look.faults))
        raise answer_is_no()
    warnings = [*look.inputs.warnings, *advice(look.inputs.to_draw(), look.inputs.rules)]
    not_counted = apart_in_words(apart(look.inputs.to_draw(), (), ()))  # every reason by its name: the officer asks
    answer(*(f"Warning: {warning}" for warning in warnings), *not_counted, _ready(look.inputs, len(warnings)))


def _ready(inputs: Inputs, warnings: int) -> str:
    from rota.words import counted

    problem = inputs.problem
    counts = (
        counted(len(problem.members), "member"),
        counted(len(problem.teams), "team"),
        counted(len(problem.visits), "visit"),
        counted(len(problem.hosts), "host"),
        counted(len(problem.slots), "slot"),
        counted(len(inputs.rules), "rule"),
    )
    ready = f"No fault, but {counted(warnings, 'warning')}" if warnings else "Ready to solve"
    return f"{ready}: {', '.join(counts)}."
