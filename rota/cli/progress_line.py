"""One line on a terminal that says how far a command is; nothing at all anywhere else.

The bar is rich's, imported when the first is drawn. Its ``Live`` and ``Progress`` are not used: they hide the cursor
while they run, and a command that is then killed leaves the terminal without one (rich 15.0.0, November 2026).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rota.text.english import gap_in_words
from rota.text.sanitise import plain

if TYPE_CHECKING:
    from rota.solving.progress import Progress

CELLS = 20
LEAST = 5
"""Columns of the bar: where there is less room, what the line says is more use than a bar."""


AFTER, EVERY = 1.0, 0.5
"""Seconds after which reading is told of, and from one word of it to the next."""


class ProgressLine:
    """Draws over its own line of ``stream`` (stderr unless told), only when that is a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self.shown = self._stream.isatty()
        self._is_there = False

    def draw(self, progress: Progress | None, seconds: float) -> None:
        """Shows the latest news of a solve, and how long it has taken."""
        self.say(progress.done if progress else 0.0, line(progress, seconds))

    def say(self, done: float, words: str) -> None:
        """Shows how much is done, from 0 to 1, and these words, cut where the line ends."""
        if self.shown:
            self._put(_drawn(self._stream, done, words))

    def clear(self) -> None:
        """Takes the line away, if one was drawn."""
        if self._is_there:
            self._put("")
            self._is_there = False

    def tell(self, words: str) -> None:
        """Shows words without a bar: nobody knows how much is left."""
        if self.shown:
            self._put(words)

    def _put(self, text: str) -> None:
        self._is_there = True
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


@contextmanager
def reading(path: Path, stream: TextIO | None = None) -> Iterator[None]:
    """A sign of life on a terminal while something large is read: what, and for how many seconds."""
    line, ended = ProgressLine(stream), threading.Event()

    def tell() -> None:
        seconds = AFTER
        while not ended.wait(AFTER if seconds == AFTER else EVERY):
            line.tell(f"reading {plain(path.name or str(path))}, {seconds:.0f} s")
            seconds += EVERY

    thread = threading.Thread(target=tell, daemon=True)
    if line.shown:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        if line.shown:
            thread.join()
        line.clear()


def _drawn(stream: TextIO, done: float, words: str) -> str:
    """A bar as wide as there is room for beside the words. The last column stays free: some terminals wrap there."""
    from rich.console import Console
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, highlight=False)
    room = console.width - 1
    said = Text(words, no_wrap=True)
    said.truncate(room)
    width = min(CELLS, room - said.cell_len - 1)
    shown: Table | Text = said
    if width >= LEAST:
        shown = Table.grid(padding=(0, 1, 0, 0))
        shown.add_row(ProgressBar(1.0, done, width), said)
    with console.capture() as drawn:
        console.print(shown, end="")
    return drawn.get().rstrip("\n")


def line(progress: Progress | None, seconds: float) -> str:
    """The news in one line: the stage, points, bound, gap and seconds."""
    if progress is None:
        return f"reading the rules, {seconds:.0f} s"
    points = "no rota yet" if progress.value is None else f"{progress.value:,} points"
    parts = [progress.stage, points, f"at least {progress.bound:,}"]
    if progress.gap is not None:
        parts.append(f"gap {gap_in_words(progress.gap, progress.bound)}")
    return ", ".join([*parts, f"{seconds:.0f} s"])
