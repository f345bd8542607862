"""``rota rules``: the rule book, as a list, as a table, or one rule in full."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import CouldNotRunError, answer
from rota.cli.options import own_rules_option

if TYPE_CHECKING:
    from rota.rules import Rule


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

        answer(table(rule for rule in every if path is None or rule.name in on).rstrip("\n"))
    else:
        answer(*_list(every, on))


def _rule_book(path: Path | None, own_rules: bool) -> tuple[tuple[Rule, ...], set[str]]:
    """Every rule, those that are off too, and the names of those that are on."""
    from rota.cli.inputs import folder_of, read_inputs
    from rota.rules.rulebook import load
    from rota.rules.settings import Settings

    if path is None:
        return load(Settings(), off_too=True), {rule.name for rule in load(Settings())}
    inputs = read_inputs(path, own_rules)
    every = load(inputs.settings, folder_of(path), trusted=own_rules, off_too=True)
    return every, {rule.name for rule in inputs.rules}


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
    return explain(by_name[wanted]).rstrip("\n") + ("" if wanted in on else _off(by_name[wanted]))


def _off(rule: Rule) -> str:
    if rule.on_by_default:
        return "\nThis rule is off: the council's settings say so."
    return f"\nThis rule is off until it is switched on: in rota.toml, under [rules.{rule.name}], write on = true."
