"""Asks the process apart, and starts a new one when a calendar has cost the last one its life."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import rota
from rota.domain.spans import Span

WALL_SECONDS = 20.0
"""How long one calendar may take, whatever the process is doing."""

LONGEST_ANSWER = 4 * 2**20
"""Bytes of one answer: 20,000 busy stretches and the reasons for 5,000 events are less than a quarter of it."""

LOST = (
    "it takes too long, or too much memory, to work out. Export only the year of the rota, without what repeats oddly."
)

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from rota.reading.calendars.apart import serve
serve(sys.stdin.buffer, sys.stdout.buffer)
"""

Numbers = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in one calendar: stretches in seconds since 1970 (UTC), and event numbers by reason.

    ``unread`` says why the whole calendar was not read, or is empty. ``lost`` when it cost the process its life.
    """

    times: tuple[tuple[int, int], ...] = ()
    skipped: Numbers = field(default_factory=dict)
    remarks: Numbers = field(default_factory=dict)
    unread: str = ""
    lost: bool = False


class Worker:
    """Reads calendars in a process apart. To be used in a ``with``: at its end no process is left."""

    def __init__(self, wall_seconds: float = WALL_SECONDS) -> None:
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, data: bytes, span: Span, usual_minutes: int) -> Answer:
        """The busy stretches of a calendar, or why there are none."""
        first, last = span.ends()
        asked = {"bytes": len(data), "first": str(first), "last": str(last), "usual_minutes": usual_minutes}
        try:
            given = self._ask(json.dumps(asked).encode() + b"\n" + data)
            return _answer(given)
        except (OSError, ValueError, TypeError, KeyError, queue.Empty):
            self._end()
            return Answer(unread=LOST, lost=True)

    def _ask(self, request: bytes) -> bytes:
        stdin = self._running().stdin
        assert stdin is not None
        stdin.write(request)
        stdin.flush()
        return self._answers.get(timeout=self._wall_seconds)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # What the parent can import the process can, and it reads nothing else of the environment (-I).
            path = json.dumps([str(Path(rota.__file__).parent.parent), *sys.path])
            command = [sys.executable, "-I", "-c", _START, path]
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter itself, and nothing of the input
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._answers = queue.Queue()
            assert self._process.stdout is not None
            threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin is not None:
            try:
                process.stdin.close()
            except OSError:
                return  # what was still to be written has nobody left to read it


def _listen(stdout: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Passes each answer on; an empty one at the end, when the process is gone."""
    with stdout:
        while line := stdout.readline(LONGEST_ANSWER):
            answers.put(line)
    answers.put(b"")


def _answer(given: bytes) -> Answer:
    """The answer as it was given. ValueError, TypeError or KeyError when it is none."""
    said = json.loads(given)
    if "unread" in said:
        return Answer(unread=str(said["unread"]))
    times = tuple((int(start), int(end)) for start, end in said["times"])
    return Answer(times, dict(said["skipped"]), dict(said["remarks"]))
