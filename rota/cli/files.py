"""Writes files all or none, and lets nothing come between."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from rota.cli.console import tell
from rota.errors import CouldNotRunError
from rota.exports.atomic_write import write_all
from rota.writing.session import only_writer, remembered

_WAITS = "Another rota command writes to {}: waiting for its end."


def write(files: dict[str, bytes], folder: Path, force: bool) -> tuple[str, ...]:
    """Writes the files and gives their names. OutputRefused, with nothing written, when that cannot be."""
    with at_work_in(folder), in_one_go():
        write_all(files, folder, force)
    return tuple(files)


@contextmanager
def at_work_in(folder: Path) -> Iterator[None]:
    """No other command writes to the folder from when it is read to when it is written.

    Another that does so already is waited for, and that is said. CouldNotRunError when the folder cannot be made,
    OutputRefused when the other does not end.
    """
    with ExitStack() as entered:
        try:
            entered.enter_context(only_writer(folder, lambda: tell(_WAITS.format(folder))))
        except OSError as error:
            place = error.filename or folder
            raise CouldNotRunError(
                f"{place} cannot be written: {error.strerror or error}. Nothing was written."
            ) from error
        yield


def stay_in(folder: Path) -> None:
    """The same until the command that is run ends."""
    click.get_current_context().with_resource(at_work_in(folder))


def go_by(folder: Path) -> None:
    """Until the command that is run ends, what is in the folder now is what it replaces, and nothing newer."""
    click.get_current_context().with_resource(remembered(folder))


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
