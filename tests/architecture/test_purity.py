"""Engines, rules and exports are functions of their input: no clock, environment, network or chance."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Module, a_module, modules

PURE = (
    "rota.forms",
    "rota.domain",
    "rota.app",
    "rota.solving",
    "rota.auditing",
    "rota.rules",
    "rota.record",
    "rota.text",
    "rota.tables",
    "rota.checking",
    "rota.reports",
    "rota.exports",
    "rota.publishing",
    "rota.importing",
    "rota.compare",
    "rota.explaining",
    "rota.replanning",
    "rota.scenarios",
)

CLOCK = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.localtime",
    "time.gmtime",
    "time.time",
    "time.time_ns",
    "time.perf_counter",
    "time.monotonic",
    "time.monotonic_ns",
    "time.process_time",
    "time.sleep",
}
ENVIRONMENT = {
    "os.environ",
    "os.environb",
    "os.getenv",
    "os.getcwd",
    "os.urandom",
    "Path.cwd",
    "Path.home",
}
NETWORK = {"asyncio", "ftplib", "http", "imaplib", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "xmlrpc"}
CHANCE = {"secrets", "uuid"}

ALLOWED = {("rota.solving.limits", "time.monotonic")}
"""The opt-in limit in seconds is the one place where an engine may ask how long it has taken."""


def impurities(module: Module) -> list[str]:
    """A sentence for each use of the clock, the environment, the network or unseeded chance."""
    found = [*_imported(module), *_used(module)]
    return [f"{module.path}, line {line}: {what}" for what, line in found if (module.name, what) not in ALLOWED]


def _imported(module: Module) -> Iterator[tuple[str, int]]:
    for name, line in module.imports():
        if name.split(".")[0] in NETWORK | CHANCE or name == "urllib.request":
            yield name, line


def _used(module: Module) -> Iterator[tuple[str, int]]:
    names = _local_names(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.Attribute, ast.Name)):
            full = _full_name(node, names)
            if _last_two(full) in CLOCK | ENVIRONMENT or (full.startswith("random.") and full != "random.Random"):
                yield _last_two(full), node.lineno
        elif isinstance(node, ast.Call) and _is_unseeded(node, names):
            yield "random.Random without a seed", node.lineno


def _is_unseeded(call: ast.Call, names: dict[str, str]) -> bool:
    return not (call.args or call.keywords) and _full_name(call.func, names) == "random.Random"


def _local_names(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: "now" may be time.monotonic."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update({alias.asname: alias.name for alias in node.names if alias.asname})
        elif isinstance(node, ast.ImportFrom):
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return names


def _full_name(node: ast.expr, names: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_full_name(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def _last_two(name: str) -> str:
    return ".".join(name.split(".")[-2:])


def _pure_modules() -> list[Module]:
    return [*modules("constraints"), *(module for module in modules("rota") if module.within(*PURE))]


def test_the_engine_reads_no_clock_environment_or_network() -> None:
    assert [fault for module in _pure_modules() for fault in impurities(module)] == []


def test_the_command_line_reads_the_clock_in_one_place() -> None:
    """So that every command goes by the same day, and a test can say which."""
    commands = [module for module in modules("rota") if module.within("rota.cli")]
    assert {module.name for module in commands for what, _ in _used(module) if what in CLOCK} == {"rota.cli.first_day"}


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\ndate.today()",
        "import datetime as dt\ndt.datetime.now()",
        "from datetime import datetime as moment\nmoment.now()",
        "from time import monotonic as tick\ntick()",
        "import time\nclock = time.time",
        "import os\nos.environ['HOME']",
        "from os import environ\nenviron['HOME']",
        "import random\nrandom.shuffle([])",
        "from random import shuffle\nshuffle([])",
        "from random import Random\nRandom()",
        "import socket",
        "def late():\n    from urllib.request import urlopen",
        "import uuid",
    ],
)
def test_each_impurity_is_found(text: str) -> None:
    assert impurities(a_module("rota.solving.cpsat.solve_frame", text)) != []


@pytest.mark.parametrize(
    "text",
    ["import random\nrandom.Random(7).shuffle([])", "from datetime import date\ndate(2026, 6, 1)", "runtime = 1"],
)
def test_what_depends_on_its_input_alone_is_passed_over(text: str) -> None:
    assert impurities(a_module("rota.solving.cpsat.solve_frame", text)) == []


def test_only_limits_may_ask_how_long_it_has_taken() -> None:
    text = "import time\ntime.monotonic()"
    assert impurities(a_module("rota.solving.limits", text)) == []
    assert impurities(a_module("rota.solving.search.large_neighbourhood", text)) != []
    assert impurities(a_module("rota.solving.limits", "import time\ntime.time()")) != []
