"""The parts of README.md that are made from the program. ``python -m tests.readme`` renews them."""

from __future__ import annotations

import re
from pathlib import Path

from rota.cli import COMMANDS
from rota.cli.import_ import KINDS
from rota.tables.schema import TABLES
from tests.cli.worlds import run

README = Path(__file__).resolve().parents[1] / "README.md"
RENEW = "README.md is stale; renew it with: python -m tests.readme"


def tables() -> str:
    """A row for each table of the input."""
    rows = ["| table | what it holds |", "| --- | --- |"]
    for table in TABLES:
        needed = " (needed)" if table.required else ""
        rows.append(f"| `{table.name}`{needed} | {table.about} |")
    return "\n".join(rows)


def rules() -> str:
    """The table of rules, as ``rota rules --format markdown`` prints it."""
    return run("rules", "--format", "markdown").stdout.rstrip("\n")


def commands() -> str:
    """What ``--help`` says of each command."""
    texts: list[list[str]] = [[]]
    for command in COMMANDS:
        texts += [[command], *([command, kind] for kind in (KINDS if command == "import" else ()))]
    return "\n\n".join(f"```text\n{run(*text, '--help').stdout.rstrip()}\n```" for text in texts)


PARTS = {"tables": tables, "rules": rules, "commands": commands}


def part(text: str, name: str) -> str:
    """What stands between the marks of this name. KeyError when they are not there once."""
    found = re.findall(rf"<!-- {name}: begin -->\n(.*?)<!-- {name}: end -->", text, re.DOTALL)
    if len(found) != 1:
        raise KeyError(name)
    return str(found[0]).rstrip("\n")


def renewed(text: str) -> str:
    """The text with each part made anew."""
    for name, make in PARTS.items():
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}{make()}\n{end}{rest.partition(end)[2]}"
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
