"""``rota check``: every fault in a council's files at once, and what is legal but unwise or probably mistyped."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rota.cli.console import answer, answer_is_no
from rota.cli.options import format_option, own_rules_option, path_argument


@click.command("check")
@path_argument
@click.option("--all", "every", is_flag=True, help="Show every fault, not the first 20 alone.")
@own_rules_option
@format_option
def command(path: Path, every: bool, own_rules: bool, form: str) -> None:
    """Says everything that is wrong with a council's tables.

    PATH is a folder or a workbook. Exits with 1 when there is a fault. What is legal but unwise, or probably a
    mistake of typing, is a warning. Members whom no figure counts, for they can go on no visit or do not serve, are
    named with the reason.

    \b
    Example:
      rota check visits.xlsx
    """
    from rota.app.check import data, not_counted, ready
    from rota.cli.inputs import look_at
    from rota.reading import summary

    look = look_at(path, own_rules)
    warnings = look.inputs.all_warnings() if look.inputs else ()
    if form == "json":
        answer(json.dumps(data(look.inputs, look.faults, warnings), indent=1, sort_keys=True))
    elif look.inputs is None:
        answer(summary(look.faults, most=len(look.faults) if every else 20))
    else:
        answer(
            *(f"Warning: {warning}" for warning in warnings),
            *not_counted(look.inputs),
            ready(look.inputs, len(warnings)),
        )
    if look.inputs is None:
        raise answer_is_no()
