"""Writes files all or none, and lets nothing come between."""

from __future__ import annotations

import signal
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from rota.exports.atomic_write import write_all


def write(files: dict[str, bytes], folder: Path, force: bool, private: Collection[str] = ()) -> tuple[str, ...]:
    """Writes the files and gives their names. OutputRefused, with nothing written, when that cannot be.

    Those that are ``private`` can be read by their owner alone.
    """
    with in_one_go():
        write_all(files, folder, force, private)
    return tuple(files)


@contextmanager
def in_one_go() -> Iterator[None]:
    """Ctrl-C waits for the end: files half of one rota and half of another would be worse than a moment's delay."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
