"""``rota rules``: the rule book, as a list, as a table, or one rule in full."""

from __future__ import annotations

from pathlib import Path

import click

from rota.cli.console import answer
from rota.cli.options import own_rules_option


@click.command("rules")
@click.argument("name", required=False)
@click.option("--path", type=click.Path(path_type=Path), help="Whose numbers to show: a council's folder or workbook.")
@own_rules_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="How to write the list.",
)
def command(name: str | None, path: Path | None, own_rules: bool, form: str) -> None:
    """Lists the rules, or explains one with the numbers in force.

    \b
    Example:
      rota rules fair_share --path visits.xlsx
    """
    from rota.app.rule_book import explained, listed, rule_book
    from rota.cli.inputs import read_inputs

    every, on = rule_book(read_inputs(path, own_rules) if path else None, own_rules)
    if name is not None:
        answer(explained(name, every, on))
    elif form == "markdown":
        from rota.rules.docs import table

        answer(table(rule for rule in every if path is None or rule.name in on).rstrip("\n"))
    else:
        answer(*listed(every, on))
