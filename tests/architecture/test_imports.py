"""Which part may use which library. Directions between parts are import-linter's, in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, Module, a_module, modules

MAY_USE: dict[str, tuple[str, ...]] = {
    "allauth": ("rota.web",),
    "click": ("rota.cli",),
    "csp": ("rota.web",),
    "dask": ("rota.batch.cluster",),
    "defusedxml": ("rota.importing", "rota.reading", "rota.tables"),
    "distributed": ("rota.batch.cluster",),
    "django": ("rota.web",),
    "docx": (
        "rota.exports.committee_docx",
        "rota.exports.docx_parts",
        "rota.exports.docx_table",
        "rota.exports.docx_template",
    ),
    "google": ("rota.solving",),
    "icalendar": (
        "rota.exports.ics_events",
        "rota.exports.ics_feeds",
        "rota.exports.ics_text",
        "rota.exports.ics_zone",
    ),
    "jinja2": ("rota.exports.page",),
    "numba": ("rota.solving.search.annealing",),
    "numpy": ("rota.solving",),
    "openpyxl": ("rota.forms", "rota.exports", "rota.reading", "rota.reports", "rota.tables"),
    "ortools": ("rota.solving",),
    "pandas": ("rota.app.council", "rota.app.frames", "rota.app.track"),
    "setuptools": ("rota.web.build_styles",),
    "rich": ("rota.cli.progress_line", "rota.cli.terminal"),
    "weasyprint": ("rota.exports.rota_pdf",),
}
"""Each library and the only parts that may use it."""

HEAVY = (
    "distributed",
    "django",
    "docx",
    "icalendar",
    "jinja2",
    "numba",
    "numpy",
    "openpyxl",
    "ortools",
    "pandas",
    "rich",
)


def faults(module: Module) -> list[str]:
    """A sentence for each library that the table does not allow."""
    found = [(name, line) for name, line in module.imports() if not _allowed(module, name.split(".")[0])]
    return [f"{module.path}, line {line}: imports {name}" for name, line in found]


def _allowed(module: Module, top: str) -> bool:
    ours = top in sys.stdlib_module_names or top in ("rota", "constraints")
    return ours or module.within(*MAY_USE.get(top, ()))


def test_a_module_uses_only_the_libraries_that_its_part_may() -> None:
    assert [fault for module in modules("rota", "constraints") for fault in faults(module)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rota.domain.people", "import numpy as np"),
        ("rota.domain.people", "def late():\n    import openpyxl"),
        ("rota.cli.solve", "from ortools.sat.python import cp_model"),
        ("rota.solving.engine", "import click"),
        ("constraints.pool", "import click"),
        ("rota.anything", "import requests"),
    ],
)
def test_a_library_that_is_not_allowed_is_found(name: str, text: str) -> None:
    assert len(faults(a_module(name, text))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rota.domain.people", "from .spans import Span\nimport json\nfrom rota import __version__"),
        ("rota.cli.solve", "import click\nfrom rota.solving.engine import solve\nfrom rota.exports import EXPORTS"),
        ("rota.solving.engine", "from ortools.sat.python import cp_model"),
    ],
)
def test_what_is_allowed_is_passed_over(name: str, text: str) -> None:
    assert faults(a_module(name, text)) == []


@pytest.mark.parametrize("name", ["rota", "rota.cli", "rota.domain", "rota.rules", "rota.auditing", "rota.exports"])
def test_importing_it_imports_nothing_heavy(name: str) -> None:
    """Each is asked in a fresh interpreter, as ``rota --help`` is."""
    code = f"import sys, {name}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    asked = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == ""


def test_no_test_module_imports_another() -> None:
    """What tests share stands in tests/support, or in a module of their folder that holds no tests."""
    found = [
        f"{module.path}, line {line}: imports {name}"
        for module in modules("tests")
        for name, line in module.imports()
        if name.startswith("tests.") and name.rpartition(".")[2].startswith("test_")
    ]
    assert found == []
