"""Six readers of calendars that share no code, each in one process, and where their answers differ."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.architecture.sources import ROOT

INSTALLED = Path(os.environ.get("CALENDARS", ROOT / ".venv-calendars")).resolve()
"""Where ``make test-calendars`` puts the readers: a Python environment that holds node's modules too."""

PYTHON = str(INSTALLED / "bin" / "python")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The only Python for which Debian has the bindings of libical."""

READERS = {
    "vobject": (PYTHON, "read_vobject.py"),
    "icalendar": (PYTHON, "read_icalendar.py"),
    "ical": (PYTHON, "read_ical.py"),
    "ical.js": ("node", "read_ical_js.cjs"),
    "node-ical": ("node", "read_node_ical.cjs"),
    "libical": (SYSTEM_PYTHON, "read_libical.py"),
}
"""Each reader by its library's name: the program that runs it and its file. The slowest comes first."""

AT_ONCE = 2
LONGEST = 240
"""Seconds that a reader may take over all its feeds."""

ELSEWHERE = "Pacific/Auckland"
"""The zone of the machine on which feeds are read: a time read as local to the machine must not look right."""

Lines = tuple[str, ...]


def read_by(reader: str, folder: Path) -> Lines:
    """What the reader says of every feed in the folder, in order. AssertionError when it cannot be run."""
    program, script = READERS[reader]
    command = [program, str(Path(__file__).with_name("readers") / script), str(folder)]
    try:
        done = subprocess.run(
            command, env=environment(TZ=ELSEWHERE), capture_output=True, encoding="utf-8", timeout=LONGEST
        )
    except OSError as error:
        raise AssertionError(f"{reader} could not be run ({error}). Run make test-calendars.") from error
    assert done.returncode == 0, f"{reader} failed. Run .ci/run, which installs what it needs.\n{done.stderr[-2000:]}"
    return tuple(sorted(done.stdout.splitlines()))


def environment(**more: str) -> dict[str, str]:
    """What a program is told of its surroundings: nothing of the machine's own settings or proxies."""
    said = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "NODE_PATH": str(INSTALLED / "node_modules")}
    return said | more


def read_by_all(folder: Path) -> dict[str, Lines]:
    """What each reader says of the folder."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(READERS, pool.map(lambda reader: read_by(reader, folder), READERS), strict=True))


def differing(answers: Mapping[str, Lines], truth: Lines) -> dict[str, Lines]:
    """The readers whose answer is not the truth, each with the lines that are only in one of the two."""
    apart = {reader: tuple(sorted(set(lines) ^ set(truth))) for reader, lines in answers.items() if lines != truth}
    return {reader: lines or ("the same lines, a different number of times",) for reader, lines in apart.items()}


def bare_line_feeds(content: bytes) -> int:
    """How many line feeds have no carriage return before them."""
    return content.count(b"\n") - content.count(b"\r\n")
