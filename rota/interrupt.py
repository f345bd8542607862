"""Ctrl-C: what it does for a while, in a program that may also run where nobody can press it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_interrupt(act: Callable[[], None] | None) -> Iterator[None]:
    """Ctrl-C does this, or nothing, for as long as this lasts. Only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN if act is None else lambda _number, _frame: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
