"""``rota check``: every fault in a council's files at once, and what is legal but unwise or probably mistyped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer, answer_is_no
from rota.cli.options import format_option, own_rules_option, path_argument

if TYPE_CHECKING:
    from rota.cli.inputs import Inputs


@click.command("check")
@path_argument
@own_rules_option
@format_option
def command(path: Path, own_rules: bool, form: str) -> None:
    """Says everything that is wrong with a council's tables.

    PATH is a folder or a workbook. Exits with 1 when there is a fault. What is legal but unwise, or probably a
    mistake of typing, is a warning. Members whom no figure counts, for they can go on no visit or do not serve, are
    named with the reason.

    \b
    Example:
      rota check visits
    """
    from rota.checking.who_can_go import apart, apart_in_words
    from rota.cli.inputs import look_at
    from rota.reading import summary

    look = look_at(path, own_rules)
    warnings = look.inputs.all_warnings() if look.inputs else ()
    if form == "json":
        answer(json.dumps(_data(look.inputs, look.faults, warnings), indent=1, sort_keys=True))
    elif look.inputs is None:
        answer(summary(look.faults))
    else:
        not_counted = apart_in_words(apart(look.inputs.to_draw(), (), ()))  # every reason by name: the officer asks
        answer(*(f"Warning: {warning}" for warning in warnings), *not_counted, _ready(look.inputs, len(warnings)))
    if look.inputs is None:
        raise answer_is_no()


def _data(inputs: Inputs | None, faults: tuple[str, ...], warnings: tuple[str, ...]) -> dict[str, object]:
    """The answer as JSON data: the numbers of nouns are there when there is no fault."""
    said: dict[str, object] = {
        "result": "faults" if inputs is None else "ready",
        "fault_count": len(faults),
        "faults": list(faults),
        "warning_count": len(warnings),
        "warnings": list(warnings),
    }
    return said | ({f"{noun}s": number for noun, number in _numbers(inputs).items()} if inputs else {})


def _numbers(inputs: Inputs) -> dict[str, int]:
    """How many there are of each noun."""
    problem = inputs.problem
    return {
        "member": len(problem.members),
        "team": len(problem.teams),
        "visit": len(problem.visits),
        "host": len(problem.hosts),
        "slot": len(problem.slots),
        "rule": len(inputs.rules),
    }


def _ready(inputs: Inputs, warnings: int) -> str:
    from rota.text.english import counted

    counts = [counted(number, noun) for noun, number in _numbers(inputs).items()]
    ready = f"No fault, but {counted(warnings, 'warning')}" if warnings else "Ready to solve"
    return f"{ready}: {', '.join(counts)}."
