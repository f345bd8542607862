"""A rota kept in a folder: as it was found before anything more is asked of it, and then with those who stand by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rota.app.files import rendered
from rota.errors import RotaError
from rota.explaining.context import RotaContext
from rota.exports import SHOWING_RESERVES, USUAL
from rota.exports.view import Document

NO_RESERVES = "The rota is whole, but nobody stands by for any visit, because that could not be worked out: {}"
"""What is said when the reserves fail."""

Write = Callable[[dict[str, bytes], Path, bool], object]
"""Writes files to a folder, all or none; whether it may replace what is there."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """The document with the members who stand by; or as it was, why in a sentence, and the ``error`` if it is a bug."""

    document: Document
    sentence: str = ""
    error: Exception | None = None


def with_reserves(document: Document, context: RotaContext | None = None) -> Reserved:
    """The document with the reserves of its visits, or of those that are not over in the context.

    Whatever fails meanwhile, the rota is there already and is whole without them.
    """
    from rota.explaining.reserves import reserves  # here, so that a rota that is there already is soon read

    context = context or RotaContext(document.problem, document.rules, document.record.rota)
    try:
        standing_by = reserves(context)
    except (MemoryError, RotaError) as error:
        return Reserved(document, NO_RESERVES.format(_words(error)))
    except Exception as error:  # a bug: the rota is kept all the same, and whoever asked for it is shown where it is
        return Reserved(document, NO_RESERVES.format(_words(error)), error)
    return Reserved(replace(document, record=replace(document.record, reserves=standing_by)))


def _words(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there was not enough memory"
    return str(error) if isinstance(error, RotaError) else f"{type(error).__name__}: {error}".rstrip(": ")


def keep(
    document: Document, context: RotaContext | None, folder: Path, force: bool, write: Write
) -> tuple[Reserved, tuple[str, ...]]:
    """Writes the rota, then what its reserves change of that, and gives the names of all files.

    Each time the folder goes from one whole rota to another.
    """
    files = rendered(document, USUAL)
    write(files, folder, force)
    reserved = with_reserves(document, context)
    if reserved.document.record.reserves:
        write(rendered(reserved.document, SHOWING_RESERVES), folder, True)
    return reserved, tuple(files)
