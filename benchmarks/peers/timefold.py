"""A peer: Timefold, through the Java jars inside its wheel, on the flat tables.

The jars are found in the installed package ``timefold`` or in a wheel whose path is in TIMEFOLD_WHEEL; Java and its
compiler on the path. The Java sources lie in benchmarks/timefold and are compiled once into a cache.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "timefold"
VERSION = "1.24.0"
INSTALL = "pip download timefold==1.24.0b0 --no-deps, and its path in TIMEFOLD_WHEEL"


class AbsentError(Exception):
    """The peer cannot be run here; the message says what is missing."""


@cache
def ready() -> list[str]:
    """The command that runs it, before its arguments. AbsentError when something is missing."""
    java, compiler = shutil.which("java"), shutil.which("javac")
    if java is None or compiler is None:
        raise AbsentError("no Java compiler is on the path (JDK 17 or later)")
    classes = f"{_compiled(compiler, _jars())}"
    return [java, "-cp", f"{classes}{os.pathsep}{_jars() / '*'}", "Peer"]


@cache
def _jars() -> Path:
    wheel = os.environ.get("TIMEFOLD_WHEEL")
    if wheel:
        return _unpacked(Path(wheel))
    installed = importlib.util.find_spec("timefold")
    for home in (installed.submodule_search_locations or ()) if installed else ():
        if (jars := Path(home) / "solver" / "jars").is_dir():
            return jars
    raise AbsentError(f"the jars of Timefold are not installed ({INSTALL})")


def _unpacked(wheel: Path) -> Path:
    if not zipfile.is_zipfile(wheel):
        raise AbsentError(f"TIMEFOLD_WHEEL is not a wheel: {wheel.name}")
    home = _cache() / wheel.stem
    jars = home / "timefold" / "solver" / "jars"
    if not jars.is_dir():
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(home, [name for name in packed.namelist() if "/jars/" in name])
    if not list(jars.glob(f"timefold-solver-core-{VERSION}.jar")):
        raise AbsentError(f"the wheel {wheel.name} has no jar of Timefold {VERSION}")
    return jars


def _compiled(compiler: str, jars: Path) -> Path:
    """The folder of the classes, which is named after the sources: other sources are compiled anew."""
    sources = sorted(SOURCES.glob("*.java"))
    text = b"".join(path.read_bytes() for path in (*sources, SOURCES / "logback.xml"))
    home = _cache() / f"classes-{hashlib.sha256(text + str(jars).encode()).hexdigest()[:16]}"
    if not home.is_dir():
        _cache().mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=_cache()))
        command = [compiler, "-proc:none", "-cp", f"{jars / '*'}", "-d", str(making), *map(str, sources)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AbsentError(f"its sources do not compile: {done.stderr.strip().splitlines()[0]}")
        shutil.copy(SOURCES / "logback.xml", making)
        making.rename(home)
    return home


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rota-benchmarks"


def run_timefold(tables: Path, seconds: float, out: Path) -> None:
    """Solves the tables for so long and writes what it finds to ``out``."""
    command = [*ready(), str(tables), str(seconds), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise RuntimeError("Timefold ended with an error")
