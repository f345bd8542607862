"""What is installed is whole: the wheel and the source archive hold the rule book and the bank holidays."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules

pytestmark = pytest.mark.full

PLAIN_FILES = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
DATA = (
    "rota/domain/data/bank_holidays.json",
    "rota/reading/calendars/data/windows_zones.json",
    "rota/py.typed",
    "constraints/py.typed",
)

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
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-c", BUILD, str(target)]
    made = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    wheel, archive = made.stdout.splitlines()[-1].split()
    return target / wheel, target / archive


def _expected() -> set[str]:
    return {*DATA, *(module.path for module in modules("rota", "constraints"))}


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
        "print(rota.__file__, constraints.__file__, sep='\\n')\n"
        "print(bool(known_years('scotland')), bool(constraints.RULES), sep='\\n')\n"
    )
    zipfile.ZipFile(built[0]).extractall(tmp_path / "site")
    asked = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    where = [str(tmp_path / "site" / package / "__init__.py") for package in ("rota", "constraints")]
    assert [*where, "True", "True"] == asked.stdout.splitlines()
