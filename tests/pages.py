"""README.md and the pages of ``docs``: what of them is made from the program. ``python -m tests.pages`` renews it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import rota
from rota.cli import COMMANDS
from rota.cli.import_ import KINDS
from rota.exports import EXPORTS
from rota.reading.settings_keys import KEYS
from rota.rules import Rule
from rota.rules.docs import HEADINGS, numbers, sections, strength
from rota.rules.rulebook import load
from rota.rules.settings import Settings
from rota.tables.schema import TABLES, Column
from rota.web import config
from tests.architecture.sources import ROOT
from tests.cli.worlds import run
from tests.support.floors import engine_picture, house_picture

TOP = tuple(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"))
DOCS = ROOT / "docs"
RENEW = "is stale; renew it with: python -m tests.pages"
LAST_OF_DOMAIN = 42
"""The last requirement of docs/sources/domain.md; those after it are in reports.md."""
MARK = re.compile(r"<!-- (?P<name>[a-z ]+): begin -->\n.*?<!-- (?P=name): end -->", re.DOTALL)

NUMBER_OF_RULES = re.compile(r"( slots, )\d+( rules\.$)", re.MULTILINE)


def pages() -> list[Path]:
    """Every page that people read: those at the top of the project, then those of ``docs`` by path."""
    return [*TOP, *sorted(DOCS.rglob("*.md"))]


def tables() -> str:
    """A row for each table of the input."""
    rows = ["| table | what it holds |", "| --- | --- |"]
    for table in TABLES:
        needed = " (needed)" if table.required else ""
        rows.append(f"| [`{table.name}`](#{table.name}){needed} | {table.about} |")
    return "\n".join(rows)


def columns() -> str:
    """Each table with its columns."""
    return "\n\n".join(f"## {table.name}\n\n{table.about}\n\n{_columns('column', table.columns)}" for table in TABLES)


def settings() -> str:
    """A row for each setting."""
    return _columns("setting", KEYS)


def _columns(what: str, every: Iterable[Column]) -> str:
    rows = [f"| {what} | needed | what belongs there |", "| --- | --- | --- |"]
    for column in every:
        choices = f" One of: {', '.join(column.options)}." if column.options else ""
        needed = "yes" if column.required else ""
        rows.append(f"| `{column.name}` | {needed} | {column.note.replace('|', chr(92) + '|')}{choices} |")
    return "\n".join(rows)


def rules() -> str:
    """The table of rules, as ``rota rules --format markdown`` prints it, each with a link to its words."""
    text = run("rules", "--format", "markdown").stdout.rstrip("\n")
    return re.sub(r"^\| `(\w+)`", r"| [`\1`](#\1)", text, flags=re.MULTILINE)


def rule_words() -> str:
    """What each rule says of itself."""
    return "\n\n".join(_in_full(rule) for rule in load(Settings(), off_too=True))


def _in_full(rule: Rule) -> str:
    parts = sections(type(rule))
    lines = [f"## {rule.name}", "", f"*{strength(rule).capitalize()}.* {parts['asks']}"]
    lines += ["", parts["more"]] if parts["more"] else []
    lines += ["", *(f"- **{heading}:** {_linked(parts[heading])}" for heading in HEADINGS if heading in parts)]
    return "\n".join([*lines, f"- **Unless the council says otherwise:** {numbers(rule) or 'it has no numbers'}."])


def _linked(text: str) -> str:
    """The text with each row of the domain that it cites as a link to it."""
    if "domain" not in text:
        return text
    return re.sub(r"\bA\d+\b", lambda row: f"[{row.group()}](sources/{page_of(row.group())}.md#{row.group()})", text)


def page_of(row: str) -> str:
    """The page of the sources that has this row of the requirements: they go on in the notes on reports."""
    return "domain" if int(row[1:]) <= LAST_OF_DOMAIN else "reports"


def commands() -> str:
    """What ``--help`` says of each command."""
    texts: list[list[str]] = [[]]
    for command in COMMANDS:
        texts += [[command], *([command, kind] for kind in (KINDS if command == "import" else ()))]
    return "\n\n".join(_help(words) for words in texts)


def _help(words: list[str]) -> str:
    return f"## {' '.join(['rota', *words])}\n\n```text\n{run(*words, '--help').stdout.rstrip()}\n```"


def formats() -> str:
    """A row for each format of a rota's files."""
    rows = ["| format | what it is | written |", "| --- | --- | --- |"]
    for export in EXPORTS.values():
        rows.append(f"| `{export.name}` | {export.description} | {'always' if export.default else 'when asked for'} |")
    return "\n".join(rows)


