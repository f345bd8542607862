"""The rule book in force: every rule with a council's numbers, which are on, and each explained."""

from __future__ import annotations

from rota.app.load import Inputs
from rota.errors import CouldNotRunError
from rota.exports.view import kind_of
from rota.rules import Rule
from rota.rules.docs import explain, sections
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.text.english import did_you_mean


def rule_book(inputs: Inputs | None, own_rules: bool = False) -> tuple[tuple[Rule, ...], set[str]]:
    """Every rule, those that are off too, and the names of those that are on; as we ship them where no council is."""
    if inputs is None:
        return load(Settings(), off_too=True), {rule.name for rule in load(Settings())}
    every = load(inputs.settings, inputs.source, trusted=own_rules, off_too=True)
    return every, {rule.name for rule in inputs.rules}


def listed(every: tuple[Rule, ...], on: set[str]) -> list[str]:
    """A line for each rule: its name, its kind, whether it is on, and what it asks."""
    width = max(len(rule.name) for rule in every)
    return [
        f"{rule.name:{width}}  {kind_of(rule):10}  {_switch(rule, on):3}  {sections(type(rule))['asks']}"
        for rule in every
    ]


def _switch(rule: Rule, on: set[str]) -> str:
    return "on" if rule.name in on else "off"


def explained(name: str, every: tuple[Rule, ...], on: set[str]) -> str:
    """The rule in full. CouldNotRunError when there is none of that name."""
    by_name = {rule.name: rule for rule in every}
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted not in by_name:
        remedy = did_you_mean(wanted, by_name, "'rota rules' lists those there are.")
        raise CouldNotRunError(f"There is no rule '{name}'. {remedy}")
    return explain(by_name[wanted]).rstrip("\n") + ("" if wanted in on else _off(by_name[wanted]))


def _off(rule: Rule) -> str:
    if rule.on_by_default:
        return "\nThis rule is off: the council's settings say so."
    return f"\nThis rule is off until it is switched on: in rota.toml, under [rules.{rule.name}], write on = true."
