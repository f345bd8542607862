"""Writes files all or none, and lets nothing come between."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rota.cli.console import tell
from rota.exports.atomic_write import write_all

if TYPE_CHECKING:
    from rota.explaining.context import RotaContext
    from rota.exports.view import Document


def write(files: dict[str, bytes], folder: Path, force: bool) -> tuple[str, ...]:
    """Writes the files and gives their names. OutputRefused, with nothing written, when that cannot be."""
    with in_one_go():
        write_all(files, folder, force)
    return tuple(files)


def keep(document: Document, context: RotaContext | None, folder: Path, force: bool) -> tuple[str, ...]:
    """Writes the rota, tells why nobody stands by where that failed, and raises what is a bug; the files' names."""
    from rota.app.keep import keep as kept

    reserved, names = kept(document, context, folder, force, write)
    if reserved.sentence:
        tell(f"{reserved.sentence} It was written to {folder} without them.")
    if reserved.error is not None:
        raise reserved.error
    return names


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
