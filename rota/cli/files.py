"""Writes files all or none, and lets nothing come between."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from rota.cli.console import tell
from rota.exports.atomic_write import write_all
from rota.interrupt import on_interrupt

if TYPE_CHECKING:
    from rota.explaining.context import RotaContext
    from rota.exports.view import Document


def write(files: dict[str, bytes], folder: Path, force: bool, private: Collection[str] = ()) -> tuple[str, ...]:
    """Writes the files and gives their names. OutputRefused, with nothing written, when that cannot be.

    Those that are ``private`` can be read by their owner alone.
    """
    with on_interrupt(None):  # files half of one rota and half of another would be worse than a moment's delay
        write_all(files, folder, force, private)
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
