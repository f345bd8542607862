"""The styles of the pages: in every wheel, and a sentence where they cannot be built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rota.web import build_styles
from tests.architecture.sources import ROOT

BUILD = "import sys\nfrom setuptools import build_meta\nprint(build_meta.build_wheel(sys.argv[1]))"


def test_without_npm_there_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"npm, which builds them, is not there\. Install node 20"):
        build_styles.build_styles()


def test_what_npm_cannot_do_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / build_styles.WEB / "assets").mkdir(parents=True)
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/false")
    with pytest.raises(SystemExit, match="could not be built: 'ci "):
        build_styles.build_styles()


@pytest.mark.service
def test_a_wheel_has_the_styles_and_is_not_built_without_them(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        source.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    for package in ("rota", "constraints"):
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    command = [sys.executable, "-c", BUILD, str(tmp_path)]
    made = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    names = zipfile.ZipFile(tmp_path / made.stdout.split()[-1]).namelist()
    wanted = {f"rota/web/static/rota/{one}" for one in ("rota.css", "init.js", "progress.js", "govuk-frontend.min.js")}
    assert wanted <= set(names)

    shutil.rmtree(source / build_styles.WEB / "static")
    no_npm = {**os.environ, "PATH": str(tmp_path)}
    made = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False, env=no_npm)
    assert made.returncode
    assert build_styles.NO_NPM in made.stderr
