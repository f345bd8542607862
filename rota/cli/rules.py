"""``rota rules``: the rule book, as a list, as a table, or one rule in full."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import answer
from rota.cli.options import own_rules_option
from rota.errors import CouldNotRunError

if TYPE_CHECKING:
    from rota.rules import Rule
    from rota.rules.settings import Settings


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
      rota rules fair_share --path visits
    """
    every, on = _rule_book(path, own_rules)
    if name is not None:
        answer(_explained(name, every, on))
    elif form == "markdown":
        from rota.rules.docs import table

        answer(table(rule for rule in every if rule.name in on).rstrip("\n"))
    else:
        answer(*_list(every, on))


def _rule_book(path: Path | None, own_rules: bool) -> tuple[tuple[Rule, ...], set[str]]:
    """Every rule, those that are off too, and the names of those that are on."""
    from rota.cli.inputs import folder_of, read_inputs
    from rota.rules.rulebook import load
    from rota.rules.settings import Settings

    if path is None:
        rules = load(Settings())
        return rules, {rule.name for rule in rules}
    inputs = read_inputs(path, own_rules)
    every = load(_all_on(inputs.settings), folder_of(path), trusted=own_rules)
    return every, {rule.name for rule in inputs.rules}


def _all_on(settings: Settings) -> Settings:
    from rota.rules.settings import Settings

    tables = {
        name: {key: value for key, value in table.items() if key != "on"} for name, table in settings.rules.items()
    }
    return Settings(settings.packages, tables, settings.where)


def _list(every: tuple[Rule, ...], on: set[str]) -> list[str]:
    from rota.exports.view import kind_of
    from rota.rules.docs import sections

    width = max(len(rule.name) for rule in every)
    return [
        f"{rule.name:{width}}  {kind_of(rule):10}  {_switch(rule, on):3}  {sections(type(rule))['asks']}"
        for rule in every
    ]


def _switch(rule: Rule, on: set[str]) -> str:
    return "on" if rule.name in on else "off"


def _explained(name: str, every: tuple[Rule, ...], on: set[str]) -> str:
    from rota.rules.docs import explain

    by_name = {rule.name: rule for rule in every}
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in by_name:
        near = get_close_matches(wanted, by_name, 1)
        remedy = f"Did you mean '{near[0]}'?" if near else "'rota rules' lists those there are."
        raise CouldNotRunError(f"There is no rule '{name}'. {remedy}")
    off = "" if wanted in on else "\nThis rule is off: the council's settings say so."
    return explain(by_name[wanted]).rstrip("\n") + off
