"""Who may import what, name by name. The directions between layers are import-linter's, in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, Module, a_module, modules

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "rota.asking": ("rota.asking", "rota.domain", "rota.exports", "rota.reading", "rota.tracking", "rota.words"),
    "rota.batch": (
        "rota.batch",
        "rota.drawing",
        "rota.exports",
        "rota.answers",
        "rota.reading",
        "rota.solving",
        "rota.words",
    ),
    "rota.domain": ("rota.domain",),
    "rota.drawing": (
        "rota.drawing",
        "rota.explaining",
        "rota.solving",
        "rota.exports",
        "rota.reading",
        "rota.rulebook",
        "rota.audit",
        "rota.settings",
        "rota.record",
        "rota.rules",
        "rota.tracking",
        "rota.domain",
    ),
    "rota.words": (),
    "rota.settings": (),
    "rota.rules": ("rota.domain",),
    "rota.record": ("rota.domain",),
    "rota.answers": ("rota.domain", "rota.rules"),
    "rota.audit": ("rota.domain", "rota.rules", "rota.answers"),
    "constraints": ("constraints", "rota.domain", "rota.rules", "rota.words"),
    "rota.comparing": ("rota.domain", "rota.audit", "rota.words"),
    "rota.explaining": (
        "rota.explaining",
        "rota.solving",
        "rota.exports",
        "rota.comparing",
        "rota.audit",
        "rota.domain",
        "rota.record",
        "rota.rules",
        "rota.words",
    ),
    "rota.replanning": (
        "rota.replanning",
        "rota.solving",
        "rota.exports",
        "rota.comparing",
        "rota.domain",
        "rota.record",
        "rota.rules",
        "rota.words",
    ),
    "rota.scenarios": (
        "rota.scenarios",
        "rota.solving",
        "rota.exports",
        "rota.comparing",
        "rota.audit",
        "rota.domain",
        "rota.record",
        "rota.rules",
        "rota.words",
    ),
    "rota.solving": (
        "rota.solving",
        "rota.domain",
        "rota.rules",
        "rota.answers",
        "rota.audit",
        "rota.record",
        "rota.words",
    ),
    "rota.exports": ("rota.exports", "rota.domain", "rota.rules", "rota.audit", "rota.record", "rota.words"),
    "rota.reading": (
        "rota.reading",
        "rota.domain",
        "rota.rules",
        "rota.answers",
        "rota.settings",
        "rota.words",
        "rota.record",
        "rota.tracking",
    ),
    "rota.reports": ("rota.reports", "rota.tracking", "rota.exports", "rota.reading", "rota.domain", "rota.words"),
    "rota.tracking": ("rota.tracking", "rota.domain", "rota.words"),
    "rota.importing": ("rota.importing", "rota.domain", "rota.reading", "rota.words"),
    "rota.publishing": ("rota.publishing", "rota.exports", "rota.domain", "rota.record", "rota.words"),
}
"""What each part may import of the project; rota/__init__.py, for the version, is open to all."""

MAY_USE: dict[str, tuple[str, ...]] = {
    "click": ("rota.cli",),
    "dask": ("rota.batch.cluster",),
    "defusedxml": ("rota.importing", "rota.reading"),
    "distributed": ("rota.batch.cluster",),
    "google": ("rota.solving",),
    "icalendar": ("rota.exports", "rota.reading"),
    "numba": ("rota.solving.annealing",),
    "numpy": ("rota.solving",),
    "openpyxl": ("rota.asking", "rota.exports", "rota.reading", "rota.reports"),
    "ortools": ("rota.solving",),
    "pandas": ("rota.exports.table", "rota.reading"),
}
"""Each library and the only parts that may use it."""

HEAVY = ("distributed", "icalendar", "numba", "numpy", "openpyxl", "ortools", "pandas")


def faults(module: Module) -> list[str]:
    """A sentence for each import that the tables do not allow."""
    found = [(name, line) for name, line in module.imports() if not _allowed(module, name)]
    return [f"{module.path}, line {line}: imports {name}" for name, line in found]


def _allowed(module: Module, name: str) -> bool:
    top = name.split(".")[0]
    if top in sys.stdlib_module_names or name == "rota":
        return True
    if top in ("rota", "constraints"):
        return not (module.within("rota") and top == "constraints") and _within(name, _may_import(module))
    return module.within(*MAY_USE.get(top, ()))


def _may_import(module: Module) -> tuple[str, ...]:
    parts = [part for part in MAY_IMPORT if module.within(part)]
    return MAY_IMPORT[parts[0]] if parts else ("rota",)


def _within(name: str, parts: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


@pytest.mark.parametrize("module", modules("rota", "constraints"), ids=lambda module: module.path)
def test_a_module_imports_only_what_its_part_may(module: Module) -> None:
    assert faults(module) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rota.domain.people", "from rota.rules import Rule"),
        ("rota.domain.people", "import numpy as np"),
        ("rota.domain.people", "def late():\n    import openpyxl"),
        ("rota.domain.people", "from rota import audit"),
        ("rota.audit", "from rota.solving import engine"),
        ("rota.rulebook", "import constraints"),
        ("rota.rulebook", "from constraints import RULES"),
        ("constraints.pool", "from rota.audit import Report"),
        ("rota.reading.tables", "from rota.audit import Report"),
        ("rota.exports.html", "from rota.solving.engine import solve"),
        ("rota.exports.html", "from ..solving.engine import solve"),
        ("rota.cli.solve", "from ortools.sat.python import cp_model"),
        ("rota.solving.engine", "import click"),
        ("rota.anything", "import requests"),
    ],
)
def test_an_import_that_is_not_allowed_is_found(name: str, text: str) -> None:
    assert len(faults(a_module(name, text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rota.domain.people", "from .spans import Span\nimport json\nfrom rota import __version__"),
        ("constraints.pool", "from rota.domain import Problem\nfrom rota.words import joined"),
        ("rota.cli.solve", "import click\nfrom rota.solving.engine import solve\nfrom rota.exports import EXPORTS"),
        ("rota.solving.exact", "from ortools.sat.python import cp_model"),
    ],
)
def test_an_import_that_is_allowed_is_passed_over(name: str, text: str) -> None:
    assert faults(a_module(name, text)) == []


@pytest.mark.parametrize("name", ["rota", "rota.cli", "rota.domain", "rota.rules", "rota.audit", "rota.exports"])
def test_importing_it_imports_nothing_heavy(name: str) -> None:
    """Each is asked in a fresh interpreter, as ``rota --help`` is."""
    code = f"import sys, {name}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    asked = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == ""
