"""What is installed is whole: the wheel and the source archive hold the rule book and the bank holidays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from rota.web.build_styles import WITHOUT
from tests.architecture.sources import ROOT, modules

pytestmark = pytest.mark.full

PLAIN_FILES = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
DATA = (
    "rota/domain/data/bank_holidays.json",
    "rota/reading/calendars/data/windows_zones.json",
    "rota/py.typed",
    "constraints/py.typed",
)

NOT_COPIED = ("__pycache__", "node_modules", "static")
"""The styles of the service's pages take npm: tests/browser builds them."""

BUILD = """
import sys
from setuptools import build_meta
target = sys.argv[1]  # read once, because setuptools writes its own
print(build_meta.build_wheel(target), build_meta.build_sdist(target))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the source archive, built from a copy of the source and without an index."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in PLAIN_FILES:
        shutil.copy(ROOT / name, source / name)
    for package in ("rota", "constraints"):
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns(*NOT_COPIED))
    command = [sys.executable, "-c", BUILD, str(target)]
    made = subprocess.run(
        command, cwd=source, capture_output=True, text=True, check=False, env={**os.environ, WITHOUT: "yes"}
    )
    assert made.returncode == 0, made.stderr[-2000:]
    wheel, archive = made.stdout.splitlines()[-1].split()
    return target / wheel, target / archive


def _expected() -> set[str]:
    folders = ("exports/templates", "web/templates", "web/assets")
    found = (path for folder in folders for path in (ROOT / "rota" / folder).rglob("*") if path.is_file())
    templates = {path.relative_to(ROOT).as_posix() for path in found if "node_modules" not in path.parts}
    return {*DATA, *templates, *(module.path for module in modules("rota", "constraints"))}


def test_the_wheel_holds_every_module_and_all_data_and_nothing_else(built: tuple[Path, Path]) -> None:
    names = {name for name in zipfile.ZipFile(built[0]).namelist() if ".dist-info/" not in name}
    assert _expected() == names


def test_the_wheel_runs_anywhere_and_offers_the_command(built: tuple[Path, Path]) -> None:
    assert built[0].name.endswith("-py3-none-any.whl")
    wheel = zipfile.ZipFile(built[0])
    about = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "rota = rota.cli:main" in wheel.read(about).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_the_source_archive_holds_every_module_and_all_data(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert _expected() - names == set()


def test_the_wheel_works_without_the_source(built: tuple[Path, Path], tmp_path: Path) -> None:
    """The bank holidays and the rule book are read from what was built, not from this checkout."""
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "import constraints, rota\n"
        "from rota.domain.bank_holidays import known_years\n"
        "from rota.reports.report import Paper, as_page\n"
        "print(rota.__file__, constraints.__file__, sep='\\n')\n"
        "print(bool(known_years('scotland')), bool(constraints.RULES), sep='\\n')\n"
        "print(b'--ink' in as_page(Paper('Testshire', 'Title', ())))\n"
    )
    zipfile.ZipFile(built[0]).extractall(tmp_path / "site")
    asked = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    where = [str(tmp_path / "site" / package / "__init__.py") for package in ("rota", "constraints")]
    assert [*where, "True", "True", "True"] == asked.stdout.splitlines()


A_SCRIPT = """
from datetime import date

import rota


def drawn(files: dict[str, bytes]) -> tuple[bool, str]:
    try:
        council = rota.read(files)
    except rota.InputFaults as error:
        return False, error.faults[0]
    solution: rota.Solution | None = rota.solve(council, rota.Limits(work=1))
    if solution is None:
        return False, rota.diagnose(council).found.obstacles[0].sentence
    plan = rota.replan(council, solution, date(2027, 6, 1), lost=["mash-1"])
    points: int = rota.why(council, solution, "mash-1").found.points + rota.audit(council, solution).points
    files = rota.export(plan.solution or solution, ["json"])
    return solution.optimal, f"{points:,} {rota.what_if(council, solution.rota).answer.text}{len(files)}"


print(drawn({})[1])
"""
WRONG = """
import rota

rota.nothing
rota.solve("visits")
rota.read(b"").frames().problem
rota.solve(rota.read("visits")).optimal
"""


@pytest.fixture(scope="module")
def outside(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own in which the wheel is installed, and of this checkout nothing."""
    place = tmp_path_factory.mktemp("outside")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], check=True)
    site = next((place / "venv" / "lib").glob("python*")) / "site-packages"
    zipfile.ZipFile(built[0]).extractall(site)
    return place


def _typed(outside: Path, script: str) -> list[str]:
    """What a strict type checker says of a script, beside the installed wheel alone."""
    (outside / "script.py").write_text(script, encoding="utf-8")
    options = ("--strict", "--no-error-summary", "--cache-dir", str(outside / "cache"), "--config-file", "")
    python = outside / "venv" / "bin" / "python"
    command = [sys.executable, "-m", "mypy", *options, "--python-executable", str(python), "script.py"]
    return subprocess.run(command, cwd=outside, capture_output=True, text=True, check=False).stdout.splitlines()


def test_a_script_that_uses_the_api_is_typed_from_outside(outside: Path) -> None:
    assert _typed(outside, A_SCRIPT) == []


def test_what_is_wrong_with_a_script_is_found_from_outside(outside: Path) -> None:
    """The checker sees the API as it is: a name that is not there, two arguments of the wrong type, a possible None."""
    lines = [line.split(":")[1] for line in _typed(outside, WRONG) if "error" in line]
    assert lines == ["4", "5", "6", "7"]


def test_the_api_works_without_the_source(outside: Path) -> None:
    """The libraries are those of this environment; Rota is the wheel's."""
    (outside / "script.py").write_text(A_SCRIPT, encoding="utf-8")
    libraries = str(Path(pytest.__file__).parents[1])
    code = f"import sys; sys.path.append({libraries!r}); import rota; print(rota.__file__); import script"
    python = outside / "venv" / "bin" / "python"
    asked = subprocess.run([python, "-c", code], cwd=outside, capture_output=True, text=True, check=True)
    where, said = asked.stdout.splitlines()
    assert Path(where).is_relative_to(outside)
    assert said == "members.csv: this file is missing. 'rota new' writes one to start from."
