"""One line on a terminal that says how far the engine is; nothing at all anywhere else."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from rota.text.english import gap_in_words

if TYPE_CHECKING:
    from rota.solving.progress import Progress

CELLS = 20


class ProgressLine:
    """Draws over its own line of ``stream`` (stderr unless told), only when that is a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()

    def draw(self, progress: Progress | None, seconds: float) -> None:
        """Shows the latest news, and how long it has taken."""
        if self._shown:
            width = shutil.get_terminal_size().columns - 1
            self._put(line(progress, seconds)[:width])

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._put("")

    def _put(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


def line(progress: Progress | None, seconds: float) -> str:
    """The news in one line: how much of the work is spent, the stage, points, bound, gap and seconds."""
    if progress is None:
        return f"[{' ' * CELLS}] reading the rules, {seconds:.0f} s"
    full = round(CELLS * progress.done)
    parts = [f"[{'#' * full}{' ' * (CELLS - full)}] {progress.stage}"]
    if progress.value is None:
        parts.append("no rota yet")
    else:
        parts.append(f"{progress.value:,} points")
    parts.append(f"at least {progress.bound:,}")
    if progress.gap is not None:
        parts.append(f"gap {gap_in_words(progress.gap, progress.bound)}")
    return ", ".join([*parts, f"{seconds:.0f} s"])
