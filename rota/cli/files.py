"""Writes files all or none, and lets nothing come between."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rota.cli.console import tell
from rota.errors import CouldNotRunError
from rota.exports.atomic_write import write_all
from rota.interrupt import on_interrupt
from rota.text.system_refusals import refused
from rota.writing.session import only_writer, remembered

if TYPE_CHECKING:
    from rota.explaining.context import RotaContext
    from rota.exports.view import Document

_WAITS = "Another rota command writes to {}: waiting for its end."


def write(files: dict[str, bytes], folder: Path, force: bool, given_out: Collection[str] = ()) -> tuple[str, ...]:
    """Writes the files and gives their names. OutputRefused, with nothing written, when that cannot be."""
    # Ctrl-C waits: files half of one rota and half of another would be worse than a moment's delay.
    with at_work_in(folder), on_interrupt(None):
        write_all(files, folder, force, given_out=given_out)
    return tuple(files)


def new_in(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files but those that lie in the folder already, as they are."""

    def is_there(place: Path, content: bytes) -> bool:
        return place.is_file() and place.stat().st_size == len(content) and place.read_bytes() == content

    return {name: content for name, content in files.items() if not is_there(folder / name, content)}


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
            words = refused(error, error.filename or folder, "written")
            raise CouldNotRunError(f"{words} Nothing was written.") from error
        yield


def stay_in(folder: Path) -> None:
    """The same until the command that is run ends."""
    click.get_current_context().with_resource(at_work_in(folder))


def go_by(folder: Path) -> None:
    """Until the command that is run ends, what is in the folder now is what it replaces, and nothing newer."""
    click.get_current_context().with_resource(remembered(folder))


def keep(document: Document, context: RotaContext | None, folder: Path, force: bool) -> tuple[str, ...]:
    """Writes the rota, tells why nobody stands by where that failed, and raises what is a bug; the files' names.

    The log of the rota that it takes the place of goes on.
    """
    from rota.app.keep import keep as kept
    from rota.app.keep_log import with_log_of_the_one_before, word_on_log
    from rota.cli.first_day import today

    with at_work_in(folder):
        document = with_log_of_the_one_before(document, folder, today())
        tell(*word_on_log(document))
        reserved, names = kept(document, context, folder, force, write)
    if reserved.sentence:
        tell(f"{reserved.sentence} It was written to {folder} without them.")
    if reserved.error is not None:
        raise reserved.error
    return names
