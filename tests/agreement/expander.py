"""A program that expands calendars, kept running: asked for one file after the other, and given up when silent."""

from __future__ import annotations

import json
import selectors
import subprocess
from pathlib import Path

from rota.domain import Span
from tests.agreement.reading import INSTALLED, PYTHON, environment

EXPANDERS = {
    "recurring-ical-events": (PYTHON, "expand_icalendar.py"),
    "ical": (PYTHON, "expand_ical.py"),
    "ical.js": ("node", "expand_ical_js.cjs"),
    "node-ical": ("node", "expand_node_ical.cjs"),
}
"""Each by its library's name: the program that runs it and its file. ``make test-calendars`` installs them."""

LONGEST = 20.0
"""Seconds for one calendar: the libraries go on for ever on rules that never match."""


class Expander:
    """One of the programs, asked over ``span``."""

    def __init__(self, name: str, span: Span) -> None:
        program, script = EXPANDERS[name]
        self._command = [program, str(Path(__file__).with_name("expanders") / script), *map(str, span.ends())]
        self._process: subprocess.Popen[str] | None = None

    def times(self, path: Path) -> list[tuple[str, str]] | None:
        """The busy times it reads of the file; None when it refuses it, takes too long or breaks."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path.resolve()}\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            line = process.stdout.readline() if ready.select(LONGEST) else ""
        if not line:
            self.close()
            return None
        answer = json.loads(line)
        return [(start, end) for start, end in answer["times"]] if "times" in answer else None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            assert Path(PYTHON).exists(), f"{INSTALLED} is not there. Run make test-calendars once: it installs it."
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(TZ="Europe/London"),
                encoding="utf-8",
            )
        return self._process

    def close(self) -> None:
        """Ends it; the next question starts it again."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
