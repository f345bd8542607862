"""The project names no machine and no download address: it installs from wherever pip is told to."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files

# Written in two halves, so that this file does not hold what it looks for.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "index-" + "url", "find-" + "links", "trusted-" + "host")
MACHINE_PATH = re.compile(r"(?<![\w./<-])/(?:work|home|Users|root|tmp|opt)/(?!\.\.)|[A-Z]:\\Users")
ADDRESS = re.compile(r"https?:|ftp:|file:|\w@\w|\.whl\b|\.tar\.gz\b")
PINNED = re.compile(r"^[a-z0-9-]+==\S+( ; [^\\]+)? \\$")
BINARY = {".xlsx", ".png", ".ico", ".zip"}


def _texts() -> dict[str, str]:
    """Every text file of the project by its path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in files()
        if path.suffix not in BINARY
    }


def test_no_file_names_a_package_registry() -> None:
    found = [(path, name) for path, text in _texts().items() for name in REGISTRIES if name in text.casefold()]
    assert found == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert [(path, match.group()) for path, text in _texts().items() if (match := MACHINE_PATH.search(text))] == []


@pytest.mark.parametrize("path", ["/ho" + "me/ann/rota", "see /wo" + "rk/main", "C:\\" + "Users\\ann"])
def test_a_place_on_one_machine_is_found(path: str) -> None:
    assert MACHINE_PATH.search(path)


@pytest.mark.parametrize("path", ["example.test/ho" + "me/page", "examples/sefton", "</ro" + "ot>"])
def test_an_address_that_only_looks_like_one_is_passed_over(path: str) -> None:
    assert MACHINE_PATH.search(path) is None


REQUIREMENTS = [
    f"requirements{part}.txt" for part in ("", "-test", "-web", "-browser", "-docs", "-calendars", "-mutants")
]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_hold_pinned_names_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert ADDRESS.search(text) is None
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    heads = [line for line in lines if not line.startswith(" ")]
    assert [line for line in heads if not PINNED.match(line)] == []
    hashes = [line for line in lines if line.startswith(" ")]
    assert [line for line in hashes if not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)] == []
    assert len(hashes) >= len(heads) > 0


@pytest.mark.parametrize(
    ("place", "of_ours"),
    [
        ("tests/agreement", ["ical.js", "node-ical"]),
        ("rota/web/assets", ["govuk-frontend", "sass", "axe-core"]),
    ],
)
def test_npm_s_lock_holds_hashes_and_no_address(place: str, of_ours: list[str]) -> None:
    text = (ROOT / place / "package-lock.json").read_text(encoding="utf-8")
    assert ADDRESS.search(text) is None
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert {f"node_modules/{one}" for one in of_ours} <= packages.keys()
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []


def test_what_reads_calendars_is_pinned() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert _names(groups["calendars"]) <= _pins(ROOT / "requirements-calendars.txt").keys()
    assert _names(groups["browser"]) <= _pins(ROOT / "requirements-browser.txt").keys()
    assert _names(groups["mutants"]) <= _pins(ROOT / "requirements-mutants.txt").keys()


def test_every_dependency_is_pinned_and_the_files_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, test, docs, web = (_pins(ROOT / f"requirements{one}.txt") for one in ("", "-test", "-docs", "-web"))
    assert _names(project["dependencies"]) <= run.keys()
    assert _names(project["optional-dependencies"]["test"]) <= test.keys()
    assert _names(project["optional-dependencies"]["docs"]) <= docs.keys()
    extras = project["optional-dependencies"]
    assert _names([*extras["web"], *extras["postgres"]]) <= web.keys()
    assert run.items() <= test.items()
    assert web.items() <= test.items(), "the tests have what the service has"
    assert {name: pins for name, pins in docs.items() if test.get(name, pins) != pins} == {}, "one environment has both"
    assert "setuptools" in run, "the package itself is built without an index"


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", requirement)[0].casefold() for requirement in requirements}


def _pins(path: Path) -> dict[str, tuple[str, ...]]:
    """Each package and its versions: more than one when newer Pythons take another."""
    pins: dict[str, list[str]] = defaultdict(list)
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        pins[name].append(version)
    return {name: tuple(versions) for name, versions in pins.items()}