def api() -> str:
    """Each public name: the functions as they are called, then the classes with what they offer."""
    named = [(name, getattr(rota, name)) for name in rota.__all__]
    functions = [_called(name, it) for name, it in named if inspect.isfunction(it)]
    return "\n\n".join([*functions, *(_class(name, it) for name, it in named if inspect.isclass(it))])


def _called(name: str, it: Callable[..., object]) -> str:
    written = re.sub(
        r": '([^']+)'| -> '([^']+)'", _bare, re.sub(r"<function (\w+) at \w+>", r"\1", str(inspect.signature(it)))
    )
    return f"### {name}\n\n```text\nrota.{name}{written}\n```\n\n{_doc(it)}"


def _bare(annotation: re.Match[str]) -> str:
    return f": {annotation[1]}" if annotation[1] else f" -> {annotation[2]}"


def _class(name: str, it: type) -> str:
    lines = [f"### {name}", "", _doc(it), ""]
    for what, one in vars(it).items():
        if not what.startswith("_") and (isinstance(one, property) or inspect.isroutine(getattr(it, what))):
            lines.append(
                f"- `{what}{'' if isinstance(one, property) else '()'}`: {_doc(getattr(it, what), whole=False)}"
            )
    return "\n".join(lines).rstrip()


def _doc(it: object, whole: bool = True) -> str:
    said = (inspect.getdoc(it) or "").replace("``", "`")
    return said if whole else said.split("\n\n")[0].replace("\n", " ")


def own_rule() -> str:
    """The example of a council's own rule, whole."""
    text = (ROOT / "examples" / "own_rules" / "our_rules" / "outside_ward.py").read_text(encoding="utf-8")
    return f"```python\n{text.rstrip()}\n```"


def service_keys() -> str:
    """A row for each key of the service's environment."""
    rows = ["| key | what it is | usually |", "| --- | --- | --- |"]
    for key in config.KEYS:
        usual = "must be set" if key.usual is None else f"`{key.usual}`" if key.usual else "not set"
        rows.append(f"| `{key.name}` | {key.note} | {usual} |")
    return "\n".join(rows)


PARTS: dict[str, Callable[[], str]] = {
    "service keys": service_keys,
    "tables": tables,
    "columns": columns,
    "settings": settings,
    "rules": rules,
    "rule words": rule_words,
    "commands": commands,
    "formats": formats,
    "api": api,
    "own rule": own_rule,
}
PICTURES: dict[str, Callable[[], str]] = {
    "docs/pictures/house.svg": house_picture,
    "docs/pictures/engine.svg": engine_picture,
}
"""Drawings made from the code, by the file that holds them."""


def parts_of(text: str) -> list[str]:
    """The names of the parts that stand between marks, in order. KeyError for one that nothing makes."""
    names = [match["name"] for match in MARK.finditer(text)]
    return [name for name in names if PARTS[name]]


def renewed(text: str) -> str:
    """The text with each part made anew, and with the number of rules wherever the starter's outputs name it."""
    counted = NUMBER_OF_RULES.sub(rf"\g<1>{len(load(Settings()))}\g<2>", text)
    return MARK.sub(lambda match: _marked(match["name"]), counted)


def _marked(name: str) -> str:
    return f"<!-- {name}: begin -->\n{PARTS[name]()}\n<!-- {name}: end -->"


def renew() -> None:
    """Writes every page and every picture anew."""
    for page in pages():
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
    for name, make in PICTURES.items():
        (ROOT / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    renew()
