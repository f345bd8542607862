"""What a rule says of itself, from its docstring: for ``rota rules``, the README and the web."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterable
from dataclasses import fields

from rota.rules.contract import Rule

HEADINGS = ("Why", "Source", "Kept", "Broken", "Numbers")
"""The headings of every rule's docstring, in order, after what it asks."""

WIDTH = 96


def sections(rule: type[Rule]) -> dict[str, str]:
    """The docstring's parts, each on one line: "asks", "more" (perhaps empty), and one for each heading it has."""
    text = inspect.cleandoc(rule.__doc__ or "")
    opening, *rest = re.split(rf"^({'|'.join(HEADINGS)}):", text, flags=re.MULTILINE)
    asks, _, more = opening.partition("\n\n")
    parts = {"asks": _one_line(asks), "more": _one_line(more)}
    parts |= {heading: _one_line(body) for heading, body in zip(rest[::2], rest[1::2], strict=True)}
    return parts


def explain(rule: Rule) -> str:
    """The rule in full, to be read: its name and strength, what it asks and why, and the numbers in force."""
    parts = sections(type(rule))
    lines = [f"{rule.name} ({strength(rule)})", "", *textwrap.wrap(parts["asks"], WIDTH)]
    if parts["more"]:
        lines += ["", *textwrap.wrap(parts["more"], WIDTH)]
    lines.append("")
    for heading in HEADINGS:
        if heading in parts:
            label = f"{heading}: "
            lines += textwrap.wrap(label + parts[heading], WIDTH, subsequent_indent=" " * len(label))
    lines += ["", f"In force: {numbers(rule) or 'it has no numbers'}"]
    return "\n".join(lines) + "\n"


def table(rules: Iterable[Rule]) -> str:
    """The rules as a Markdown table, a row for each."""
    rows = ["| rule | must or preference | what it asks | numbers |", "| --- | --- | --- | --- |"]
    for rule in rules:
        cells = (f"`{rule.name}`", strength(rule) + _unless_on(rule), sections(type(rule))["asks"], numbers(rule))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def strength(rule: Rule) -> str:
    """Whether the rule is a must or a preference as it stands, and whether the council may choose."""
    if not rule.may_choose:
        return rule.strength
    must = getattr(rule, "must", rule.strength == "must")
    return f"{'must' if must else 'preference'}, the council may choose"


def _unless_on(rule: Rule) -> str:
    return "" if rule.on_by_default else "; off until `on = true`"


def numbers(rule: Rule) -> str:
    """The numbers in force as rota.toml would set them: "points_per_visit = 20, must = false"."""
    return ", ".join(f"{field.name} = {_toml(getattr(rule, field.name))}" for field in fields(rule))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
